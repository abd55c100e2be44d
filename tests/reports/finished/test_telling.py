"""Which words of an exempt paper are found in a public file, and which are only doubted."""

import pytest

from reports.finished.telling import looked_through

PUBLIC = ["The council closes a home.", "It has 12 rooms in all."]
GIVEN_AWAY = [
    ("Jane Roe", "We thank Jane Roe for it."),
    ("£4,250,000", "The price was £4,250,000 in all."),
    ("Sold for £4.2m", "The home was sold for £4.2m."),
    ("The buyer of Elm House is Northern Care.", "So the buyer of Elm House is known."),
]


@pytest.mark.parametrize(("exempt", "said"), GIVEN_AWAY)
def test_an_exempt_text_is_found_however_short_it_is(exempt: str, said: str) -> None:
    assert looked_through([exempt], PUBLIC, said, []).exempt == (exempt,)


DOUBTED = [
    ("Jane Roe was dismissed in June.", "Roe was dismissed.", ("Roe",)),
    ("It was Roe’s decision then.", "Roe decided.", ("Roe",)),
    ("They paid £4.2m to somebody.", "About £4.2m.", ("£4.2m",)),
    ("Next steps", "The next steps are these.", ("Next steps",)),
]


@pytest.mark.parametrize(("exempt", "said", "doubts"), DOUBTED)
def test_a_name_a_figure_or_common_words_are_doubted(
    exempt: str, said: str, doubts: tuple[str, ...]
) -> None:
    found = looked_through([exempt], PUBLIC, said, [])

    assert found.exempt == ()
    assert set(doubts) <= set(found.doubts)


def test_what_the_public_paper_says_itself_is_neither() -> None:
    found = looked_through(["The council, 12 rooms"], PUBLIC, " ".join(PUBLIC), [])

    assert (found.exempt, found.doubts) == ((), ())


def test_a_short_text_within_another_word_is_neither() -> None:
    found = looked_through(["Ann Roe"], PUBLIC, "Joann Roeburn", [])

    assert (found.exempt, found.doubts) == ((), ())


def test_a_name_in_an_alternative_text_is_doubted_and_a_size_there_is_no_figure() -> None:
    exempt = ["Roe had 2405 of them then."]

    assert looked_through(exempt, PUBLIC, "", ["A photograph of Roe", "2405"]).doubts == ("Roe",)
