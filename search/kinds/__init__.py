"""Every kind of thing that is searched. A new one is a module here, and a place in `KINDS`."""

from search.kinds.actions import ACTIONS
from search.kinds.asked import QUESTIONS
from search.kinds.cleared import CLEARANCES
from search.kinds.inspected import FINDINGS, INSPECTIONS, PARAGRAPHS, RECOMMENDATIONS
from search.kinds.overseen import LEARNED, STEPS, VISITS
from search.kinds.papers import EDITIONS, PAPERS
from search.kinds.plans import PLANS
from search.kinds.reported import EVIDENCE, UPDATES
from search.kinds.reviews import REVIEWS
from search.kinds.spelled import ACRONYMS
from search.sources import Kind

# In the order in which they are listed, and in which equal hits stand.
KINDS: tuple[Kind, ...] = (
    PLANS,
    ACTIONS,
    UPDATES,
    EVIDENCE,
    QUESTIONS,
    REVIEWS,
    STEPS,
    VISITS,
    LEARNED,
    EDITIONS,
    PAPERS,
    CLEARANCES,
    INSPECTIONS,
    RECOMMENDATIONS,
    FINDINGS,
    PARAGRAPHS,
    ACRONYMS,
)
