"""What is written to whom about a clearance. No exempt word or heading is in any e-mail."""

from collections.abc import Sequence

from django.urls import reverse

from councils.day_words import in_words
from councils.emails import Letter, absolute, record
from councils.models import OutgoingEmail
from reports.cleared_text import exempt_under, holds_exempt, words_for_email
from reports.models import Clearance, ClearanceAnswer

ASKED = """Dear {name},

{by} asks for your clearance ({what}) of {of_what} in the report “{title}” to {body}.{wanted}

{how}
"""
ASKED_FOR_SEVERAL = """Dear {name},

{by} asks for {number} clearances of yours in the report “{title}” to {body}.{wanted}

{how}
"""
HERE = "Read it and answer here, after signing in:"
HERE_EACH = "Read each and answer here, after signing in:"
BY_REPLY = """You have no account here: answer to this e-mail, which goes to {by}. Say that you \
clear it, with your code, or what should be changed. {by} records your answer and keeps it."""
RETURNED = """Dear {name},

{by} has returned {of_what} of the report “{title}” with a comment:

{comment}

{link}
"""
NOT_BY_EMAIL = "It may be about exempt information, so it is not in this e-mail. It stands here:"


def _of_what(clearance: Clearance) -> str:
    """Return what is cleared as an e-mail may say it: no exempt heading leaves by e-mail."""
    kept_out = "a section kept out of the public paper"
    return kept_out if _is_exempt(clearance) else clearance.of_what


def _is_exempt(clearance: Clearance) -> bool:
    return exempt_under(clearance.report, clearance.section_key) is not None


def write_to(clearances: Sequence[Clearance]) -> None:
    """Write one e-mail to somebody of whom clearances are asked: links, or the words themselves.

    All of them are of one paper, asked of one person by one person.
    """
    first = clearances[0]
    report, by = first.report, first.entered_by
    they = "They are" if len(clearances) > 1 else "It is"
    wanted = f" {they} wanted by {in_words(first.wanted_by)}." if first.wanted_by else ""
    body = (ASKED if len(clearances) == 1 else ASKED_FOR_SEVERAL).format(
        name=first.name,
        by=by,
        what=first.what.lower(),
        of_what=_of_what(first),
        number=len(clearances),
        title=report.title,
        body=report.body.name,
        wanted=wanted,
        how=_how(first) if len(clearances) == 1 else _how_each(clearances),
    )
    letter = Letter(
        kind=OutgoingEmail.Kind.NOTICE,
        to=first.email,
        name=first.name,
        user=first.asked_of,
        subject=f"Your clearance is asked for: {report.title}",
        body=body,
        reply_to=by.email,
    )
    record(report.council, f"clearance {first.pk}", letter)


def _how(clearance: Clearance) -> str:
    """Return how one clearance is answered: here, or by replying to the words."""
    if clearance.asked_of:
        return f"{HERE}\n\n{_link(clearance)}"
    return f"{_by_reply(clearance)}\n\n{_words(clearance)}"


def _how_each(clearances: Sequence[Clearance]) -> str:
    """Return how several are answered, each under its own number."""
    first = clearances[0]
    how = HERE_EACH if first.asked_of else _by_reply(first)
    each = _link if first.asked_of else _words
    said = (
        f"{place}. {clearance.what} of {_of_what(clearance)}\n\n{each(clearance)}"
        for place, clearance in enumerate(clearances, 1)
    )
    return "\n\n".join([how, *said])


def _by_reply(clearance: Clearance) -> str:
    by = clearance.entered_by
    return BY_REPLY.format(by=by)


def _words(clearance: Clearance) -> str:
    by = clearance.entered_by
    where = clearance.report, clearance.section_key
    return words_for_email(*where, clearance.day, f"{by} ({by.email})")


def tell_returned(given: ClearanceAnswer) -> None:
    """Tell whoever asked that it is returned, and the comment unless that may be exempt."""
    clearance = given.clearance
    asker, where = clearance.entered_by, (clearance.report, clearance.section_key)
    body = RETURNED.format(
        name=asker.name,
        by=given.entered_by,
        of_what=_of_what(clearance),
        title=clearance.report.title,
        comment=NOT_BY_EMAIL if holds_exempt(*where) else given.comment,
        link=_link(clearance),
    )
    letter = Letter(
        kind=OutgoingEmail.Kind.RETURNED,
        to=asker.email,
        name=asker.name,
        user=asker,
        subject=f"Returned with a comment: {clearance.report.title}",
        body=body,
        reply_to=given.entered_by.email,
    )
    record(clearance.report.council, f"clearance answer {given.pk}", letter)


def address_of(clearance: Clearance) -> str:
    """Return the path of the page on which it is answered."""
    report = clearance.report
    return reverse("reports:clearance", args=[report.council.slug, report.pk, clearance.pk])


def _link(clearance: Clearance) -> str:
    return absolute(address_of(clearance))
