"""Rating scales that councils have used, to start one's own from. Pure data.

Labels are as the papers print them; what they mean is in our words. Where a paper gives
no colour the label has a grey. Scales by percentage complete (Reading) and by outcome
(Windsor and Maidenhead) are not here: the first rates no promise, the second is a measure.
"""

from dataclasses import dataclass

from actionplans.rag import Meaning

BLUE, GREEN, AMBER, RED = "#1d70b8", "#00703c", "#ffbf47", "#b10e1e"
GREYS = ("#f3f2f1", "#d0d4d6", "#a3abaf", "#3d4447")


@dataclass(frozen=True)
class PresetLabel:
    """One label, with what `RatingLabel` stores of it."""

    label: str
    meaning: Meaning
    colour: str
    definition: str
    over_days_late: int = 0


@dataclass(frozen=True)
class Preset:
    """A scale to start from: `about` says what is special, `source` where it was used."""

    key: str
    name: str
    about: str
    source: str
    labels: tuple[PresetLabel, ...]


PRESETS = (
    Preset(
        key="rag",
        name="Red, amber, green",
        about="Three colours for what is under way, by the issues and risks in its way.",
        source="Kensington and Chelsea, how progress is tracked and monitored",
        labels=(
            PresetLabel("Green", Meaning.ON_TRACK, GREEN, "No issue or risk stands in its way."),
            PresetLabel(
                "Amber",
                Meaning.AT_RISK,
                AMBER,
                "Issues or risks are known that may hold it up.",
            ),
            PresetLabel(
                "Red",
                Meaning.OFF_TRACK,
                RED,
                "Issues or risks are so serious that it is late or will be, unless something "
                "changes.",
            ),
        ),
    ),
    Preset(
        key="brag",
        name="Blue, red, amber, green",
        about="Blue is only for what is complete and has been checked to last. What is complete "
        "and not yet checked has no colour.",
        source="One way of using four colours; others give blue another meaning",
        labels=(
            PresetLabel(
                "Blue",
                Meaning.EMBEDDED,
                BLUE,
                "Complete, and checked later: it has become the way things are done.",
            ),
            PresetLabel("Green", Meaning.ON_TRACK, GREEN, "Under way; will be done as agreed."),
            PresetLabel("Amber", Meaning.AT_RISK, AMBER, "May not be done as agreed."),
            PresetLabel("Red", Meaning.OFF_TRACK, RED, "Late, or will not be done as agreed."),
        ),
    ),
    Preset(
        key="blue-business-as-usual",
        name="Blue for business as usual",
        about="Blue is for what is complete and handed over to everyday work, whether or not "
        "anybody has checked since that it lasts.",
        source="General guides to rating projects",
        labels=(
            PresetLabel(
                "Blue",
                Meaning.COMPLETE,
                BLUE,
                "Complete, and handed over to business as usual.",
            ),
            PresetLabel("Green", Meaning.ON_TRACK, GREEN, "Under way; will be done as agreed."),
            PresetLabel("Amber", Meaning.AT_RISK, AMBER, "May not be done as agreed."),
            PresetLabel("Red", Meaning.OFF_TRACK, RED, "Late, or will not be done as agreed."),
        ),
    ),
    Preset(
        key="bromsgrove",
        name="By months behind (Bromsgrove)",
        about="Amber and red say how late something is. What was reprogrammed or suspended with "
        "approval had a count of its own; here the plan counts moved dates and ended actions.",
        source="Bromsgrove, progress of its improvement plan",
        labels=(
            PresetLabel("Green", Meaning.ON_TRACK, GREEN, "On target for the date agreed."),
            PresetLabel("Amber", Meaning.OFF_TRACK, AMBER, "Behind, by up to one month."),
            PresetLabel("Red", Meaning.OFF_TRACK, RED, "Behind by over one month.", 31),
        ),
    ),
    Preset(
        key="rotherham-2023",
        name="By three months of delay (Rotherham)",
        about="Tells a short delay from a long one, always against the original date.",
        source="Rotherham, progress of its council plan, 2023",
        labels=(
            PresetLabel("Complete", Meaning.COMPLETE, GREYS[0], "Done."),
            PresetLabel(
                "On track to original target date",
                Meaning.ON_TRACK,
                GREYS[1],
                "Will be done by the date first set.",
            ),
            PresetLabel(
                "Delayed < 3 months",
                Meaning.OFF_TRACK,
                GREYS[2],
                "Late, by less than three months.",
            ),
            PresetLabel(
                "Will not be met within 3 months of original date",
                Meaning.OFF_TRACK,
                GREYS[3],
                "Late by over three months.",
                92,
            ),
        ),
    ),
    Preset(
        key="stockton-committees",
        name="Four numbered categories (Stockton)",
        about="For recommendations of scrutiny. Only the first is signed off, and the committee "
        "does that. The third needs a new date and reasons, the fourth an explanation.",
        source="Stockton-on-Tees, progress reported to select committees",
        labels=(
            PresetLabel("1 Achieved (Fully)", Meaning.COMPLETE, GREYS[0], "All of it is done."),
            PresetLabel(
                "2 On Track but not yet due",
                Meaning.ON_TRACK,
                GREYS[1],
                "Its date is still to come and will be kept.",
            ),
            PresetLabel(
                "3 Slipped",
                Meaning.AT_RISK,
                GREYS[2],
                "Will be done later than agreed: the new date and the reasons are given.",
            ),
            PresetLabel(
                "4 Not Achieved",
                Meaning.OFF_TRACK,
                GREYS[3],
                "Not done by its date, or will not be: the explanation is given.",
            ),
        ),
    ),
    Preset(
        key="salford-2006",
        name="Three words, no colours (Salford)",
        about="Two ticks, and a date where neither fits: the third column asks for the new date.",
        source="Salford, progress on recommendations, 2006",
        labels=(
            PresetLabel("Achieved", Meaning.COMPLETE, GREYS[0], "Done."),
            PresetLabel(
                "On Target to Achieve", Meaning.ON_TRACK, GREYS[1], "Will be done by its date."
            ),
            PresetLabel(
                "Expected new achievement date",
                Meaning.OFF_TRACK,
                GREYS[2],
                "The date is not kept: the new one stands beside it.",
            ),
        ),
    ),
    Preset(
        key="stockton-sif-2016",
        name="Two words (Stockton)",
        about="Says only whether something keeps to its schedule.",
        source="Stockton-on-Tees, action plan after its inspection, 2016",
        labels=(
            PresetLabel("On track", Meaning.ON_TRACK, GREYS[0], "Keeps to its schedule."),
            PresetLabel(
                "Behind schedule", Meaning.OFF_TRACK, GREYS[3], "Does not keep to its schedule."
            ),
        ),
    ),
    Preset(
        key="scrutiny-tracker",
        name="Traffic light of a scrutiny tracker",
        about="Here amber is no warning: it means that progress is good enough. The same colour "
        "says another thing in other councils.",
        source="A scrutiny committee’s tracker of recommendations",
        labels=(
            PresetLabel(
                "Green",
                Meaning.COMPLETE,
                GREEN,
                "Achieved; nobody needs to monitor it any longer.",
            ),
            PresetLabel("Amber", Meaning.ON_TRACK, AMBER, "Progress is acceptable; it goes on."),
            PresetLabel("Red", Meaning.OFF_TRACK, RED, "Progress is not acceptable."),
        ),
    ),
)

_BY_KEY = {preset.key: preset for preset in PRESETS}


def preset(key: str) -> Preset | None:
    """Return the preset of this key, or None."""
    return _BY_KEY.get(key)
