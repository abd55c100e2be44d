"""What a number in an Excel sheet shows in its format: "0.00" of 1.5 is "1.50".

The formats plans are kept in are followed; of others, such as fractions, the plain number is
shown. Codes as in ECMA-376, part 1, 18.8.30 and 18.8.31.
"""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"£"#,##0', 6: '"£"#,##0',
    7: '"£"#,##0.00', 8: '"£"#,##0.00', 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "dd/mm/yyyy hh:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 49: "@",
    **dict.fromkeys([*range(27, 32), 36, *range(50, 59)], "dd/mm/yyyy"),
}  # fmt: skip
_NO_SIGNS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?:_.|\*.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|\[[^\]]*\]|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<other>.)",
    re.DOTALL,
)
_UNKNOWN = re.compile(r"[0#?]\s*/\s*[0-9#?]|E[+-]|General|@|\[[<>=]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.')
_FIRST = datetime.datetime(1899, 12, 30)
_DAYS_TO_1904 = 1462


@dataclass(frozen=True)
class Shown:
    """A number as its cell shows it, and the day where it is one."""

    text: str
    day: datetime.date | None = None


def shown(value: float, code: str, *, from_1904: bool = False) -> Shown:
    """Return what a number shows in a format; dates in full: "31 March 2017".

    A format without the day of the month ("Mar-17") means the month alone, and gives no day.
    """
    if parts := _date_parts(code):
        return _date(value, parts, from_1904)
    return Shown(_number(value, code))


@lru_cache(maxsize=1000)
def _date_parts(code: str) -> frozenset[str]:
    """Return which of y, m (month), d, h a format shows; none when it is no date's or time's."""
    letters = _NO_SIGNS.sub("", code.partition(";")[0]).lower().replace("general", "")
    if not re.search("[dmyhs]", letters) or re.search("[0#?]", letters.replace(".0", "")):
        return frozenset()
    parts = {letter for letter in "ydh" if letter in letters}
    if "s" in letters:
        parts.add("h")
    if re.search("m", letters) and (parts & {"y", "d"} or "mmm" in letters or "h" not in parts):
        parts.add("m")
    return frozenset(parts)


def _date(value: float, parts: frozenset[str], from_1904: bool) -> Shown:
    try:
        moment = _moment(value, from_1904)
    except (OverflowError, ValueError):
        return Shown(_general(value))
    time = f"{moment:%H:%M}" if "h" in parts and (moment.hour or moment.minute) else ""
    if "d" in parts:
        day = in_words(moment.date())
        return Shown(f"{day} {time}".strip(), moment.date())
    if "m" in parts:
        return Shown(f"{moment:%B} {moment.year}")
    return Shown(str(moment.year) if "y" in parts else f"{moment:%H:%M}")


def in_words(day: datetime.date) -> str:
    """Return "31 March 2017"."""
    return f"{day.day} {day:%B} {day.year}"


def _moment(value: float, from_1904: bool) -> datetime.datetime:
    if from_1904:
        value += _DAYS_TO_1904
    elif 1 <= value < 60:
        value += 1  # Excel has a 29 February in 1900
    moment = _FIRST + datetime.timedelta(days=value)
    return (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0)


def _general(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"


def _number(value: float, code: str) -> str:
    section, value = _section(value, code)
    if not section or _UNKNOWN.search(_LITERAL.sub("", section)):
        return _general(value)
    found = [*_TOKENS.finditer(section)]
    if sum(token["digits"] is not None for token in found) != 1:
        return _general(value)
    percent = sum(token["other"] == "%" for token in found)
    value *= 100**percent
    text = "".join(_token(token, abs(value)) for token in found).strip()
    return f"-{text}" if value < 0 and re.search("[1-9]", text) else text


def _section(value: float, code: str) -> tuple[str, float]:
    """Return the part of a format that is for such a value, and the value it is to show."""
    sections = re.findall(r'(?:"[^"]*"|\\.|[^;])+', code)
    if value < 0 and len(sections) > 1:
        return sections[1], abs(value)
    if value == 0 and len(sections) > 2:
        return sections[2] if "0" in sections[2] else "", value
    return (sections or [""])[0], value


def _token(token: re.Match[str], value: float) -> str:
    if token["digits"] is not None:
        return _digits(token["digits"], value)
    return token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""


def _digits(places: str, value: float) -> str:
    whole, _, decimals = places.partition(".")
    grouping = "," if "," in whole.rstrip(",") else ""
    value /= 1000 ** (len(whole) - len(whole.rstrip(",")))
    text = f"{value:{grouping}.{min(len(decimals), 15)}f}"
    for place in reversed(decimals):
        if place == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    number, dot, rest = text.partition(".")
    needed = whole.count("0")
    number = number.zfill(needed) if not grouping else number
    return number + (dot + rest if rest else "")
