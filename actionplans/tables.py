"""Columns, sorting and paging of the plan's table; a row template of ours draws the rows."""

import datetime

import django_tables2 as tables
from django.utils.functional import Promise

from actionplans.rag import Status
from actionplans.rows import Row

_WORST_FIRST = {status: place for place, status in enumerate(Status)}


class ActionTable(tables.Table):
    """The actions of a plan, as rows on a day."""

    reference = tables.Column("Ref", order_by=("order",))
    text = tables.Column("Action")
    steps = tables.Column("Steps and dates", order_by=("soonest",))
    leads = tables.Column("Leads", order_by=("lead_names",))
    latest = tables.Column("Latest word", order_by=("newest",))
    status = tables.Column("Status", order_by=("severity",))

    row_template = "actionplans/_action_row.html"

    class Meta:
        empty_text: str | Promise = "No action matches. Change or clear the filters."
        attrs = {"caption": "Actions"}


class SortableRow:
    """A row with the values its columns are sorted by; None sorts last."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.order = row.order
        self.text = row.text.casefold()
        self.soonest = row.next_due or datetime.date.max
        self.lead_names = ", ".join(lead.name for lead in row.leads).casefold()
        self.newest = row.latest.day if row.latest else datetime.date.min
        self.severity = (_WORST_FIRST[row.status], -row.days_late, row.order)
