"""E-mails on the day by which a question is to be answered."""

import datetime

from actionplans.models import AnswerDate, Question
from actionplans.telling_of_questions import about, address_of, answerers
from councils.access import Verb, who_may
from councils.day_words import in_words
from councils.emails import Letter, absolute, record
from councils.models import OutgoingEmail, User

WANTED = """Dear {name},

{by} asks for more time to answer what {asker} asked on {asked_on} about {about}"{plan}": until \
{due}.

Why: {reason}

Agree to it, or leave the date as it is: {address}
"""
MOVED = """Dear {name},

What {asker} asked on {asked_on} about {about}"{plan}" is to be answered by {due}{before}.
{agreed}.

Why it moved: {reason}
{here}"""


def tell_of_date(asked: Question, date: AnswerDate, day: datetime.date) -> None:
    """Record an e-mail to whom a moved day concerns: who asked, and once it counts who answers.

    Who saved it themselves is not written to.
    """
    asker = asked.entered_by
    is_told = asker and asker != date.entered_by
    if asker and is_told and who_may(asked.plan.council, Verb.ASK).contains(asker):
        _write(asked, date, asker.email, asker.name, asker)
    if date.kind == AnswerDate.Kind.WANTED:
        return
    for to in answerers(asked, day):
        _write(asked, date, to.email, to.name, to.user)


def _write(asked: Question, date: AnswerDate, email: str, name: str, user: User | None) -> None:
    address = absolute(address_of(asked))
    is_wanted = date.kind == AnswerDate.Kind.WANTED
    body = (WANTED if is_wanted else MOVED).format(
        name=name,
        by=date.entered_by,
        asker="you" if user == asked.entered_by and not asked.asked_by else asked.asker,
        asked_on=in_words(asked.day),
        about=about(asked),
        plan=asked.plan.title,
        due=in_words(date.due_on),
        reason=_reason(asked, date),
        before=_before(asked, date),
        agreed=date.agreed_words,
        address=address,
        here=_here(asked, user, address),
    )
    said = "More time asked for" if is_wanted else "A new date for the answer"
    letter = Letter(
        kind=OutgoingEmail.Kind.QUESTION,
        to=email,
        name=name,
        subject=f"{said}: {about(asked).replace(' of ', ', ')}{asked.plan.title}",
        body=body,
        user=user,
    )
    record(asked.plan.council, f"answer date {date.pk} {email.lower()}", letter)


def _here(asked: Question, user: User | None, address: str) -> str:
    """Return the line with the link for who asked, or who answers; "" without an account."""
    if user is None:
        return ""
    return f"\n{'Read it' if user == asked.entered_by else 'Answer'}: {address}\n"


def _before(asked: Question, date: AnswerDate) -> str:
    """Return the day that counted before, as it ends a sentence; "" where none did."""
    earlier = asked.answer_dates.filter(kind__in=AnswerDate.AGREED, pk__lt=date.pk)
    last = earlier.order_by("-pk").first()
    return f" instead of {in_words(last.due_on)}" if last else ""


def _reason(asked: Question, date: AnswerDate) -> str:
    if asked.action and asked.action.is_confidential:
        return "it stands with the question."
    return date.reason
