"""What the cells of a table of outcomes mean: days, codes, names. Nothing is guessed."""

import datetime
import re

# How the tables say that there is nothing.
NOTHING = {"", "nan", "none", "nat", "null", "n/a", "not found or not applicable."}
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?$")
# What a spreadsheet makes of a day that is not there.
_NO_DAY = datetime.date(1900, 1, 1)
_WHOLE = re.compile(r"(\d+)(?:\.0+)?$")
_REPORTS = re.compile(r"https://(files|reports)\.ofsted\.gov\.uk/[\w./-]{1,150}$")


def words(text: str) -> str:
    """Return the text on one line, "" where it says that there is nothing."""
    plain = " ".join(text.split())
    return "" if plain.casefold() in NOTHING else plain


def day(text: str) -> datetime.date | None:
    """Return the day, written day first ("4/2/25") or as the workbook holds it; None for none.

    Two digits of a year are of this century. Raises ValueError for what is no day.
    """
    if not (plain := words(text)):
        return None
    if found := _ISO.match(plain):
        year, month, number = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.match(plain):
        number, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    else:
        raise ValueError(f"{plain!r} is not a day")
    read = datetime.date(year, month, number)
    return None if read == _NO_DAY else read


def code(text: str) -> str:
    """Return a number or code as text: a spreadsheet makes "80426.0" of 80426."""
    plain = words(text)
    whole = _WHOLE.match(plain)
    return whole[1] if whole else plain


def person(text: str) -> str:
    """Return a name, but "" where it has lost its capitals: how it is written is not known."""
    name = words(text)
    return "" if name == name.lower() else name


def report(text: str) -> str:
    """Return the address of a report on the inspectorate's own site, else ""."""
    return text.strip() if _REPORTS.match(text.strip()) else ""


def plain_name(name: str) -> str:
    """Return a council's name as it is compared: no case, "&", full stops or "City of"."""
    known = re.sub(r"[^a-z ]", " ", name.casefold().replace("&", " and ").replace(".", ""))
    known = re.sub(r"\b(city of|council|borough|london corporation)\b", " ", known)
    return " ".join(known.split()) or " ".join(name.casefold().split())
