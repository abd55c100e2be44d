"""The tables of a Word document, row by row as the file is parsed.

A row is forgotten as soon as it is read, so a long document needs little memory. A table inside a
cell becomes paragraphs of that cell; inside a row that is nothing but that one cell, which is how
a page is laid out, it becomes a table of its own.
"""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from actionplans import told
from actionplans.importing.noticed import Noticed, quoted
from actionplans.importing.tables import BOLD_ALONE, Document, Table
from actionplans.importing.word_numbers import Numbers
from actionplans.importing.word_remarks import CHART, DIAGRAM, FOREIGN, PICTURE
from actionplans.importing.word_styles import Styles
from actionplans.importing.word_table import GridRow, Rows, table_of
from actionplans.importing.word_text import Said, Teller, deleted_words
from councils.limits import CannotRead
from councils.office_files import DAMAGED, Package

NO_TABLE = (
    "No table was found in this file. Put the plan into a table, a row for each action, "
    "and try again."
)
TEMPLATE = "The document is linked to a template outside it, {}, which is not read."
TOLD = (
    "Lines that this service had added in print, such as where an action stands and how a date "
    "moved, are not read."
)
# Said once for all that stand outside the tables, a crest among them.
APART = {
    PICTURE: "The document holds a picture outside its tables, which is not read.",
    CHART: "The document holds a chart outside its tables, which is not read.",
    DIAGRAM: "The document holds a diagram (SmartArt) outside its tables, which is not read.",
    FOREIGN: FOREIGN,
}
OUTSIDE = "Outside the tables: {}"
# What stands on each page belongs to no row: it is told whole.
ON_EACH_PAGE = {"header": "At the head of each page: {}", "footer": "At the foot of each page: {}"}
NOTES = {"comments": "comment", "footnotes": "footnote", "endnotes": "endnote"}
PAGE_NUMBER = re.compile(r"\bpage\b|\bof\b", re.IGNORECASE)
_LEFT_OUT = ("Fallback", "del", "moveFrom")
_WATCHED = {*_LEFT_OUT, "tbl", "tblGrid", "tr", "p", "altChunk"}


def read(package: Package, name: str) -> Document:
    """Return every table of a Word document that holds words, in the order of the body.

    Raises CannotRead when there is none.
    """
    walk = _Walk(package, package.main())
    walk.body()
    if not walk.tables:
        raise CannotRead(NO_TABLE)
    walk.end()
    problems, is_ours = walk.noticed.problems(), walk.teller.styles.has(*told.STYLES)
    after = tuple(words for words, _ in walk.before)
    return Document(name, "docx", tuple(walk.tables), problems, after, is_ours)


@lru_cache(maxsize=1000)
def _watched(tag: str) -> str:
    name = tag.rpartition("}")[2]
    return name if name in _WATCHED else ""


class _Walk:
    def __init__(self, package: Package, main: str) -> None:
        self.package, self.main = package, main
        self.noticed = Noticed()
        self.tables: list[Table] = []
        self.before: list[tuple[str, int]] = []  # with its level, as in `Table.levels`
        self.stack: list[Element] = []
        self.depth = self.left_out = 0
        self.w = ""
        self.rows: Rows | None = None

    def body(self) -> None:
        """Go through the document once."""
        for event, element in self.package.events(self.main):
            name = _watched(element.tag)
            if event == "start":
                if not self.stack:
                    self._begin(element)
                if name:
                    self._start(name)
                self.stack.append(element)
            else:
                self.stack.pop()
                if name:
                    self._end(name, element)

    def end(self) -> None:
        """Say what was left out as ours, and what the file is linked to."""
        if self.teller.has_told:
            self.noticed.add(TOLD)
        if not self.teller.styles.has(*told.STYLES):
            self._tell_of_pages()
        settings = self.package.related(self.main, "settings")
        for relation in self.package.relations(settings).values() if settings else ():
            if relation.kind == "attachedTemplate":
                self.noticed.add(TEMPLATE.format(quoted(relation.target)))

    def _tell_of_pages(self) -> None:
        """Say what stands at the head and the foot of pages, numbers of pages apart."""
        for relation in self.package.relations(self.main).values():
            if relation.kind in ON_EACH_PAGE and self.package.has(relation.target):
                paragraphs = self.package.tree(relation.target).iter(f"{self.w}p")
                lines = [line for one in paragraphs for line in self.teller.tell(one).lines]
                if any(letter.isalpha() for letter in PAGE_NUMBER.sub("", " ".join(lines))):
                    words = f"“{' | '.join(lines)}”"
                    self.noticed.add(ON_EACH_PAGE[relation.kind].format(words))

    def _start(self, name: str) -> None:
        self.left_out += name in _LEFT_OUT
        if name == "tbl" and not self.left_out:
            self.depth += 1
            if self.depth == 1:
                self.rows = Rows(self.w, self.teller, self.noticed, len(self.tables))

    def _begin(self, root: Element) -> None:
        self.w = root.tag[: root.tag.rfind("}") + 1]
        if root.tag != f"{self.w}document":
            raise CannotRead(DAMAGED)
        styles = Styles(self.w, self._part("styles"))
        numbers = Numbers(self.w, self._part("numbering"))
        self.teller = Teller(self.w, styles, numbers, self._notes())

    def _part(self, kind: str) -> Element | None:
        part = self.package.related(self.main, kind)
        return self.package.tree(part) if part else None

    def _notes(self) -> dict[tuple[str, str], str]:
        return {
            (kind, note.get(f"{self.w}id", "")): deleted_words(note)
            for part, kind in NOTES.items()
            for note in (self._part(part) or ())
        }

    def _end(self, name: str, element: Element) -> None:
        if name in _LEFT_OUT:
            self.left_out -= 1
            if name == "Fallback":
                element.clear()
        if self.left_out:
            return
        if name == "tbl":
            self.depth -= 1
            if not self.depth:
                self._end_table()
        elif self.depth == 1 and self.rows and name in ("tr", "tblGrid"):
            self.rows.take(name, element)
            self.stack[-1].clear()
        elif not self.depth and name in ("p", "altChunk"):
            self._paragraph(element)

    def _paragraph(self, element: Element) -> None:
        said = self.teller.tell(element)
        level = self._level(element, said)
        self.before += [(line, level) for line in said.lines if line]
        for remark in said.all_remarks():
            self.noticed.add(APART.get(remark) or OUTSIDE.format(remark))
        self.stack[-1].clear()

    def _level(self, paragraph: Element, said: Said) -> int:
        return self.teller.styles.heading(paragraph) or (BOLD_ALONE if said.is_bold else 0)

    def _end_table(self) -> None:
        if self.rows:
            self._add(self.rows.found, self.rows.edges)
            for aside in self.rows.set_aside:
                self._add_aside(aside)
        self.rows = None
        if self.stack:
            self.stack[-1].clear()

    def _add_aside(self, element: Element) -> None:
        rows = Rows(self.w, self.teller, self.noticed, len(self.tables))
        for child in element.iter(f"{self.w}tblGrid"):
            rows.take("tblGrid", child)
            break
        for row in rows.in_table(element):
            rows.take("tr", row)
        self._add(rows.found, rows.edges)
        for aside in rows.set_aside:
            self._add_aside(aside)

    def _add(self, found: list[GridRow], edges: list[int]) -> None:
        rows = table_of(found, edges)
        if any(not row.is_empty for row in rows):
            before, levels = zip(*self.before, strict=True) if self.before else ((), ())
            levels = levels if any(levels) else ()
            self.tables.append(Table(rows, f"Table {len(self.tables) + 1}", before, levels))
            self.before = []
