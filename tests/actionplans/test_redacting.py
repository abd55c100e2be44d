"""A name taken out of every row and version of a council, by two people, and of nothing else."""

from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import BinaryField
from procrastinate.contrib.django import app

from actionplans.models import (
    Action,
    ActionPlan,
    Evidence,
    PlanImport,
    ProgressUpdate,
    PublishedGroup,
    Theme,
)
from actionplans.redacting import doing, reach
from actionplans.redacting.doing import Asked, Decided, Picked, ask, refuse, take_out
from actionplans.redacting.reach import forgotten, made_again, reached, text_fields
from actionplans.tasks import remove_file
from councils.access import Access, access_to
from councils.models import Council, OutgoingEmail, RedactedPlace, Redaction
from councils.roles import Role
from reports.models import Export, PaperFile, ReadBack
from scrutiny.models import Briefing
from tests.actionplans.importing.imports import make_read, row
from tests.actionplans.redacting import (
    MARK,
    NAME,
    SURNAME,
    asked,
    make_one_of_each,
    plant,
    tables_with,
    take_all_out,
)
from tests.factories import (
    DAY,
    days,
    make_action,
    make_evidence,
    make_member,
    make_officer,
    make_plan,
    make_published_group,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.django_db


def access_of(council: Council, role: str = Role.LEAD_OFFICER) -> Access:
    return access_to(make_member(council, role), council.slug)


# Everything is reached


def test_every_text_of_every_model_is_reached_or_left_out_for_a_reason() -> None:
    labels = {model._meta.label for model in apps.get_models()}

    assert forgotten() == []
    assert set(reach.LEFT_OUT) <= labels
    assert len(reached()) >= 40


def test_a_model_that_says_nothing_of_its_council_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(reach.LEFT_OUT, "councils.User")

    assert forgotten() == ["councils.User"]


def test_whatever_keeps_content_of_its_own_is_dropped_and_made_again() -> None:
    binary = [
        m
        for m in apps.get_models()
        if any(isinstance(f, BinaryField) for f in m._meta.fields)
        and m._meta.label not in reach.LEFT_OUT
    ]

    kept = {model._meta.label: reach.CONTENT_KEPT.get(model._meta.label) for model in binary}

    assert made_again() == [Export, PaperFile, ReadBack, Briefing]
    assert [label for label, reason in kept.items() if not reason] == [
        "reports.Export",
        "reports.PaperFile",
        "scrutiny.Briefing",
    ]
    assert set(reach.CONTENT_KEPT) <= set(kept)


def test_jobs_carry_no_words() -> None:
    ours = ("councils.", "actionplans.", "reports.", "scrutiny.", "search.")
    tasks = {name: task.func for name, task in app.tasks.items() if name.startswith(ours)}
    taken = {name for func in tasks.values() for name in func.__annotations__}

    assert len(tasks) >= 5
    assert {name for name in taken if not name.endswith("_id")} <= {
        "path",
        "shown",  # A digest.
        "timestamp",
        "context",
        "return",
    }


def test_no_row_of_any_table_holds_the_name_afterwards(council: Council) -> None:
    make_one_of_each(council)
    planted = plant(council)
    columns = {(m._meta.label, f.name) for m in reached() for f in text_fields(m)}
    before = tables_with(SURNAME)

    done = take_all_out(asked(council))

    assert columns - planted == set()
    assert set(before) >= {model._meta.db_table for model in reached()}
    assert tables_with(SURNAME) == {}
    assert done.times >= len(columns)
    assert tables_with("removed on 16 november 2026").keys() >= {
        "actionplans_action",
        "actionplans_actionevent",
        "actionplans_progressupdate",
        "pghistory_context",
    }


def test_another_council_keeps_its_words(council: Council, other_council: Council) -> None:
    make_one_of_each(council)
    make_one_of_each(other_council)
    plant(other_council)
    before = tables_with(SURNAME)
    plant(council)

    take_all_out(asked(council))

    assert tables_with(SURNAME) == before


def test_what_stood_under_a_row_that_is_no_more_is_reached(council: Council) -> None:
    theme = make_theme(make_plan(council), f"About {NAME}")
    pk = theme.pk
    theme.delete()

    take_all_out(asked(council))

    events = Theme.pgh_event_model.objects.filter(pgh_obj_id=pk)
    assert {event.name for event in events} == {f"About {MARK}"}
    assert len(events) == 2


# What remains


def test_who_when_and_where_remain_and_never_the_words(council: Council) -> None:
    update = make_update(make_action(make_plan(council)), text=f"Saw {NAME} and {NAME}’s aunt.")
    redaction = asked(council)
    manager = make_member(council, Role.PLAN_MANAGER)

    take_all_out(redaction, by=manager)

    redaction.refresh_from_db()
    (place,) = redaction.places.all()
    assert (redaction.state, redaction.decided_by, redaction.decided_on) == ("done", manager, DAY)
    assert (redaction.words, redaction.files, redaction.times) == ("", [], 2)
    assert (place.table_name, place.row_pk, place.columns, place.times) == (
        "actionplans_progressupdate",
        str(update.pk),
        ["text"],
        2,
    )
    update.refresh_from_db()
    assert update.text == f"Saw {MARK} and {MARK}’s aunt."


def test_a_place_that_is_not_picked_stays_with_its_versions(council: Council) -> None:
    officer = make_officer(council, NAME)
    action = make_action(make_plan(council), text=f"For {NAME}")

    done = take_all_out(asked(council), but="Officer")

    officer.refresh_from_db()
    action.refresh_from_db()
    assert (officer.name, action.text, done.state) == (NAME, f"For {MARK}", "done")
    assert set(tables_with(SURNAME)) == {"councils_officer", "councils_officerevent"}


def test_the_same_words_as_last_time_are_still_the_same(council: Council) -> None:
    action = make_action(make_plan(council))
    for day in (days(-9), DAY):
        make_update(action, text=f"We wait for {NAME}.", day=day)

    take_all_out(asked(council))

    assert set(action.updates.values_list("text", flat=True)) == {f"We wait for {MARK}."}


def test_rows_that_must_differ_are_numbered(council: Council) -> None:
    plan = make_plan(council, reference="zuleika-quent")
    make_plan(council, reference="zuleika.quent")
    themes = [
        make_theme(plan, NAME),
        make_theme(plan, NAME.upper()),
        make_theme(plan, "Zuleika  Quent"),
    ]

    take_all_out(asked(council))

    assert [Theme.objects.get(pk=theme.pk).name for theme in themes] == [
        MARK,
        f"{MARK} (2)",
        f"{MARK} (3)",
    ]
    assert set(ActionPlan.objects.values_list("reference", flat=True)) == {
        "name-removed-on-16-november-2026",
        "name-removed-on-16-november-2026-2",
    }


def test_where_there_is_little_room_the_mark_is_shorter(council: Council) -> None:
    group = make_published_group(make_plan(council), paragraph=f"{NAME} 4.11")
    action = make_action(make_plan(council), reference=f"{NAME} {'x' * 46}")

    take_all_out(asked(council))

    action.refresh_from_db()
    assert PublishedGroup.objects.get(pk=group.pk).paragraph == "[name removed] 4.11"
    assert action.reference == f"[name removed] {'x' * 45}"


def test_what_was_read_of_a_file_is_reached_and_its_file_goes(council: Council) -> None:
    planned = make_read(
        council, row(action=f"Meet {NAME}"), file=ContentFile(NAME.encode(), name="plan.docx")
    )
    path = planned.file.name

    take_all_out(asked(council))

    planned = PlanImport.objects.get(pk=planned.pk)
    assert planned.tables != {}
    assert f"Meet {MARK}" in str(planned.document)
    assert planned.file.read().startswith(b"This file was removed on 16 November 2026")
    assert (planned.file_name, planned.content_type) == ("file-removed.txt", "text/plain")
    remove_file(path)
    assert not default_storage.exists(path)


def test_a_file_that_is_said_to_hold_the_name_is_replaced_by_a_notice(council: Council) -> None:
    update = make_update(make_action(make_plan(council)))
    kept, named = (
        make_evidence(update, title, file=ContentFile(NAME.encode(), name="audit.pdf"))
        for title in ("Other audit", "Audit")
    )
    path = named.file.name

    take_all_out(asked(council, files=[f"actionplans.Evidence:{named.pk}"]))

    named, kept = Evidence.objects.get(pk=named.pk), Evidence.objects.get(pk=kept.pk)
    notice = named.file.read()
    assert named.title == "Audit [file removed on 16 November 2026]"
    assert notice == (
        b"This file was removed on 16 November 2026: "
        b"a name stood in it that must not be kept here.\n"
    )
    assert (named.size, named.content_type) == (len(notice), "text/plain")
    assert kept.file.read() == NAME.encode()
    assert named.file.name != path
    jobs = apps.get_model("procrastinate", "ProcrastinateJob").objects
    assert jobs.filter(task_name="actionplans.remove_file", args={"path": path}).exists()


def test_a_session_is_reached(council: Council) -> None:
    member, stranger = make_member(council), make_member(Council.objects.create(name="X", slug="x"))
    keys = []
    for user in (member, stranger):
        store = SessionStore()
        store.update({"_auth_user_id": str(user.pk), "kept": {"text": f"Saw {NAME}"}})
        store.create()
        keys.append(store.session_key)

    take_all_out(asked(council))

    assert SessionStore(keys[0]).load()["kept"] == {"text": f"Saw {MARK}"}
    assert SessionStore(keys[1]).load()["kept"] == {"text": f"Saw {NAME}"}


def test_why_something_was_changed_is_reached(council: Council) -> None:
    action = make_action(make_plan(council))
    with pghistory.context(reason=f"{NAME} asked"):
        action.text = "Something else"
        action.save()

    take_all_out(asked(council))

    event = Action.pgh_event_model.objects.latest("pgh_id")
    assert event.pgh_context.metadata == {"reason": f"{MARK} asked"}


# Asking and deciding


def test_who_asks_twice_asks_once(council: Council) -> None:
    access = access_of(council)

    first, second = (ask(access, Asked(NAME, "A child’s."), DAY) for _ in range(2))

    assert first == second
    assert Redaction.objects.count() == 1


def test_everybody_else_who_can_decide_is_written_to_once_and_without_the_name(
    council: Council, other_council: Council
) -> None:
    asker = make_member(council, Role.PLAN_MANAGER)
    deciders = [
        make_member(council, role)
        for role in (Role.PLAN_MANAGER, Role.DIRECTOR, Role.ADMINISTRATOR)
    ]
    for role in (Role.LEAD_OFFICER, Role.SCRUTINY_MEMBER, Role.DEMOCRATIC_SERVICES):
        make_member(council, role)
    make_member(other_council, Role.DIRECTOR)

    for _ in range(2):
        redaction = ask(access_to(asker, council.slug), Asked(NAME, "A child’s."), DAY)

    written = OutgoingEmail.objects.order_by("pk")
    assert {email.to for email in written} == {user.email for user in deciders}
    assert len(written) == 3
    address = f"/councils/{council.slug}/redactions/{redaction.pk}/"
    assert all(address in email.body and NAME not in email.body for email in written)


def test_files_made_before_are_dropped_when_somebody_asks_and_when_it_is_done(
    council: Council,
) -> None:
    access, plan = access_of(council), make_plan(council)
    waiting = {"plan": plan, "asked_by": access.user, "asked_on": DAY, "as_at": DAY}
    made = waiting | {"status": "done", "content": b"%PDF"}
    kept = Export.objects.create(**waiting)
    Export.objects.create(**made)

    redaction = ask(access, Asked(NAME, "A child’s."), DAY)
    assert [*Export.objects.all()] == [kept]

    Export.objects.create(**made)
    take_all_out(redaction)
    assert [*Export.objects.all()] == [kept]


def test_a_name_that_is_left_is_forgotten_all_the_same(council: Council) -> None:
    update = make_update(make_action(make_plan(council)), text=f"Saw {NAME}.")
    redaction = asked(council)

    refuse(redaction, by=make_member(council), reason="It is a councillor’s.", day=DAY)

    redaction.refresh_from_db()
    assert (redaction.state, redaction.words) == ("refused", "")
    assert ProgressUpdate.objects.get(pk=update.pk).text == f"Saw {NAME}."
    with pytest.raises(Decided, match="It was decided by"):
        take_out(redaction, Picked([], [], []), by=make_member(council), day=DAY)


def test_nothing_is_done_where_the_places_are_others_than_were_seen(council: Council) -> None:
    action = make_action(make_plan(council))
    first = make_update(action, text=f"Saw {NAME}.")
    redaction = asked(council)
    make_update(action, text=f"Saw {NAME} again.")
    seen = [f"actionplans.ProgressUpdate:{first.pk}"]

    with pytest.raises(Decided, match="have changed"):
        take_out(redaction, Picked(seen, [], seen), by=make_member(council), day=DAY)

    redaction.refresh_from_db()
    assert redaction.is_open
    assert not RedactedPlace.objects.exists()
    assert tables_with(SURNAME)["actionplans_progressupdate"] == 2


def test_what_somebody_saves_meanwhile_is_not_written_over(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = make_action(make_plan(council), text=f"Meet {NAME}")
    looked_for = doing.files_of

    def saved_meanwhile(*arguments: Any) -> Any:
        Action.objects.filter(pk=action.pk).update(text=f"Meet {NAME} and her aunt")
        return looked_for(*arguments)

    redaction = asked(council)
    monkeypatch.setattr(doing, "files_of", saved_meanwhile)
    with pytest.raises(Decided, match="have changed"):
        take_out(
            redaction,
            Picked(key := [f"actionplans.Action:{action.pk}"], [], key),
            by=make_member(council),
            day=DAY,
        )

    redaction.refresh_from_db()
    assert redaction.is_open
