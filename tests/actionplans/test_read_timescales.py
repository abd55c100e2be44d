"""The command that reads timescales from standard input."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


@pytest.fixture
def typed(monkeypatch):
    """Return a function that gives the command its lines and returns what it printed."""

    def run(lines: str, *options: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        out = io.StringIO()
        call_command("read_timescales", *options, stdout=out)
        return out.getvalue()

    return run


def objects(printed: str) -> list[dict]:
    return [json.loads(line) for line in printed.splitlines()]


def test_each_line_becomes_one_object_with_the_agreed_names(typed) -> None:
    printed = typed("31st May 2017, monthly thereafter\nTBC\n", "--agreed", "2017-04-26", "--json")

    first, second = objects(printed)
    assert first == {
        "text": "31st May 2017, monthly thereafter",
        "understood": True,
        "due": "2017-05-31",
        "precision": "day",
        "repeats": "FREQ=MONTHLY",
        "starts": None,
        "other_dates": [],
        "immediate": False,
        "ongoing": False,
        "note": "",
    }
    assert (second["understood"], second["due"], second["precision"]) == (False, None, "none")
    assert second["note"]


def test_an_empty_line_is_answered_too_so_that_lines_stay_beside_each_other(typed) -> None:
    printed = typed("March 2018\n\n  May 2018  \n", "--agreed", "2017-04-26", "--json")

    assert [one["text"] for one in objects(printed)] == ["March 2018", "", "  May 2018  "]


def test_the_words_come_back_as_they_were_whatever_they_hold(typed) -> None:
    words = "31\u00a0March – “now” \u200b31ˢᵗ\t'ŵ'"

    assert objects(typed(words, "--agreed", "2017-04-26", "--json"))[0]["text"] == words


def test_a_period_counts_from_the_day_of_publication_where_it_is_given(typed) -> None:
    options = ("--agreed", "2017-04-26", "--published", "2017-03-31", "--json")

    assert objects(typed("6 months from publication", *options))[0]["due"] == "2017-09-30"


def test_without_json_it_says_in_words_what_was_understood(typed) -> None:
    printed = typed("Sept 2016 / March 2017", "--agreed", "2016-09-01")

    assert printed == (
        "Sept 2016 / March 2017: Due by 31 March 2017 (the last day of the month). "
        "The words also name 30 September 2016.\n"
    )


def test_a_day_that_is_none_is_refused_with_a_sentence(typed) -> None:
    with pytest.raises(CommandError, match=r"“26/04/2017” is not a day like 2017-04-26\."):
        typed("March 2018", "--agreed", "26/04/2017")
