"""Who is meant by what a plan prints under its leads."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.importing.people import People
from actionplans.importing.plain import tokens
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known, KnownOfficer
from tests.actionplans.importing.building import document, table

ANN, BO, HEADS, DIRECTOR, SAFE, CY = range(1, 7)
OFFICERS = (
    KnownOfficer(ANN, "Ann Poe", ("Head of Fostering",)),
    KnownOfficer(BO, "Bo Quill-Ray"),
    KnownOfficer(HEADS, "Heads of Service", ("HoSs",)),
    KnownOfficer(DIRECTOR, "Director of Children's Services and Head of Service"),
    KnownOfficer(SAFE, "Head of Safeguarding"),
    KnownOfficer(CY, "Cllr Cy O'Neill"),
)
PEOPLE = People(OFFICERS)


def said(words: str, people: People = PEOPLE) -> list[tuple[str, int | None]]:
    """Return the words of each lead with the officer they were taken for."""
    return [(lead.words, lead.officer) for lead in people.read(words)]


@pytest.mark.parametrize(
    ("words", "officer"),
    [
        ("Ann Poe", ANN),
        ("ANN POE", ANN),
        ("Mrs Ann Poe", ANN),
        ("Dr. Ann Poe", ANN),
        ("A Poe", ANN),
        ("A. Poe", ANN),
        ("AP", ANN),
        ("A.P.", ANN),
        ("Head of Fostering", ANN),
        ("Ann Poe (Head of Fostering)", ANN),
        ("Ann Poe, Head of Fostering", ANN),
        ("Ann Poe, Head of Everything", ANN),
        ("Ann Poe - Head of Fostering", ANN),
        ("Head of Everything (Ann Poe)", ANN),
        ("Head of Everything: Ann Poe", ANN),
        ("Bo Quill-Ray", BO),
        ("Bo Quill Ray", BO),
        ("All Heads of Service", HEADS),
        ("the Heads of Service", HEADS),
        ("Director of Children’s Services and Head of Service", DIRECTOR),
        ("Cy O’Neill", CY),
        ("Councillor Cy O'Neill", CY),
    ],
)
def test_one_lead_is_the_officer_and_keeps_its_words(words: str, officer: int) -> None:
    assert said(words) == [(words, officer)]
    assert PEOPLE.read(words)[0].sure


@pytest.mark.parametrize(
    ("words", "officers"),
    [
        ("Ann Poe / Bo Quill-Ray", [ANN, BO]),
        ("Ann Poe/Bo Quill-Ray", [ANN, BO]),
        ("Ann Poe, Bo Quill-Ray", [ANN, BO]),
        ("Ann Poe; Bo Quill-Ray", [ANN, BO]),
        ("Ann Poe & Bo Quill-Ray", [ANN, BO]),
        ("Ann Poe and Bo Quill-Ray", [ANN, BO]),
        ("Ann Poe, Bo Quill-Ray and Cy O'Neill", [ANN, BO, CY]),
        ("Ann Poe\nBo Quill-Ray", [ANN, BO]),
        ("Ann Poe,\nBo Quill-Ray", [ANN, BO]),
        ("Ann Poe\nand Bo Quill-Ray", [ANN, BO]),
        ("Ann Poe Bo Quill-Ray", [ANN, BO]),
        ("All Heads of Service Ann Poe", [HEADS, ANN]),
        ("Ann Poe All Heads of Service", [ANN, HEADS]),
        ("AP/Head of Safeguarding", [ANN, SAFE]),
        ("Director of Children's Services and Head of Service, Ann Poe", [DIRECTOR, ANN]),
        ("Head of Safeguarding and Ann Poe", [SAFE, ANN]),
        ("Ann Poe (Head of Fostering) / Bo Quill-Ray", [ANN, BO]),
        ("Ann Poe and Police", [ANN, None]),
        ("Police / Health", [None, None]),
        ("Police and Schools", [None, None]),
    ],
)
def test_several_leads_are_told_apart(words: str, officers: list[int | None]) -> None:
    assert [officer for _, officer in said(words)] == officers


@pytest.mark.parametrize(
    "words",
    [
        "Deputy Head of Safeguarding",
        "Head of Safeguarding and Quality",
        "Head of Quality and Performance",
        "Health and Social Care Manager",
        "Housing, Benefits and Welfare",
        "Joan Lund",
        "Police",
        "Head of Service\n(Disability)",
    ],
)
def test_what_nobody_known_is_called_stays_whole(words: str) -> None:
    assert said(words) == [(" ".join(words.split()), None)]


@pytest.mark.parametrize("words", ["", " \n ", "-", "TBC", "n/a", "To be confirmed"])
def test_where_nobody_is_named_there_is_nobody(words: str) -> None:
    assert said(words) == []


def test_the_same_lead_twice_is_one() -> None:
    assert said("Ann Poe\nAnn Poe") == [("Ann Poe", ANN)]
    assert said("Joan Lund; JOAN LUND") == [("Joan Lund", None)]


def test_a_name_spelt_a_little_otherwise_is_a_doubt() -> None:
    (lead,) = PEOPLE.read("Anne Poe")

    assert (lead.officer, lead.sure) == (ANN, False)
    assert PEOPLE.doubt(lead) == "We took “Anne Poe” for Ann Poe. Say if it is another."


def test_initials_of_two_officers_are_a_doubt() -> None:
    people = People((KnownOfficer(1, "Ann Poe"), KnownOfficer(2, "Abe Park")))
    (lead,) = people.read("AP")

    assert (lead.officer, lead.sure) == (None, False)


def test_many_names_without_a_sign_that_nobody_knows_are_a_doubt() -> None:
    (lead,) = People(()).read("Ann Poe Bo Quill Joan Lund")

    assert not lead.sure
    assert "may be several people" in People(()).doubt(lead)


def test_names_that_stand_alone_elsewhere_in_the_file_part_them() -> None:
    people = People((), printed=["Bo Quill", "Ann Poe / Cy Ray"])

    assert said("Joan Lund Bo Quill Ann Poe", people) == [
        ("Joan Lund", None),
        ("Bo Quill", None),
        ("Ann Poe", None),
    ]
    assert said("All Heads of Service Bo Quill", people) == [
        ("All Heads of Service", None),
        ("Bo Quill", None),
    ]


def test_a_person_says_who_is_meant_and_who_is_not() -> None:
    people = People(OFFICERS, {"The Lead": BO, "AP": 0, "Police and Health": SAFE})

    assert said("the lead", people) == [("the lead", BO)]
    assert said("AP / Bo Quill-Ray", people) == [("AP", None), ("Bo Quill-Ray", BO)]
    assert said("Police and Health", people) == [("Police and Health", SAFE)]


@pytest.mark.parametrize("sign", ["\n", " ", ", ", " and ", "/", "; "])
def test_a_cell_of_200_names_is_200_leads(sign: str) -> None:
    ends = [first + then for first in "bcdfglmnrt" for then in "aeiou"]
    names = [f"{one} H{end}" for one in ("Ann", "Bo", "Cy", "Di") for end in ends]
    people = People([KnownOfficer(n, name) for n, name in enumerate(names, 1)])

    assert said(sign.join(names), people) == [(name, n) for n, name in enumerate(names, 1)]


@pytest.mark.parametrize("sign", ["\n", " ", ", ", " and ", "/", "; "])
def test_a_cell_of_more_names_than_lead_anything_stays_as_printed_with_a_doubt(sign: str) -> None:
    words = sign.join(["Ann Poe", "Bo Quill-Ray", *(f"Officer{n}" for n in range(10_000))])

    known = Known(agreed_on=datetime.date(2026, 9, 8), officers=OFFICERS)
    found = understand(document(table(["Action", "Lead"], ["Train", words])), known)

    (one,) = found.rows
    assert tokens(one.printed_leads) == tokens(words)
    assert one.leads == ()
    assert "This cell is too long to be the names of people. It is kept as it is printed." in [
        doubt.text for doubt in one.doubts
    ]


pieces = st.sampled_from(
    ["Ann Poe", "Bo Quill-Ray", "Police", "Head of Safeguarding", "HoS", "(acting)", "Mrs",
     "and", ",", "/", "\n", " - ", ":", "Joan Lund", "&", "the", "TBC", "of", ")"]
)  # fmt: skip


@given(st.lists(pieces, max_size=7).map(" ".join) | st.text(max_size=40))
def test_no_lead_has_words_that_are_not_in_its_cell(words: str) -> None:
    for lead in PEOPLE.read(words):
        assert set(tokens(lead.words)) <= set(tokens(words))
        assert lead.words.strip()


@pytest.mark.parametrize(
    "printed",
    ["Ann Poe;#12;#Joan Lund;#15", "12;#Ann Poe;#15;#Joan Lund", "Ann Poe [50%], Joan Lund[50 %]"],
)
def test_the_numbers_and_shares_that_a_list_or_a_tool_has_beside_people_are_no_leads(
    printed: str,
) -> None:
    assert [lead.words for lead in People(()).read(printed)] == ["Ann Poe", "Joan Lund"]
