"""What this service adds to a plan's own words in a file: told from them when the file comes back.

A file marks such lines with a style of their own. Somebody may have typed on in that style, so a
line is left out on its way in only where it still says what this service says, and nothing more.
"""

import re

from actionplans.rag import Outlook, Progress, Status

STYLES = LINE_STYLE, NUMBER_STYLE = "Plan note", "Plan number"
# The name of the plan's table in a workbook of ours, whose other sheets are not the plan.
TABLE_NAME = "Action_plan"
# A cell of it that is longer than a cell can be ends so, and the sheet has the text whole: in
# parts, each with how it follows the one before, as a new paragraph where nothing is said.
WHOLE_TEXTS = "Whole texts"
SHORTENED = f" [shortened: the whole text is number {{number}} on the sheet “{WHOLE_TEXTS}”]"
SAME_PARAGRAPH, SAME_WORD = "in the same paragraph", "in the same word"
SHORTENED_IN = {SAME_PARAGRAPH: " ", SAME_WORD: ""}

# What stands in a file where a blank cell would read as "the same as above".
NO_LEAD, NO_THEME, NO_WORDS = "No lead", "No theme", "No words"
NO_ASKED = "No recommendation"
# What a file has beside an action that not everybody may see.
CONFIDENTIAL = "Confidential"


def as_meant(words: str) -> str:
    """Return the words of a cell, "" where they only say that there is nothing."""
    return "" if words.strip() in (NO_LEAD, NO_THEME, NO_WORDS, NO_ASKED) else words


_STATES = "|".join(re.escape(words) for words in dict.fromkeys(status.words for status in Status))
_REACHED = "|".join(
    re.escape(words)
    for words in dict.fromkeys(
        ("Reopened", *(p.words for p in Progress), *(status.words for status in Status))
    )
)
_OUTLOOKS = "|".join(outlook.words.lower() for outlook in Outlook)
_LINE = re.compile(
    rf"(?:{_STATES})"
    r"|Rated .+"
    r"|(?:\d+\. )?(?:Late by \d+ days?|Past its date)"
    r"|Was .+"
    r"|Moved(?: \d+ times)?: .+ Agreed by: .+\."
    r"|(?:\d+\. )?New date asked for: .+"
    rf"|(?:{_REACHED})(?:, (?:{_OUTLOOKS})(?:: .+)?)? "
    r"\(\d{1,2} [A-Z][a-z]{2} \d{4}(?:, not yet accepted)?\)"
    r"|Difference made: .+"
    r"|Also in .+, where it is number .+\."
    r"|.*\(.+\)"
)
_NUMBER = re.compile(r"\d+\. ?")


def is_told(line: str) -> bool:
    """Return whether a line, in its own style, says what this service adds."""
    return bool(_LINE.fullmatch(" ".join(line.split())))


def is_number(words: str) -> bool:
    """Return whether words, in their own style, are the number of a step."""
    return bool(_NUMBER.fullmatch(words))
