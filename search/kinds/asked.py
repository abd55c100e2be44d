"""Questions and comments on actions, with their answers."""

from collections.abc import Collection, Iterator

from django.db.models import F

from actionplans.models import Question
from actionplans.readable import readable_answers, readable_questions
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
    related = ("action__plan__council", "entered_by")
    asked = Question.objects.filter(pk__in=pks).select_related(*related)
    return {question.pk: _question(question) for question in asked}


def _question(question: Question) -> Shown:
    # Only what is asked of an action is searched, so it has one.
    action = question.action
    assert action is not None  # noqa: S101
    is_asked = question.wanted_from or question.for_members
    what = "Question" if is_asked else "Comment"
    return Shown(
        what,
        f"{what} on {name_of(action)}",
        place_of(action),
        f"{in_words(question.day)}, by {question.entered_by}",
        page_of(action, f"question-{question.pk}"),
    )


QUESTIONS = Kind("questions", "Questions and comments", _sources, _shown)
