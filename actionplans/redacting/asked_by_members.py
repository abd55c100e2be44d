"""What members asked is not taken out as a name; who asked is told of what is withheld of it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from actionplans.models import Answer, Question
from actionplans.telling_of_questions import about, address_of
from councils.access import Access, Verb, who_may
from councils.day_words import in_words
from councils.emails import Letter, absolute, record
from councils.holding_back import open_redactions
from councils.models import Council, OutgoingEmail, Redaction, User
from councils.names import Names, is_most_of, names_in

WITHHELD = """Dear {name},

{by} asked on {day} for a name to be taken out of what {council} holds. Until somebody else
decides, part of what members asked is withheld from members, papers and files:

{questions}

The questions stay, and wait for their answers. Where no name of a person stands there, reply to
this e-mail.
"""


def hidden_by(council: Council, words: str) -> Question | None:
    """Return a question of members most of which would be withheld with these words as a name.

    What is withheld already, until it is decided, counts with them; None where there is no such.
    """
    held = [names.ways for _, names in open_redactions(council.pk)]
    names = names_in("\n".join([words, *(way for ways in held for way in ways)]))
    if not names.ways:
        return None
    return next(
        (one for one in _asked(council) if any(is_most_of(names, text) for text in _texts(one))),
        None,
    )


def tell_of_withheld(access: Access, redaction: Redaction) -> None:
    """Write to who asked what is withheld in part now, and to who keeps the list of questions.

    One e-mail each, in which the name does not stand; none to who asked for it to be taken out.
    """
    touched = _touched(access.council, names_in(redaction.words))
    if not touched:
        return
    keepers = set(access.who_may(Verb.RECORD_ASKED))
    askers = {one.entered_by for one in touched if one.entered_by}
    may_ask = set(who_may(access.council, Verb.ASK))
    for user in (keepers | (askers & may_ask)) - {redaction.asked_by}:
        theirs = [one for one in touched if user in keepers or one.entered_by == user]
        letter = _letter(redaction, user, theirs)
        record(access.council, f"redaction {redaction.pk} questions {user.pk}", letter)


def _letter(redaction: Redaction, user: User, questions: Iterable[Question]) -> Letter:
    return Letter(
        kind=OutgoingEmail.Kind.NOTICE,
        to=user.email,
        name=user.name,
        user=user,
        subject=f"Part of what members asked is withheld at {redaction.council.name}",
        body=WITHHELD.format(
            name=user.name,
            by=redaction.asked_by,
            day=in_words(redaction.asked_on),
            council=redaction.council.name,
            questions="\n\n".join(_line(one, user) for one in questions),
        ),
        reply_to=redaction.asked_by.email,
    )


def _line(asked: Question, user: User) -> str:
    who = "you" if asked.entered_by == user and not asked.asked_by else asked.asker
    what = f'{about(asked)}"{asked.plan.title}"'
    return f"What {who} asked on {in_words(asked.day)} about {what}:\n{absolute(address_of(asked))}"


def is_withheld_in(names: Names, texts: Iterable[str]) -> bool:
    """Return whether any of the names stands in what was asked."""
    return any(names.times_in(text) for text in texts)


def _touched(council: Council, names: Names) -> list[Question]:
    return [one for one in _asked(council) if is_withheld_in(names, _texts(one))]


def _asked(council: Council) -> list[Any]:
    """Return what members of a council asked, with what they asked again."""
    asked = Question.objects.filter(plan__council=council, for_members=True, flag="")
    again = Prefetch("answers", Answer.objects.filter(turn=Answer.Turn.ASKS), to_attr="again")
    found = asked.exclude(wanted_from="").select_related("plan__council", "action", "entered_by")
    return list(found.prefetch_related(again).order_by("pk"))


def _texts(asked: Any) -> list[str]:
    return [asked.text, *(one.text for one in asked.again)]
