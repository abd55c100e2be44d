"""Questions and comments on actions, and what members asked, with the answers."""

from collections.abc import Collection, Iterator

from django.db.models import F

from actionplans.models import Question
from actionplans.readable import readable_answers, readable_questions
from actionplans.telling_of_questions import address_of
from councils.day_words import in_words
from search.kinds.actions import name_of, page_of, place_of
from search.readers import Reader
from search.sources import Kind, Shown, Source


def _sources(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        asked = readable_questions(group.councils, group.as_at)
        yield Source(asked, F("text"), "day", "plan__council_id")
        given = readable_answers(group.councils, group.as_at)
        yield Source(given, F("text"), "day", "question__plan__council_id", "question_id")


def _shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    related = ("action__plan__council", "plan__council", "entered_by")
    asked = Question.objects.filter(pk__in=pks).select_related(*related)
    return {question.pk: _question(question) for question in asked}


def _question(question: Question) -> Shown:
    is_asked = question.wanted_from or question.for_members
    what = "Question" if is_asked else "Comment"
    action = question.action
    about = name_of(action) if action else question.plan.title
    return Shown(
        "Question of members" if question.is_of_members else what,
        f"{what} on {about}",
        place_of(action) if action else question.plan.council.name,
        f"{in_words(question.day)}, by {question.asker}",
        _address(question),
    )


def _address(question: Question) -> str:
    """Return where it stands: on the page of its action, or on its own where members asked it."""
    if question.action is None or question.is_of_members:
        return address_of(question)
    return page_of(question.action, f"question-{question.pk}")


QUESTIONS = Kind("questions", "Questions and comments", _sources, _shown)
