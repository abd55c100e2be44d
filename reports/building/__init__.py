"""Parts of a paper that come from data: each builder turns what is held into blocks.

A builder is a function of `PaperFacts` and its options, registered under the name that a part
stores. Apps above this one register their own.
"""

from reports.building import (
    asked,
    attached,
    challenged,
    compared,
    found,
    judged,
    late,
    learned,
    measured,
    news,
    progress,
    proposing,
)
from reports.building.offering import offered
from reports.building.options import Option, read
from reports.building.registry import BUILDERS, Builder, PaperFacts, builder, builder_of

# The modules whose builders come with this app: importing them registers these.
OWN = (
    asked,
    attached,
    challenged,
    compared,
    found,
    judged,
    late,
    learned,
    measured,
    news,
    progress,
    proposing,
)

__all__ = [
    "BUILDERS",
    "Builder",
    "Option",
    "PaperFacts",
    "builder",
    "builder_of",
    "offered",
    "read",
]
