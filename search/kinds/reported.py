"""What was reported of actions, and its evidence."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from actionplans.asat import FOR_THE_MANAGER, AsAt
from actionplans.models import Evidence, ProgressLine, ProgressUpdate, Review, UpdateWords
from actionplans.readable import of_readable_updates, readable_evidence, wordings_for_papers
from councils.day_words import in_words
from search.kinds.actions import name_of, page_of, place_of
from search.readers import Group, Reader
from search.sources import Kind, Shown, Source, joined, words_of

_COUNCIL = "action__plan__council_id"


def _sources(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        yield _said(group)
        yield _reasons(group)
        yield _worded(group)


def _said(group: Group) -> Source:
    """Return reports by the words this reader is shown: members, the wording for papers."""
    rows = of_readable_updates(ProgressUpdate.objects.all(), group.councils, group.as_at)
    kept, text = UpdateWords("pk"), joined("text", "difference")
    if not group.as_at.accepted_only:
        return Source(rows, text, "day", _COUNCIL, indexed=kept)
    rows = rows.alias(wording=_wording(group.as_at))
    printed = joined("wording", "difference")
    text = Case(When(wording="", then=text), default=printed, output_field=TextField())
    vector = Case(When(wording="", then=kept), default=words_of(printed))
    return Source(rows, text, "day", _COUNCIL, indexed=kept, vector=vector)


def _wording(as_at: AsAt) -> Any:
    """Return the wording for papers of an update; "" where it is the officer's."""
    last = wordings_for_papers(as_at).filter(update=OuterRef("pk")).order_by("-pk")
    words = Subquery(last.values("paper_wording")[:1])
    return Coalesce(words, Value(""), output_field=TextField())


def _reasons(group: Group) -> Source:
    """Return the reasons given for ratings and for checks that were missed."""
    lines = ProgressLine.objects.exclude(reason="")
    rows = of_readable_updates(lines, group.councils, group.as_at, "update__")
    council = f"update__{_COUNCIL}"
    return Source(rows, F("reason"), "update__day", council, "update_id", words_of("reason"))


def _worded(group: Group) -> Source:
    """Return the wordings for papers that count: the last of each report."""
    accepted = wordings_for_papers(group.as_at)
    later = accepted.filter(update=OuterRef("update"), pk__gt=OuterRef("pk"))
    rows = of_readable_updates(accepted, group.councils, group.as_at, "update__")
    rows = rows.filter(~Q(paper_wording=""), ~Exists(later))
    council, words = f"update__{_COUNCIL}", F("paper_wording")
    indexed = words_of("paper_wording")
    return Source(rows, words, "update__day", council, "update_id", indexed)


_RELATED = "action__plan__council"


def _shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    updates = ProgressUpdate.objects.filter(pk__in=pks).select_related(_RELATED, "entered_by")
    as_at = AsAt(day=reader.day, today=reader.day)
    verdicts = as_at.last_verdicts("update", Q(update__in=pks))
    return {update.pk: _update(update, verdicts.get(update.pk, "")) for update in updates}


def _update(update: ProgressUpdate, verdict: str) -> Shown:
    return Shown(
        "Progress update",
        f"Progress on {name_of(update.action)}",
        place_of(update.action),
        f"for {in_words(update.day)}, by {update.author}",
        page_of(update.action, f"update-{update.pk}"),
        _state(verdict),
    )


def _state(verdict: str) -> str:
    """Return where it stands; nothing is said of what was accepted."""
    if verdict in FOR_THE_MANAGER:
        return "Not yet accepted"
    return {
        Review.Verdict.TO_SIGN.value: "Not yet signed off",
        Review.Verdict.RETURNED.value: "Sent back",
        Review.Verdict.REOPENED.value: "Reopened",
    }.get(verdict, "")


UPDATES = Kind("updates", "Progress updates", _sources, _shown)


# Evidence, by its title and the name of its file


def _of_evidence(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        rows = readable_evidence(group.councils, group.as_at)
        council = f"update__{_COUNCIL}"
        yield Source(rows, joined("title", "file_name"), "day", council)


def _evidence_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = Evidence.objects.filter(pk__in=pks).select_related(f"update__{_RELATED}")
    return {piece.pk: _piece(piece) for piece in found}


def _piece(piece: Evidence) -> Shown:
    action = piece.update.action
    return Shown(
        "Evidence",
        piece.title,
        f"{name_of(action)[:1].upper()}{name_of(action)[1:]}. {place_of(action)}",
        f"for {in_words(piece.day)}",
        page_of(action, f"update-{piece.update_id}"),
        "Confidential" if piece.is_confidential else "",
    )


EVIDENCE = Kind("evidence", "Evidence", _of_evidence, _evidence_shown, weight=1.2)
