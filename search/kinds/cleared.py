"""What was said when the clearance of a paper was given, returned or gone on without."""

from collections.abc import Collection, Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from councils.access import Verb
from councils.day_words import in_words
from reports.models import Clearance, ClearanceAnswer, PaperSection
from scrutiny.reviews.drafts import to_clear_by
from search.kinds.papers import papers_read
from search.readers import Group, Reader
from search.sources import Kind, Shown, Source, joined


def _sources(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        if group.may(Verb.READ_UNACCEPTED):
            read = Q(clearance__report__in=papers_read(reader, group))
            theirs = Q(clearance__report__council__in=group.councils)
            theirs &= to_clear_by(reader.user, ClearanceAnswer)
            said = ClearanceAnswer.objects.filter(read | theirs)
            text = joined("comment", "code")
            council = "clearance__report__council_id"
            yield Source(said.filter(_open(group)), text, "day", council, "clearance_id")


def _open(group: Group) -> Q:
    """Return the filter for what is said of no exempt section, to who does not compose."""
    if group.may(Verb.COMPOSE):
        return Q()
    section = {"report": OuterRef("clearance__report"), "key": OuterRef("clearance__section_key")}
    is_open = PaperSection.objects.filter(exempt_under=None, **section)
    return Q(clearance__section_key="") | Q(Exists(is_open))


def _shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = Clearance.objects.filter(pk__in=pks).select_related("report__body", "report__council")
    return {each.pk: _clearance(each) for each in found}


def _clearance(asked: Clearance) -> Shown:
    report = asked.report
    return Shown(
        "Clearance",
        f"{asked.what} of {asked.of_what}: {report.title}",
        f"{report.body.name}, {report.council.name}",
        f"{asked.name}, asked on {in_words(asked.day)}" if asked.was_asked else asked.name,
        reverse("reports:clearance", args=[report.council.slug, report.pk, asked.pk]),
    )


CLEARANCES = Kind("clearances", "Clearances of papers", _sources, _shown)
