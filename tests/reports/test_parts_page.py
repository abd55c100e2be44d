"""A part on its page: written, built or a table; previewed, saved, and saved by two at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from councils.models import Council
from councils.roles import Role
from reports.models import PaperPart
from tests.factories import (
    DAY,
    make_action,
    make_inspection,
    make_judgement,
    make_part,
    make_plan,
    make_recommendation,
    make_report,
    make_section,
    make_update,
)
from tests.reports.composing_pages import fields_of, page_of, text_of

pytestmark = pytest.mark.django_db
COMPOSER = Role.DEMOCRATIC_SERVICES


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for(COMPOSER)


@pytest.fixture
def make(council: Council) -> Callable[..., PaperPart]:
    """Return a function: a part of the second section of a paper of this council."""

    def make(text: str = "", **fields: Any) -> PaperPart:
        report = make_report(council)
        make_part(make_section(report, heading="Purpose"), "To inform.")
        return make_part(make_section(report, heading="Background"), text, **fields)

    return make


def here(part: PaperPart) -> str:
    return page_of(part.section.report, "part", part.pk)


def send(client: Client, part: PaperPart, **typed: Any) -> Any:
    return client.post(here(part), fields_of(client, here(part)) | typed)


def test_what_is_written_is_saved_as_it_was_typed(
    client: Client, make: Callable[..., PaperPart]
) -> None:
    part = make(hint="How it came about.")

    assert "How it came about." in text_of(client.get(here(part)))
    answer = send(client, part, text="First.\r\n\r\n- **one**\r\n- <b>two</b>", anchor="start")

    report = part.section.report
    assert answer["Location"] == f"{page_of(report, 'paper')}#section-{part.section.pk}"
    part.refresh_from_db()
    assert (part.text, part.anchor) == ("First.\n\n- **one**\n- <b>two</b>", "start")
    report.refresh_from_db()
    assert report.version == 2


def test_a_preview_shows_the_section_with_its_numbers_and_saves_nothing(
    client: Client, make: Callable[..., PaperPart]
) -> None:
    part = make("Old words.")

    page = text_of(send(client, part, text="New words.", preview="1"))

    shown = page[page.index('id="preview"') :]
    assert "New words." in shown
    assert "2.1" in shown
    assert "Nothing is saved yet." in shown
    assert "Old words." not in shown
    part.refresh_from_db()
    assert part.text == "Old words."


def test_a_preview_says_what_must_be_put_right_first(
    client: Client, make: Callable[..., PaperPart]
) -> None:
    page = text_of(send(client, make(), text="Words", anchor="No good!", preview="1"))

    shown = page[page.index('id="preview"') :]
    assert "This cannot be shown until something is put right: Use small letters" in shown


def test_too_long_a_text_is_refused_and_stays(
    client: Client, make: Callable[..., PaperPart]
) -> None:
    part = make()
    words = "word " * 13_000

    page = text_of(send(client, part, text=words))

    assert "The text must be 60,000 characters or fewer" in page
    assert words.strip() in page
    part.refresh_from_db()
    assert part.text == ""


def test_the_second_of_two_who_write_a_part_sees_both_and_loses_nothing(
    client: Client, client_for: Callable[..., Client], make: Callable[..., PaperPart]
) -> None:
    part = make("Old.")
    mine = fields_of(client, here(part)) | {"text": "Mine."}
    first = client_for(COMPOSER)
    send(first, part, text="Theirs.")

    answer = client.post(here(part), mine)

    page = text_of(answer)
    assert answer.status_code == 409
    assert f"{first.user} changed this at" in page
    assert "Theirs." in page
    assert "Mine." in page
    part.refresh_from_db()
    assert part.text == "Theirs."
    again = mine | {"seen": answer.context["form"]["seen"].value(), "text": "Both."}
    assert client.post(here(part), again).status_code == 302
    part.refresh_from_db()
    assert part.text == "Both."


def test_a_built_part_asks_what_its_builder_can_be_told(
    client: Client, make: Callable[..., PaperPart]
) -> None:
    part = make(kind="built", of="judgements")
    judged = make_inspection(part.section.report.council, published_on=DAY)
    make_judgement(judged, grade="good")

    page = text_of(client.get(here(part)))
    assert "How they are shown" in page
    assert "Good" in page
    send(client, part, shown_of="judgements", option_layout="lines")

    part.refresh_from_db()
    assert part.options == {"layout": "lines"}


def test_what_belongs_to_another_builder_is_not_kept(
    client: Client, make: Callable[..., PaperPart]
) -> None:
    part = make(kind="built", of="judgements", options={"layout": "sentence"})

    send(client, part, shown_of="judgements", of="findings", option_layout="box")

    part.refresh_from_db()
    assert (part.of, part.options) == ("findings", {})


def test_a_built_part_that_has_nothing_says_so(
    client: Client, make: Callable[..., PaperPart]
) -> None:
    part = make(kind="built", of="judgements")

    assert "Nothing of it prints yet." not in text_of(client.get(here(part)))
    paper = text_of(client.get(page_of(part.section.report, "paper")))
    assert "No inspection is held for this paper." in paper


def test_a_table_is_filled_in_row_by_row(client: Client, make: Callable[..., PaperPart]) -> None:
    part = make(kind="table", of="options")
    typed = {"cell_0_0": "Agree", "cell_0_2": "It is sound.", "cell_1_0": "", "rows": "2"}

    send(client, part, caption="What was weighed", **typed)

    part.refresh_from_db()
    assert part.rows == [["Agree", "", "It is sound."]]
    assert part.options == {"caption": "What was weighed"}


def test_more_rows_come_without_losing_what_stands_in_the_others(
    client: Client, make: Callable[..., PaperPart]
) -> None:
    part = make(kind="table", of="options", rows=[["One", "", "Held."]])

    answer = send(client, part, cell_1_0="Typed", rows="3", add_rows="1")

    form = answer.context["form"]
    assert form.number == 5
    assert [form[f"cell_{row}_0"].value() for row in (0, 1)] == ["One", "Typed"]
    part.refresh_from_db()
    assert part.rows == [["One", "", "Held."]]


def test_a_part_is_kept_out_of_the_public_paper(
    client: Client, make: Callable[..., PaperPart]
) -> None:
    part = make("A canary sang.")

    send(client, part, text="A canary sang.", exempt_under="1", exempt_because="A child’s.")

    paper = page_of(part.section.report, "paper")
    assert "canary" not in text_of(client.get(paper))
    assert "canary" in text_of(client.get(f"{paper}?exempt=1"))
    assert "canary" in text_of(client.get(here(part)))


@pytest.fixture
def drafted(council: Council) -> PaperPart:
    """A part of paragraphs on the progress of a plan of one action, nothing proposed yet."""
    inspection = make_inspection(council, title="Single inspection")
    plan = make_plan(council)
    plan.sources.add(inspection)
    asked = make_recommendation(inspection, text="Oversee.")
    make_action(plan, text="Sit monthly.", recommendations=[asked])
    report = make_report(council)
    report.plans.add(plan)
    return make_part(make_section(report), kind="drafted", of="drafted")


def proposed(client: Client, part: PaperPart) -> PaperPart:
    send(client, part, add_new="1")
    part.refresh_from_db()
    return part


def test_paragraphs_are_proposed_and_put_in_with_one_press(
    client: Client, drafted: PaperPart
) -> None:
    assert "can be added from the facts of now" in text_of(client.get(here(drafted)))

    part = proposed(client, drafted)

    assert part.drafted
    assert all(row["text"] == row["proposed"] for row in part.drafted)
    assert "can be added" not in text_of(client.get(here(part)))


def finish(part: PaperPart) -> None:
    action = part.section.report.plans.get().actions.get()
    make_update(action, action.milestones.get(), progress="complete", accepted=True)


@pytest.mark.parametrize(("answer", "is_mine"), [("take", False), ("keep", True)])
def test_a_paragraph_whose_facts_changed_takes_the_new_words_or_keeps_the_writers(
    client: Client, drafted: PaperPart, answer: str, is_mine: bool
) -> None:
    part = proposed(client, drafted)
    send(client, part, text_0="My own words.")
    finish(part)

    page = text_of(client.get(here(part)))
    assert "Facts changed since" in page
    send(client, part, news_0=answer)

    part.refresh_from_db()
    assert (part.drafted[0]["text"] == "My own words.") is is_mine
    assert "Facts changed since" not in text_of(client.get(here(part)))


def test_an_edited_paragraph_stays_told_as_changed_until_something_is_said(
    client: Client, drafted: PaperPart
) -> None:
    part = proposed(client, drafted)
    send(client, part, text_0="My own words.")
    finish(part)

    send(client, part, text_0="My other words.")

    part.refresh_from_db()
    assert part.drafted[0]["text"] == "My other words."
    assert "Facts changed since" in text_of(client.get(here(part)))


def test_paragraphs_that_are_built_can_be_taken_over_and_edited(
    client: Client, drafted: PaperPart
) -> None:
    part = drafted
    PaperPart.objects.filter(pk=part.pk).update(kind="built")
    assert "Edit these paragraphs" in text_of(client.get(here(part)))

    answer = send(client, part, shown_of="drafted", edit="1")

    assert answer["Location"] == here(part)
    part.refresh_from_db()
    assert part.kind == "drafted"
    assert part.drafted
    send(client, part, text_0="My own words.")
    part.refresh_from_db()
    assert part.drafted[0]["text"] == "My own words."
