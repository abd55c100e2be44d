"""Tables that stand in a plan's file and are not the plan, by their headings."""

import re
from collections.abc import Sequence

from actionplans.importing.heading_words import plain

# Why a table is left out; a heading it must have, if any; headings of which it has two or more.
_KINDS = (
    (
        "A list of people, not the plan",
        "",
        r"^(?:full )?names?(?: of.*)?$"
        r"|^(?:full )?contact (?:no|number)|^organi[sz]ations?$"
        r"|^agency$|^post(?: title)?$|^job title$|^role$"
        r"|^title$|^present$|^apologies$|^attend\w*$|^e ?mail(?: address)?$|^telephone$|^phone$"
        r"|^contact(?: details)?$|^initials$|^signature$|^designation$|^member$|^representing$",
    ),
    (
        "The versions of the file, not the plan",
        r"^version|^revision|^amend|^changes?$|^distribution$",
        r"^version(?: (?:no|number|control))?$|^authors?$|^amended by$|^changes?(?: made)?$"
        r"|^revision(?: history)?$|^issued?(?: date)?$|^amendments?$|^distribution$"
        r"|^(?:summary|description|nature|details) of (?:changes?|amendments?)$|^edited by$"
        r"|^date$|^description$|^status$|^comments?$|^(?:approved|reviewed) by$",
    ),
    (
        "What words mean, not the plan",
        "",
        r"^(?:terms?|acronyms?|abbreviations?|words?|glossary)$|^meanings?$|^definitions?$"
        r"|^stands for$|^full (?:name|term|title)$|^in full$|^explanation$",
    ),
    (
        "The key of the ratings, not the plan",
        "",
        r"^(?:[bg]?rag(?: (?:rating|status|key))?|key|colours?|ratings?|status|symbol|code)$"
        r"|^(?:definitions?|descriptions?|meanings?|explanation|criteria|what (?:it|this) means)$",
    ),
    (
        "A list of risks, not the plan",
        r"^(?:likelihood|probability)|^(?:gross|net|inherent|residual) ",
        r"^(?:risks?(?: description| no| id| ref)?|description of risk)$|^likelihood|^probability"
        r"|^(?:gross|net|inherent|residual|current|target|risk) (?:risk )?(?:score|rating)$"
        r"|^mitigat\w+|^(?:existing |current )?controls?$|^consequences?$"
        r"|^impact|^severity|^(?:risk )?(?:score|rating|owner)$",
    ),
    (
        "What the file contains, not the plan",
        "",
        r"^contents?$|^pages?(?: no| number)?$|^sections?$",
    ),
)


def other_kind(headings: Sequence[str]) -> str:
    """Return why a table under these headings is no plan, "" where nothing says so.

    Most of its headings have to be of one such kind.
    """
    said = [plain(heading) for heading in headings if heading.strip()]
    for why, must, pattern in _KINDS:
        found = sum(bool(re.search(pattern, words)) for words in said)
        if found >= 2 and found * 2 > len(said) and any(re.search(must, words) for words in said):
            return why
    return ""


_FRONT = re.compile(
    r"\bwards?\b|^key decision|^report (?:of|by|to|author|title)|^subject$|\bexempt\b|\bpart ii?\b"
    r"|^(?:lead |responsible )?cabinet member|\bportfolio\b|^member reporting|^contact officer"
    r"|^responsible officer|^accountable (?:director|employee|officer)|^originating "
    r"|^for consideration by|^date to be considered|^implementation date if not|^classification"
    r"|^agenda item|^decision type|forward plan|^to be considered by|^considered by"
    r"|^meeting(?: date)?$|^committee$|^date of (?:meeting|decision)"
    r"|^background papers?|^consultation|^title$"
)
FRONT = "The front of a report, not the plan"


def is_front(labels: Sequence[str]) -> bool:
    """Return whether labels down the side are those of a council report's front sheet."""
    said = [plain(label) for label in labels if label.strip()]
    found = sum(bool(_FRONT.search(words)) for words in said)
    return found >= 3 and found * 5 >= len(said) * 2
