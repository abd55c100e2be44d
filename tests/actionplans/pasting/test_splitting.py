"""Pasted e-mails as pieces: heads, "wrote:", lines of dashes, numbers, what is quoted."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.pasting.splitting import Piece, day_in, split

KNOWN = ["1", "2", "2.1", "2.2", "7", "A4", "10.3b"]
NOV_16 = datetime.date(2026, 11, 16)
HEAD = "From: Sam Field <sam@health.example>\nSent: 16 November 2026 10:12\nTo: Plan manager\n"


def only(text: str, **given: list[str]) -> Piece:
    [piece] = split(text, KNOWN, **given)
    return piece


def told(text: str) -> list[tuple[str, str]]:
    return [(piece.reference, piece.text) for piece in split(text, KNOWN)]


def test_words_without_a_head_are_one_piece() -> None:
    assert only("All staff are trained.\n\nThe audit is next.") == Piece(
        "All staff are trained.\n\nThe audit is next."
    )


def test_nothing_is_no_piece() -> None:
    assert split(" \n\n", KNOWN) == []


@pytest.mark.parametrize(
    "head",
    [
        HEAD + "Subject: RE: Action 2.1",
        "From: Sam Field [mailto:sam@health.example]\r\nDate: Mon, 16 Nov 2026 10:12:00 +0000\r\n"
        "Subject: Re: action 2.1 please",
        "*From:* Sam Field <sam@health.example>\n*Sent:* 16/11/2026 10:12\n*Subject:* Action 2.1",
        'From: "Sam Field" <sam@health.example>\nDate: 2026-11-16\nSubject: Action: 2.1',
        "From: Sam Field <sam@health.example>\nSent: November 16, 2026 10:12 AM\nSubject: ref 2.1",
    ],
)
def test_a_head_says_who_when_and_of_which_action(head: str) -> None:
    piece = only(f"{head}\n\nAll staff are trained.")

    assert (piece.name, piece.email, piece.sent_on, piece.reference, piece.text) == (
        "Sam Field",
        "sam@health.example",
        NOV_16,
        "2.1",
        "All staff are trained.",
    )
    assert "From:" in piece.aside


def test_each_head_begins_a_piece() -> None:
    second = HEAD.replace("Sam Field", "Jo Moss").replace("sam@", "jo@")

    pieces = split(f"{HEAD}\nTrained.\n\n{second}\nAudited.", KNOWN)

    assert [(p.name, p.text) for p in pieces] == [
        ("Sam Field", "Trained."),
        ("Jo Moss", "Audited."),
    ]


def test_a_word_from_in_a_sentence_is_no_head() -> None:
    assert only("From: now on we audit monthly.\nThat is all.").text.startswith("From: now on")


@pytest.mark.parametrize("rule", ["---", "-----------", "=====", "***", "- - - -", "______"])
def test_lines_of_dashes_part_pieces(rule: str) -> None:
    assert told(f"Trained.\n{rule}\nAudited.") == [("", "Trained."), ("", "Audited.")]


def test_what_follows_a_line_of_dashes_is_by_the_same_person() -> None:
    assert [p.name for p in split(f"{HEAD}\nTrained.\n---\nAudited.")] == ["Sam Field"] * 2


@pytest.mark.parametrize(
    "wrote",
    [
        "On Mon, 9 Nov 2026 at 10:12, Plan Manager <pm@council.example> wrote:",
        "On 9 Nov 2026, at 10:12, Plan Manager\n<pm@council.example> wrote:",
        "On 09/11/2026 10:12, Plan Manager wrote:",
        "On Monday, November 9, 2026 at 10:12:33 AM GMT, Plan Manager <pm@c.example>\nwrote:",
    ],
)
def test_what_follows_wrote_stands_aside(wrote: str) -> None:
    piece = only(f"{HEAD}\nAll trained.\n\n{wrote}\n> Where does 2.1 stand?\n> Thanks")

    assert piece.text == "All trained."
    assert "> Where does 2.1 stand?" in piece.aside
    assert "wrote:" in piece.aside


def test_quoted_lines_alone_stand_aside() -> None:
    piece = only("> Is it done?\nYes, in May.\n> And the audit?\nIn June.")

    assert piece.text == "Yes, in May.\nIn June."
    assert piece.aside == "> Is it done?\n> And the audit?"


def test_what_is_forwarded_as_wrote_with_nothing_before_it_is_what_was_said() -> None:
    pieces = split(
        "On 16 Nov 2026, Sam Field <sam@health.example> wrote:\n> All trained.\n>\n> Thanks", KNOWN
    )

    assert [(p.name, p.email, p.sent_on, p.text) for p in pieces] == [
        ("Sam Field", "sam@health.example", NOV_16, "All trained.\n\nThanks")
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "-----Original Message-----",
        "________________________________",
        "---- Original Message ----",
    ],
)
def test_an_earlier_email_under_the_answer_stands_aside(mark: str) -> None:
    earlier = HEAD.replace("Sam Field", "Plan Manager")

    piece = only(f"{HEAD}\nAll trained.\n\n{mark}\n{earlier}\nWhere does 2.1 stand?")

    assert (piece.name, piece.text) == ("Sam Field", "All trained.")
    assert "Where does 2.1 stand?" in piece.aside


def test_an_email_by_who_pastes_is_quoted_whatever_stands_above_it() -> None:
    mine = HEAD.replace("Sam Field", "Plan Manager").replace("sam@health", "pm@council")
    text = f"{HEAD}\nAll trained.\n\n{mine}\nWhere does 2.1 stand?\n\n{HEAD}\nMore."

    pieces = split(text, KNOWN, own=["PM@council.example"])

    assert [piece.text for piece in pieces] == ["All trained.", "More."]
    assert "Where does 2.1 stand?" in pieces[0].aside


def test_a_signature_stands_aside() -> None:
    piece = only("All trained.\n-- \nSam Field\nHealth trust")

    assert (piece.text, piece.aside) == ("All trained.", "Sam Field\nHealth trust")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("2.1 All trained.\n2.2 Audited.", [("2.1", "2.1 All trained."), ("2.2", "2.2 Audited.")]),
        (
            "Action 2.1: trained\nmore\nAction 7 - done",
            [("2.1", "Action 2.1: trained\nmore"), ("7", "Action 7 - done")],
        ),
        ("Ref. A4\nAudited.", [("A4", "Ref. A4\nAudited.")]),
        ("(2.1) Trained.", [("2.1", "(2.1) Trained.")]),
        ("• 10.3b – trained", [("10.3b", "• 10.3b – trained")]),
        ("7: trained", [("7", "7: trained")]),
        ("A 4: trained", [("A4", "A 4: trained")]),
        ("action a-4 trained", [("A4", "action a-4 trained")]),
        # A count, a list and a number that the plan does not have are no actions.
        ("7 cases were audited.", [("", "7 cases were audited.")]),
        ("1. We met.\n2. We wrote.", [("", "1. We met.\n2. We wrote.")]),
        ("3.5 per cent more", [("", "3.5 per cent more")]),
        ("Action 99 is done", [("", "Action 99 is done")]),
        ("The audit of 2.1 went well", [("", "The audit of 2.1 went well")]),
    ],
)  # fmt: skip
def test_a_line_that_begins_with_an_action_of_the_plan_begins_a_piece(
    text: str, pieces: list[tuple[str, str]]
) -> None:
    assert told(text) == pieces


def test_a_greeting_before_the_first_action_stands_aside_and_more_is_a_piece() -> None:
    [piece] = split("Hi, updates below.\n\n2.1 Trained.", KNOWN)
    assert (piece.text, piece.aside) == ("2.1 Trained.", "Hi, updates below.")

    long = "We met twice and agreed that all of the staff who joined since May are to be trained."
    assert told(f"{long}\n2.1 Trained.") == [("", long), ("2.1", "2.1 Trained.")]


def test_pieces_of_one_email_are_all_by_its_sender() -> None:
    pieces = split(f"{HEAD}Subject: RE: Action 7\n\n2.1 Trained.\n2.2 Audited.", KNOWN)

    assert [(p.name, p.sent_on, p.reference) for p in pieces] == [
        ("Sam Field", NOV_16, "2.1"),
        ("Sam Field", NOV_16, "2.2"),
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3/4/2026", datetime.date(2026, 4, 3)),
        ("31st May 2017", datetime.date(2017, 5, 31)),
        ("31 February 2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days_are_read_as_they_are_written_here(words: str, day: datetime.date | None) -> None:
    assert day_in(words) == day


LINES = st.sampled_from([
    "From: Sam Field <sam@x.example>", "Sent: 16 November 2026", "To: Me", "Subject: Action 2.1",
    "On 9 Nov 2026, Jo <jo@x.example> wrote:", "> quoted", ">> twice", "---",
    "-----Original Message-----", "Words of a report.", "", "  ", "From: now on",
    "________________", "-- ", "2.1 Done.", "Action 7: late",
    "On the 9th we", "wrote: nothing", "Hi,",
])  # fmt: skip
RULE = re.compile(r"[-=_*~#—– ]*")


@given(st.lists(LINES | st.text(max_size=40), max_size=25))
def test_no_line_is_lost_but_lines_of_dashes(lines: list[str]) -> None:
    text = "\n".join(lines)

    pieces = split(text, KNOWN, own=["jo@x.example"])

    left = "\n".join(f"{piece.text}\n{piece.aside}" for piece in pieces)
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        words = line.strip(" \t>").strip()
        if words and not RULE.fullmatch(words):
            assert words in left


@given(st.text(max_size=2000))
def test_any_text_is_split_and_only_references_of_the_plan_are_named(text: str) -> None:
    assert {piece.reference for piece in split(text, KNOWN)} <= {"", *KNOWN}
