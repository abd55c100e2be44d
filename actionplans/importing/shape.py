"""Where a file has its plan: which tables, which columns, which rows, and what is none of it.

Every row of every table comes back once, in `rows` or in `skipped`.
"""

from dataclasses import dataclass

from actionplans.importing.tables import Problem
from actionplans.importing.understood import Column, Skipped, SourceRow


@dataclass(frozen=True)
class Shape:
    """A file's plan, before its cells are read. `columns[i].index` is i."""

    columns: tuple[Column, ...] = ()
    rows: tuple[SourceRow, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    tables: tuple[int, ...] = ()  # those taken for the plan
    title: str = ""  # as the file has it above its table
