"""The small messy files of `messy/`: each has one trap, and beside it what is to be read of it.

A file and its `.json` are all that a new trap needs. `messy/README.md` says what each one is.
"""

import datetime
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actionplans.importing import opening
from actionplans.importing.as_json import as_json
from actionplans.importing.ditto import is_ditto
from actionplans.importing.plain import tokens
from actionplans.importing.tables import Document
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known, KnownOfficer, Understood

MESSY = Path(__file__).parent / "messy"
FILES = sorted(path for path in MESSY.iterdir() if path.suffix not in (".json", ".md"))
AGREED_ON = datetime.date(2026, 1, 12)
CUT = " … "  # between the beginning and the end of words too long to repeat


def expected(path: Path) -> dict[str, Any]:
    return json.loads(path.with_name(f"{path.name}.json").read_text())  # type: ignore[no-any-return]


@cache
def opened(path: Path) -> Document:
    """Return what a file holds; one that ends with .txt is a table as it is pasted."""
    name = "" if path.suffix == ".txt" else path.name
    return opening.read(path.read_bytes(), name)


@cache
def understood(path: Path) -> Understood:
    names = expected(path).get("officers", [])
    officers = tuple(KnownOfficer(pk, name) for pk, name in enumerate(names, 1))
    return understand(opened(path), Known(AGREED_ON, officers=officers))


def fits(said: Any, wanted: Any) -> bool:
    if isinstance(wanted, str) and CUT in wanted:
        start, end = wanted.split(CUT)
        return bool(said.startswith(start) and said.endswith(end))
    return bool(said == wanted)


each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


@each_file
def test_the_rows_are_those_expected_and_a_key_not_named_is_empty(path: Path) -> None:
    found, wanted = as_json(understood(path)), expected(path)
    unlike = [
        (number, key, said, row.get(key))
        for number, (made, row) in enumerate(zip(found["rows"], wanted["rows"], strict=True), 1)
        for key, said in made.items()
        if not (fits(said, row[key]) if key in row else not said)
    ]

    assert found["columns"] == wanted["columns"]
    assert unlike == []


@each_file
def test_the_problems_are_those_expected(path: Path) -> None:
    found, wanted = as_json(understood(path))["problems"], expected(path)["problems"]

    assert [problem["row"] for problem in found] == [problem["row"] for problem in wanted]
    for problem, one in zip(found, wanted, strict=True):
        assert one["text"] in problem["text"]


@each_file
def test_ratings_and_dates_mean_what_is_expected(path: Path) -> None:
    rows, wanted = understood(path).rows, expected(path)

    assert [row.rating_meaning for row in rows] == wanted.get("meanings", [""] * len(rows))
    if "due" in wanted:
        days = [
            row.reading.due.isoformat() if row.reading and row.reading.due else "" for row in rows
        ]
        assert days == wanted["due"]


@each_file
def test_no_word_of_a_file_is_lost(path: Path) -> None:
    found = understood(path)
    said = [
        json.dumps(as_json(found), ensure_ascii=False).replace("\\n", " "),
        found.title,
        *(heading for row in found.rows for heading, _ in row.source),
        *(skipped.text for skipped in found.skipped),
    ]
    held = {word for text in said for word in tokens(text)}
    cells = [cell.text for table in opened(path).tables for row in table.rows for cell in row.cells]

    assert {word for text in cells if not is_ditto(text) for word in tokens(text)} <= held


def test_every_file_is_small_and_has_its_line_in_the_readme() -> None:
    readme = (MESSY / "README.md").read_text()
    named = re.findall(r"^- `([^`]+)`: ", readme, re.MULTILINE)

    assert named == [path.name for path in FILES]
    assert all(path.stat().st_size < 60_000 for path in FILES)
