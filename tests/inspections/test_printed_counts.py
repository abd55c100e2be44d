"""What three papers counted, exactly as printed, beside what is computed."""

import datetime
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from config.demo.printed import load_printed_counts
from inspections.comparing.sets import SETS
from inspections.comparing.standings import columns_of
from inspections.models import PrintedLine, PrintedTable
from tests.factories import (
    make_council,
    make_inspection,
    make_judgement,
    make_printed_table,
    make_user,
)
from tests.pages import assert_same_number, queries_of, read

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
TABLES = json.loads((settings.BASE_DIR / "fixtures/printed-counts.json").read_text("utf-8"))
STOCKTON = [table for table in TABLES if table["council"] == "stockton-on-tees"]
(WOLVERHAMPTON,) = (table for table in TABLES if table["council"] == "wolverhampton")
(WINDSOR,) = (table for table in TABLES if table["council"] == "windsor-and-maidenhead")


def seed(name: str) -> str:
    path = SEEDS / f"{name}.txt"
    if not path.exists():
        pytest.skip("the source papers are not on this machine")
    return path.read_text("utf-8")


def numbers(table: dict[str, Any]) -> list[int]:
    return [line["number"] for line in table["lines"]]


def shares(table: dict[str, Any], name: str = "share") -> list[Decimal]:
    found = [line[name] for line in table["lines"]]
    return [Decimal(text.rstrip("%")) for text in found if text != "N/A"]


def test_stocktons_seven_tables_are_those_of_its_paper() -> None:
    appendix = seed("stockton-select-committee-2015-10-14").split("Appendix 1\n")[-1]
    found = re.findall(r"^(.+?)\t*\nJudgement\tCount\t%\n((?:.+\n){4})", appendix, re.M)

    assert [title.strip() for title, _ in found] == [table["title"] for table in STOCKTON]
    for (_, rows), table in zip(found, STOCKTON, strict=True):
        printed = [line.split("\t") for line in rows.strip().splitlines()]
        assert printed == [
            [line["label"], str(line["number"]), line["share"]] for line in table["lines"]
        ]


def test_wolverhamptons_table_is_that_of_its_paper() -> None:
    text = seed("wolverhampton-cabinet-2017-04-26")
    rows = text.split("Current Rating / Position\t")[1].split("\n\n")[0].splitlines()

    assert rows[0].split("\t")[1:] == [WOLVERHAMPTON["share"], WOLVERHAMPTON["share_of_all"]]
    assert [row.split("\t") for row in rows[1:]] == [
        [line["label"], str(line["number"]), line["share"], line["share_of_all"]]
        for line in WOLVERHAMPTON["lines"]
    ]


def test_windsors_counts_are_those_of_its_paper() -> None:
    text = seed("windsor-maidenhead-cabinet-2016-05-26")

    for line in WINDSOR["lines"]:
        assert f"{line['number']} have been judged {line['label']}, {line['share']}" in text
    assert "As at 16 April 2016, 90 local authorities have been inspected" in text


def test_stocktons_tables_are_of_66_and_say_where_they_do_not_add_up_to_100() -> None:
    for table in STOCKTON:
        assert sum(numbers(table)) == 66
        added = sum(shares(table))
        assert (table["note"] == "") == (added == 100)
        assert added == 100 or f"add up to {added}" in table["note"]
    assert [sum(shares(table)) for table in STOCKTON].count(Decimal(101)) == 3


def test_wolverhamptons_counts_are_of_129_and_its_percentages_of_128() -> None:
    *inspected, missing = numbers(WOLVERHAMPTON)
    assert (sum(inspected), sum(inspected) + missing) == (129, 152)

    one = Decimal("0.1")
    of_128 = [(Decimal(100 * n) / 128).quantize(one, ROUND_HALF_UP) for n in inspected]
    of_152 = [(Decimal(100 * n) / 152).quantize(one, ROUND_HALF_UP) for n in [*inspected, missing]]
    assert shares(WOLVERHAMPTON) == of_128
    assert shares(WOLVERHAMPTON, "share_of_all") == of_152
    assert sum(of_128) == Decimal("100.9")
    for said in ("129", "152", "128", "100.9"):
        assert said in WOLVERHAMPTON["note"]


def test_windsors_counts_are_of_90_and_its_percentages_are_sound() -> None:
    one = Decimal("0.1")
    assert sum(numbers(WINDSOR)) == 90
    assert shares(WINDSOR) == [
        (Decimal(100 * n) / 90).quantize(one, ROUND_HALF_UP) for n in numbers(WINDSOR)
    ]


def test_each_line_stands_beside_a_column_that_is_computed() -> None:
    for table in TABLES:
        columns = {column.key for column in columns_of(SETS[table["inspections"]], table["area"])}
        assert SETS[table["inspections"]].area(table["area"])
        assert {line["column"] for line in table["lines"]} <= columns


@pytest.fixture
def page_url() -> str:
    return reverse("inspections:compare_printed")


def make_line(table: PrintedTable, label: str, number: int, column: str) -> None:
    order = table.lines.count() + 1
    share = f"{number}0%"
    PrintedLine.objects.create(
        table=table, order=order, label=label, number=number, share=share, column=column
    )


@pytest.mark.django_db
def test_the_tables_load_once() -> None:
    for slug in ("stockton-on-tees", "wolverhampton", "windsor-and-maidenhead"):
        make_council(slug)

    assert load_printed_counts() == 9
    assert load_printed_counts() == 0
    assert PrintedLine.objects.count() == 7 * 4 + 6 + 4


@pytest.mark.django_db
def test_where_nothing_is_held_nothing_is_computed(client_for: Any, page_url: str) -> None:
    table = make_printed_table(make_council(), title="Ratings")
    make_line(table, "Good", 4, "good")

    page = read(client_for(make_user()), page_url)

    assert page.rows("Ratings") == [["Good", "4", "40%", "Not held", "Not all held"]]
    assert "so there is nothing to set beside it" in page.main.text


@pytest.mark.django_db
def test_a_difference_is_named_and_what_is_not_held_explains_it(
    client_for: Any, page_url: str
) -> None:
    council = make_council()
    table = make_printed_table(council, title="Ratings", note="It adds up to 101.")
    make_line(table, "Good", 4, "good")
    make_line(table, "Not inspected", 1, "not_held")
    make_judgement(make_inspection(council))

    page = read(client_for(make_user()), page_url)

    assert page.rows("Ratings") == [
        ["Good", "4", "40%", "1 of 1 held", "Not all held"],
        ["Not inspected", "1", "10%", "1 not held", "Not all held"],
    ]
    text = page.main.text
    assert "The paper counts 4 and 1 are held here: the 3 others are not held" in text
    assert "It adds up to 101." in text


@pytest.mark.django_db
def test_counts_that_agree_are_said_to_and_others_name_their_lines(
    client_for: Any, page_url: str
) -> None:
    client: Client = client_for(make_user())
    council = make_council()
    table = make_printed_table(council)
    make_line(table, "Good", 1, "good")
    judgement = make_judgement(make_inspection(council))
    assert "the same in every line" in read(client, page_url).main.text

    make_line(table, "Inadequate", 0, "inadequate")
    judgement.grade = "inadequate"
    judgement.save()

    text = read(client, page_url).main.text
    assert (
        "They differ in Good: the paper 1, computed 0; Inadequate: the paper 0, computed 1" in text
    )


@pytest.mark.django_db
def test_a_report_that_came_out_later_is_not_set_beside_an_older_table(
    client_for: Any, page_url: str
) -> None:
    council = make_council()
    table = make_printed_table(council, as_at=datetime.date(2017, 3, 30))
    make_line(table, "Good", 1, "good")
    make_judgement(make_inspection(council))

    assert "no inspection of this kind" in read(client_for(make_user()), page_url).main.text


@pytest.mark.django_db
def test_queries_do_not_grow_with_tables(client_for: Any, page_url: str) -> None:
    client = client_for(make_user())
    make_line(make_printed_table(make_council()), "Good", 1, "good")
    few = queries_of(client, page_url)
    for _ in range(5):
        make_line(make_printed_table(make_council()), "Good", 1, "good")
    assert_same_number(few, queries_of(client, page_url))
