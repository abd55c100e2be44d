"""Reads the outcome of an area SEND inspection, which a sentence under its own heading states."""

import re

from inspections.frameworks import Framework
from inspections.report_reading import around
from inspections.report_reading.flow import Flow
from inspections.report_reading.judging import Said
from inspections.report_reading.words import plain

_WORDS = {
    "positive_experiences": r"typically leads? to positive experiences and outcomes",
    "inconsistent_experiences": r"leads? to inconsistent experiences and outcomes",
    "systemic_failings": r"widespread and/or systemic failings",
}
_LINES = 12


def outcome(flow: Flow, framework: Framework) -> list[Said]:
    """Return the outcome where the text under "Inspection outcome" names one and no other."""
    for place, line in enumerate(flow.lines):
        if plain(line.text) == "inspection outcome" and framework.areas:
            text = plain(flow.joined(after.text for after in flow.lines[place : place + _LINES]))
            found = [key for key, words in _WORDS.items() if re.search(words, text)]
            if len(found) == 1:
                words = around.shown(flow.lines[place : place + 4])
                return [Said(framework.areas[0], framework.grade(found[0]), line.page, words)]
    return []
