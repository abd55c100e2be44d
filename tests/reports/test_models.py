"""Papers: what the database refuses, whatever form or file it comes from."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from councils.models import Council
from reports.models import (
    AppendixFile,
    PaperAppendix,
    PaperPart,
    PaperSection,
    PreElectionPeriod,
    PublishingRules,
    Report,
    StoredStyle,
)
from tests.factories import (
    DAY,
    days,
    make_appendix,
    make_appendix_file,
    make_body,
    make_clearance,
    make_clearance_answer,
    make_committee_link,
    make_decision,
    make_edition,
    make_edition_file,
    make_election_period,
    make_finished,
    make_meeting,
    make_paper_file,
    make_part,
    make_plan,
    make_publication,
    make_read_back,
    make_report,
    make_section,
    make_style,
    make_user,
    make_withdrawal,
)
from tests.refusals import (
    constraints_of,
    crossings_of,
    refused_as_a_fact,
    refused_by,
    refused_saying,
    refused_to_move,
)

pytestmark = pytest.mark.django_db

WITHOUT_A_REASON = {"exempt_under": 3, "exempt_because": ""}


def _twice(make: Callable[..., object], *given: object, **fields: object) -> None:
    for _ in range(2):
        make(*given, **fields)


def _section(council: Council, **fields: object) -> PaperSection:
    return make_section(make_report(council), **fields)


def _files(council: Council, **fields: object) -> None:
    _twice(make_edition_file, make_edition(make_report(council)), **fields)


def _withdrawn_by_one(council: Council) -> None:
    asked = make_withdrawal(make_edition(make_report(council)))
    asked.state, asked.decided_by, asked.decided_on = "done", asked.asked_by, DAY
    asked.save()


def _decided(council: Council, **fields: object) -> None:
    asked = make_withdrawal(make_edition(make_report(council)))
    type(asked).objects.filter(pk=asked.pk).update(**fields)


def _answer(council: Council, **fields: object) -> object:
    return make_clearance_answer(make_clearance(make_report(council)), **fields)


CALLED_IN = {"kind": "called_in", "text": "Members asked why."}


def _decided_again(council: Council, **fields: Any) -> None:
    first = make_decision(make_report(council))
    make_decision(first.report, **{"meeting": first.meeting, "corrects": first} | fields)


VIOLATIONS: dict[str, Callable[[Council], object]] = {
    "paper_file_has_what_its_status_says": lambda c: make_paper_file(make_report(c), content=None),
    "house_style_key_once": lambda c: _twice(make_style, None, key="plain"),
    "house_style_logo_says_what_it_is": lambda c: make_style(c, logo=b"PNG"),
    "report_keeps_a_style": lambda c: make_report(c, style_kept=None),
    "report_reference_once_in_council": lambda c: _twice(make_report, c, reference="june"),
    "finished_paper_confirmed_on_a_day": lambda c: make_finished(
        make_report(c), confirmed_by=make_user()
    ),
    "read_back_once": lambda c: _twice(make_read_back, make_report(c), sha256="0" * 64),
    "paper_section_order": lambda c: _twice_at_once(make_section, make_report(c), order=1),
    "paper_section_key_once": lambda c: _twice(make_section, make_report(c), key="risks"),
    "paper_section_exempt_says_why": lambda c: _section(c, **WITHOUT_A_REASON),
    "paper_part_order": lambda c: _twice_at_once(make_part, _section(c), order=1),
    "paper_part_built_of_something": lambda c: make_part(_section(c), kind="built"),
    "paper_part_exempt_says_why": lambda c: make_part(_section(c), exempt_under=8),
    "paper_appendix_order": lambda c: _twice_at_once(make_appendix, make_report(c), order=1),
    "paper_appendix_is_of_something": lambda c: make_appendix(make_report(c), kind="plan"),
    "paper_appendix_exempt_says_why": lambda c: make_appendix(
        make_report(c), exempt_because="Somebody’s business"
    ),
    "clearance_other_says_what": lambda c: make_clearance(make_report(c), kind="other"),
    "clearance_is_of_somebody": lambda c: make_clearance(make_report(c), name=""),
    "clearance_asked_where_it_arrives": lambda c: make_clearance(
        make_report(c), asked_of=None, email=""
    ),
    "clearance_given_has_its_code": lambda c: _answer(c, code=""),
    "clearance_not_given_says_why": lambda c: _answer(c, verdict="returned"),
    "clearance_for_others_keeps_their_words": lambda c: _answer(c, how="email"),
    "edition_number_once": lambda c: _twice(make_edition, make_report(c), number=1, address="a"),
    "edition_address_once": lambda c: _twice(make_edition, make_report(c), address="a"),
    "edition_says_what_it_corrects": lambda c: make_edition(make_report(c), kind="correction"),
    "edition_late_says_why": lambda c: make_edition(make_report(c), despatch_by=days(-1)),
    "edition_file_order": lambda c: _files(c, order=1),
    "edition_file_name_once": lambda c: _files(c, name="paper.pdf"),
    "withdrawal_by_two_people": _withdrawn_by_one,
    "withdrawal_says_who_decided": lambda c: _decided(c, state="done"),
    "withdrawal_refused_says_why": lambda c: _decided(
        c, state="refused", decided_by=make_user(), decided_on=DAY
    ),
    "withdrawal_once_open": lambda c: _twice(make_withdrawal, make_edition(make_report(c))),
    "publication_has_what_its_status_says": lambda c: make_publication(
        make_report(c), status="done"
    ),
    "publication_one_at_a_time": lambda c: _twice(make_publication, make_report(c)),
    "election_period_ends_after_start": lambda c: make_election_period(c, ends=days(-1)),
    "paper_decision_says_what": lambda c: make_decision(make_report(c), kind="referred"),
    "paper_decision_refers_where_it_does": lambda c: make_decision(
        make_report(c), referred_to=make_body(c)
    ),
    "paper_decision_says_why_it_corrects": lambda c: _decided_again(c, why=""),
    "paper_decision_once_a_meeting": lambda c: _decided_again(c, corrects=None, kind="noted"),
    "paper_decision_called_in_once": lambda c: _twice(
        make_decision, make_report(c), meeting=make_meeting(make_body(c)), **CALLED_IN
    ),
    "clearance_file_says_what_it_is": lambda c: _answer(c, content=b"%PDF"),
}
# Made for files, and tried where those are: tests/reports/test_export.py, test_compared.py.
OF_FILES = {"export_has_what_its_status_says", "comparison_file_has_what_its_status_says"}


def _twice_at_once(make: Callable[..., object], *given: object, **fields: object) -> None:
    """Make two of what may change places until the change is complete."""
    key = {"key": "other"} if make is make_section else {}
    make(*given, **fields)
    make(*given, **fields, **key)


@pytest.mark.parametrize("constraint", VIOLATIONS)
def test_the_database_refuses(constraint: str, council: Council) -> None:
    with refused_by(constraint):
        VIOLATIONS[constraint](council)


def test_every_constraint_has_a_row_that_breaks_it() -> None:
    assert set(VIOLATIONS) == constraints_of("reports") - OF_FILES


def test_a_paper_is_for_a_body_a_meeting_and_in_a_style_of_its_council(
    council: Council, other_council: Council
) -> None:
    body = make_body(council)
    for foreign in (
        {"body": make_body(other_council)},
        {"body": body, "meeting": make_meeting(make_body(council))},
        {"house_style": make_style(other_council)},
        {"style_kept": make_style(council).newest},
    ):
        with refused_saying("The body, the meeting or the house style is of another council."):
            make_report(council, **foreign)
    assert make_report(council, body=body, meeting=make_meeting(body)).pk
    assert make_report(council, house_style=make_style(council)).pk


def test_an_appendix_is_of_a_plan_and_a_file_of_its_own_paper(
    council: Council, other_council: Council
) -> None:
    report = make_report(council)

    with refused_saying("The plan is of another council."):
        make_appendix(report, kind="plan", plan=make_plan(other_council))
    with refused_saying("The file is of another paper."):
        make_appendix(report, kind="file", file=make_appendix_file(make_report(council)))


MOVES: list[tuple[Callable[[Report], Any], str, Callable[[Report], object]]] = [
    (make_section, "report", lambda other: other),
    (lambda r: make_part(make_section(r)), "section", lambda other: make_section(other)),
    (make_appendix, "report", lambda other: other),
    (make_appendix_file, "report", lambda other: other),
    (make_finished, "report", lambda other: other),
    (make_finished, "content_sha256", lambda other: "1" * 64),
    (make_appendix_file, "content_sha256", lambda other: "1" * 64),
    (lambda r: r, "council", lambda other: other.council),
    (lambda r: make_election_period(r.council), "council", lambda other: other.council),
    (
        lambda r: PublishingRules.objects.create(council=r.council),
        "council",
        lambda other: other.council,
    ),
]


@pytest.mark.parametrize(("make", "field", "elsewhere"), MOVES)
def test_what_stands_in_a_paper_stays_in_it(
    council: Council,
    other_council: Council,
    make: Callable[[Report], Any],
    field: str,
    elsewhere: Callable[[Report], object],
) -> None:
    row, other = make(make_report(council)), elsewhere(make_report(other_council))

    with refused_to_move():
        type(row).objects.filter(pk=row.pk).update(**{field: other})


def test_every_key_that_could_cross_is_tried_here() -> None:
    assert crossings_of("reports") == {
        ("Report", "report_of_one_council"),
        ("Report", "council_stays"),
        ("FinishedPaper", "report_stays"),
        ("FinishedPaper", "content_sha256_stays"),
        ("PaperSection", "report_stays"),
        ("PaperPart", "section_stays"),
        ("PaperAppendix", "appendix_of_the_councils_plan"),
        ("PaperAppendix", "appendix_file_of_the_report"),
        ("PaperAppendix", "report_stays"),
        ("Edition", "edition_of_the_report"),
        ("Withdrawal", "decided_once"),
        ("PublishingRules", "council_stays"),
        ("PreElectionPeriod", "council_stays"),
        ("PaperDecision", "decision_of_the_council"),
        ("PaperDecision", "corrects_one_of_the_paper"),
        ("Clearance", "clearance_again_of_the_report"),
        ("AppendixFile", "report_stays"),
        ("AppendixFile", "content_sha256_stays"),
    }


def test_a_clearance_is_asked_for_again_for_the_same_paper(council: Council) -> None:
    other = make_clearance(make_report(council))

    with refused_saying("The clearance asked for before is of another paper."):
        make_clearance(make_report(council), again_of=other)


def _given(council: Council) -> Any:
    return make_clearance_answer(make_clearance(make_report(council)))


FACTS: list[tuple[Callable[[Council], Any], dict[str, Any]]] = [
    (lambda c: make_clearance(make_report(c)), {"name": "Somebody else"}),
    (_given, {"code": "XX/1/Y"}),
    (lambda c: make_edition(make_report(c)), {"title": "Another"}),
    (lambda c: make_edition(make_report(c)), {"data": {}}),
    (lambda c: make_edition_file(make_edition(make_report(c))), {"content": b"Other"}),
    (lambda c: make_edition_file(make_edition(make_report(c))), {"content": None}),
    (lambda c: make_edition_file(make_edition(make_report(c))), {"name": "other.pdf"}),
    (lambda c: make_committee_link(make_edition(make_report(c))), {"url": "https://x.example/"}),
    (lambda c: make_decision(make_report(c)), {"text": "Otherwise"}),
]


@pytest.mark.parametrize(("make", "change"), FACTS)
def test_facts_of_a_paper_are_only_ever_inserted(
    council: Council, make: Callable[[Council], Any], change: dict[str, Any]
) -> None:
    row = make(council)
    rows = type(row).objects.filter(pk=row.pk)

    with refused_as_a_fact():
        rows.update(**change)
    with refused_as_a_fact():
        rows._raw_delete("default")


def test_an_edition_is_of_a_paper_of_its_council_and_corrects_one_of_the_same(
    council: Council, other_council: Council
) -> None:
    report, other = make_report(council), make_edition(make_report(council))

    for foreign in (
        {"council": other_council},
        {"kind": "correction", "because": "A figure", "corrects": other},
    ):
        with refused_saying("The edition is of another council’s paper"):
            make_edition(report, **foreign)


def test_a_decision_is_of_a_meeting_and_names_a_body_of_the_paper_s_council(
    council: Council, other_council: Council
) -> None:
    elsewhere = make_body(other_council)
    for foreign in (
        {"meeting": make_meeting(elsewhere)},
        {"kind": "referred", "text": "To them", "referred_to": elsewhere},
    ):
        with refused_saying("The meeting or the body is of another council than the paper."):
            make_decision(make_report(council), **foreign)


def test_a_decision_corrects_one_on_the_same_paper_and_is_itself_corrected_once(
    council: Council,
) -> None:
    first, other = make_decision(make_report(council)), make_decision(make_report(council))
    with refused_saying("The decision corrects one on another paper."):
        make_decision(first.report, meeting=first.meeting, corrects=other, why="Misheard")

    make_decision(first.report, meeting=first.meeting, corrects=first, why="Misheard")
    with refused_by("reports_paperdecision_corrects_id_key"):
        make_decision(first.report, meeting=first.meeting, corrects=first, why="Misread")


def test_a_withdrawal_is_decided_once_and_its_reason_stays(council: Council) -> None:
    asked = make_withdrawal(make_edition(make_report(council)))
    rows = type(asked).objects.filter(pk=asked.pk)
    sentence = "A withdrawal is asked for by one person and decided once by another."

    for change in ({"why": "Otherwise"}, {"asked_by": make_user()}):
        with refused_saying(sentence):
            rows.update(**change)
    rows.update(state="done", decided_by=make_user(), decided_on=DAY)
    with refused_saying(sentence):
        rows.update(state="asked", decided_by=None, decided_on=None)
    with refused_saying(sentence):
        rows.delete()


TRACKED = [
    PublishingRules,
    PreElectionPeriod,
    StoredStyle,
    Report,
    PaperSection,
    PaperPart,
    PaperAppendix,
]


def test_every_model_with_a_history_is_tried_here() -> None:
    models = apps.get_app_config("reports").get_models()
    assert {model for model in models if hasattr(model, "pgh_event_model")} == set(TRACKED)


@pytest.mark.parametrize("model", TRACKED)
def test_history_refuses_to_be_rewritten(model: Any, council: Council) -> None:
    report = make_report(council)
    make_part(make_section(report))
    make_appendix(report)
    make_election_period(council)
    PublishingRules.objects.create(council=council)
    events = model.pgh_event_model.objects.all()

    assert events.exists()
    with refused_as_a_fact():
        events.update(pgh_label="insert")
    with refused_as_a_fact():
        events.delete()


def test_a_file_is_named_by_what_it_is(council: Council) -> None:
    assert str(make_appendix_file(make_report(council))) == "framework.pdf"
    assert AppendixFile.objects.get().content_type == "application/pdf"
