"""A pasted list, taken apart: one recommendation each, with the number printed before it."""

import re

LONGEST_NUMBER = 20  # of a recommendation
_BULLETS = "•·*–▪■◼●○-"
_NUMBERED = re.compile(r"(\d{1,3}[a-z]?(?:\.\d{1,2})*)[.):]\s+(?=\S)")


def asked_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return (number, text) of each recommendation in `text`, one a line, bullets left out.

    What is longer than a number can be is part of the text.
    """
    lines = (line.strip() for line in text.split("\n"))
    return tuple(_asked(line) for line in lines if line.strip(f"{_BULLETS} "))


def pasted_from_a_report(text: str) -> tuple[tuple[str, str], ...]:
    """Return (number, text) of each recommendation in a list as it is copied from a PDF.

    Where its items begin with a number or a bullet, a line without one goes on with the item
    before it. Where none does, each line is one; with empty lines between, each block.
    """
    lines = [line.strip() for line in re.sub(r"\r\n?", "\n", text).strip().split("\n")]
    begun = [_begins(line) for line in lines]
    if not any(begun):
        begun = [not above for above in ["", *lines[:-1]]] if "" in lines else [True] * len(lines)
    return asked_in("\n".join(_joined(lines, begun)))


def _begins(line: str) -> bool:
    return bool(_NUMBERED.match(line)) or (line != "" and line[0] in _BULLETS)


def _joined(lines: list[str], begun: list[bool]) -> list[str]:
    items: list[str] = []
    for line, begins in zip(lines, begun, strict=True):
        if begins or not items:
            items.append(line)
        elif line:
            items[-1] = f"{items[-1]} {line}".strip()
    return items


def _asked(line: str) -> tuple[str, str]:
    numbered = _NUMBERED.match(line)
    if numbered and len(numbered[1]) <= LONGEST_NUMBER:
        return numbered[1], line[numbered.end() :]
    return "", re.sub(rf"^[{_BULLETS}]\s*", "", line)
