"""Which sections a finished file says in other words, and which clearances that undoes."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.clearance_states import Standing, State, code_printed, standings
from reports.composing import digest_of, printed_headings
from reports.finished.comparing import texts
from reports.finished.sections import START, Place, places, under_headings, words_of
from reports.finished.standing import NOT_FOUND, in_word
from reports.models import ClearanceAnswer, FinishedPaper, Report
from reports.paper.as_json import digest_of_json, from_json
from reports.paper.document import Block


@dataclass(frozen=True)
class Lapsing:
    """A clearance that holds, and that a file undoes once it is confirmed.

    `is_found`: whether the section's heading is in the file. `prints_code`: whether the file
    still prints the code with which it was cleared.
    """

    standing: Standing
    is_found: bool
    prints_code: bool


def rewritten(finished: FinishedPaper, held: Mapping[str, Any]) -> dict[str, str]:
    """Return the digest of each section's words in a file, by its key, where they are not as held.

    `held` is the composed paper, read back as the file was. NOT_FOUND stands for a section whose
    heading is not in the file; "" is the key of the whole paper.
    """
    report = finished.report
    codes = codes_of(report)
    headed = printed_headings(report, finished.is_public)
    headings = [heading for _, heading in headed]
    there, here = (_said(read, headings, codes) for read in (finished.read, held))
    found = {
        key: digest_of_json(there[place]) if place in there else NOT_FOUND
        for (key, _), place in zip(headed, places(headings), strict=True)
        if there.get(place, NOT_FOUND) != here.get(place)
    }
    whole = [_whole(read, codes) for read in (finished.read, held)]
    return found if whole[0] == whole[1] else found | {"": digest_of_json(whole[0])}


def _said(
    read: Mapping[str, Any], headings: Sequence[str], codes: frozenset[str]
) -> dict[Place, list[str]]:
    return {place: words_of(blocks, codes) for place, blocks in _under(read, headings).items()}


def _under(read: Mapping[str, Any], headings: Sequence[str]) -> dict[Place, tuple[Block, ...]]:
    blocks, appendices = from_json(read["blocks"]), from_json(read["appendices"])
    return under_headings(blocks, appendices, headings)


def _whole(read: Mapping[str, Any], codes: frozenset[str]) -> list[str]:
    """Return all words of a file, titles among them."""
    blocks, appendices = from_json(read["blocks"]), from_json(read["appendices"])
    attached = (block for each in appendices for block in each.blocks)
    titles = [read["title"], *(each.title for each in appendices)]
    return [*titles, *words_of((*blocks, *attached), codes)]


def codes_of(report: Report) -> frozenset[str]:
    """Return the codes with which anything in a paper was cleared, as they print."""
    given = ClearanceAnswer.objects.filter(clearance__report=report).exclude(code="")
    rows = given.values_list("code", "clearance__section_key")
    return frozenset(code_printed(code, key) for code, key in rows)


def lapsing(
    finished: FinishedPaper, said: Mapping[str, str], day: datetime.date
) -> tuple[Lapsing, ...]:
    """Return the clearances that hold on `day` and that confirming a file undoes.

    `said`: what it says otherwise, from `rewritten`.
    """
    held = in_word(finished.report).held
    standing = [each.rewritten for each in held if each.is_public == finished.is_public]
    now = standing[0] if standing else {}
    found = standings(finished.report, digest_of(finished.report, day))
    holding = (each for each in found if each.state == State.GIVEN)
    printed = frozenset(map(str.strip, texts(from_json(finished.read["blocks"]))))
    return tuple(_lapsing(holding, said, now, printed))


def _lapsing(
    holding: Iterable[Standing],
    said: Mapping[str, str],
    now: Mapping[str, str],
    printed: frozenset[str],
) -> Iterable[Lapsing]:
    for each in holding:
        key, code = each.clearance.section_key, each.answer.code if each.answer else ""
        if said.get(key) != now.get(key):
            yield Lapsing(each, said.get(key) != NOT_FOUND, code_printed(code, key) in printed)


def section_in(finished: FinishedPaper, key: str) -> tuple[Block, ...] | None:
    """Return what a file says under a section's heading, the heading not among it.

    None where the heading is not in the file.
    """
    headed = printed_headings(finished.report, finished.is_public)
    where = dict(zip((k for k, _ in headed), places([h for _, h in headed]), strict=True))
    return _under(finished.read, [h for _, h in headed]).get(where.get(key, START))
