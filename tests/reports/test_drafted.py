"""Drafted paragraphs of a paper: proposed, edited, told when their facts change, kept safe."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from actionplans.models import Action, ActionPlan
from councils.models import Council
from councils.roles import Role
from reports.building import PaperFacts
from reports.composing import compose
from reports.drafted import left_out, let_stand, outdated, propose, refresh, take, typed
from reports.editions.publishing import Choice, Ready
from reports.models import PaperPart, PaperSection, Report
from reports.paper.document import Paragraph, walk
from reports.paper.written import as_written, written
from tests.factories import (
    DAY,
    days,
    make_action,
    make_inspection,
    make_part,
    make_plan,
    make_recommendation,
    make_report,
    make_section,
    make_update,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of
from tests.reports.built import built
from tests.reports.composing_pages import page_of

pytestmark = pytest.mark.django_db
DONE = {"progress": "complete", "accepted": True}


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan of two recommendations, with one action for the first and two for the second."""
    inspection = make_inspection(council, title="Single inspection")
    plan = make_plan(council)
    plan.sources.add(inspection)
    first, second = (make_recommendation(inspection, text=t) for t in ("Oversee.", "Watch."))
    make_action(plan, text="Sit monthly.", recommendations=[first])
    make_action(plan, text="Look *hard* at files.", recommendations=[second])
    make_action(plan, text="Ask.", recommendations=[second])
    return plan


@pytest.fixture
def part(plan: ActionPlan) -> PaperPart:
    """The paragraphs for each recommendation, as first proposed."""
    report = make_report(plan.council)
    report.plans.add(plan)
    part = make_part(make_section(report), kind="drafted", of="drafted", options={"about": "areas"})
    return save(part, propose(part, facts_of(report)))


def facts_of(report: Report, is_public: bool = True) -> PaperFacts:
    return PaperFacts(report, DAY, is_public)


def save(part: PaperPart, rows: list[dict[str, object]]) -> PaperPart:
    part.drafted = rows
    part.save()
    return part


def anew(part: PaperPart) -> PaperFacts:
    return facts_of(part.section.report)


def action(part: PaperPart, number: int) -> Action:
    return Action.objects.get(plan__reports=part.section.report, reference=f"{number}")


def complete(part: PaperPart, number: int) -> None:
    done = action(part, number)
    make_update(done, done.milestones.get(), **DONE)


def printed(part: PaperPart, is_public: bool = True) -> str:
    blocks = walk(compose(part.section.report, DAY, is_public).document.blocks)
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


FIRST = "area: Single inspection: recommendation 1"
SECOND = "area: Single inspection: recommendation 2"


def test_a_paragraph_is_proposed_for_each_recommendation(part: PaperPart) -> None:
    assert [row["key"] for row in part.drafted] == [FIRST, SECOND]
    assert all(row["text"] == row["proposed"] for row in part.drafted)
    assert part.drafted[1]["text"].startswith("Recommendation 2, “Watch”, has two actions (2 and")
    assert outdated(part, anew(part)) == []


def test_a_proposal_prints_as_the_plain_words_it_is(part: PaperPart) -> None:
    complete(part, 2)
    save(part, propose(part, anew(part)))

    assert "“Look *hard* at files”, is complete" in printed(part)
    assert printed(part).splitlines() == built(part.section.report, "drafted", about="areas")


def test_exactly_the_paragraph_whose_facts_changed_is_told(part: PaperPart) -> None:
    complete(part, 3)

    [found] = outdated(part, anew(part))

    assert found.key == SECOND
    assert (found.is_new, found.is_gone, found.is_edited) == (False, False, False)
    assert "action 3, “Ask”, is complete" in found.now
    assert found.now not in printed(part)


def test_a_refresh_keeps_what_the_writer_edited_and_goes_on_telling(part: PaperPart) -> None:
    save(part, typed(part, {SECOND: "We asked, and looked."}))
    complete(part, 1)
    complete(part, 3)

    save(part, refresh(part, anew(part)))

    assert "is complete" in part.drafted[0]["text"]
    assert part.drafted[1]["text"] == "We asked, and looked."
    [found] = outdated(part, anew(part))
    assert (found.key, found.is_edited) == (SECOND, True)


def test_the_writer_takes_what_is_proposed_or_lets_the_own_words_stand(part: PaperPart) -> None:
    save(part, typed(part, {FIRST: "We sat.", SECOND: "We asked."}))
    complete(part, 1)
    complete(part, 3)

    save(part, take(part, anew(part), FIRST))
    save(part, let_stand(part, anew(part), SECOND))

    assert "“Sit monthly”, is complete" in part.drafted[0]["text"]
    assert part.drafted[1]["text"] == "We asked."
    assert outdated(part, anew(part)) == []
    complete(part, 2)
    assert [each.key for each in outdated(part, anew(part))] == [SECOND]


def test_what_is_new_or_gone_is_told(part: PaperPart) -> None:
    plan = part.section.report.plans.get()
    asked = make_recommendation(plan.sources.get(), text="Audit.")
    make_action(plan, text="Audit all.", recommendations=[asked])
    save(part, [*part.drafted, part.drafted[0] | {"key": "area: gone", "text": "Ours."}])

    gone, new = outdated(part, anew(part))

    assert (gone.key, gone.is_gone, new.is_new) == ("area: gone", True, True)
    found = refresh(part, anew(part))
    assert [row["key"] for row in found] == [FIRST, SECOND, new.key, "area: gone"]
    save(part, take(part, anew(part), "area: gone"))
    assert [row["key"] for row in take(part, anew(part), new.key)] == [FIRST, SECOND, new.key]


def test_a_paragraph_that_the_writer_emptied_stays_out(part: PaperPart) -> None:
    save(part, typed(part, {FIRST: " "}))
    complete(part, 1)

    save(part, refresh(part, anew(part)))

    assert part.drafted[0]["text"] == ""
    assert printed(part).startswith("Recommendation 2")


def test_nothing_confidential_is_proposed_even_for_the_whole_paper(part: PaperPart) -> None:
    Action.objects.filter(pk=action(part, 2).pk).update(is_confidential=True)

    found = propose(part, facts_of(part.section.report, is_public=False))

    assert "hard" not in str(found)
    assert "one action (3)" in found[1]["text"]


def test_words_on_an_action_that_became_confidential_leave_the_public_paper(
    part: PaperPart,
) -> None:
    save(part, typed(part, {SECOND: "Zanzibar."}))
    Action.objects.filter(pk=action(part, 2).pk).update(is_confidential=True)

    assert "Zanzibar" not in printed(part)
    assert "Zanzibar" in printed(part, is_public=False)
    assert [row["key"] for row in left_out(part, anew(part))] == [SECOND]


def test_an_update_that_nobody_accepted_changes_nothing(part: PaperPart) -> None:
    done = action(part, 3)
    make_update(done, done.milestones.get(), progress="complete", text="Zanzibar.")

    assert outdated(part, anew(part)) == []


def test_without_a_plan_nothing_is_proposed(council: Council) -> None:
    part = make_part(make_section(make_report(council)), kind="drafted", of="drafted")

    assert propose(part, anew(part)) == []


@given(st.text())
@pytest.mark.parametrize("first", ["", "1. ", "12) ", "~", "..", "# ", "- ", "+ ", "> ", "=", "|"])
def test_any_words_are_written_so_that_they_print_as_they_are(first: str, text: str) -> None:
    words = " ".join(f"{first}{text}".split())
    blocks = written(as_written(words))

    assert "".join(b.text for b in blocks if isinstance(b, Paragraph)) == words.replace("\0", "�")
    assert len(blocks) == bool(words)


# Facts that changed since, told wherever the paper is looked at


def one_changed(part: PaperPart) -> str:
    return f"In “{part.section.heading}”, the facts behind 1 drafted paragraph changed since."


def told(part: PaperPart) -> list[str]:
    return [each.words for each in compose(part.section.report, DAY).behind]


def test_an_accepted_update_is_told_of_the_paragraph_it_changed(part: PaperPart) -> None:
    assert told(part) == []
    complete(part, 1)

    assert told(part) == [one_changed(part)]
    assert one_changed(part) in Ready(part.section.report, DAY, Choice()).known


def test_another_day_of_the_paper_is_told_of_what_was_drafted_for_the_day_before(
    part: PaperPart,
) -> None:
    complete(part, 1)
    report = part.section.report
    save(part, propose(part, facts_of(report)))
    assert told(part) == []

    report.as_at = days(-30)
    report.save()

    assert told(part) == [one_changed(part)]
    assert one_changed(part) in Ready(report, DAY, Choice()).known


def test_paragraphs_that_came_with_new_facts_are_told_and_an_empty_part_is_only_empty(
    part: PaperPart,
) -> None:
    save(part, part.drafted[:1])
    said = f"In “{part.section.heading}”, 1 more paragraph would be drafted from the facts of now."
    assert told(part) == [said]

    save(part, [])
    assert told(part) == []


def test_the_heading_of_an_exempt_section_is_not_told_to_who_reads_the_public_paper(
    part: PaperPart,
) -> None:
    complete(part, 1)
    PaperSection.objects.update(heading="Zanzibar", exempt_under=3, exempt_because="A tender.")

    report = Report.objects.get()
    assert "Zanzibar" not in str(compose(report, DAY).behind)
    assert "Zanzibar" in str(compose(report, DAY, is_public=False).behind)


@pytest.fixture
def clerk(client_for: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    fix_today(monkeypatch)
    return client_for(Role.DEMOCRATIC_SERVICES)


def test_the_outline_and_the_previews_lead_to_what_has_to_be_drafted_anew(
    part: PaperPart, clerk: Client
) -> None:
    complete(part, 1)
    report, section = part.section.report, part.section
    other = make_part(section, "We wrote this.")
    tagged = "Facts changed since"

    page = clerk.get(page_of(report, "paper"))
    assert [s.words for s in page.context["outline"][0].parts[0].states] == ["Drafted", tagged]
    links = Page(page).main.links
    assert links[one_changed(part)] == page_of(report, "part", part.pk)

    for address in (
        page_of(report, "section", section.pk),
        page_of(report, "part", other.pk),
    ):
        assert one_changed(part) in Page(clerk.get(address)).main.text


def test_more_drafted_sections_take_no_more_queries(part: PaperPart, clerk: Client) -> None:
    complete(part, 1)
    report = part.section.report
    few = queries_of(clerk, page_of(report, "paper"))
    for _ in range(4):
        more = make_section(report)
        make_part(more, kind="drafted", of="drafted", options=part.options, drafted=part.drafted)

    assert len(told(part)) == 5
    assert_same_number(few, queries_of(clerk, page_of(report, "paper")))
