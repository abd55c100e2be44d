"""A draft of a review's report is its group's until what it found is published: by every door."""

from collections.abc import Iterator
from typing import Any

import pytest

from councils.access import MAY, Verb, accesses
from councils.models import Council, User
from councils.roles import Role
from reports.editing.front import usual_front
from reports.models import Report
from scrutiny.models import ReviewPaper, ScrutinyReview
from search.readers import Reader
from search.searching import Asked, search
from tests import factories as make
from tests.factories import DAY, days
from tests.pages import fix_today, read
from tests.test_access import ADDRESSES, World, made_once, text_of, url_of

pytestmark = pytest.mark.django_db
# What stands in every text of the draft.
KEPT = "KEPTDRAFT"
BRINGS = {Role.DEMOCRATIC_SERVICES}
OTHERS = [role for role in Role if Verb.READ_UNACCEPTED in MAY[role] and role not in BRINGS]
OF_A_PAPER = [
    name
    for name, address in ADDRESSES.items()
    if address.objects and address.objects[0] == "paper" and name.startswith("reports:")
]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


def draft_of(review: ScrutinyReview) -> Report:
    """Return a draft about a review with the same word in everything that belongs to it."""
    report = make.make_report(review.council, title=f"{KEPT} report", body=review.commissioned_by)
    report.meeting = make.make_meeting(review.commissioned_by, days(9))
    report.save()
    ReviewPaper.objects.create(review=review, report=report)
    return report


def parts_of(report: Report) -> dict[str, Any]:
    section = make.make_section(report, heading=f"{KEPT} heading")
    file = make.make_appendix_file(report, name=f"{KEPT}.pdf")
    make.make_appendix(report, kind="file", file=file)
    answer = {"comment": f"{KEPT} comment", "content": KEPT.encode(), "content_sha256": "0" * 64}
    asked = make.make_clearance(report, section=section)
    return {
        "paper": report,
        "section": section,
        "part": make.make_part(section, f"{KEPT} part"),
        "finished": make.make_finished(report, f"{KEPT} finished"),
        "attached": make.make_appendix(report, title=f"{KEPT} appendix"),
        "attached_file": file,
        "paper_file": make.make_paper_file(report, content=KEPT.encode()),
        "clearance": make.make_clearance(report, name=f"{KEPT} somebody"),
        "clearance_answer": make.make_clearance_answer(asked, file_name=f"{KEPT}.eml", **answer),
        "publication": make.make_publication(report),
        "decision": make.make_decision(report, text=f"{KEPT} decision"),
    }


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with made_once(django_db_blocker) as made:
        review = make.make_scrutiny_review(made.own["council"], plan=made.own["plan"])
        made.own |= parts_of(draft_of(review)) | {"its_review": review}
        yield made


@pytest.mark.parametrize("name", OF_A_PAPER)
@pytest.mark.parametrize("actor", OTHERS)
def test_no_address_of_it_opens_to_officers_outside_the_group(
    made: World, db: None, name: str, actor: str
) -> None:
    client, url = made.client(actor), url_of(made, name, "own", actor)

    answers = [client.get(url), client.post(url)]

    assert {each.status_code for each in answers} <= {403, 404, 405}
    assert not any(KEPT in text_of(each.getvalue()) for each in answers)


def test_every_address_is_tried_and_opens_to_who_brings_it_to_the_meeting(
    made: World, db: None
) -> None:
    """That is what the test above would find."""
    client = made.client(Role.DEMOCRATIC_SERVICES)
    found = {
        name: client.get(url_of(made, name, "own", Role.DEMOCRATIC_SERVICES)) for name in OF_A_PAPER
    }

    assert len(found) > 25
    assert {each.status_code for each in found.values()} <= {200, 405}
    assert sum(KEPT in text_of(each.getvalue()) for each in found.values()) > 12


@pytest.mark.parametrize("actor", [*OTHERS, Role.SCRUTINY_MEMBER, Role.READER])
def test_no_other_page_and_no_search_shows_it(made: World, db: None, actor: str) -> None:
    client, shown = made.client(actor), []
    for name in ADDRESSES:
        if name in OF_A_PAPER or name.startswith("account_") or name == "actionplans:redaction":
            continue
        answer = client.get(url_of(made, name, "own", actor))
        if KEPT in text_of(answer.getvalue()):
            shown.append(name)
    for page in (f"reviews/{made.own['its_review'].pk}/", "reports/"):
        answer = client.get(f"/councils/own/{page}")
        if KEPT in text_of(answer.getvalue()):
            shown.append(page)

    assert shown == []
    assert hits_of(made.users[actor]) == 0


def hits_of(user: User) -> int:
    words = f"{KEPT} report or {KEPT} heading or {KEPT} part or {KEPT} comment or {KEPT} appendix"
    return search(Asked(words), Reader(user, accesses(user), DAY), 1).total


def test_the_search_finds_it_for_who_brings_it(made: World, db: None) -> None:
    assert hits_of(made.users[Role.DEMOCRATIC_SERVICES]) == 2


@pytest.fixture
def review(council: Council) -> ScrutinyReview:
    return make.make_scrutiny_review(council)


def status(client: Any, report: Report, part: str = "") -> int:
    page = client.get(f"/councils/{report.council.slug}/reports/{report.pk}/{part}")
    found: int = page.status_code
    return found


def test_a_colleague_is_told_whose_it_is_and_a_stranger_nothing(
    review: ScrutinyReview, client_for: Any
) -> None:
    report = draft_of(review)
    page = f"/councils/{review.council.slug}/reports/{report.pk}/"

    answer = client_for(Role.DIRECTOR).get(page)

    assert answer.status_code == 403
    assert "This report is the working group’s until what it found is published." in (
        text_of(answer.getvalue())
    )
    stranger = make.make_member(make.make_council(), Role.DIRECTOR)
    assert client_for(stranger).get(page).status_code == 404


def test_it_opens_to_the_group_and_to_all_officers_once_it_is_published(
    review: ScrutinyReview, client_for: Any
) -> None:
    report = draft_of(review)
    officer = make.make_member(review.council, Role.PLAN_MANAGER)
    held = make.make_review_member(review, officer, part="officer", starts=days(-9))

    assert status(client_for(officer), report) == 200
    type(held).objects.filter(pk=held.pk).update(ends=DAY)
    assert status(client_for(officer), report) == 403
    ScrutinyReview.objects.filter(pk=review.pk).update(published_on=days(1))
    assert status(client_for(officer), report) == 403
    with_today = make.make_scrutiny_review(review.council, published_on=DAY)
    assert status(client_for(Role.DIRECTOR), draft_of(with_today)) == 200


def test_the_page_of_its_body_names_it_to_who_may_read_it(
    review: ScrutinyReview, client_for: Any
) -> None:
    draft_of(review)
    page = f"/councils/{review.council.slug}/bodies/{review.commissioned_by_id}/"

    said = {role: read(client_for(role), page).main.text for role in (*BRINGS, *OTHERS)}

    assert [role for role, text in said.items() if KEPT in text] == [*BRINGS]


def test_a_paper_that_was_published_is_a_paper_like_any_other(
    review: ScrutinyReview, client_for: Any
) -> None:
    report = draft_of(review)
    make.make_edition(report)

    assert status(client_for(Role.DIRECTOR), report) == 200


def test_who_is_asked_to_clear_a_section_reads_that_and_of_the_whole_all(
    review: ScrutinyReview, client_for: Any
) -> None:
    report = draft_of(review)
    section = make.make_section(report, heading="Money")
    other = make.make_section(report, heading="Law")
    of_part = make.make_member(review.council, Role.DIRECTOR)
    of_all = make.make_member(review.council, Role.DIRECTOR)
    asked = make.make_clearance(report, of_part, section=section)
    others = make.make_clearance(report, of_all, section=other)
    make.make_clearance(report, of_all)

    client = client_for(of_part)
    assert status(client, report, f"clearances/{asked.pk}/") == 200
    assert {status(client, report, part) for part in ("", "clearances/", "drafts/")} <= {403, 405}
    assert status(client, report, f"clearances/{others.pk}/") == 403
    assert {status(client_for(of_all), report, part) for part in ("", "clearances/")} == {200}


def test_a_new_paper_takes_no_words_of_it(review: ScrutinyReview, client_for: Any) -> None:
    """Whoever begins another paper in its house style is offered those of papers they read."""
    kept = draft_of(review)
    Report.objects.filter(pk=kept.pk).update(front={"wards": [[KEPT]]})
    heading = {"heading": "Costs", "key": "costs"}
    make.make_part(make.make_section(kept, **heading), KEPT)
    style = kept.house_style
    newer = make.make_report(review.council, house_style=style)
    make.make_part(make.make_section(newer, **heading), "")
    here = f"/councils/{review.council.slug}/reports/{newer.pk}/texts/"

    for role in (Role.PLAN_MANAGER, Role.DEMOCRATIC_SERVICES):
        client = client_for(role)
        access = next(iter(accesses(client.user)))
        offered, _ = usual_front(access.reach(Report).filter(pk__lte=kept.pk), style, DAY)
        assert (KEPT in str(offered)) is (role in BRINGS)
        assert (KEPT in read(client, here).main.text) is (role in BRINGS)


def test_another_paper_of_the_council_stays_open_to_officers(
    review: ScrutinyReview, client_for: Any
) -> None:
    draft_of(review)
    other = make.make_report(review.council, title="Another")

    assert status(client_for(Role.DIRECTOR), other) == 200
    listed = read(client_for(Role.DIRECTOR), f"/councils/{review.council.slug}/reports/").main.text
    assert "Another" in listed and KEPT not in listed
