"""By which day papers must be out: five clear days before the meeting. Imports no model.

Local Government Act 1972, section 100B(3) for committees; the Local Authorities (Executive
Arrangements) (Meetings and Access to Information) (England) Regulations 2012, regulation 7, for the
executive. Clear days are read as working days, without the day of despatch and of the meeting.
"""

from datetime import date

from councils.working_days import working_days_before

CLEAR_DAYS = 5


def despatch_day(held_on: date) -> date:
    """Return the last day on which papers of a meeting on that day are in time."""
    return working_days_before(held_on, CLEAR_DAYS + 1)
