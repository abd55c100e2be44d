"""Where one reports on a step: the one page an e-mail, a list and a sitting lead to."""

import datetime

from django.urls import reverse

from actionplans.rows import Row, Step


def report_address(slug: str, row: Row, step: Step) -> str:
    """Return the path of the form to report on the step, or on the check that is asked for.

    It is of the plan the action belongs to, wherever the row is shown.
    """
    check = due_check(step)
    path = reverse("actionplans:update_add", args=[slug, row.plan_id, row.pk])
    return f"{path}?step={step.pk}" + (f"&check={check:%Y-%m-%d}" if check else "")


def due_check(step: Step) -> datetime.date | None:
    """Return the due check that is to be reported on by itself; None for no such.

    What was sent back comes first, be it a check or the step; then the oldest open check.
    """
    recurs = step.recurring
    if recurs is None or not recurs.each:
        return None
    back = step.sent_back
    if back and back.check in {None, *(check.due for check in recurs.checks)}:
        return back.check
    return recurs.open_check.due if recurs.open_check else None
