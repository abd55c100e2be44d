"""A file's tables in, a plan's rows out: each field read by its own rule, each doubt on its row.

Nothing of a row is lost: what fits no field is kept under its heading. Rules, no models.
"""

from dataclasses import replace

from actionplans.importing import shape
from actionplans.importing.ditto import filled_in
from actionplans.importing.file_key import key_of
from actionplans.importing.headings import key
from actionplans.importing.joining import Columns, Taken, actions_of
from actionplans.importing.reading import Reader
from actionplans.importing.tables import Document
from actionplans.importing.understood import Corrections, Field, Known, Understood

# What a council's own file would call a lead, and a file of ours does not.
OURS = {key("Accountable officer"): Field.ACCOUNTABLE.value}


def understand(
    document: Document, known: Known, corrections: Corrections | None = None
) -> Understood:
    """Return a file read as a plan, against what the council holds and what a person put right.

    A file without a plan gives no rows, and a problem that says so. Never raises.
    """
    corrections = corrections or Corrections()
    if document.is_ours:
        known = replace(known, mapping=OURS | {**known.mapping})
    found, columns, taken = _found(document, known, replace(corrections, left_out=frozenset()))
    if corrections.left_out:
        found, columns, taken = _found(document, known, _whole_rows(corrections, taken))
    ratings = key_of(document, found.skipped)
    reader = Reader(columns, known, corrections, taken, ratings)
    rows = tuple(reader.row(one) for one in taken)
    doubts = [doubt for row in rows for doubt in row.doubts]
    return Understood(
        columns=columns.all,
        rows=rows,
        problems=tuple(dict.fromkeys([*document.problems, *found.problems, *doubts])),
        skipped=found.skipped,
        tables=found.tables,
        title=found.title,
        kind=document.kind,
        after=document.after,
        above=found.above,
    )


def _found(
    document: Document, known: Known, corrections: Corrections
) -> tuple[shape.Shape, Columns, list[Taken]]:
    found = shape.find(document, known.mapping, corrections)
    columns = Columns(found.columns, is_ours=document.is_ours)
    # A file of this service says everything in full, and a ditto mark in it is the plan's own.
    rows = found.rows if document.is_ours else filled_in(found.rows, columns.all)
    return found, columns, actions_of(rows, columns)


def _whole_rows(corrections: Corrections, taken: list[Taken]) -> Corrections:
    """Return the corrections with every row of the file that an action left out came from."""
    left_out = set(corrections.left_out)
    for one in taken:
        if one.key in left_out:
            left_out |= {(table, number) for table, number in one.rows}
    return replace(corrections, left_out=frozenset(left_out))
