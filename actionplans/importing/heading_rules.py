"""What a rule of headings is, for the modules that hold the words."""

import re
from dataclasses import dataclass

from actionplans.importing.understood import Field


@dataclass(frozen=True)
class Rule:
    """Headings of one kind: the fields they may be, the likeliest first, and how likely."""

    pattern: re.Pattern[str]
    fields: tuple[Field, ...]
    strength: int  # 3: the usual words for it; 2: plain enough; 1: the contents must say
    ticked: bool = False  # one of several columns of which a row ticks one


def rule(
    strength: int, fields: Field | tuple[Field, ...], *patterns: str, ticked: bool = False
) -> Rule:
    """Return the rule for headings in which any of these patterns is found."""
    found = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    return Rule(found, fields if isinstance(fields, tuple) else (fields,), strength, ticked)
