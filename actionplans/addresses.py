"""Where one reports on a step: the one page an e-mail, a list and a sitting lead to."""

import datetime

from django.urls import reverse

from actionplans.rows import Row, Step


def report_address(slug: str, row: Row, step: Step) -> str:
    """Return the path of the form to report on the step, or on its oldest open check.

    It is of the plan the action belongs to, wherever the row is shown.
    """
    check = due_check(step)
    path = reverse("actionplans:update_add", args=[slug, row.plan_id, row.pk])
    return f"{path}?step={step.pk}" + (f"&check={check:%Y-%m-%d}" if check else "")


def due_check(step: Step) -> datetime.date | None:
    """Return the oldest due check that is to be reported on by itself; None for no such."""
    recurs = step.recurring
    if recurs is None or not recurs.each or recurs.open_check is None:
        return None
    return recurs.open_check.due
