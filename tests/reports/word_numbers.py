"""Counts the numbered paragraphs of a Word file as Word does (ECMA-376, part 1, 17.9)."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.reports.word_reading import W, Word

ROMAN = ((1000, "m"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def numbered(word: Word) -> Iterator[tuple[str, str]]:
    """Yield the number and the words of every paragraph; the number is "" where it has none."""
    lists = _lists(word.parts.get("word/numbering.xml"))
    counts: dict[str, dict[int, int]] = {}
    for paragraph in word.body.iter(f"{W}p"):
        text = "".join(found.text or "" for found in paragraph.iter(f"{W}t"))
        place = paragraph.find(f"{W}pPr/{W}numPr")
        if place is None:
            yield "", text
            continue
        of, level = _value(place, "numId"), int(_value(place, "ilvl"))
        yield _count(lists[of], counts.setdefault(of, {}), level), text


def _value(element: Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    assert found is not None, name
    return str(found.get(f"{W}val"))


def _lists(part: Element | None) -> dict[str, list[Element]]:
    if part is None:
        return {}
    kinds = {
        found.get(f"{W}abstractNumId"): found.findall(f"{W}lvl")
        for found in part.findall(f"{W}abstractNum")
    }
    return {
        str(found.get(f"{W}numId")): kinds[_value(found, "abstractNumId")]
        for found in part.findall(f"{W}num")
    }


def _count(levels: list[Element], counts: dict[int, int], level: int) -> str:
    start = int(_value(levels[level], "start"))
    counts[level] = counts.get(level, start - 1) + 1
    for deeper in [each for each in counts if each > level]:
        del counts[deeper]
    for above in range(level):
        counts.setdefault(above, int(_value(levels[above], "start")))

    def said(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        return _as(_value(levels[place], "numFmt"), counts[place])

    return re.sub(r"%([1-9])", said, _value(levels[level], "lvlText"))


def _as(form: str, count: int) -> str:
    if form == "lowerLetter":
        times, place = divmod(count - 1, 26)
        return chr(ord("a") + place) * (times + 1)
    if form == "lowerRoman":
        return _roman(count)
    return str(count)


def _roman(count: int) -> str:
    said = ""
    for value, letters in ROMAN:
        while count >= value:
            said, count = said + letters, count - value
    return said
