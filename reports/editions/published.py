"""Published papers as they are read: by who may see which, without anything being made anew."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from councils.models import Council
from reports.models import CommitteeLink, Edition, EditionFile, Report, Withdrawal
from reports.states import PaperState

Done = Withdrawal.State.DONE


def with_state(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return editions with `is_withdrawn`, `is_superseded` and `link`; their data left out.

    What was corrected stays superseded where the correction is withdrawn: it was wrong before.
    """
    taken = Withdrawal.objects.filter(edition=OuterRef("pk"), state=Done)
    corrections = Edition.objects.filter(
        report=OuterRef("report"), kind=Edition.Kind.CORRECTION, number__gt=OuterRef("number")
    )
    link = CommitteeLink.objects.filter(edition=OuterRef("pk")).order_by("-pk")
    return editions.defer("data").annotate(
        is_withdrawn=Exists(taken), is_superseded=Exists(corrections), link=link.values("url")[:1]
    )


def state_of(edition: Edition) -> PaperState:
    """Return published, superseded or withdrawn, of an edition that `with_state` gave."""
    if edition.is_withdrawn:  # type: ignore[attr-defined]
        return PaperState.WITHDRAWN
    superseded = edition.is_superseded  # type: ignore[attr-defined]
    return PaperState.SUPERSEDED if superseded else PaperState.PUBLISHED


def newest_of(report: Report) -> Edition | None:
    """Return the newest edition of a whole paper with its state; None before the first."""
    whole = with_state(report.editions.exclude(kind=Edition.Kind.FOLLOWING))
    return whole.order_by("-number").first()


def listed(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return editions as lists have them: the newest first."""
    return with_state(editions).order_by("-day", "-pk")


# What anybody may read


@dataclass(frozen=True)
class PublicEdition:
    """An edition as its public page shows it: its files, the paper as markup, and its style.

    `style` is None in editions made before pages had one.
    """

    edition: Edition
    files: list[EditionFile]
    page: EditionFile | None
    style: EditionFile | None
    others: list[Edition]


def council_with_pages(slug: str) -> Council:
    """Return a council that shows its papers to anybody; raise Http404 for any other. One query."""
    found = Council.objects.filter(slug=slug, publishing__has_public_pages=True).first()
    if found is None:
        raise Http404
    return found


def _with_something_public(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return editions but those of exempt files alone: they have no public page."""
    public = EditionFile.objects.filter(edition=OuterRef("pk"), is_exempt=False)
    return editions.filter(Exists(public))


def public_list(slug: str) -> tuple[Council, QuerySet[Edition]]:
    """Return a council and its published papers for anybody.

    Those withdrawn are left out, and those of which nothing is public.
    """
    council = council_with_pages(slug)
    shown = council.editions.exclude(withdrawals__state=Done)
    return council, listed(_with_something_public(shown))


def public_edition(slug: str, address: str) -> Edition:
    """Return an edition for anybody. One query.

    Raise Http404 where its council shows none, or nothing of it is public.
    """
    shown = Edition.objects.filter(
        council__slug=slug, council__publishing__has_public_pages=True, address=address
    )
    found = with_state(_with_something_public(shown)).select_related("council").first()
    if found is None:
        raise Http404
    return found


def public_files(edition: Edition) -> PublicEdition:
    """Return an edition with its public files and its page; no exempt one is ever among them."""
    files = list(_public(edition).defer("content"))
    page = _public(edition).filter(what=EditionFile.What.PAGE).first()
    others = Edition.objects.filter(report=edition.report_id).exclude(pk=edition.pk)
    found = [each for each in files if each.what not in EditionFile.OF_PAGE]
    style = next((each for each in files if each.what == EditionFile.What.STYLE), None)
    shown = with_state(_with_something_public(others)).order_by("-number")
    return PublicEdition(edition, found, page, style, list(shown))


def correction_of(edition: Edition) -> Edition | None:
    """Return the newest correction of a paper that anybody can read in place of an edition."""
    later = Edition.objects.filter(
        report=edition.report_id, kind=Edition.Kind.CORRECTION, number__gt=edition.number
    )
    shown = _with_something_public(later.exclude(withdrawals__state=Done))
    return shown.defer("data").order_by("-number").first()


def public_file(slug: str, address: str, name: str) -> EditionFile:
    """Return one public file with its bytes; raise Http404 for any other, exempt ones too."""
    edition = public_edition(slug, address)
    found = _public(edition).filter(name=name).first()
    if found is None or found.content is None or found.what == EditionFile.What.PAGE:
        raise Http404
    return found


def _public(edition: Edition) -> QuerySet[EditionFile]:
    return edition.files.filter(is_exempt=False).order_by("order")
