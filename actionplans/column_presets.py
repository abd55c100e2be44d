"""Columns that councils have used, to start one's own from. Pure data.

Headings are as the plans print them. Where only a paper about the plan is held and not the plan's
own table, `about` says so and the headings are in the paper's words.
"""

from dataclasses import dataclass

from actionplans.columns import HOUSE, Column


@dataclass(frozen=True)
class ColumnPreset:
    """Columns to start from: `about` says what is special, `source` where they were used."""

    key: str
    name: str
    about: str
    source: str
    columns: tuple[Column, ...]


def _preset(
    key: str, name: str, about: str, source: str, *columns: tuple[str, str]
) -> ColumnPreset:
    return ColumnPreset(key, name, about, source, tuple(Column(*pair) for pair in columns))


COLUMN_PRESETS = (
    ColumnPreset("house", "Five columns", "What every plan begins with.", "This service", HOUSE),
    _preset(
        "wolverhampton-2017",
        "Wolverhampton",
        "Five columns; the recommendation and where it stands are in the first.",
        "Appendix to a Cabinet paper, April 2017",
        ("action", "Action"),
        ("milestones", "Milestones"),
        ("timescale", "Timescales"),
        ("leads", "Lead Officers"),
        ("progress", "Progress"),
    ),
    _preset(
        "wirral-2011",
        "Wirral",
        "By number and area for development, with the revised date beside the first. The paper "
        "tells of the plan; its table is not held.",
        "Paper to a scrutiny committee, September 2011",
        ("reference", "No."),
        ("recommendation", "Area for development"),
        ("action", "Action"),
        ("timescale", "Timescale"),
        ("revised_date", "Revised timescale"),
        ("progress", "Progress up to {day}"),
    ),
    _preset(
        "windsor-maidenhead-2016",
        "Windsor and Maidenhead",
        "Ends with where compliance goes on being monitored. The paper tells of the plan; its "
        "table is not held.",
        "Paper to Cabinet, May 2016",
        ("recommendation", "Recommendation"),
        ("action", "Action"),
        ("rating", "Status"),
        ("watched_by", "Ongoing monitoring"),
    ),
    _preset(
        "walsall-2018",
        "Walsall",
        "A recommendation and the response to it. The paper prints these as paragraphs.",
        "Paper to Cabinet, June 2018",
        ("recommendation", "Recommendation"),
        ("action", "Response"),
        ("progress", "Progress"),
    ),
    _preset(
        "stockton-2016",
        "Stockton",
        "What was done and what is still to come stand apart.",
        "Action plan after an inspection, 2016",
        ("action", "Key tasks"),
        ("success_measure", "How will we know?"),
        ("leads", "Lead(s)"),
        ("progress", "Action to date"),
        ("next_steps", "Future actions"),
        ("rating", "RAG"),
    ),
    _preset(
        "herefordshire-2015",
        "Herefordshire",
        "Names the report’s paragraph and ends with monitoring.",
        "Action plan after an inspection, 2015",
        ("reference", "No."),
        ("paragraph_reference", "Ofsted Para No"),
        ("recommendation", "Ofsted Area for Improvement"),
        ("leads", "Lead"),
        ("action", "Action"),
        ("timescale", "By When"),
        ("progress", "Progress"),
        ("rating", "R/A/G"),
        ("success_measure", "Monitoring and Evaluation"),
    ),
    _preset(
        "torbay-2017",
        "Torbay",
        "Asks what, who, how and when.",
        "Action plan after an inspection, 2017",
        ("reference", "NOS"),
        ("action", "What?"),
        ("leads", "Who?"),
        ("milestones", "How?"),
        ("timescale", "When?"),
        ("success_measure", "Success measures"),
        ("rating", "Current Status"),
        ("difference", "Outcome"),
    ),
    _preset(
        "pan-dorset-2014",
        "Progress at a month",
        "The heading of the progress says of which month it is.",
        "Action plan of three councils, 2014",
        ("recommendation", "DEVELOPMENTAL OBJECTIVE"),
        ("action", "ACTION(s) REQUIRED"),
        ("success_measure", "EXPECTED OUTCOME"),
        ("timescale", "WHEN"),
        ("leads", "LEAD"),
        ("progress", "PROGRESS at {month}"),
    ),
    _preset(
        "bury-2018",
        "Update of a day",
        "The heading of the update carries its day; the rating comes last.",
        "Action plan after a health inspection, 2018",
        ("recommendation", "Recommendation"),
        ("action", "Action"),
        ("timescale", "Target date"),
        ("leads", "Lead"),
        ("progress", "Update {date}"),
        ("rating", "RAG"),
    ),
    _preset(
        "salford-2006",
        "New date asked for",
        "Short: who, how far, and when instead.",
        "Progress on recommendations, 2006",
        ("recommendation", "Recommendation"),
        ("leads", "Responsible Officer"),
        ("progress", "Update on progress"),
        ("rating", "Achieved or on target"),
        ("revised_date", "Give expected new achievement date"),
    ),
    _preset(
        "reasons",
        "Where it stands, and why",
        "For members who ask why something is amber, and what changed for children.",
        "What committees have asked for",
        ("reference", "Ref"),
        ("action", "Action"),
        ("leads", "Lead"),
        ("timescale", "First date"),
        ("revised_date", "Revised date"),
        ("rating", "Rating"),
        ("reason", "Reason for rating"),
        ("difference", "Difference made"),
    ),
)
_BY_KEY = {preset.key: preset for preset in COLUMN_PRESETS}


def column_preset(key: str) -> ColumnPreset | None:
    """Return the preset of this key, or None."""
    return _BY_KEY.get(key)
