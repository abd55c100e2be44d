"""Rating scales: versions kept, begun from presets and older ones, chosen by plans, printed."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.models import ActionPlan, RatingLabel, RatingScale
from actionplans.on_day.plans import plan_on_day
from actionplans.presets import PRESETS, PresetLabel, preset
from actionplans.rag import Meaning, Status
from actionplans.scales import NewerScale, save_version
from actionplans.templatetags.ratings import rating_css
from councils.models import Council
from councils.roles import Role
from reports.pdf import STYLESHEET, print_css, render_pdf_once
from reports.plan_files.appendix import appendix_html
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_plan,
    make_scale,
    make_update,
    make_user,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read
from tests.pdf_reading import read_pdf

pytestmark = pytest.mark.django_db

TWO = (
    PresetLabel("Green", Meaning.ON_TRACK, "#00703c", "Goes to plan."),
    PresetLabel("Red", Meaning.OFF_TRACK, "#b10e1e", "Does not go to plan."),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


def url(council: Council, name: str = "scales") -> str:
    return reverse(f"actionplans:{name}", args=[council.slug])


def save(council: Council, name: str = "Ours", labels: Any = TWO, seen: int = 0) -> RatingScale:
    return save_version(council, name, labels, saved_by=make_user("Ann Other"), seen=seen)


def row(at: int, **fields: Any) -> dict[str, Any]:
    plain = {
        "label": "",
        "definition": "",
        "colour": "#d0d4d6",
        "meaning": "",
        "over_days_late": "0",
        "order": str(at + 1),
    }
    return {f"form-{at}-{name}": value for name, value in (plain | fields).items()}


def body(*rows: dict[str, Any], name: str = "Ours", seen: Any = 0, **other: Any) -> dict[str, Any]:
    """Return what a browser sends: the scale's name and a row for each of the dictionaries."""
    sent = {"name": name, "seen": seen, "seen_name": name if seen else ""}
    sent |= {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for at, fields in enumerate(rows):
        sent |= row(at, **fields)
    return sent | other


GREEN = {"label": "Green", "definition": "Goes to plan.", "meaning": "on_track"}
RED = {"label": "Red", "definition": "Does not.", "meaning": "off_track", "colour": "#b10e1e"}


def stored(scale: RatingScale) -> list[tuple[str, str, str, str, int]]:
    return list(
        scale.labels.order_by("order").values_list(
            "label", "meaning", "colour", "definition", "over_days_late"
        )
    )


# Versions


def test_a_changed_scale_is_a_new_version_and_the_earlier_one_stays(council: Council) -> None:
    first = save(council)
    second = save(council, labels=TWO[:1], seen=1)

    assert (first.version, second.version) == (1, 2)
    assert [label[0] for label in stored(first)] == ["Green", "Red"]
    assert [label[0] for label in stored(second)] == ["Green"]


def test_a_scale_of_another_name_or_council_starts_at_version_one(
    council: Council, other_council: Council
) -> None:
    save(council)

    assert save(council, name="Other").version == 1
    assert save(other_council).version == 1


def test_a_version_nobody_has_seen_is_not_followed_silently(council: Council) -> None:
    theirs = save(council)

    with pytest.raises(NewerScale) as newer:
        save(council)
    assert newer.value.scale == theirs
    assert RatingScale.objects.get() == theirs


def test_of_two_who_insert_at_once_the_second_is_told(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither saw the other's when it looked: the database refuses the second."""
    theirs = save(council)
    seen: list[RatingScale | None] = [None, theirs]
    monkeypatch.setattr("actionplans.scales.newest", lambda *args: seen.pop(0))

    with pytest.raises(NewerScale) as newer:
        save(council)
    assert newer.value.scale == theirs
    assert RatingLabel.objects.filter(scale__council=council).count() == len(TWO)


# The list


def test_the_list_shows_each_version_with_its_key_and_the_plans_that_use_it(
    council: Council, manager: Client
) -> None:
    first, second = save(council), save(council, seen=1)
    make_plan(council, title="The old plan", rating_scale=first)
    make_plan(council, title="The new plan", rating_scale=second)
    page = read(manager, url(council))
    (ours,) = (s for s in page.main.all("section") if s.texts("h2") == ["Ours"])

    assert [heading.text for heading in ours.all("h3")] == ["Version 2, the newest", "Version 1"]
    newest, earlier = (text for text in ours.texts("p", "quiet") if text.startswith("Saved"))
    assert newest.startswith("Saved on") and newest.endswith("by Ann Other. Used by The new plan.")
    assert earlier.endswith("Used by The old plan.")
    keys = [key.texts("li") for key in ours.all("ul", "rating-key")]
    assert keys == [["Green Goes to plan.", "Red Does not go to plan."]] * 2


def test_the_list_says_what_is_shown_where_a_scale_has_no_label(
    council: Council, manager: Client
) -> None:
    save(council)

    assert (
        "No label of this scale stands for complete and checked that it lasts, complete, at risk "
        "or not started. Those show only in this service’s own words: “Done and checked that it "
        "lasts”; “Done”; “At risk”; “Not started”."
    ) in read(manager, url(council)).text


def test_a_reader_sees_the_scales_and_is_offered_no_change(
    council: Council, other_council: Council, client_for: Any
) -> None:
    save(council)
    save(other_council, name="Framley’s")
    page = read(client_for(Role.READER), url(council))

    assert "Ours" in page.main.texts("h2")
    assert "Framley" not in page.text
    assert url(council, "scale_add") not in "".join(page.main.links.values())


def test_the_list_takes_as_many_queries_for_many_scales_as_for_one(
    council: Council, manager: Client
) -> None:
    make_plan(council, rating_scale=save(council))
    few = queries_of(manager, url(council))
    for number in range(4):
        make_plan(council, rating_scale=save(council, name=f"Scale {number}"))
        save(council, name=f"Scale {number}", seen=1)

    assert_same_number(few, queries_of(manager, url(council)))


# Beginning


@pytest.mark.parametrize("each", PRESETS, ids=lambda each: each.key)
def test_each_preset_can_be_saved_as_it_is_offered(
    council: Council, manager: Client, each: Any
) -> None:
    page = read(manager, url(council, "scale_add"), preset=each.key)
    sent = as_offered(page)

    answer = manager.post(url(council, "scale_add"), sent)

    assert answer.status_code == 302
    scale = RatingScale.objects.get(council=council, name=each.name)
    assert stored(scale) == [
        (x.label, x.meaning.value, x.colour, x.definition, x.over_days_late) for x in each.labels
    ]
    assert scale.saved_by == manager.user  # type: ignore[attr-defined]


def as_offered(page: Page) -> dict[str, str]:
    """Return what a browser would send of a form as it was opened."""
    form = page.main.one("form")
    sent = {i.get("name"): i.get("value") or "" for i in form.all("input") if i.get("name")}
    for area in form.all("textarea"):
        sent[area.get("name")] = page.value(area.get("name") or "")
    for select in form.all("select"):
        chosen = [o for o in select.all("option") if o.get("selected") is not None]
        sent[select.get("name")] = chosen[0].get("value") if chosen else ""
    return sent  # type: ignore[return-value]


def test_a_version_is_where_the_next_one_can_begin(council: Council, manager: Client) -> None:
    first = save(council)
    page = read(manager, url(council, "scale_add"), version=first.pk)

    assert page.value("name") == "Ours"
    assert page.value("form-1-definition") == "Does not go to plan."

    manager.post(url(council, "scale_add"), as_offered(page) | {"form-1-label": "Scarlet"})
    second = RatingScale.objects.get(council=council, version=2)
    assert [label[0] for label in stored(second)] == ["Green", "Scarlet"]
    assert [label[0] for label in stored(first)] == ["Green", "Red"]


@pytest.mark.parametrize("asked", [{"preset": "purple"}, {"version": "x"}, {"version": "9" * 30}])
def test_what_there_is_not_cannot_be_begun_from(
    council: Council, manager: Client, asked: dict[str, str]
) -> None:
    assert manager.get(url(council, "scale_add"), asked).status_code == 404


def test_another_councils_version_cannot_be_begun_from(
    council: Council, other_council: Council, manager: Client
) -> None:
    theirs = save(other_council)

    answer = manager.get(url(council, "scale_add"), {"version": theirs.pk})

    assert answer.status_code == 404


def test_without_anything_to_begin_from_there_is_a_blank_label_for_each_meaning(
    council: Council, manager: Client
) -> None:
    page = read(manager, url(council, "scale_add"))

    assert not page.value("name")
    assert page.main.texts("legend") == [f"Label {n}" for n in range(1, 6)]
    assert not page.value("form-0-label")


# Saving


def test_labels_are_kept_in_the_places_typed_and_blank_rows_left_out(
    council: Council, manager: Client
) -> None:
    rows = (GREEN | {"order": "5"}, {}, RED | {"order": "2"})

    manager.post(url(council, "scale_add"), body(*rows, name="  Our   scale "))

    scale = RatingScale.objects.get()
    assert scale.name == "Our scale"
    assert [label[0] for label in stored(scale)] == ["Red", "Green"]


def test_lateness_by_degrees_is_saved(council: Council, manager: Client) -> None:
    later = RED | {"label": "Purple", "over_days_late": "31"}

    manager.post(url(council, "scale_add"), body(GREEN, RED, later))

    assert [(label[0], label[4]) for label in stored(RatingScale.objects.get())] == [
        ("Green", 0),
        ("Red", 0),
        ("Purple", 31),
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((GREEN,), "Give at least two labels"),
        ((GREEN, RED | {"label": ""}), "Give the label, or clear what it means to leave it out"),
        ((GREEN, RED | {"definition": ""}), "Say what “Red” means"),
        ((GREEN, RED | {"meaning": ""}), "Select what “Red” stands for"),
        (
            (GREEN, RED | {"colour": "red"}),
            "Enter the colour as # and six digits, like #00703c",
        ),
        (
            (GREEN, RED | {"meaning": "on_track"}),
            "“Green” and “Red” both stand for on track. Give one of them another meaning, or say "
            "from how many days late it counts",
        ),
        (
            (GREEN | {"over_days_late": "3"}, RED),
            "Only a label for off track can count days late",
        ),
        (
            (GREEN, RED | {"over_days_late": "31"}),
            "One label for off track must count from 0 days late, so that each late action has one",
        ),
    ],
)
def test_a_scale_that_leaves_doubt_is_refused_and_stays_as_typed(
    council: Council, manager: Client, rows: Any, message: str
) -> None:
    page = Page(manager.post(url(council, "scale_add"), body(*rows)))

    assert page.summary == [message]
    assert page.value("name") == "Ours"
    assert page.value("form-0-definition") == "Goes to plan."
    assert not RatingScale.objects.exists()


def test_a_scale_needs_a_name(council: Council, manager: Client) -> None:
    page = Page(manager.post(url(council, "scale_add"), body(GREEN, RED, name=" ")))

    assert page.errors == {"name": ["Give the scale a name"]}
    assert page.value("form-1-label") == "Red"


def test_a_form_that_did_not_arrive_whole_is_refused(council: Council, manager: Client) -> None:
    page = Page(manager.post(url(council, "scale_add"), {"name": "Ours", "seen": "0"}))

    assert page.summary == ["The form did not arrive whole. Open it again."]


# Rows more and less


def test_a_label_is_added_and_everything_typed_stays(council: Council, manager: Client) -> None:
    sent = body(GREEN, {"label": "Half", "order": "x"}, seen=3, add="1")

    page = Page(manager.post(url(council, "scale_add"), sent))

    assert page.main.texts("legend") == ["Label 1", "Label 2", "Label 3"]
    assert page.value("form-0-label") == "Green"
    assert page.value("form-1-order") == "x"
    assert (page.value("name"), page.value("seen"), page.value("seen_name")) == (
        "Ours",
        "3",
        "Ours",
    )
    assert page.summary == []
    assert not RatingScale.objects.exists()


def test_a_label_is_removed_and_the_others_stay(council: Council, manager: Client) -> None:
    page = Page(manager.post(url(council, "scale_add"), body(GREEN, RED, GREEN, remove="1")))

    assert page.main.texts("legend") == ["Label 1", "Label 2"]
    assert [page.value(f"form-{at}-label") for at in (0, 1)] == ["Green", "Green"]


@pytest.mark.parametrize("number", ["7", "-1", "x", "9" * 40])
def test_a_label_there_is_not_cannot_be_removed(
    council: Council, manager: Client, number: str
) -> None:
    page = Page(manager.post(url(council, "scale_add"), body(GREEN, RED, remove=number)))

    assert page.main.texts("legend") == ["Label 1", "Label 2"]


def test_more_labels_than_twenty_are_not_offered(council: Council, manager: Client) -> None:
    page = Page(manager.post(url(council, "scale_add"), body(*[GREEN] * 20, add="1")))

    assert len(page.main.texts("legend")) == 20
    assert "Add another label" not in page.main.texts("button")


def test_enter_in_a_field_saves_and_removes_no_label(council: Council, manager: Client) -> None:
    page = read(manager, url(council, "scale_add"), preset="rag")

    first = page.main.one("form").all("button")[0]
    assert first.text == "Save"
    assert first.get("name") is None


# Two people


def test_who_saves_the_same_name_second_is_told_and_loses_nothing(
    council: Council, manager: Client
) -> None:
    save(council)

    mine = body(GREEN | {"label": "Lime"}, RED)
    page = Page(manager.post(url(council, "scale_add"), mine), 409)

    assert "Ann Other saved version 1 of “Ours”" in page.text
    assert "Nothing of yours is saved yet." in page.text
    assert page.main.all("ul", "rating-key")[0].texts("li")[1] == "Red Does not go to plan."
    assert page.value("form-0-label") == "Lime"
    assert RatingScale.objects.count() == 1

    manager.post(url(council, "scale_add"), as_offered(page))
    assert [label[0] for label in stored(RatingScale.objects.get(version=2))] == ["Lime", "Red"]


def test_a_name_that_is_taken_is_told_although_another_name_was_seen(
    council: Council, manager: Client
) -> None:
    save(council)
    sent = body(GREEN, RED, seen=4, name="Ours", seen_name="Theirs")

    assert manager.post(url(council, "scale_add"), sent).status_code == 409


# The plan's scale


def plan_url(plan: ActionPlan) -> str:
    return reverse("actionplans:plan_scale", args=[plan.council.slug, plan.pk])


def test_a_plan_takes_a_scale_or_none(council: Council, manager: Client) -> None:
    plan, scale = make_plan(council), save(council)
    assert read(manager, plan_url(plan)).value("scale") == "none"

    answer = manager.post(plan_url(plan), {"scale": scale.pk})
    plan.refresh_from_db()
    assert answer["Location"] == reverse("actionplans:plan", args=[council.slug, plan.pk])
    assert plan.rating_scale == scale
    assert read(manager, plan_url(plan)).value("scale") == str(scale.pk)

    manager.post(plan_url(plan), {"scale": "none", "seen": scale.pk})
    plan.refresh_from_db()
    assert plan.rating_scale is None


def test_the_second_who_chooses_a_scale_is_told_which_was_chosen(
    council: Council, manager: Client
) -> None:
    first, second = save(council, "First"), save(council, "Second")
    plan = make_plan(council)
    typed = {"scale": second.pk, "seen": read(manager, plan_url(plan)).value("seen") or ""}
    manager.post(plan_url(plan), {"scale": first.pk})

    page = Page(manager.post(plan_url(plan), typed), 409)

    assert f"Nothing is saved. Somebody chose {first} meanwhile." in page.text
    assert page.value("scale") == str(second.pk)
    plan.refresh_from_db()
    assert plan.rating_scale == first
    manager.post(plan_url(plan), typed | {"seen": page.value("seen") or ""})
    plan.refresh_from_db()
    assert plan.rating_scale == second


def test_a_plan_takes_no_scale_of_another_council_and_none_unasked(
    council: Council, other_council: Council, manager: Client
) -> None:
    plan = make_plan(council, rating_scale=save(council))
    theirs = save(other_council)

    for sent in ({"scale": theirs.pk}, {}):
        page = Page(manager.post(plan_url(plan), sent))
        assert len(page.summary) == 1
    plan.refresh_from_db()
    assert plan.rating_scale.council == council


# The key, on the screen and on paper


def late_plan(council: Council) -> ActionPlan:
    """Return a plan with a scale by degrees and one action 40 days late."""
    degrees = preset("bromsgrove")
    assert degrees
    scale = save(council, name="Months", labels=degrees.labels)
    plan = make_plan(council, rating_scale=scale)
    action = make_action(plan)
    make_due_date(action.milestones.get(), days(-40))
    make_update(action, action.milestones.get(), day=days(-10), accepted=True)
    return plan


def test_a_rating_is_a_word_in_its_colour_with_the_shape_of_what_it_stands_for(
    council: Council,
) -> None:
    label = save(council).labels.get(label="Red")
    shown = render_to_string("components/_rating.html", {"rating": label}).strip()

    assert 'class="rating rating--off_track rating--b10e1e rating--light-ink"' in shown
    assert '<rect width="100%" height="100%" fill="#b10e1e">' in shown
    assert 'aria-hidden="true"' in shown
    assert shown.endswith("Red</span>")


def test_the_key_has_a_heading_where_it_says_whose_it_is(council: Council) -> None:
    key = list(save(council, labels=preset("bromsgrove").labels).labels.order_by("order"))  # type: ignore[union-attr]
    with_heading = render_to_string("components/_key.html", {"key": key, "of": "Barchester"})
    without = render_to_string("components/_key.html", {"key": key})

    assert "Key to Barchester’s ratings" in with_heading
    assert "Key to" not in without
    assert "For what is more than 31 days late." in without
    assert render_to_string("components/_key.html", {"key": ()}).strip() == ""


def test_a_printed_page_has_the_colour_and_ink_of_each_rating(council: Council) -> None:
    css = rating_css(save(council).labels.order_by("order"))

    assert css.splitlines() == [
        ".rating--00703c { background: #00703c; color: #ffffff }",
        ".rating--b10e1e { background: #b10e1e; color: #ffffff }",
    ]


@pytest.mark.parametrize("colour", ["#00703C", "#fff", "red", "#00703c}", "</style>", ""])
def test_nothing_but_a_colour_gets_into_the_style_of_a_page(colour: str) -> None:
    assert rating_css([RatingLabel(colour=colour)]) == ""


def test_each_meaning_and_status_has_a_shape_on_the_screen_and_on_paper() -> None:
    screen = (STYLESHEET.parent / "app.css").read_text()
    paper = print_css()

    for meaning in Meaning:
        assert f".rating--{meaning.value}::before" in screen
        for ink in ("light", "dark"):
            assert f".rating--{meaning.value}.rating--{ink}-ink::before" in paper
    for status in Status:
        assert f".status--{status.value}::before" in screen
        assert f".status--{status.slug}::before" in paper


def test_no_two_meanings_have_the_same_shape_on_paper() -> None:
    shapes = {}
    for meaning in Meaning:
        rule = print_css().split(f".rating--{meaning.value}.rating--dark-ink::before {{")[1]
        shapes[meaning] = rule.split("</svg>")[0]

    assert len(set(shapes.values())) == len(Meaning)


def test_paper_prints_the_key_and_the_rating_as_words_apart_from_others(council: Council) -> None:
    shown = plan_on_day(late_plan(council), AsAt(day=DAY, today=DAY))
    reading = read_pdf(render_pdf_once(appendix_html(shown)))

    assert "Rated Red" in reading.text.splitlines()
    assert "Red Behind by over one month." in reading.text
    assert reading.loose == []


def test_the_appendix_on_screen_shows_the_rating_and_its_key(
    council: Council, manager: Client
) -> None:
    plan = late_plan(council)
    page = read(manager, reverse("reports:appendix", args=[council.slug, plan.pk]))

    assert "Red Behind by over one month." in page.main.all("ul", "key")[1].texts("li")
    assert page.main.texts("span", "rating").count("Red") == 2


def test_a_plan_keeps_its_key_when_its_scale_has_a_newer_version(council: Council) -> None:
    plan = late_plan(council)
    save(council, name="Months", seen=1)
    shown = plan_on_day(ActionPlan.objects.get(pk=plan.pk), AsAt(day=DAY, today=DAY))

    assert [rating.label for rating in shown.key] == ["Green", "Amber", "Red"]
    assert shown.rows[0].rating
    assert shown.rows[0].rating.label == "Red"


def test_a_scale_of_each_meaning_leaves_nothing_to_say(council: Council, manager: Client) -> None:
    make_scale(council)
    ours = read(manager, url(council)).main.all("section")[0]

    assert "No label of this scale" not in ours.text
