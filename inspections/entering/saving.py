"""Saving what somebody entered of an inspection, all of it or nothing."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max, Model
from django.utils.text import slugify

from councils.models import Council
from councils.versions import changed_meanwhile
from inspections.entering.entered import Asked, Entered
from inspections.entering.possible import is_by_inspectorate
from inspections.models import (
    Inspection,
    Judgement,
    OutcomeRow,
    Recommendation,
    RecommendationWording,
    ReportFile,
)
from inspections.same import Account, frameworks_like, is_same

_FACTS = (
    "framework",
    "visit",
    "starts_on",
    "ends_on",
    "published_on",
    "received_on",
    "theme",
    "lead_inspector",
)
# What a table, or the council on the inspection of a table, may have told alone.
_CARRIED = ("published_on", "received_on", "visit", "theme", "lead_inspector")
_WORDS = ("text", "number", "page", "addressed_to", "priority", "timescale", "outcome")


class HeldAlready(Exception):
    """The council has this inspection already: `inspection`. Nothing was saved."""

    def __init__(self, inspection: Inspection) -> None:
        super().__init__(f"“{inspection}” is held already.")
        self.inspection = inspection


class CannotLeave(Exception):
    """What cannot be left out of an inspection, since something stands on it."""

    def __init__(self, pks: Iterable[int]) -> None:
        super().__init__("An action plan answers it.")
        self.pks = frozenset(pks)


class HasFindings(Exception):
    """Findings stand under the headings of the framework that was to be changed."""


def held_already(
    council: Council,
    framework: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    but: int | None = None,
) -> Inspection | None:
    """Return the inspection a council has under a framework on any of these days; None for none.

    The inspectorate is not twice in one council at one time. Reviews and audits can be. What a
    national table alone tells of has no recommendations: it does not keep others from coming in.
    """
    if not is_by_inspectorate(framework):
        return None
    same = Inspection.objects.filter(council=council, framework=framework)
    then = same.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    held = then.exclude(source=Inspection.Source.OUTCOMES).exclude(pk=but or 0)
    return held.order_by("-is_published", "pk").first()


def told_by_table(council: Council, account: Account) -> list[Inspection]:
    """Return the council's inspections that tables tell of and that an account is of, too."""
    alike = Inspection.objects.filter(
        council=council,
        framework__in=frameworks_like(account.framework),
        source=Inspection.Source.OUTCOMES,
    )
    return [told for told in alike.order_by("pk") if is_same(account, told)]


@transaction.atomic
def enter(
    council: Council, entered: Entered, source: Inspection.Source, *, national: bool = False
) -> Inspection:
    """Return the inspection made of what was entered; raise HeldAlready where it is there."""
    _hold(council, entered)
    made = Inspection(
        council=council,
        key=_free_key(f"{council.slug}-{entered.framework}-{entered.ends_on}"),
        source=source,
        is_published=national,
    )
    _put_facts(made, entered)
    made.received_on = made.received_on or _receipt_told(council, entered)
    made.save()
    _put_grades(made, entered)
    for order, asked in enumerate(entered.asked, 1):
        Recommendation.objects.create(inspection=made, order=order, **_words_of(asked))
    if national:
        _take_place_of_table(made)
    return made


def _receipt_told(council: Council, entered: Entered) -> datetime.date | None:
    """Return the day of receipt that the council gave with what a table tells of."""
    told = told_by_table(council, entered)
    return next((one.received_on for one in told if one.received_on), None)


@transaction.atomic
def change(inspection: Inspection, entered: Entered, seen: str) -> None:
    """Make an inspection as entered.

    Raises ChangedMeanwhile when somebody else changed it since version `seen`, HeldAlready where
    another one is of the same days, CannotLeave where something stands on what is left out,
    HasFindings where another framework would have no place for what was found.
    """
    _hold(inspection.council, entered, but=inspection.pk)
    stored = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if version_of(stored) != seen:
        raise changed_meanwhile(_versions(stored))
    _remove_others(stored, {asked.pk for asked in entered.asked})
    if stored.framework != entered.framework and stored.findings.exists():
        raise HasFindings
    _put_facts(stored, entered)
    stored.judgements.exclude(area__in=_areas(stored)).delete()
    stored.save()
    _put_grades(stored, entered, only_given=True)
    for asked in entered.asked:
        _put_asked(stored, asked)


def _hold(council: Council, entered: Entered, but: int | None = None) -> None:
    """Let nobody else enter an inspection of this council until this one is saved."""
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    days = (entered.starts_on, entered.ends_on)
    if there := held_already(council, entered.framework, *days, but=but):
        raise HeldAlready(there)


def _free_key(start: str) -> str:
    """Return a key that no inspection has, made of these words."""
    number, key = 1, slugify(start)[:90]
    while Inspection.objects.filter(key=key).exists():
        number += 1
        key = f"{slugify(start)[:90]}-{number}"
    return key


def _put_facts(inspection: Inspection, entered: Entered) -> None:
    inspection.title = entered.called
    for name in _FACTS:
        setattr(inspection, name, getattr(entered, name))


def _areas(inspection: Inspection) -> list[str]:
    return [area.key for area in inspection.catalogue().areas]


def _put_grades(inspection: Inspection, entered: Entered, *, only_given: bool = False) -> None:
    """Save each grade under its heading; what was printed otherwise goes with another grade."""
    order = {area: place for place, area in enumerate(_areas(inspection), 1)}
    held = {judgement.area: judgement for judgement in inspection.judgements.all()}
    for area, grade in entered.grades:
        if only_given and not grade and area not in held:
            continue
        one = held.get(area) or Judgement(inspection=inspection, area=area)
        if one.grade != grade:
            one.printed_grade = ""
        one.framework, one.grade, one.order = inspection.framework, grade, order[area]
        one.save()


def _words_of(asked: Asked) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in _WORDS}


def _put_asked(inspection: Inspection, asked: Asked) -> None:
    if asked.pk is None:
        last = inspection.recommendations.aggregate(last=Max("order"))["last"] or 0
        Recommendation.objects.create(inspection=inspection, order=last + 1, **_words_of(asked))
        return
    stored = inspection.recommendations.get(pk=asked.pk)
    words = _words_of(asked)
    if words != {name: getattr(stored, name) for name in _WORDS}:
        for name, value in words.items():
            setattr(stored, name, value)
        stored.save()


def _remove_others(inspection: Inspection, kept: set[int | None]) -> None:
    going = [each for each in inspection.recommendations.all() if each.pk not in kept]
    if answered := [each.pk for each in going if is_stood_on(each)]:
        raise CannotLeave(answered)
    for each in going:
        each.delete()


def is_stood_on(recommendation: Recommendation) -> bool:
    """Return whether anything but its other wordings refers to a recommendation."""
    return _is_used(recommendation, {RecommendationWording})


def _is_used(row: Inspection | Recommendation, but: set[type[Model]]) -> bool:
    """Return whether rows of models other than `but`, versions apart, refer to a row."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in type(row)._meta.related_objects
        if relation.related_model not in but
        and not hasattr(relation.related_model, "pgh_tracked_model")
    )


def version_of(inspection: Inspection) -> str:
    """Return what changes whenever the inspection, a grade or a recommendation does."""
    facts = [str(getattr(inspection, name)) for name in ("title", "is_published", *_FACTS)]
    grades = inspection.judgements.order_by("pk").values_list("area", "grade")
    asked = inspection.recommendations.order_by("pk").values_list("pk", *_WORDS)
    held = [facts, [list(row) for row in grades], [list(row) for row in asked]]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:20]


def _versions(inspection: Inspection) -> list[Any]:
    """Return the newest version of each table the inspection is kept in."""
    kept: Any = Inspection
    found = [kept.pgh_event_model.objects.filter(pgh_obj_id=inspection.pk)]
    for model in (Judgement, Recommendation):
        tracked: Any = model
        found.append(tracked.pgh_event_model.objects.filter(inspection_id=inspection.pk))
    newest = (rows.select_related("pgh_context").order_by("-pgh_id").first() for rows in found)
    return [row for row in newest if row]


class NotPublished(Exception):
    """An inspection cannot be made national; its text says why."""


@transaction.atomic
def make_national(inspection: Inspection, seen: str, today: datetime.date) -> None:
    """Let anyone signed in read an inspection that a council entered, and its report.

    Raises NotPublished for one whose day of publication is not held or still to come, and for
    what no inspectorate made; ChangedMeanwhile when somebody changed it since version `seen`.
    """
    stored = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if version_of(stored) != seen:
        raise changed_meanwhile(_versions(stored))
    if not is_by_inspectorate(stored.framework):
        raise NotPublished("It is the council’s own: no inspectorate publishes it.")
    if not stored.known_published_on:
        raise NotPublished("It has no day of publication yet. Enter that first.")
    if stored.known_published_on > today:
        raise NotPublished("It is not published yet: its day of publication is still to come.")
    stored.is_published = True
    stored.save()
    _take_place_of_table(stored)
    ReportFile.objects.filter(inspection=stored).update(is_national=True)


def _take_place_of_table(inspection: Inspection) -> None:
    """Let a national inspection stand for what a table alone told of it, so that it counts once.

    What was told there alone, such as the day of receipt, goes with it. Raises NotPublished where
    something, such as a plan, stands on what the table told.
    """
    for told in told_by_table(inspection.council, inspection):
        if _has_more(told):
            raise NotPublished(
                f"“{told}” of a national table is in use. Change that one in its place."
            )
        OutcomeRow.objects.filter(inspection=told).update(inspection=inspection)
        _carry_over(told, inspection)
        told.delete()


def _carry_over(told: Inspection, inspection: Inspection) -> None:
    """Give an inspection what a table's had and it has not, where its days allow it."""
    for name in _CARRIED:
        value = getattr(inspection, name) or getattr(told, name)
        if name != "published_on" or value is None or value >= inspection.ends_on:
            setattr(inspection, name, value)
    inspection.save()


def _has_more(told: Inspection) -> bool:
    """Return whether anything stands on an inspection but its judgements and its table's row."""
    return _is_used(told, {Judgement, OutcomeRow})
