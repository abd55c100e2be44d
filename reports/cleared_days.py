"""Whether the words that are cleared were changed after a day: an answer of then is not of these.

Where somebody records what another said on an earlier day, it counts for the words of that day.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.models import Q
from django.utils import timezone

from councils.day_words import in_words
from councils.days import end_of
from reports.composing import composed_digest_of
from reports.finished.standing import in_word
from reports.models import PaperAppendix, PaperPart, PaperSection, Report

CHANGED_ON = "The words were changed on {}"
DATA_CHANGED = "What the words are built from was changed after {}"
# What of a row is among the words, or says which words these are; its place with it.
_OF_REPORT = ("title", "body_id", "meeting_id", "as_at", "front")
_EXEMPT = ("exempt_under",)
_OF_SECTION = ("heading", *_EXEMPT)
_OF_PART = ("order", "kind", "of", "text", "options", "rows", "drafted", *_EXEMPT)
_OF_APPENDIX = (
    *("order", "kind", "title", "label", "plan_id", "of", "text", "options", "file_id"),
    *("is_to_follow", *_EXEMPT),
)
Change = datetime.datetime


def changed_after(report: Report, key: str, day: datetime.date, today: datetime.date) -> str:
    """Return the sentence, without its full stop, that what a key names was changed after `day`.

    "" where it was not: a change that was taken back is none. "" as the key is the whole paper.
    What was changed on `day` itself nobody can tell from it.
    """
    if day >= today:
        return ""
    changes = [*_written_after(report, key, day), *_in_word_after(report, key, day)]
    if changes:
        return CHANGED_ON.format(in_words(timezone.localdate(max(changes))))
    then, now = (composed_digest_of(report, today, known)(key) for known in (day, today))
    return DATA_CHANGED.format(in_words(day)) if then != now else ""


def _in_word_after(report: Report, key: str, day: datetime.date) -> Iterator[Change]:
    for held in in_word(report).held:
        if key in held.rewritten and held.confirmed_at and held.confirmed_at >= end_of(day):
            yield held.confirmed_at


def _written_after(report: Report, key: str, day: datetime.date) -> Iterable[Change]:
    """Yield when rows that make up the words were changed, unless they are as they were."""
    of_section = Q(report_id=report.pk) & (Q(key=key) if key else Q())
    sections = _events(PaperSection, of_section)
    ids = sections.values("pgh_obj_id")
    fields_of_section = _OF_SECTION if key else (*_OF_SECTION, "order")
    found = [
        _changes(sections, fields_of_section, day),
        _changes(_events(PaperPart, Q(section_id__in=ids)), _OF_PART, day),
    ]
    if not key:
        attached = _events(PaperAppendix, Q(report_id=report.pk))
        found += [
            _changes(attached, _OF_APPENDIX, day),
            _changes(_events(Report, Q(pgh_obj_id=report.pk)), _OF_REPORT, day),
        ]
    return chain(*found)


def _events(model: Any, which: Q) -> Any:
    return model.pgh_event_model.objects.filter(which)


def _changes(events: Any, fields: tuple[str, ...], day: datetime.date) -> Iterator[Change]:
    """Yield the last change after `day` of each row that is not as it was at the end of it."""
    rows: dict[int, list[Any]] = {}
    for event in events.order_by("pgh_id"):
        rows.setdefault(event.pgh_obj_id, []).append(event)
    for versions in rows.values():
        before = [each for each in versions if each.pgh_created_at < end_of(day)]
        then = _said(before[-1], fields) if before else None
        if then != _said(versions[-1], fields):
            yield versions[-1].pgh_created_at


def _said(event: Any, fields: tuple[str, ...]) -> tuple[Any, ...] | None:
    """Return what a version says; None of a row that was taken away."""
    gone = event.pgh_label == "delete"
    return None if gone else tuple(getattr(event, name) for name in fields)
