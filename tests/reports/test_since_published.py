"""What is said of a published paper: changed since, withdrawn; and by when it has to be out."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action
from councils.models import Council
from councils.roles import Role
from reports.editions.changed import changed_since
from reports.editions.rules import add_period
from reports.models import PaperPart, Report, Withdrawal
from reports.models.papers import changed
from tests.factories import DAY, days, make_edition, make_meeting, make_user, make_withdrawal
from tests.pages import Page, fix_today
from tests.reports.published_papers import a_paper, published, with_exempt

pytestmark = pytest.mark.django_db
SINCE = "Published; changed since"


@pytest.fixture
def report(council: Council, monkeypatch: pytest.MonkeyPatch) -> Report:
    fix_today(monkeypatch)
    return a_paper(council)


@pytest.fixture
def clerk(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.DEMOCRATIC_SERVICES)


def shown(client: Client, name: str, *given: Any) -> Page:
    return Page(client.get(reverse(f"reports:{name}", args=["barchester", *given])))


def write(report: Report, text: str) -> None:
    PaperPart.objects.filter(section__report=report, text__startswith="To say").update(text=text)
    changed(report)


def test_a_paper_written_in_since_it_was_published_says_so_until_it_is_corrected(
    report: Report, clerk: Client
) -> None:
    published(report)
    assert SINCE not in shown(clerk, "paper", report.pk).text

    then = reverse("reports:paper", args=["barchester", report.pk])
    assert SINCE not in Page(clerk.get(then, {"as_at": days(-40).isoformat()})).text

    write(report, "To say more.")

    page = shown(clerk, "paper", report.pk).text
    assert SINCE in page
    assert "What stands here is not what was published." in page

    published(report, kind="correction", because="More is said.")

    assert SINCE not in shown(clerk, "paper", report.pk).text


def test_the_list_says_what_was_edited_since_its_newest_edition(
    report: Report, clerk: Client
) -> None:
    yesterday = timezone.now() - datetime.timedelta(days=1)
    make_edition(report, entered_at=yesterday)
    write(report, "To say more.")
    assert "Published; edited since" in shown(clerk, "papers").text

    make_edition(report, entered_at=timezone.now() + datetime.timedelta(seconds=1))
    assert "edited since" not in shown(clerk, "papers").text


def test_what_it_is_built_from_and_what_is_exempt_count_too(report: Report) -> None:
    with_exempt(report)
    edition = published(report)
    assert not changed_since(edition, DAY)

    held = report.sections.get(heading__startswith="About").parts.get()
    text = held.text
    PaperPart.objects.filter(pk=held.pk).update(text="Something else.")
    assert changed_since(edition, DAY)

    PaperPart.objects.filter(pk=held.pk).update(text=text)
    assert not changed_since(edition, DAY)
    Action.objects.filter(plan__in=report.plans.all()).update(text="Audit files each week.")
    assert changed_since(edition, DAY)


def withdrawn(report: Report) -> Withdrawal:
    asked = make_withdrawal(make_edition(report))
    asked.state, asked.decided_by, asked.decided_on = "done", make_user(), DAY
    asked.save()
    return asked


def test_after_a_withdrawal_no_page_says_it_is_published(report: Report, clerk: Client) -> None:
    edition = withdrawn(report).edition
    edition.links.create(url="https://committees.example/1", day=DAY, entered_by=make_user())

    publishing = shown(clerk, "paper_publish", report.pk).text
    assert "which was withdrawn: its files are gone" in publishing
    assert "stays readable" not in publishing
    page = shown(clerk, "paper", report.pk).text
    assert "As published on" not in page
    assert "What stands here is published nowhere until a correction is." in page
    record = shown(clerk, "edition", edition.pk)
    assert "this service cannot" in record.text
    assert record.links["council’s committee system"] == "https://committees.example/1"


def test_a_withdrawal_waits_on_the_page_of_each_who_can_decide_and_not_of_who_asked(
    report: Report, clerk: Client, client_for: Callable[..., Client]
) -> None:
    director, officer = client_for(Role.DIRECTOR), client_for(Role.LEAD_OFFICER)
    edition = make_edition(report)
    asked = make_withdrawal(edition, asked_by=clerk.user)  # type: ignore[attr-defined]
    words, mine = f"To withdraw {edition.title}", reverse("actionplans:my_work")

    links = Page(director.get(mine)).links
    assert links[words] == reverse("reports:withdrawal", args=["barchester", edition.pk])
    for other in (clerk, officer):
        assert words not in Page(other.get(mine)).text

    asked.state, asked.decided_by, asked.decided_on = "refused", director.user, DAY  # type: ignore[attr-defined]
    asked.refusal = "It is right."
    asked.save()
    assert words not in Page(director.get(mine)).text


def test_who_decides_is_told_to_take_it_out_of_the_committee_system(
    report: Report, client_for: Callable[..., Client]
) -> None:
    edition = make_edition(report)
    make_withdrawal(edition)
    path = reverse("reports:withdrawal", args=["barchester", edition.pk])

    done = client_for(Role.DIRECTOR).post(path, {"verdict": "withdraw"}, follow=True)

    assert "Take it out of your committee system too" in Page(done).text


def test_the_paper_and_the_list_say_by_when_it_has_to_be_out_and_of_an_election(
    report: Report, clerk: Client
) -> None:
    add_period(report.council, DAY, days(20), "Local elections")

    for page in (shown(clerk, "paper", report.pk), shown(clerk, "papers")):
        assert "To be out by" in page.text
        assert "Local elections" in page.text

    Report.objects.update(meeting=make_meeting(report.body, days(-1)))
    for page in (shown(clerk, "paper", report.pk), shown(clerk, "papers")):
        assert "It had to be out by" in page.text

    make_edition(report)
    for page in (shown(clerk, "paper", report.pk), shown(clerk, "papers")):
        assert "had to be out by" not in page.text
        assert "To be out by" not in page.text
