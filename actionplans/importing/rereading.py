"""What a file was understood to say, kept for a moment: the next page of a preview asks it again.

A file of thousands of rows takes seconds to understand. Nothing rests on what is kept: it is
looked up by everything it depends on, and made anew where it is not there.
"""

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from actionplans.importing.correcting import from_json
from actionplans.importing.tables import Document
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known, Understood
from actionplans.models import PlanImport

MOST_KEPT = 2
_kept: OrderedDict[tuple[Any, ...], tuple[Document, Understood]] = OrderedDict()


def reading_of(
    planned: PlanImport, known: Known, corrections: Mapping[str, Any]
) -> tuple[Document, Understood]:
    """Return the tables of an import that was read, and what they say with these corrections."""
    file = (planned.pk, planned.sha256, planned.asked_at)
    key = (*file, _plain(corrections), _fingerprint(known))
    found = _kept.pop(key, None)
    if found is None:
        document = planned.tables
        found = document, understand(document, known, from_json(corrections))
    _kept[key] = found
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return found


def _plain(corrections: Mapping[str, Any]) -> str:
    return json.dumps(corrections, sort_keys=True)


def _fingerprint(known: Known) -> tuple[Any, ...]:
    return (
        known.agreed_on,
        known.published_on,
        known.officers,
        known.recommendations,
        known.labels,
        tuple(sorted(known.mapping.items())),
    )
