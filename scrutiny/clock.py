"""How long the executive has to answer a review. Pure."""

import datetime

from dateutil.relativedelta import relativedelta

MONTHS_TO_ANSWER = 2


def answer_due(received_on: datetime.date) -> datetime.date:
    """Return the last day of the two months that begin with the day of receipt.

    Local Government Act 2000, section 9FE: the executive responds within two months beginning
    with the day on which it received what the committee adopted. Received on 21 June, that is
    20 August; received on 31 December, the last day of February, where no 31st follows.
    """
    same_day = received_on + relativedelta(months=MONTHS_TO_ANSWER)
    if same_day.day < received_on.day:
        return same_day
    return same_day - datetime.timedelta(days=1)
