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

What {asker} asked on {asked_on} about {about}"{plan}" is to be answered by {due}.

Why it moved: {reason}
{here}"""


def tell_of_date(asked: Question, date: AnswerDate, day: datetime.date) -> None:
    """Record an e-mail to whom a moved day concerns: who asked, or who is to answer."""
    if date.kind == AnswerDate.Kind.WANTED:
        asker = asked.entered_by
        if asker and who_may(asked.plan.council, Verb.ASK).contains(asker):
            _write(asked, date, asker.email, asker.name, asker)
        return
    for to in answerers(asked, day):
        _write(asked, date, to.email, to.name, to.user)


def _write(asked: Question, date: AnswerDate, email: str, name: str, user: User | None) -> None:
    address = absolute(address_of(asked))
    is_wanted = date.kind == AnswerDate.Kind.WANTED
    body = (WANTED if is_wanted else MOVED).format(
        name=name,
        by=date.entered_by,
        asker=asked.asker if not is_wanted or asked.asked_by else "you",
        asked_on=in_words(asked.day),
        about=about(asked),
        plan=asked.plan.title,
        due=in_words(date.due_on),
        reason=_reason(asked, date),
        address=address,
        here=f"\nAnswer: {address}\n" if user else "",
    )
    said = "More time asked for" if is_wanted else "A new date for your answer"
    letter = Letter(
        kind=OutgoingEmail.Kind.QUESTION,
        to=email,
        name=name,
        subject=f"{said}: {about(asked).replace(' of ', ', ')}{asked.plan.title}",
        body=body,
        user=user,
    )
    record(asked.plan.council, f"answer date {date.pk} {email.lower()}", letter)


def _reason(asked: Question, date: AnswerDate) -> str:
    if asked.action and asked.action.is_confidential:
        return "it stands with the question."
    return date.reason
