"""Asking for a name to be taken out and deciding on it, as people see it; and what readers see."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan, Evidence, ProgressUpdate
from councils.access import Access
from councils.models import Council, Redaction
from councils.names import HELD_BACK
from councils.roles import Role
from reports.models import Export, state_for
from reports.plan_files.appendix import appendix_html
from reports.plan_files.exporting import FORMATS, as_pdf_once, plan_for_files
from reports.tasks import render_export
from tests.actionplans.redacting import MARK, NAME, SURNAME, asked, take_all_out
from tests.factories import (
    DAY,
    days,
    make_action,
    make_evidence,
    make_measure,
    make_member,
    make_plan,
    make_review,
    make_update,
)
from tests.pages import Page, fix_today
from tests.pdf_reading import read_pdf

pytestmark = pytest.mark.django_db
ClientFor = Callable[..., Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan")


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    """An action with the name in its words, in what was reported of it, and in evidence."""
    action = make_action(plan, text=f"Meet {NAME} every week")
    update = make_update(
        action,
        action.milestones.get(),
        text=f"We saw {NAME} and {NAME.upper()}’s aunt.",
        day=days(-10),
        accepted=True,
    )
    make_evidence(update, f"Notes on {NAME}", url=f"https://example.com/{NAME.replace(' ', '%20')}")
    make_measure(plan, f"Visits to {NAME}")
    return action


def address(council: Council, name: str, *keys: int) -> str:
    return reverse(f"actionplans:{name}", args=[council.slug, *keys])


def pages_of(plan: ActionPlan, action: Action, day: str = "") -> list[str]:
    """Return the addresses on which the name could be read."""
    slug, query = plan.council.slug, f"?as_at={day}" if day else ""
    named = [("plan", plan.pk), ("action", plan.pk, action.pk), ("history", plan.pk, action.pk)]
    named += [("measures", plan.pk), ("flags", plan.pk), ("recommendations", plan.pk)]
    found = [reverse(f"actionplans:{n}", args=[slug, *keys]) + query for n, *keys in named]
    appendix = ("appendix", "appendix_docx", "appendix_xlsx", "appendix_csv", "appendix_json")
    return found + [reverse(f"reports:{name}", args=[slug, plan.pk]) + query for name in appendix]


def text_of(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(parts.read(name).decode() for name in parts.namelist())
    return content.decode()


def texts(client: Client, addresses: list[str]) -> dict[str, str]:
    found = {}
    for each in addresses:
        answer = client.get(each)
        assert answer.status_code == 200, each
        found[each] = text_of(answer.content)
    return found


# Asking


def test_the_page_of_an_action_leads_to_asking(client_for: ClientFor, action: Action) -> None:
    council = action.plan.council
    officer, reader = client_for(Role.LEAD_OFFICER), client_for(Role.READER)
    there = address(council, "action", action.plan_id, action.pk)

    link = Page(officer.get(there)).links["A name that must not be here?"]
    page = Page(officer.get(link))

    assert page.h1 == "A name that must not be here"
    assert "A name that must not be here?" not in Page(reader.get(there)).links


def test_what_is_asked_for_goes_to_somebody_else(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    manager = client_for(Role.PLAN_MANAGER)
    answer = manager.post(
        address(council, "redaction_add"),
        {"words": f"{NAME}\r\n\r\nQuent, Zuleika", "why": "It is the name of a child."},
        follow=True,
    )

    redaction = Redaction.objects.get()
    page = Page(answer)
    assert redaction.words == f"{NAME}\nQuent, Zuleika"
    assert page.h1 == "A name to be taken out"
    assert "Somebody else than you decides" in page.text
    assert NAME not in page.text
    for role, sees in [
        (Role.DIRECTOR, True),
        (Role.ADMINISTRATOR, True),
        (Role.LEAD_OFFICER, False),
    ]:
        work = Page(client_for(role).get("/"))
        assert ("Names to be taken out" in work.text) == sees
    assert "Names to be taken out" not in Page(manager.get("/")).text


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"words": "", "why": ""},
            {
                "words": ["Enter the name, as it was typed"],
                "why": ["Enter why it must not be here"],
            },
        ),
        ({"words": "A.\nZuleika", "why": "x"}, {"words": ["Each line needs two letters or more"]}),
        (
            {"words": "Ann\n" * 21, "why": "x"},
            {"words": ["Give 20 ways of writing it or fewer"]},
        ),
        (
            {"words": "Quent\nWhere is it?", "why": "x"},
            {"words": ["Line 2 is a sentence: give the name alone"]},
        ),
        (
            {"words": NAME, "why": "zuleika quent is a child"},
            {"why": ["Say it without the name: this is kept"]},
        ),
    ],
)
def test_bad_input_gets_a_sentence_and_what_was_typed_stays(
    client_for: ClientFor, council: Council, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    page = Page(client_for(Role.LEAD_OFFICER).post(address(council, "redaction_add"), typed))

    assert page.errors == errors
    assert (page.value("words") or "").split() == typed["words"].split()
    assert not Redaction.objects.exists()


def test_a_file_on_the_page_can_be_said_to_hold_the_name(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    piece = make_evidence(
        action.updates.get(), "Audit", file=ContentFile(b"x", name="audit.pdf"), size=2048
    )
    form = address(council, "redaction_add") + f"?action={action.pk}"
    officer = client_for(Role.LEAD_OFFICER)

    assert "Audit (PDF, 2 KB)" in Page(officer.get(form)).text
    key = f"actionplans.Evidence:{piece.pk}"
    officer.post(form, {"words": NAME, "why": "A child’s.", "in_files": key})

    assert Redaction.objects.get().files == [key]
    there = reverse(
        "actionplans:evidence_file", args=[council.slug, action.plan_id, action.pk, piece.pk]
    )
    assert Page(client_for(Role.READER).get(there), 403).h1 == "This file is withheld"
    assert client_for(Role.DIRECTOR).get(there).status_code == 200


# Until it is decided


def test_members_and_files_do_not_show_the_name_from_then_on(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    addresses = [*pages_of(action.plan, action), address(council, "council")]
    member = client_for(Role.SCRUTINY_MEMBER)
    before = texts(member, addresses)
    shown = {each for each, text in before.items() if SURNAME in text.lower()}
    asked(council)

    after = texts(member, addresses)

    assert len(shown) >= 9
    assert {each for each, text in after.items() if SURNAME in text.lower()} == set()
    assert {each for each, text in after.items() if HELD_BACK in text} >= shown


def test_officers_go_on_seeing_it_but_not_in_what_they_take_away(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    asked(council)
    found = texts(client_for(Role.PLAN_MANAGER), pages_of(action.plan, action))

    shows = {each for each, text in found.items() if SURNAME in text.lower()}
    assert address(council, "action", action.plan_id, action.pk) in shows
    assert not any("appendix" in each for each in shows)


def test_a_form_of_an_officer_holds_the_words_themselves(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    asked(council)
    form = address(council, "action_edit", action.plan_id, action.pk)

    assert Page(client_for(Role.PLAN_MANAGER).get(form)).value("text") == action.text


@pytest.mark.parametrize("ending", sorted(set(FORMATS) - {"pdf"}))
def test_every_format_withholds_it(action: Action, council: Council, ending: str) -> None:
    asked(council)
    state = state_for(Export.Readers.OFFICERS, DAY, DAY)

    text = text_of(FORMATS[ending](plan_for_files(action.plan, state)))

    assert SURNAME not in text.lower()
    assert HELD_BACK in text


def test_a_file_begun_before_somebody_asked_is_made_anew(
    action: Action, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def rendered(shown: object) -> bytes:
        made.append(appendix_html(shown))  # type: ignore[arg-type]
        if len(made) == 1:
            asked(council)
        return made[-1].encode()

    monkeypatch.setattr("reports.tasks.as_pdf", rendered)
    member = make_member(council)
    export = Export.objects.create(plan=action.plan, asked_by=member, asked_on=DAY, as_at=DAY)
    render_export(export.pk)

    export.refresh_from_db()
    assert [SURNAME in text.lower() for text in made] == [True, False]
    assert SURNAME not in bytes(export.content or b"").decode().lower()
    assert export.status == "done"


def test_once_it_is_left_members_see_it_again(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    redaction = asked(council)
    there = address(council, "redaction", redaction.pk)
    said = {"decision": "leave", "refusal": "It is the name of a school."}

    page = Page(client_for(Role.DIRECTOR).post(there, said, follow=True))

    assert page.h1 == "A name left where it was"
    assert "It is the name of a school." in page.text
    pages = texts(client_for(Role.READER), pages_of(action.plan, action)[:2])
    assert all(NAME in text for text in pages.values())


# Deciding


def decide(client: Client, redaction: Redaction, **fields: object) -> Page:
    """Send the page as it stands, with what is ticked, but for `fields`."""
    there = address(redaction.council, "redaction", redaction.pk)
    page = Page(client.get(there))
    ticked = [b for b in page.all("input", type="checkbox") if b.get("checked") is not None]
    sent: dict[str, object] = {
        name: [box.get("value") for box in ticked if box.get("name") == name]
        for name in ("places", "removed")
    }
    sent["seen"] = [box.get("value") for box in page.all("input", name="seen")]
    answer = client.post(there, sent | {"decision": "take_out"} | fields, follow=True)
    return Page(answer, answer.status_code)


def test_each_place_is_seen_beside_how_it_will_read(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    redaction = asked(council)
    director = client_for(Role.DIRECTOR)

    page = Page(director.get(address(council, "redaction", redaction.pk)))

    assert page.h1 == "A name to be taken out"
    labels = [label.text for label in page.all("label", "govuk-checkboxes__label")]
    assert f"Action {action.reference} of The improvement plan" in labels
    assert f"An update, action {action.reference} of The improvement plan" in labels
    reads = [each.text for each in page.all("dl", "app-reads")]
    assert (
        f"Text, as it reads Meet {NAME} every week As it will read Meet {MARK} every week" in reads
    )
    assert {each.text for each in page.all("mark")} >= {NAME, NAME.upper()}
    assert "backups of the database" in page.text


def test_done_means_gone_from_every_page_and_file_now_and_as_at_an_earlier_day(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    action.text = f"Meet {NAME} twice a week"
    action.save()
    page = decide(client_for(Role.ADMINISTRATOR), asked(council))

    assert page.banners == ["Done: the name was taken out 9 times."]
    assert page.h1 == "A name taken out on 16 November 2026"
    assert page.main.one("ul", "row-list").texts("li") == [
        f"Action {action.reference} of The improvement plan Text; 2 earlier versions",
        f"Evidence, action {action.reference} of The improvement plan Title, Address",
        "Measure, the plan The improvement plan Title; 1 earlier version",
        f"An update, action {action.reference} of The improvement plan Text",
    ]
    earlier = days(-5).isoformat()
    addresses = pages_of(action.plan, action) + pages_of(action.plan, action, earlier)
    for role in (Role.PLAN_MANAGER, Role.SCRUTINY_MEMBER):
        for each, text in texts(client_for(role), addresses).items():
            assert SURNAME not in text.lower(), each
    shown = Page(client_for(Role.READER).get(pages_of(action.plan, action, earlier)[1]))
    assert f"Meet {MARK} every week" in shown.text
    assert (
        "On 16 November 2026 a name was taken out of this council’s pages, "
        "those of earlier days included." in shown.text
    )


def test_the_pdf_shows_the_mark(action: Action, council: Council) -> None:
    take_all_out(asked(council))
    state = state_for(Export.Readers.PAPERS, DAY, DAY)

    found = read_pdf(as_pdf_once(plan_for_files(action.plan, state)))

    text = " ".join(f"{found.text} {found.artifacts} {found.title}".split())
    assert SURNAME not in text.lower()
    assert MARK in text


def test_who_asked_does_not_decide(client_for: ClientFor, action: Action, council: Council) -> None:
    manager = client_for(Role.PLAN_MANAGER)
    access = Access(manager.user, council, frozenset({Role.PLAN_MANAGER}))  # type: ignore[attr-defined]
    redaction = Redaction.objects.create(
        council=council, words=NAME, why="A child’s.", asked_by=access.user, asked_on=DAY
    )
    there = address(council, "redaction", redaction.pk)

    page = Page(manager.post(there, {"decision": "take_out", "places": []}), 409)

    assert "You asked for it, so somebody else decides." in page.text
    assert NAME not in page.text
    assert ProgressUpdate.objects.get().text.startswith(f"We saw {NAME}")


def test_places_are_ticked_or_the_name_is_left_with_a_reason(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    redaction = asked(council)
    director = client_for(Role.DIRECTOR)

    assert decide(director, redaction, places=[]).errors == {
        "decision": ["Tick a place, or leave the name where it is"]
    }
    assert decide(director, redaction, decision="").errors == {
        "decision": ["Select what you decide"]
    }
    assert decide(director, redaction, decision="leave").errors == {
        "refusal": ["Say why it is left"]
    }
    said = decide(director, redaction, decision="leave", refusal=f"{NAME} is a councillor")
    assert said.errors == {"refusal": ["Say it without the name: this is kept"]}


def test_what_was_ticked_stays_when_the_page_comes_back(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    key = f"actionplans.Action:{action.pk}"
    page = decide(client_for(Role.DIRECTOR), asked(council), decision="", places=[key])

    boxes = page.all("input", name="places")
    assert [b.get("value") for b in boxes if b.get("checked") is not None] == [key]


def test_a_place_that_came_meanwhile_is_looked_at_first(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    redaction = asked(council)
    director = client_for(Role.DIRECTOR)
    seen = [f"actionplans.Action:{action.pk}"]

    page = decide(director, redaction, seen=seen)

    assert page.response.status_code == 409
    assert "Nothing is done. The places in which the name stands have changed." in page.text
    assert Action.objects.get().text == action.text


def test_two_who_decide_at_once_decide_once(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    redaction = asked(council)
    take_all_out(redaction)
    there = address(council, "redaction", redaction.pk)

    page = Page(client_for(Role.DIRECTOR).post(there, {"decision": "take_out"}), 409)

    assert "Nothing is done. It was decided already." in page.text


def test_a_file_of_an_update_in_which_the_name_stands_can_be_removed(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    piece = make_evidence(
        action.updates.get(), "Audit", file=ContentFile(b"x", name="audit.pdf"), size=2048
    )
    key = f"actionplans.Evidence:{piece.pk}"
    redaction, director = asked(council), client_for(Role.DIRECTOR)

    page = Page(director.get(address(council, "redaction", redaction.pk)))
    box = page.one("input", name="removed")
    decide(director, redaction, removed=[key])

    assert (box.get("value"), box.get("checked")) == (key, None)
    assert Evidence.objects.get(pk=piece.pk).title == "Audit [file removed on 16 November 2026]"


def test_the_list_says_what_was_asked_for_and_never_which_name(
    client_for: ClientFor, action: Action, council: Council
) -> None:
    asked(council, why="It is a child’s.")
    take_all_out(asked(council, words="Somebody Else"))

    page = Page(client_for(Role.DEMOCRATIC_SERVICES).get(address(council, "redactions")))

    assert "It is a child’s." in page.text
    assert len([link for link in page.links if link.startswith("Taken out by")]) == 1
    assert NAME not in page.text


def test_a_name_in_a_wording_for_papers_is_taken_out_of_what_members_read(
    client_for: ClientFor, council: Council, plan: ActionPlan
) -> None:
    action = make_action(plan)
    update = make_update(action, text="Work goes on.", day=days(-3))
    make_review(update, paper_wording=f"Work with {NAME} goes on.")

    take_all_out(asked(council))

    page = Page(client_for(Role.READER).get(address(council, "action", plan.pk, action.pk)))
    assert f"Work with {MARK} goes on." in page.text
