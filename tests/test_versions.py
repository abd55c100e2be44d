"""Every form that changes something carries the version it was opened with, or is excused here."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# A hidden field, by name: of the version that was on the screen, or of all that a form hides.
VERSION = re.compile(r'name="(?:\w*seen|version)"|\.(\w*seen|hidden_fields)\b')

ADDS = "it adds something, and takes nothing of anybody's away"
ONCE = "it does one thing, once: the second of two is told that it was done, or by whom"
OWN = "it is about the person's own account or session"
EXCUSED = {
    "account/_form_page.html": OWN,
    "account/login.html": OWN,
    "actionplans/asking/question_add.html": ADDS,
    "actionplans/building/action_delete.html": ONCE,
    "actionplans/building/guest_add.html": ADDS,
    "actionplans/building/guest_remove.html": ONCE,
    "actionplans/building/plan_add.html": ADDS,
    "actionplans/building/plan_state.html": ONCE,
    "actionplans/calendars/calendar.html": "a new link makes the one before dead, as it says",
    "actionplans/cycles/_missing.html": ADDS,
    "actionplans/cycles/cycle_open.html": ADDS,
    "actionplans/cycles/meeting_add.html": ADDS,
    "actionplans/draft_left.html": "it removes a draft that only its writer has",
    "actionplans/delegating/delegation_add.html": ADDS,
    "actionplans/delegating/delegations.html": ONCE,
    "actionplans/importing/import_add.html": ADDS,
    "actionplans/importing/import_state.html": ONCE,
    "actionplans/pasting/paste_add.html": ADDS,
    "actionplans/redacting/redaction_add.html": ADDS,
    "actionplans/reminding/link_add.html": ADDS,
    "actionplans/reviewing/queue.html": "each tick carries the version of its own report",
    "base.html": OWN,
    "scrutiny/_dashboard.html": ADDS,
    "scrutiny/questions/question_add.html": ADDS,
    "scrutiny/reviews/action_link.html": ADDS,
    "scrutiny/reviews/action_make.html": ADDS,
    "scrutiny/reviews/paper_begin.html": ADDS,
    "scrutiny/reviews/review_add.html": ADDS,
    "scrutiny/oversight/choose.html": ADDS,
    "reports/papers/texts.html": "each text carries the version it was opened with",
    "components/_typed.html": "it sends again what was typed, with the version that was typed",
    "councils/email.html": ONCE,
    "reports/publishing/decision.html": ADDS,
    "reports/publishing/link.html": ADDS,
    "reports/publishing/period_add.html": ADDS,
    "reports/publishing/withdraw.html": ADDS,
    "reports/publishing/withdrawal.html": ONCE,
    "reports/clearing/ask.html": ADDS,
    "reports/clearing/clearances.html": ONCE,
    "councils/email_list.html": ONCE,
    "councils/invitation_accept.html": ONCE,
    "councils/invite.html": ADDS,
    "councils/person_leave.html": ONCE,
    "inspections/receiving/report_add.html": ADDS,
    "inspections/_take_away.html": ADDS,
    "inspections/outcomes/outcomes.html": ADDS,
    "inspections/outcomes/outcomes_file.html": "it is weighed anew when it is taken in, all or "
    "nothing, and says what it did",
    "reports/appendix.html": ADDS,
    "reports/finished/finished.html": ADDS,
    "reports/papers/_page.html": ADDS,
    "reports/styles/style.html": ADDS,
    "reports/papers/paper_add.html": ADDS,
}
POSTED = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.rglob("*.html")
    if 'method="post"' in path.read_text()
)


def carries_a_version(name: str) -> bool:
    return bool(VERSION.search((TEMPLATES / name).read_text()))


@pytest.mark.parametrize("name", POSTED)
def test_a_form_carries_the_version_it_was_opened_with(name: str) -> None:
    assert carries_a_version(name) or name in EXCUSED, (
        "Two people can save this: send the version that was on the screen, or say here why not."
    )


def test_nothing_is_excused_that_needs_no_excuse() -> None:
    assert [name for name in EXCUSED if name not in POSTED or carries_a_version(name)] == []
