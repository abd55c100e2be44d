"""Whose a draft of a review's report is: the group's, until what the review found is published.

It says what the group finds and recommends before the committee has adopted it, so officers who
read other drafts do not read this one. Who runs reviews and publishes papers does, since somebody
has to bring it to the meeting; who is asked to clear it reads what they are asked to clear.
"""

import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from councils.access import Access, Verb
from councils.days import today
from councils.kept_rows import keeps_rows
from councils.models import User
from reports.models import Clearance, ClearanceAnswer, Edition, Report
from scrutiny.reviews.opening import of_the_group, published_by

TOLD = (
    "This report is the working group’s until what it found is published. Who is in the group, who "
    "publishes the council’s papers, and who is asked to clear it read it before."
)
BRINGS = (Verb.RUN_REVIEWS, Verb.PUBLISH)
_OF_A_REPORT = "report__council"


def drafts_kept_from(user: User, day: datetime.date) -> QuerySet[Report]:
    """Return the drafts of reviews' reports that somebody who runs no reviews does not read."""
    path = "about_review__review"
    drafts = Report.objects.filter(about_review__isnull=False).exclude(
        Exists(Edition.objects.filter(report=OuterRef("pk")))
    )
    whole = Clearance.objects.filter(report=OuterRef("pk"), asked_of=user, section_key="")
    is_theirs = published_by(day, f"{path}__") | Q(of_the_group(user, day, path)) | Q(Exists(whole))
    kept: QuerySet[Report] = drafts.exclude(is_theirs).order_by()
    return kept


def to_clear_by(user: User, model: type[Model]) -> Q:
    """Return the filter for clearances, and answers to them, that somebody is asked for."""
    path = {Clearance: "asked_of", ClearanceAnswer: "clearance__asked_of"}.get(model)
    return Q(**{path: user}) if path else Q(pk__in=())


def _path_to_report(model: type[Model]) -> str | None:
    """Return how a row of a paper leads to the paper; "pk" for the paper; None for other rows."""
    path: Any = getattr(model, "council_path", None)
    if model is Report:
        return "pk"
    if not isinstance(path, str) or not path.endswith(_OF_A_REPORT):
        return None
    return path.removesuffix("__council")


@keeps_rows(TOLD)
def kept_of_papers(access: Access, model: type[Model]) -> Q | None:
    """Return the filter for papers, and everything that belongs to one, kept from this access."""
    path = _path_to_report(model)
    if path is None or any(access.may(verb) for verb in BRINGS):
        return None
    hidden = Q(**{f"{path}__in": drafts_kept_from(access.user, today()).values("pk")})
    return hidden & ~to_clear_by(access.user, model)
