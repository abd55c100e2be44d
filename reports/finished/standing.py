"""Which Word files stand for a paper, and which of its sections they say otherwise."""

import datetime
from dataclasses import dataclass

from reports.models import Edition, FinishedPaper, Report

NOT_FOUND = ""


def standing_for(report: Report, is_public: bool = True) -> FinishedPaper | None:
    """Return the finished paper that stands for the composed one; None where there is none."""
    held = report.finished.filter(is_public=is_public, dropped_at=None)
    return held.filter(confirmed_at__isnull=False).order_by("-confirmed_at", "-pk").first()


def edition_from(finished: FinishedPaper) -> Edition | None:
    """Return the newest edition of the paper since a file was confirmed: it is used then.

    A correction wants it looked over and confirmed again.
    """
    if not finished.is_confirmed:
        return None
    whole = finished.report.editions.exclude(kind=Edition.Kind.FOLLOWING)
    return whole.filter(entered_at__gt=finished.confirmed_at).order_by("-number").first()


@dataclass(frozen=True)
class InWord:
    """The Word files that stand for a paper: the public one and the exempt one, if they do.

    Their `rewritten` has the digest of a section's words by its key where they are not as
    composed, `NOT_FOUND` where its heading is not in the file; "" is the key of the whole paper.
    """

    held: tuple[FinishedPaper, ...] = ()

    def digests(self, key: str) -> list[list[str]]:
        """Return what tells a section's words in the files apart; [] where they are as composed."""
        said = ((str(each.is_public), each.rewritten.get(key)) for each in self.held)
        return [[which, digest] for which, digest in said if digest is not None]

    def because(self, key: str, since: datetime.datetime) -> str:
        """Return the sentence that a section was rewritten in Word after a moment, or ""."""
        for each in self.held:
            if key in each.rewritten and each.confirmed_at and each.confirmed_at > since:
                return _because(each, is_found=each.rewritten[key] != NOT_FOUND)
        return ""


def _because(held: FinishedPaper, *, is_found: bool) -> str:
    if is_found:
        return f"It was rewritten in Word, in “{held.file_name}”."
    return f"Its heading is not in “{held.file_name}”, so it counts as rewritten in Word."


def in_word(report: Report) -> InWord:
    """Return the Word files that stand for a paper, without their bytes. One query."""
    rows = report.finished.filter(dropped_at=None, confirmed_at__isnull=False)
    newest = rows.defer("content", "read").order_by("is_public", "-confirmed_at", "-pk")
    return InWord(tuple(newest.distinct("is_public")))
