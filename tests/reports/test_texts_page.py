"""All that is still empty of a paper, written on one page, and what if somebody else did."""

from collections.abc import Callable

import pytest
from django.test import Client

from councils.models import Council
from councils.roles import Role
from reports.models import PaperPart, Report
from tests.factories import make_part, make_report, make_section
from tests.reports.composing_pages import fields_of, page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.DEMOCRATIC_SERVICES)


@pytest.fixture
def report(council: Council) -> Report:
    """A paper of three sections: one written, two empty; something built stands in the last."""
    report = make_report(council)
    make_part(make_section(report, heading="Purpose"), "To inform.")
    make_part(make_section(report, heading="Costs"), hint="What it costs, and who pays.")
    last = make_section(report, heading="Risks")
    make_part(last)
    make_part(last, kind="built", of="judgements")
    return report


def part_of(report: Report, heading: str) -> PaperPart:
    return report.sections.get(heading=heading).parts.get(kind="written")


def texts(report: Report) -> list[str]:
    return [part_of(report, name).text for name in ("Purpose", "Costs", "Risks")]


def test_what_is_empty_stands_with_its_hint_and_what_is_written_does_not(
    client: Client, report: Report
) -> None:
    page = text_of(client.get(page_of(report, "texts")))

    assert "What it costs, and who pays." in page
    assert "To inform." not in page
    assert page.count("<textarea") == 2


def test_several_texts_are_saved_at_once_and_one_left_empty_stays_in_the_list(
    client: Client, report: Report
) -> None:
    here = page_of(report, "texts")
    sent = fields_of(client, here) | {f"text_{part_of(report, 'Costs').pk}": "It costs nothing."}

    answer = client.post(here, sent, follow=True)

    assert "One text is saved." in text_of(answer)
    assert texts(report) == ["To inform.", "It costs nothing.", ""]
    page = text_of(client.get(here))
    assert page.count("<textarea") == 1
    assert "Write what is empty, on one page" in text_of(answer)


def test_what_the_paper_before_said_can_be_taken_but_nothing_kept_out(
    client: Client, report: Report
) -> None:
    secret = {"exempt_under": 3, "exempt_because": "A contract is being let."}
    older = make_report(report.council, house_style=report.house_style, title="The June paper")
    newer = make_report(report.council, house_style=report.house_style)
    for paper in (older, newer):
        for heading, key in (("Costs", "costs"), ("Risks", "risks"), ("Staff", "staff")):
            make_part(make_section(paper, heading=heading, key=key))
    PaperPart.objects.filter(section__report=older).update(text="None last time.")
    PaperPart.objects.filter(section__report=older, section__key="risks").update(**secret)
    here = page_of(newer, "texts")
    costs, staff = (part_of(newer, heading) for heading in ("Costs", "Staff"))

    page = text_of(client.get(here))
    taking = 'Say what “The June paper” said<span class="govuk-visually-hidden"> under'
    assert f"{taking} Costs" in page
    assert f"{taking} Risks" not in page
    ticked = {f"same_{costs.pk}": "on", f"same_{staff.pk}": "on"}
    client.post(here, fields_of(client, here) | ticked | {f"text_{staff.pk}": "Two more."})

    found = [part_of(newer, heading).text for heading in ("Costs", "Risks", "Staff")]
    assert found == ["None last time.", "", "Two more."]


def test_with_everything_written_the_paper_offers_no_such_page(
    client: Client, report: Report
) -> None:
    PaperPart.objects.filter(kind="written").update(text="Said.")

    assert "Write what is empty" not in text_of(client.get(page_of(report, "paper")))
    assert "Every text is written." in text_of(client.get(page_of(report, "texts")))


def test_who_saves_second_sees_both_and_loses_nothing(client: Client, report: Report) -> None:
    here = page_of(report, "texts")
    costs, risks = part_of(report, "Costs"), part_of(report, "Risks")
    mine = {f"text_{costs.pk}": "Mine on costs.", f"text_{risks.pk}": "Mine on risks."}
    sent = fields_of(client, here) | mine
    PaperPart.objects.filter(pk=costs.pk).update(text="Theirs on costs.")

    answer = client.post(here, sent)

    assert answer.status_code == 409
    assert "Theirs on costs." in text_of(answer) and "Mine on costs." in text_of(answer)
    assert texts(report) == ["To inform.", "Theirs on costs.", "Mine on risks."]
    held = {name: answer.context["form"][name].value() for name in answer.context["form"].fields}
    client.post(here, held | {f"text_{costs.pk}": "Both on costs."})
    assert texts(report)[1] == "Both on costs."


def test_words_for_a_text_that_was_taken_out_meanwhile_are_shown(
    client: Client, report: Report
) -> None:
    here = page_of(report, "texts")
    costs = part_of(report, "Costs")
    sent = fields_of(client, here) | {f"text_{costs.pk}": "Mine on costs."}
    costs.section.delete()

    answer = client.post(here, sent)

    assert answer.status_code == 409
    assert "Mine on costs." in text_of(answer)
    assert "taken out of the report" in text_of(answer)


def test_a_text_that_is_too_long_is_said_and_nothing_is_lost(
    client: Client, report: Report
) -> None:
    here = page_of(report, "texts")
    costs, risks = part_of(report, "Costs"), part_of(report, "Risks")
    long = {f"text_{costs.pk}": "Word " * 50_000, f"text_{risks.pk}": "Mine on risks."}

    page = text_of(client.post(here, fields_of(client, here) | long))

    assert "The text of “Costs” must be" in page
    assert "Mine on risks." in page
    assert texts(report) == ["To inform.", "", ""]
