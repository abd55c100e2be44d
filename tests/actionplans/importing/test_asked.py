"""Which recommendations an action answers."""

import pytest

from actionplans.importing.asked import Asked, Recommendations
from actionplans.importing.understood import KnownRecommendation

TEXTS = {
    1: "Make sure that managers look at every case file each month and write down what they saw.",
    2: "Give members a clearer view of the front line, with children who wait for a worker.",
    3: "Let children who live far away have the same health care and schooling as those nearby.",
    4: "Train all staff in listening to children, so that their wishes are written in the file.",
}
KNOWN = Recommendations(
    [KnownRecommendation(10 * number, str(number), text) for number, text in TEXTS.items()]
)
BY_PARAGRAPH = Recommendations([KnownRecommendation(7, "152", TEXTS[1])])


@pytest.mark.parametrize(
    ("cell", "pks"),
    [
        ("3", (30,)),
        ("3.", (30,)),
        ("(3)", (30,)),
        ("R3", (30,)),
        ("Rec 3", (30,)),
        ("Rec. 3", (30,)),
        ("Recommendation 3", (30,)),
        ("(RECOMMENDATION 3)", (30,)),
        ("Ofsted recommendation no. 3", (30,)),
        ("1 and 4", (10, 40)),
        ("Recs 1, 2 & 4", (10, 20, 40)),
        ("Recommendations 2 - 4", (20, 30, 40)),
        ("R1 / R3", (10, 30)),
        ("1\n3", (10, 30)),
        ("Recommendation 1\nRecommendation 3", (10, 30)),
        ("3 (Single inspection, 2017)", (30,)),
        ("1 (Single inspection, 2017); 4 (Peer review)", (10, 40)),
    ],
)
def test_a_number_names_its_recommendation(cell: str, pks: tuple[int, ...]) -> None:
    assert KNOWN.asked(cell) == Asked(pks)


def test_a_paragraph_number_names_it_where_the_inspection_counts_so() -> None:
    assert BY_PARAGRAPH.asked("para 152") == Asked((7,))


@pytest.mark.parametrize("number", TEXTS)
@pytest.mark.parametrize("form", ["{1}", "{0}. {1}", "Recommendation {0}: {1}", "{1} (Rec {0})"])
def test_its_words_name_it(number: int, form: str) -> None:
    assert KNOWN.asked(form.format(number, TEXTS[number])) == Asked((10 * number,))


def test_words_a_little_otherwise_name_it_too() -> None:
    words = TEXTS[3].replace("the same health care", "equal health care").replace("Let", "LET")

    assert KNOWN.asked(words) == Asked((30,))


def test_words_only_partly_alike_are_a_doubt() -> None:
    found = KNOWN.asked("Children living far away to have the same health care as those nearby")

    assert found.pks == (30,)
    assert found.doubt.startswith("The words are most like recommendation 3, but not the same.")


def test_several_in_one_cell_are_all_answered() -> None:
    assert KNOWN.asked(f"{TEXTS[2]}\n{TEXTS[4]}") == Asked((20, 40))


def test_a_number_against_its_words_is_a_doubt() -> None:
    found = KNOWN.asked(f"2. {TEXTS[4]}")

    assert found.pks == (40,)
    assert found.doubt.startswith("The number is 2, but the words are those of recommendation 4.")


def test_a_number_the_inspection_does_not_have_is_a_doubt() -> None:
    found = KNOWN.asked("Recs 3 and 14")

    assert found.pks == (30,)
    assert found.doubt.startswith("The inspection has no recommendation 14.")


def test_words_like_none_are_a_doubt() -> None:
    found = KNOWN.asked("Mend the roof of the town hall before the winter")

    assert found.pks == ()
    assert found.doubt.startswith("We could not tell which recommendation this answers.")


def test_without_a_cell_the_actions_words_may_name_it_and_need_not() -> None:
    assert KNOWN.asked("", TEXTS[2]) == Asked((20,))
    assert KNOWN.asked("", "Write a rota (Recommendation 4)") == Asked((40,))
    assert KNOWN.asked("", "Mend the roof of the town hall") == Asked()


def test_where_the_inspection_has_none_nothing_is_doubtful() -> None:
    assert Recommendations([]).asked("Recommendation 3") == Asked()
