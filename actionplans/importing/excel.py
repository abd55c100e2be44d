"""The sheets of an Excel workbook, each a table, as a person sees them.

The parts are read as they stand: the libraries for it trust the size that a sheet says it has, or
give either formulas or values, and none gives merged cells while reading row by row.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from actionplans.importing.excel_rows import rows_of
from actionplans.importing.excel_sheet import Sheet, Workbook, read_sheet
from actionplans.importing.excel_styles import Looks
from actionplans.importing.excel_text import Text, text_of
from actionplans.importing.excel_whole import restored, texts_of
from actionplans.importing.noticed import Noticed, quoted
from actionplans.importing.tables import Document, Table
from actionplans.told import TABLE_NAME, WHOLE_TEXTS
from councils.limits import CannotRead
from councils.office_files import DAMAGED, Package

NO_WORDS = "No sheet of this workbook has anything in it. Check the file and try again."
OURS = "This workbook was made by this service. Only its sheet {} is read, which is the plan."
LINKED = "The workbook is linked to other workbooks. The values it last took from them are read."
HIDDEN_SHEET = "The sheet {} is hidden. It is read like all others."
NOTE = "Cell {} has a comment, which is not read: {}."
DRAWN = "A text box on the sheet is not read: {}."
PICTURE = "A picture on the sheet is not read."
CHART = "A chart on the sheet is not read."
DIAGRAM = "A diagram (SmartArt) on the sheet is not read."
ONLY_DRAWN = "The sheet {} holds a chart or a picture and no words. It is not read."
_NOT_READ = {"pic": PICTURE, "chart": CHART, "relIds": DIAGRAM}
_TITLE_ROW = re.compile(r"\$(\d{1,7}):\$(\d{1,7})$")


def read(package: Package, name: str) -> Document:
    """Return every sheet of a workbook that holds words, hidden ones too, in their order.

    Raises CannotRead when there is none, or when a sheet is larger than a plan can be.
    """
    return _Book(package, package.main()).document(name)


class _Book:
    def __init__(self, package: Package, main: str) -> None:
        self.package, self.main = package, main
        self.noticed = Noticed()
        self.is_ours = False
        self.relations = package.relations(main)
        self.tree = package.tree(main)
        properties = self._child("workbookPr")
        from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        looks = Looks(self._part("styles"), self._part("theme"))
        self.workbook = Workbook(looks, self._texts(), from_1904)

    def document(self, name: str) -> Document:
        """Return what the workbook holds."""
        if self._child("externalReferences") is not None:
            self.noticed.add(LINKED)
        tables: list[Table] = []
        whole = self._whole_texts()
        for place, (title, state, part) in enumerate(self._sheets()):
            sheet = self._sheet(place, part, len(tables))
            rows = restored(rows_of(sheet, title, self.noticed, len(tables)), whole)
            if not rows:
                self._say_what_is_drawn(title, part)
                continue
            if state != "visible":
                self.noticed.add(HIDDEN_SHEET.format(quoted(title)), None, len(tables))
            self._beside(part, len(tables))
            tables.append(Table(rows, title))
        if not tables:
            raise CannotRead(NO_WORDS)
        return Document(name, "xlsx", tuple(tables), self.noticed.problems(), is_ours=self.is_ours)

    def _sheets(self) -> Iterator[tuple[str, str, str]]:
        """Yield name, state and part of every sheet that is made of cells.

        Of a workbook of ours only the sheet that is the plan.
        """
        plan = self._our_plan()
        sheets = self._children("sheets")
        if any(sheet.get("name") == plan for sheet in sheets):
            self.is_ours = True
            self.noticed.add(OURS.format(quoted(plan)))
            sheets = [sheet for sheet in sheets if sheet.get("name") == plan]
        for sheet in sheets:
            ids = [value for key, value in sheet.attrib.items() if key.endswith("}id")]
            relation = self.relations.get(ids[0]) if ids else None
            if relation and relation.kind == "worksheet":
                if not self.package.has(relation.target):
                    raise CannotRead(DAMAGED)
                yield sheet.get("name", ""), sheet.get("state", "visible"), relation.target
            elif relation and relation.kind == "chartsheet":
                self.noticed.add(ONLY_DRAWN.format(quoted(sheet.get("name", ""))))

    def _whole_texts(self) -> dict[int, tuple[str, ...]]:
        """Return the texts that a workbook of ours has on a sheet of their own, by number."""
        for sheet in self._children("sheets") if self._our_plan() else ():
            ids = [value for key, value in sheet.attrib.items() if key.endswith("}id")]
            relation = self.relations.get(ids[0]) if ids else None
            if sheet.get("name") == WHOLE_TEXTS and relation and self.package.has(relation.target):
                found = read_sheet(self.package.ends(relation.target), self.workbook, Noticed(), 0)
                return texts_of(rows_of(found, WHOLE_TEXTS, Noticed(), 0))
        return {}

    def _say_what_is_drawn(self, title: str, part: str) -> None:
        if any(relation.kind == "drawing" for relation in self.package.relations(part).values()):
            self.noticed.add(ONLY_DRAWN.format(quoted(title)))

    def _our_plan(self) -> str:
        """Return the sheet that an export of ours names as the plan, "" for another workbook."""
        for name in self._children("definedNames"):
            if name.get("name") == TABLE_NAME:
                sheet = (name.text or "").rpartition("!")[0]
                return sheet.strip("'").replace("''", "'")
        return ""

    def _sheet(self, place: int, part: str, table: int) -> Sheet:
        sheet = read_sheet(self.package.ends(part), self.workbook, self.noticed, table)
        sheet.headers |= self._title_rows(place) | self._table_headers(part)
        return sheet

    def _title_rows(self, place: int) -> set[int]:
        """Return the row that each printed page repeats, where it is one."""
        for name in self._children("definedNames"):
            is_here = name.get("localSheetId") == str(place)
            if is_here and name.get("name") == "_xlnm.Print_Titles":
                found = _TITLE_ROW.search(name.text or "")
                return {int(found[1])} if found and found[1] == found[2] else set()
        return set()

    def _table_headers(self, part: str) -> set[int]:
        found = set()
        for relation in self.package.relations(part).values():
            if relation.kind == "table" and self.package.has(relation.target):
                table = self.package.tree(relation.target)
                row = re.search(r"\d+", table.get("ref", ""))
                if row and table.get("headerRowCount", "1") != "0":
                    found.add(int(row[0]))
        return found

    def _beside(self, part: str, table: int) -> None:
        """Say what lies on a sheet beside its cells: comments, text boxes, pictures."""
        for relation in self.package.relations(part).values():
            if relation.is_outside or not self.package.has(relation.target):
                continue
            if relation.kind == "comments":
                self._comments(relation.target, table)
            elif relation.kind == "drawing":
                self._drawing(relation.target, table)

    def _comments(self, part: str, table: int) -> None:
        for comment in self.package.tree(part).iter():
            if comment.tag.endswith("}comment"):
                place, words = comment.get("ref", ""), _all_text(comment)
                row = re.search(r"\d{1,7}$", place)
                if words:
                    text = NOTE.format(place, quoted(words))
                    self.noticed.add(text, int(row[0]) if row else None, table)

    def _drawing(self, part: str, table: int) -> None:
        tree = self.package.tree(part)
        for shape in tree.iter():
            if shape.tag.endswith("}txBody") and (words := _all_text(shape)):
                self.noticed.add(DRAWN.format(quoted(words)), None, table)
            elif sentence := _NOT_READ.get(shape.tag.rpartition("}")[2]):
                self.noticed.add(sentence, None, table)

    def _texts(self) -> list[Text]:
        """Return the texts that cells refer to by number."""
        part = self.package.related(self.main, "sharedStrings")
        found: list[Text] = []
        for _, element in self.package.ends(part) if part else ():
            if element.tag.endswith("}si"):
                found.append(text_of(element))
                element.clear()
        return found

    def _part(self, kind: str) -> Element | None:
        part = self.package.related(self.main, kind)
        return self.package.tree(part) if part else None

    def _child(self, name: str) -> Element | None:
        return next((e for e in self.tree if e.tag.rpartition("}")[2] == name), None)

    def _children(self, name: str) -> list[Element]:
        child = self._child(name)
        return [] if child is None else [*child]


def _all_text(element: Element) -> str:
    return " ".join("".join(e.text or "" for e in element.iter() if e.tag.endswith("}t")).split())
