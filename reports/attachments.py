"""What is attached to a paper, as the paper itself names it: labels, titles, places."""

from dataclasses import dataclass

from reports.models import PaperAppendix, Report
from reports.paper.numbering import label_of

EXEMPT_APPENDIX = "Exempt appendix"
_WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True)
class Attachment:
    """An appendix in a paper. `anchor`: what other parts refer to it by; `place`: where it stands.

    In the public paper an exempt one has neither its title nor a label or a place of its own.
    """

    row: PaperAppendix
    anchor: str
    place: str
    label: str
    title: str

    @property
    def named(self) -> str:
        """Return its label and its title: "Appendix 2: Costs"."""
        return f"{self.label}: {self.title}" if self.title else self.label


def attachments(report: Report, is_public: bool) -> list[Attachment]:
    """Return the appendices of a paper in order, labelled in its house style. One query."""
    rows = report.appendices.select_related("file", "plan").order_by("order")
    pattern = report.style.appendix
    return [_attachment(held, place, pattern, is_public) for place, held in enumerate(rows, 1)]


def _attachment(held: PaperAppendix, place: int, pattern: str, is_public: bool) -> Attachment:
    neutral = f"appendix-{held.order}"
    styled = pattern.format(
        number=place,
        letter=label_of(place, "a").upper(),
        word=dict(enumerate(_WORDS, 1)).get(place, place),
    )
    anchor = held.anchor or neutral
    if is_public and held.is_exempt:
        return Attachment(held, anchor, neutral, styled, EXEMPT_APPENDIX)
    return Attachment(held, anchor, anchor, held.label or styled, held.title)
