"""The house style that a report keeps from when it was begun, and what a newer one would change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from councils.versions import Decided
from reports.clearance_states import Standing, State
from reports.models import Report
from reports.models.papers import changed
from reports.models.styles import read_style
from reports.paper.house_style import FrontField, HouseStyle

OLDER = "The house style was changed once more. What it would change now stands below."


@dataclass(frozen=True)
class Newer:
    """A newer version of a report's house style: its key, and in sentences what it changes."""

    version: int
    changes: tuple[str, ...]


def newer_style(report: Report, clearances: Iterable[Standing] = ()) -> Newer | None:
    """Return the newer style a report could take; None where it would print no differently.

    Its headings are the report's own from the start: they never change with the style.
    """
    kept: Any = report.style_kept
    newest = report.house_style.newest
    if kept.pk == newest.pk:
        return None
    before, now = read_style(kept), read_style(newest)
    found = [*_numbers(before, now), *_around(before, now)]
    if before.front != now.front:
        found.append(_front(before.front, now.front))
    found += _look(before, now, _logo(kept) != _logo(newest))
    if not found:
        return None
    return Newer(newest.pk, (*found, *_cleared(before, now, clearances)))


@transaction.atomic
def take_newer(report: Report, seen: str) -> None:
    """Let a report print in its house style as it is now. Raises Decided where `seen` is older."""
    held = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    newest = held.house_style.newest
    if str(newest.pk) != seen:
        raise Decided(OLDER)
    held.style_kept = newest
    held.save(update_fields=["style_kept"])
    changed(held)


def _numbers(before: HouseStyle, now: HouseStyle) -> Iterator[str]:
    if before.numbering == now.numbering:
        return
    what = {
        "headings": "headings",
        "paragraphs": "paragraphs",
        "lists": "lists",
        "decisions": "recommendations for decision",
    }
    other = [
        words
        for name, words in what.items()
        if getattr(before.numbering, name) != getattr(now.numbering, name)
    ]
    yield f"Numbers change: those of {_listed(other)}."


def _around(before: HouseStyle, now: HouseStyle) -> Iterator[str]:
    if before.appendix != now.appendix:
        was, will = (s.appendix.format(number=1, letter="A", word="One") for s in (before, now))
        yield f"Appendices are labelled “{will}” in place of “{was}”."
    if before.nothing_exempt != now.nothing_exempt:
        yield f"Where nothing is exempt, the report says “{now.nothing_exempt}”."


def _front(before: tuple[FrontField, ...], now: tuple[FrontField, ...]) -> str:
    come = [f"“{each.label}” comes" for each in now if each not in before]
    go = [f"“{each.label}” goes" for each in before if each not in now]
    told = _listed([*come, *go]) or "its lines stand in another order"
    return f"The front matter changes: {told}."


def _look(before: HouseStyle, now: HouseStyle, has_other_logo: bool) -> Iterator[str]:
    other = {
        "colour": before.colour != now.colour,
        "logo": has_other_logo,
        "capitals of headings": before.capitals != now.capitals,
        "look of the front matter": before.front_look != now.front_look,
    }
    found = [words for words, differs in other.items() if differs]
    if found:
        yield f"It looks different: {_listed(found)}."


def _logo(version: Any) -> tuple[bytes, str]:
    return bytes(version.logo or b""), version.logo_words


def _cleared(before: HouseStyle, now: HouseStyle, clearances: Iterable[Standing]) -> Iterator[str]:
    """Yield what becomes of clearances given: numbers are not of the words that were cleared."""
    given = [each.clearance for each in clearances if each.state == State.GIVEN]
    if given and before.numbering != now.numbering:
        named = dict.fromkeys(each.of_what for each in given)
        yield (
            f"Cleared already, and getting other numbers: {_listed(list(named))}. "
            "The words stay, so these clearances hold."
        )
    is_whole = any(not each.section_key for each in given)
    if is_whole and (
        before.front != now.front
        or before.appendix != now.appendix
        or before.nothing_exempt != now.nothing_exempt
    ):
        yield "The clearance of the whole report has to be asked for again."


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
