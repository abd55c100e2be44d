"""What tells one look at a revised file from the next: whether it would still change the same."""

import hashlib
import json

from actionplans.importing.changes import Change, Revision


def digest_of(revision: Revision) -> str:
    """Return what differs whenever what a revision would change, or what it is held to, does."""
    rows = [
        [
            *row.key,
            row.action.pk if row.action else None,
            [_of(change) for change in row.changes],
            row.stays,
        ]
        for row in revision.rows
    ]
    shown = json.dumps([rows, [action.pk for action in revision.missing], revision.order])
    return hashlib.sha256(shown.encode()).hexdigest()[:20]


def _of(change: Change) -> list[object]:
    step = change.step.pk if change.step else None
    words = (change.kind, change.what, change.before, change.after)
    return [*words, change.at, step, repr(change.value)]
