"""Headings of exempt sections, kept from officers who neither compose a paper nor clear them."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace

from councils.access import Access, Verb
from reports.clearance_states import Needed, Standing
from reports.models import Clearance, PaperSection, Report

HIDDEN = "Exempt section (paragraph {})"
# Of sections by their keys, what stands in place of their headings.
Hidden = Mapping[str, str]


def in_place_of_headings(report: Report) -> dict[str, str]:
    """Return what stands in place of the heading of each exempt section, by its key.

    Of a section that is gone, what it was last counts.
    """
    now = dict(report.sections.values_list("key", "exempt_under"))
    history = PaperSection.pgh_event_model.objects.filter(pgh_label="delete")  # type: ignore[attr-defined]
    gone = history.filter(report_id=report.pk).order_by("pgh_id")
    last = dict(gone.values_list("key", "exempt_under")) | now
    return {key: HIDDEN.format(under) for key, under in last.items() if under}


def hidden_from(access: Access, report: Report) -> Hidden:
    """Return the same for who may not read the headings: {} for who composes.

    Who is asked to clear a section reads its heading, and all of them who is asked for the whole.
    """
    if access.may(Verb.COMPOSE):
        return {}
    asked = access.reach(Clearance).filter(report=report, asked_of=access.user)
    keys = set(asked.values_list("section_key", flat=True))
    found = {} if "" in keys else in_place_of_headings(report)
    return {key: words for key, words in found.items() if key not in keys}


def without_headings(found: Sequence[Standing], hidden: Hidden) -> list[Standing]:
    """Return where clearances stand, without the headings and the words of what is hidden."""
    return [_hidden(each, hidden) for each in found]


def _hidden(standing: Standing, hidden: Hidden) -> Standing:
    words = hidden.get(standing.clearance.section_key)
    if words is None:
        return standing
    clearance, answer = copy.copy(standing.clearance), copy.copy(standing.answer)
    clearance.shown_as = words
    if answer:
        answer.comment, answer.file_name = "", ""
    return replace(standing, clearance=clearance, answer=answer)


def needed_without_headings(found: Sequence[Needed], hidden: Hidden) -> list[Needed]:
    """Return the clearances that nobody was asked for, without the headings that are hidden."""
    return [
        replace(each, heading="", shown_as=hidden[each.section_key])
        if each.section_key in hidden
        else each
        for each in found
    ]
