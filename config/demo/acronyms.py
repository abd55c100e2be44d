"""What the short forms in the demo's plans stand for."""

from config.demo.files import ACRONYMS, read
from councils.models import Council
from scrutiny.models import Acronym


def load_acronyms() -> int:
    """Return how many acronyms were spelled out; a council that has any is left alone."""
    facts = read(ACRONYMS)
    councils = Council.objects.filter(slug__in=facts, acronyms=None)
    rows = [
        Acronym(council=council, short=short, full=full)
        for council in councils
        for short, full in facts[council.slug].items()
    ]
    for row in rows:
        row.save()
    return len(rows)
