"""A council's acronyms: who spells them out, and where they are found."""

from typing import Any

import pytest
from django.urls import reverse

from councils.models import Council
from councils.roles import Role
from scrutiny.glossary import used_in
from scrutiny.models import Acronym
from tests.factories import make_acronym
from tests.pages import read

pytestmark = pytest.mark.django_db


def url(council: Council, name: str = "glossary", *more: int) -> str:
    return reverse(f"scrutiny:{name}", args=[council.slug, *more])


def test_an_acronym_is_found_as_a_word_and_not_within_one_or_a_tag(council: Council) -> None:
    known = [make_acronym(council, short) for short in ("LAC", "IRO", "Q&A", "SEND")]

    found = used_in('<p title="SEND">LACs wait. The IROn is hot.</p>', known)

    assert [each.short for each in found] == ["LAC"]
    assert used_in("The IRO’s view, and none of SENDs.", known) == [known[1], known[3]]
    assert used_in("", known) == []


def test_an_administrator_spells_one_out_changes_it_and_takes_it_off(
    council: Council, client_for: Any
) -> None:
    client = client_for(Role.ADMINISTRATOR)
    page = client.post(url(council, "acronym_add"), {"short": "MASH", "full": "The hub"})
    assert page["Location"] == url(council)
    held = Acronym.objects.get(council=council)
    typed = {"short": "MASH", "full": "Multi-agency safeguarding hub", "seen": "MASH: The hub"}
    client.post(url(council, "acronym", held.pk), typed)
    assert "Multi-agency safeguarding hub" in read(client, url(council)).text
    client.post(url(council, "acronym_delete", held.pk))
    assert not Acronym.objects.exists()
    assert Acronym.pgh_event_model.objects.count() == 3  # type: ignore[attr-defined]


def test_one_that_is_known_and_one_without_words_say_so_and_keep_what_was_typed(
    council: Council, client_for: Any
) -> None:
    client = client_for(Role.PLAN_MANAGER)
    make_acronym(council, "MASH")
    where = url(council, "acronym_add")

    again = client.post(where, {"short": "MASH", "full": "Something else"})
    empty = client.post(where, {"short": "LADO", "full": " "})

    assert "This acronym is spelled out already" in again.content.decode()
    assert "Something else" in again.content.decode()
    assert "Enter what it stands for" in empty.content.decode()
    assert "LADO" in empty.content.decode()
    assert Acronym.objects.count() == 1


def test_the_second_of_two_is_told_and_nothing_is_lost(council: Council, client_for: Any) -> None:
    client = client_for(Role.PLAN_MANAGER)
    held = make_acronym(council, "MASH", full="As it is now")
    typed = {"short": "MASH", "full": "Mine", "seen": "MASH: As it was"}

    told = client.post(url(council, "acronym", held.pk), typed)

    assert told.status_code == 409
    assert "is now “MASH: As it is now”" in told.content.decode()
    assert "Mine" in told.content.decode()
    held.refresh_from_db()
    assert held.full == "As it is now"
