"""What a revised file would change, in sentences."""

from actionplans.importing.changes import Revision
from actionplans.importing.telling import NOTHING_YET

TOO_MUCH_ELSE = (
    "So much of the file is worded otherwise than the plan that not every row could be compared "
    "with every action: some that are shown as new may be actions of the plan with other words. "
    "Give them their numbers in the plan, and they are found."
)


def revised_words(revision: Revision) -> str:
    """Return how many actions a revised file changes, adds and leaves out."""
    found = f"{_what_changes(revision)}{_what_is_asked(revision)}"
    if left := len(revision.missing):
        found += f" {_how_many(left)} of the plan {'is' if left == 1 else 'are'} not in the file, "
        found += "and stays." if left == 1 else "and stay."
    if revision.is_cut:
        found += f" {TOO_MUCH_ELSE}"
    return f"{found} {NOTHING_YET}"


def _what_changes(revision: Revision) -> str:
    new = sum(row.is_new for row in revision.rows)
    same = sum(row.is_unchanged for row in revision.rows)
    changed = len(revision.rows) - new - same
    if not (new or changed):
        nothing = "nothing would change"
        if revision.asks_something or revision.order:
            return f"As it stands, {nothing}."
        return f"The file says what the plan says: {nothing}."
    found = f"{_how_many(changed)} would change, {new} would be new, {same} would stay as "
    return found + ("it is." if same == 1 else "they are.")


def _what_is_asked(revision: Revision) -> str:
    """Return how many cells somebody has to say something of, and whether the order is other."""
    asked = sum(len(row.asked) for row in revision.rows)
    found = ""
    if asked:
        cells, are = ("cell", "is") if asked == 1 else ("cells", "are")
        found = f" {asked} {cells} of the file {are} empty, or {are} set back: the plan keeps "
        found += "what it has unless you say so."
    if revision.order:
        found += " Its actions stand in another order than the plan’s."
    return found


def _how_many(number: int) -> str:
    return f"{number} action{'' if number == 1 else 's'}"
