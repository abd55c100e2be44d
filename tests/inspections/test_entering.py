"""An inspection is entered by hand: its days decide its headings, and nothing typed is lost."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionRecommendation
from councils.models import Council
from councils.roles import Role
from inspections.entering.pasting import pasted_from_a_report
from inspections.entering.possible import KIND_NAMES, possible
from inspections.frameworks import FRAMEWORKS, KINDS
from inspections.models import Inspection
from tests.factories import (
    make_action,
    make_finding,
    make_inspection,
    make_judgement,
    make_plan,
    make_recommendation,
)
from tests.inspections.typing_in import KIND, day, on_page, rows
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db

SIF_HEADINGS = [
    "Overall",
    "Children who need help and protection",
    "Children looked after and achieving permanence",
    "Adoption performance",
    "Experiences and progress of care leavers",
    "Leadership, management and governance",
    "The effectiveness of the Local Safeguarding Children Board (LSCB)",
]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch, datetime.date(2026, 11, 16))


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def new(council: Council) -> str:
    return reverse("inspections:inspection_add", args=[council.slug])


def change_url(inspection: Inspection) -> str:
    return reverse("inspections:inspection_change", args=[inspection.council.slug, inspection.pk])


def second_step(client: Client, new: str, **typed: str) -> Page:
    """Return the page that follows the kind and the days."""
    return Page(client.post(new, KIND | typed | {"do": "go_on"}))


def headings(page: Page) -> list[str]:
    (judged,) = page.main.all("div", "app-grades") or [None]
    return judged.texts("label") if judged else []


def words(page: Page) -> list[str]:
    found = [area for area in page.all("textarea") if (area.get("name") or "").startswith("asked-")]
    return [page.value(area.get("name") or "") or "" for area in found]


# Which framework it is


def test_every_kind_of_the_catalogue_can_be_chosen() -> None:
    assert set(KIND_NAMES) == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "starts", "ends", "keys"),
    [
        ("childrens_services", "2017-01-16", "2017-02-09", ["sif-2013"]),
        ("childrens_services", "2018-02-05", "2018-03-01", ["ilacs-2018", "sif-2013"]),
        ("childrens_services", "2022-12-05", "2022-12-16", ["ilacs-2018"]),
        ("childrens_services", "2026-01-19", "2026-01-30", ["ilacs-2023"]),
        ("childrens_services", "2026-04-20", "2026-05-01", ["ilacs-2026"]),
        ("looked_after", "2020-01-01", "2020-01-02", []),
        ("peer_review", "1995-01-01", "1995-01-02", ["peer-review"]),
    ],
)
def test_the_days_say_which_frameworks_are_possible(
    kind: str, starts: str, ends: str, keys: list[str]
) -> None:
    first, last = (datetime.date.fromisoformat(text) for text in (starts, ends))

    assert [framework.key for framework in possible(kind, first, last)] == keys


def test_the_framework_on_record_stays_possible_within_its_days() -> None:
    first, last = datetime.date(2018, 12, 20), datetime.date(2019, 1, 4)

    found = possible("reinspection", first, last, "sif-reinspection-2017")

    assert [framework.key for framework in found] == ["sif-reinspection-2017"]


def test_the_kind_and_the_days_are_asked_first(client: Client, new: str) -> None:
    page = read(client, new)

    assert page.h1 == "Enter an inspection"
    assert headings(page) == [] and words(page) == []


def test_the_headings_and_grades_are_those_of_the_day(client: Client, new: str) -> None:
    page = second_step(client, new)

    assert headings(page) == SIF_HEADINGS
    assert page.options("grade_overall_effectiveness") == [
        "Not stated", "Outstanding", "Good", "Requires improvement", "Inadequate", "Not judged"
    ]  # fmt: skip
    assert words(page) == [""]


@pytest.mark.parametrize("kind", ["focused_visit", "monitoring_visit", "joint_targeted", "audit"])
def test_a_kind_without_grades_shows_none_and_says_so(client: Client, new: str, kind: str) -> None:
    on = datetime.date(2021, 3, 2)
    page = second_step(client, new, **{"kind": kind} | day("starts_on", on) | day("ends_on", None))

    assert headings(page) == []
    assert "This kind of inspection gives no grades." in page.main.text


def test_a_joint_inspection_keeps_its_theme(client: Client, new: str, council: Council) -> None:
    kind = KIND | {"kind": "joint_targeted", "do": "save", "shown": "jtai-2016"}
    client.post(new, kind | rows() | {"theme": "Domestic abuse"})

    made = Inspection.objects.get(council=council)
    assert (made.framework, made.theme) == ("jtai-2016", "Domestic abuse")
    assert "Domestic abuse" in read(client, made_url(made)).main.text


def made_url(inspection: Inspection) -> str:
    return reverse("inspections:inspection", args=[inspection.council.slug, inspection.pk])


def test_where_two_were_in_use_one_is_asked_for(client: Client, new: str) -> None:
    days = day("starts_on", datetime.date(2018, 2, 5)) | day("ends_on", datetime.date(2018, 3, 1))
    page = second_step(client, new, **days)

    assert page.errors["framework"] == ["Select the framework it was made under"]
    chosen = second_step(client, new, **days, framework="sif-2013")
    assert headings(chosen) == SIF_HEADINGS


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"kind": ""}, "kind", "Select what kind of inspection it was"),
        (
            {"kind": "looked_after"},
            "kind",
            "There was no such inspection on 16 January 2017. It was made in 2013: select "
            "another kind or day",
        ),
        (
            day("ends_on", datetime.date(2017, 1, 2)),
            "ends_on",
            "Give 16 January 2017, the first day, or a later day",
        ),
        (
            day("starts_on", datetime.date(2026, 12, 1)) | day("ends_on", None),
            "starts_on",
            "The first day must be today or earlier",
        ),
        ({"starts_on_month": "13"}, "starts_on", None),
    ],
)
def test_a_first_step_that_is_wrong_says_what_to_mend(
    client: Client, new: str, typed: dict[str, str], field: str, message: str | None
) -> None:
    page = second_step(client, new, **typed)

    assert list(page.errors) == [field]
    assert message is None or page.errors[field] == [message]
    assert page.summary == page.errors[field]


# It is saved


FULL = (
    KIND
    | {"do": "save", "shown": "sif-2013", "lead_inspector": "The lead inspector"}
    | {"grade_overall_effectiveness": "good", "grade_board": "requires_improvement"}
    | day("published_on", datetime.date(2017, 3, 31))
    | day("received_on", datetime.date(2017, 3, 29))
    | rows(
        {"text": "Mend practice.", "number": "1", "page": "7"},
        {
            "text": "Keep a register.",
            "number": "111",
            "page": "32",
            "addressed_to": "board",
            "priority": "area_for_improvement",
            "timescale": "within 3 months",
            "outcome": "Outcome 2",
        },
        {"text": ""},
    )
)


def test_all_that_was_typed_is_saved_as_the_councils_own(
    client: Client, new: str, council: Council
) -> None:
    answer = client.post(new, FULL)

    made = Inspection.objects.get(council=council)
    assert answer["Location"] == made_url(made)
    assert (made.source, made.is_published) == ("hand", False)
    assert made.title == (
        "Inspection of services for children in need of help and protection, children looked "
        "after and care leavers, February 2017"
    )
    assert made.received_on == datetime.date(2017, 3, 29)
    page = read(client, made_url(made))
    assert page.rows("Judgements")[0] == ["Overall", "Good"]
    assert [grade for _, grade in page.rows("Judgements")].count("Not stated in the source") == 5
    text = page.main.text
    assert "111. Keep a register. The inspectorate asks for it within 3 months." in text
    assert "It names Outcome 2." in text
    assert "Page 32" in text and "Asked of the safeguarding board (1)" in text
    assert made.recommendations.count() == 2


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        (
            day("published_on", datetime.date(2017, 2, 8)),
            "published_on",
            "Give 9 February 2017, the last day of the inspection, or a later day",
        ),
        (
            day("published_on", datetime.date(2099, 1, 1)),
            "published_on",
            "Give today or an earlier day",
        ),
        (
            day("received_on", datetime.date(2099, 1, 1)),
            "received_on",
            "Give today or an earlier day",
        ),
        (
            {"grade_adoption": "adequate"},
            "grade_adoption",
            "Select a grade of this framework for “Adoption performance”",
        ),
        ({"asked-0-page": "seven"}, "asked-0-page", "Enter the page as a number, like 7"),
        (
            {"asked-1-text": ""},
            "asked-1-text",
            "Enter what it asks for, or leave this one out",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_stays(
    client: Client, new: str, typed: dict[str, str], field: str, message: str
) -> None:
    page = Page(client.post(new, FULL | typed))

    assert page.errors == {field: [message]}
    assert page.summary == [message]
    kept = on_page(page)
    sent = FULL | typed
    assert {name for name in sent if name != "do" and kept.get(name, "") != sent[name]} <= {
        "grade_adoption"
    }
    assert not Inspection.objects.exists()


def test_other_days_bring_other_headings_and_nothing_is_saved(client: Client, new: str) -> None:
    days = day("starts_on", datetime.date(2023, 1, 16)) | day("ends_on", datetime.date(2023, 1, 27))
    page = Page(client.post(new, FULL | days | day("published_on", datetime.date(2023, 3, 1))))

    assert headings(page)[2:4] == [
        "The experiences and progress of children in care",
        "The experiences and progress of care leavers",
    ]
    assert "nothing is saved yet" in page.main.text
    assert words(page)[:2] == ["Mend practice.", "Keep a register."]
    assert not Inspection.objects.exists()
    back = Page(client.post(new, on_page(page) | FULL | {"shown": "ilacs-2023"}))
    assert on_page(back)["grade_board"] == "requires_improvement"


def test_a_heading_of_another_era_is_never_saved(client: Client, new: str) -> None:
    client.post(new, FULL | {"grade_in_care": "good"})

    saved = Inspection.objects.get().judgements.values_list("area", flat=True)
    assert "in_care" not in saved and len(saved) == 7


def test_the_same_inspection_is_not_entered_twice(
    client: Client, new: str, council: Council
) -> None:
    there = make_inspection(council, title="The one held")
    page = Page(client.post(new, FULL), 409)

    assert page.main.links["The one held"] == made_url(there)
    assert page.value("asked-0-text") == "Mend practice."
    assert Inspection.objects.count() == 1


def test_reviews_of_one_day_are_not_the_same(client: Client, new: str) -> None:
    review = KIND | {"kind": "peer_review", "shown": "peer-review", "do": "save"} | rows()
    for title in ("One review", "Another review"):
        client.post(new, review | {"title": title})

    assert Inspection.objects.count() == 2


# Rows


def test_a_row_is_added_and_nothing_else_is_judged(client: Client, new: str) -> None:
    page = Page(client.post(new, FULL | {"do": "add", "asked-0-page": "seven"}))

    assert page.errors == {}
    assert words(page) == ["Mend practice.", "Keep a register.", ""]
    assert page.value("asked-0-page") == "seven"


def test_a_pasted_list_becomes_rows(client: Client, new: str, council: Council) -> None:
    pasted = "1. First thing\nthat goes on\n2. Second thing\n\n3. Third thing"
    page = Page(
        client.post(new, FULL | {"do": "split", "pasted": pasted, "paste_addressed_to": "board"})
    )

    assert "The list has become 3 rows." in page.main.text
    assert words(page)[2:] == ["First thing that goes on", "Second thing", "Third thing"]
    assert [page.value(f"asked-{n}-number") for n in (2, 3, 4)] == ["1", "2", "3"]
    client.post(new, on_page(page) | {"do": "save"})
    assert Inspection.objects.get().recommendations.filter(addressed_to="board").count() == 4


def test_a_list_still_in_its_box_is_shown_as_rows_before_it_is_saved(
    client: Client, new: str
) -> None:
    page = Page(client.post(new, FULL | {"pasted": "Do more\nDo better"}))

    assert words(page)[2:] == ["Do more", "Do better"]
    assert page.value("pasted") == ""
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. One\n2. Two", [("1", "One"), ("2", "Two")]),
        ("• One\ngoes on\n• Two", [("", "One goes on"), ("", "Two")]),
        ("One\nTwo", [("", "One"), ("", "Two")]),
        ("One\r\ngoes on\r\n\r\nTwo", [("", "One goes on"), ("", "Two")]),
        ("111. One (para. 119).\n112. Two", [("111", "One (para. 119)."), ("112", "Two")]),
        ("  \n", []),
    ],
)
def test_a_list_is_taken_apart_as_it_is_copied(text: str, found: list[tuple[str, str]]) -> None:
    assert list(pasted_from_a_report(text)) == found


def test_more_rows_than_there_is_room_for_stay_in_their_box(client: Client, new: str) -> None:
    pasted = "\n".join(f"Thing {n}" for n in range(200))
    page = Page(client.post(new, FULL | {"do": "split", "pasted": pasted}))

    assert "150 recommendations or fewer" in page.main.text
    assert page.value("pasted") == pasted


# It is changed


@pytest.fixture
def mine(council: Council) -> Inspection:
    made = make_inspection(council, title="Ours", is_published=False, source="hand")
    make_judgement(made, area="adoption", grade="good", printed_grade="Good, as printed")
    make_recommendation(made, text="Mend practice.", number="1")
    make_recommendation(made, text="Mend it all.", number="2")
    return made


def test_the_form_holds_what_is_saved(client: Client, mine: Inspection) -> None:
    page = read(client, change_url(mine))

    kept = on_page(page)
    assert (kept["title"], kept["grade_adoption"]) == ("Ours", "good")
    assert (kept["kind"], kept["starts_on_year"]) == ("childrens_services", "2017")
    assert words(page) == ["Mend practice.", "Mend it all."]


def test_saving_it_as_it_stands_changes_nothing(client: Client, mine: Inspection) -> None:
    before = read(client, made_url(mine)).main.text
    client.post(change_url(mine), on_page(read(client, change_url(mine))) | {"do": "save"})

    assert read(client, made_url(mine)).main.text.replace("Success Saved. ", "") == before


def test_words_grades_and_rows_are_changed(client: Client, mine: Inspection) -> None:
    typed = on_page(read(client, change_url(mine))) | {
        "do": "save",
        "grade_adoption": "outstanding",
        "asked-0-text": "Mend the practice.",
        "asked-1-leave_out": "on",
    }
    assert client.post(change_url(mine), typed)["Location"] == made_url(mine)

    page = read(client, made_url(mine))
    assert page.rows("Judgements") == [["Adoption performance", "Outstanding"]]
    assert [r.text for r in mine.recommendations.all()] == ["Mend the practice."]


def test_what_an_action_answers_is_not_left_out(
    client: Client, council: Council, mine: Inspection
) -> None:
    plan = make_plan(council)
    asked = mine.recommendations.get(number="2")
    make_action(plan).recommendations.add(asked)
    typed = on_page(read(client, change_url(mine))) | {"do": "save", "asked-1-leave_out": "on"}
    page = Page(client.post(change_url(mine), typed))

    assert page.errors == {
        "asked-1-leave_out": ["An action plan answers it: it cannot be left out"]
    }
    assert ActionRecommendation.objects.filter(recommendation=asked).exists()


def test_the_second_of_two_savers_is_told_and_loses_nothing(
    client: Client, mine: Inspection
) -> None:
    typed = on_page(read(client, change_url(mine))) | {"do": "save"}
    client.post(change_url(mine), typed | {"asked-0-text": "As the first has it."})
    page = Page(client.post(change_url(mine), typed | {"asked-0-text": "My words."}), 409)

    assert "Your words are safe below" in page.main.text
    assert page.value("asked-0-text") == "My words."
    assert "As the first has it." in page.main.text
    client.post(change_url(mine), on_page(page) | {"do": "save"})
    assert mine.recommendations.get(number="1").text == "My words."


def test_findings_keep_the_framework(client: Client, mine: Inspection) -> None:
    make_finding(mine)
    days = day("starts_on", datetime.date(2020, 1, 13)) | day("ends_on", datetime.date(2020, 1, 24))
    days |= day("published_on", datetime.date(2020, 3, 2)) | {"do": "save"}
    changed = Page(client.post(change_url(mine), on_page(read(client, change_url(mine))) | days))
    page = Page(client.post(change_url(mine), on_page(changed) | {"do": "save"}))

    assert page.errors["kind"][0].startswith("Its findings stand under headings of")
    mine.refresh_from_db()
    assert mine.framework == "sif-2013"


def test_an_inspection_moves_to_another_framework_with_its_days(
    client: Client, mine: Inspection
) -> None:
    days = day("starts_on", datetime.date(2020, 1, 13)) | day("ends_on", datetime.date(2020, 1, 24))
    days |= day("published_on", datetime.date(2020, 3, 2)) | {"do": "save"}
    changed = Page(client.post(change_url(mine), on_page(read(client, change_url(mine))) | days))
    client.post(
        change_url(mine), on_page(changed) | {"do": "save", "grade_overall_effectiveness": "good"}
    )

    mine.refresh_from_db()
    assert mine.framework == "ilacs-2018"
    assert list(mine.judgements.values_list("area", "grade")) == [("overall_effectiveness", "good")]


def test_a_national_inspection_is_the_site_operators(client: Client, council: Council) -> None:
    national = make_inspection(council)
    page = read(client, change_url(national), 403)

    assert "the site operator alone changes it" in page.main.text
    assert client.post(change_url(national), FULL).status_code == 403
    assert "Change this inspection" not in read(client, made_url(national)).main.links


def test_the_way_to_it_is_shown_to_who_may(
    client: Client, client_for: Any, mine: Inspection
) -> None:
    assert read(client, made_url(mine)).main.links["Change this inspection"] == change_url(mine)
    reader = client_for(Role.READER)
    assert "Change this inspection" not in read(reader, made_url(mine)).main.links


def test_every_framework_can_be_entered(client: Client, new: str) -> None:
    for framework in FRAMEWORKS.values():
        on = framework.starts or datetime.date(2020, 6, 1)
        kind = {"kind": framework.kind} | day("starts_on", on) | day("ends_on", None)
        typed = kind | {"framework": framework.key}
        page = Page(client.post(new, typed | {"do": "go_on"}))
        client.post(new, on_page(page) | typed | {"do": "save"})

    assert sorted(Inspection.objects.values_list("framework", flat=True)) == sorted(FRAMEWORKS)
