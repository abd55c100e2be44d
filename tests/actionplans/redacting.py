"""A council with a row of every kind in which words can stand, each holding one name."""

import datetime
from typing import Any

import pgtrigger
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.db.models import Field, JSONField, Model, SlugField, URLField
from pghistory.models import Context

from actionplans.models import (
    ImportReading,
    ImportReadingPart,
    ProgressDraft,
    ReminderSettings,
    Upload,
)
from actionplans.redacting.doing import Picked, take_out
from actionplans.redacting.files import files_of
from actionplans.redacting.reach import reached, rows_of, text_fields
from actionplans.redacting.scanning import places
from councils.models import Council, OutgoingEmail, Redaction, User
from councils.names import names_in
from reports.models import Export
from scrutiny.models import ActionFromReview, ReviewPaper
from tests import factories as make
from tests.actionplans.importing.imports import make_read, row
from tests.factories import DAY

NAME, SURNAME = "Zuleika Quent", "quent"
MARK = "[name removed on 16 November 2026]"


def make_one_of_each(council: Council) -> None:
    """Make a row of every model in which words can stand, some removed again since."""
    inspection = make.make_inspection(council)
    make.make_paragraph(inspection)
    make.make_statement(inspection, submitted_on=make.DAY, submitted_to="Them", note="Late")
    make.make_lesson(council)
    user = make.make_member(council, "plan-manager")
    plan = make.make_plan(council)
    give_reason(plan, "Asked for")
    theme = make.make_theme(plan)
    action = make.make_action(plan, theme=theme)
    step = action.milestones.get()
    make.make_due_date(step)
    update = make.make_update(action, step)
    make.make_review(update)
    make.make_evidence(update)
    make.make_evidence(update, file=ContentFile(NAME.encode(), name="audit.pdf"))
    make.make_ending(action)
    make.make_answer(make.make_question(plan, asked_by="Councillor Marsh"))
    asked = make.make_members_question(plan, of=of_members(council))
    make.make_answer_date(asked.question, make.days(20), "moved", agreed_by="Councillor Marsh")
    make.make_published_group(plan, [action])
    measure = make.make_measure(plan)
    make.make_band(measure)
    make.make_reading(measure, words="Better")
    make.make_risk(plan)
    make.make_elsewhere(plan, make.make_recommendation(inspection))
    make.make_rules(council)
    make.make_scale(council)
    make.make_mapping(council)
    make.make_meeting(make.make_body(council))
    make.make_report_link(step, make.make_officer(council))
    make.make_place(make.make_plan(council), action)
    make.make_hand_over(make.make_officer(council))
    make.make_acronym(council)
    make.make_briefing(council, user, status="failed", problem="Too long")
    make.make_pasted(plan, "Said")
    ReminderSettings.objects.create(plan=plan)
    make.make_rhythm(plan)
    chase = make.make_chase(plan, cycle=make.make_cycle(plan))
    make.make_closing(chase.cycle)
    make.make_chased(chase, step)
    planned = make_read(council, row(), plan=plan, asked_by=user)
    reading = ImportReading.objects.create(planned=planned, version=1, known="0", outline={})
    ImportReadingPart.objects.create(reading=reading, number=0, rows=[])
    _papers(council, plan)
    _reviews(council)
    _oversight(council)
    _not_sent(action, step, user)
    _sent(council, plan, user)
    _removed(plan)


def of_members(council: Council) -> dict[str, Any]:
    """Return what scrutiny holds of a question, with words in each place for them."""
    edition = make.make_edition(make.make_report(council))
    flag = {"flag": "late:step:1", "flag_said": "It is late."}
    return {"member": "Councillor Marsh", "edition": edition} | flag


def give_reason(row: Any, reason: str) -> None:
    """Make the versions of a row say why it was changed, as a request does."""
    context = Context.objects.create(metadata={"reason": reason})
    with pgtrigger.ignore():
        row.pgh_event_model.objects.filter(pgh_obj_id=row.pk).update(pgh_context=context)


def _papers(council: Council, plan: Any) -> None:
    report = make.make_report(council, house_style=make.make_style(council))
    report.plans.add(plan)
    exempt = {"exempt_under": 1, "exempt_because": "Somebody’s life"}
    make.make_part(make.make_section(report, **exempt), "Said", **exempt)
    make.make_finished(report, "Said")
    make.make_paper_file(report)
    make.make_read_back(report, "Said")
    edition = make.make_edition(report)
    make.make_edition_file(edition)
    make.make_edition(report, kind="correction", because="A figure", corrects=edition)
    make.make_committee_link(edition)
    make.make_withdrawal(edition)
    make.make_publication(report)
    make.make_decision(report)
    make.make_election_period(council)
    make.make_clearance_answer(make.make_clearance(report), comment="Said", how="email")
    make.make_appendix(report, kind="file", file=make.make_appendix_file(report), **exempt)


def _reviews(council: Council) -> None:
    review = make.make_scrutiny_review(council, terms="Said", methodology="Said")
    make.make_review_member(review)
    strand = make.make_strand(review)
    make.make_note(review, session=make.make_session(review), strand=strand)
    make.make_review_finding(review, strand=strand)
    asked = make.make_review_recommendation(review, strand=strand)
    wrong = make.make_response(asked, by=make.make_addressee(asked))
    make.make_response(asked, corrects=wrong, why="Of another day")
    action = make.make_action(review.plan)
    ActionFromReview.objects.create(recommendation=asked, action=action)
    ReviewPaper.objects.create(review=review, report=make.make_report(council))


def _oversight(council: Council) -> None:
    body, action = make.make_body(council), make.make_action(make.make_plan(council))
    make.make_forward_item(body, words="Quarterly")
    point = make.make_learning_point(body)
    visit = make.make_visit(body, action, point=point)
    make.make_next_step(body, visit=visit, who="The chair", outcome="Done")


def _not_sent(action: Any, step: Any, user: User) -> None:
    ProgressDraft.objects.create(user=user, action=action, fields={"text": "So far"})
    Upload.objects.create(user=user, action=action, title="Link", url="https://example.com/")


def _sent(council: Council, plan: Any, user: User) -> None:
    OutgoingEmail.objects.create(
        council=council,
        key=f"key-{council.pk}",
        message_id=f"<{council.pk}@example.com>",
        kind=OutgoingEmail.Kind.REMINDER,
        to=user.email,
        subject="Due",
        body="Due",
    )
    Export.objects.create(plan=plan, asked_by=user, asked_on=DAY, as_at=DAY)


def _removed(plan: Any) -> None:
    """Leave versions of rows that are no more, and of what stood under them."""
    make.make_theme(plan, "Gone").delete()
    gone = make.make_measure(plan, "Gone")
    make.make_band(gone)
    gone.delete()


def plant(council: Council) -> set[tuple[str, str]]:
    """Put the name into every text of every row; return (model, column) of those that took it."""
    taken = set()
    with pgtrigger.ignore():
        for model in reached():
            for pk in rows_of(model, council).values_list("pk", flat=True):
                taken |= {
                    (model._meta.label, field.name)
                    for field in text_fields(model)
                    if _planted(model, pk, field)
                }
    return taken


def _planted(model: type[Model], pk: Any, field: Field) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            model._base_manager.filter(pk=pk).update(**{field.attname: _words(field, pk)})
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except DatabaseError:
        return False
    return True


def _words(field: Field, pk: Any) -> Any:
    number = str(pk)[:4]
    if isinstance(field, JSONField):
        return [["Heading", f"Of {NAME}, {number}"]]
    if isinstance(field, SlugField):
        return f"zuleika-quent-{number}"
    if isinstance(field, URLField):
        return f"https://example.com/Zuleika%20Quent/{number}"
    return f"{NAME} {number}"


def asked(council: Council, words: str = NAME, **fields: Any) -> Redaction:
    """Return that a member of the council asked for the name to be taken out."""
    return make.make_redaction(
        council, words, asked_by=make.make_member(council, "lead-officer"), **fields
    )


def take_all_out(
    redaction: Redaction, *, by: User | None = None, day: datetime.date = DAY, but: str = ""
) -> Redaction:
    """Return the redaction, done at every place but those whose key holds `but`."""
    found = places(redaction.council, names_in(redaction.words))
    keys = [place.key for place in found]
    files = [file.key for file in files_of(redaction, found) if file.is_likely]
    wanted = [key for key in keys if not but or but not in key]
    by = by or make.make_member(redaction.council, "plan-manager")
    return take_out(redaction, Picked(wanted, files, keys), by=by, day=day)


def tables_with(words: str) -> dict[str, int]:
    """Return in how many rows of each table of the database the words stand, by plain SQL."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS whole_row WHERE whole_row::text ILIKE %s',  # noqa: S608
                [f"%{words}%"],
            )
            (number,) = cursor.fetchone()
            if number:
                found[table] = number
    return found
