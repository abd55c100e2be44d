"""Imports whose tables are read, made on the spot, for the tests of what becomes of them."""

from collections.abc import Sequence
from typing import Any

from actionplans.importing.known import known_for
from actionplans.importing.tables import to_json
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Understood
from actionplans.models import PlanImport
from councils.models import Council
from tests.actionplans.importing.building import Said, document, table
from tests.factories import make_import
from tests.pages import Page

HEADINGS = ("Ref", "Recommendation", "Action", "Milestones", "Timescale", "Lead", "Progress", "RAG")


def row(ref: str = "1", **cells: str) -> tuple[str, ...]:
    """Return a row under HEADINGS; `cells` by the headings in small letters."""
    plain = {"ref": ref, "action": f"Carry out work {ref}"} | cells
    return tuple(plain.get(heading.lower(), "") for heading in HEADINGS)


def make_read(
    council: Council, *rows: Sequence[Said], headings: Sequence[str] = HEADINGS, **fields: Any
) -> PlanImport:
    """Return an import whose one table was read: these rows under the headings."""
    tables = to_json(document(table(headings, *rows)))
    read = {"status": PlanImport.Status.READ, "document": tables, "file_name": "our plan.docx"}
    return make_import(council, **read | fields)


def as_it_stands(page: Page) -> dict[str, str]:
    """Return what the form of a preview sends where nobody touches it."""
    data = {name: page.value(name) or "" for name in ("version", "shown")}
    for select in page.all("select"):
        chosen = [o for o in select.all("option") if o.get("selected") is not None]
        data[select.get("name") or ""] = chosen[0].get("value") or "" if chosen else ""
    for box in page.all("input", type="text"):
        data[box.get("name") or ""] = box.get("value") or ""
    for radio in page.all("input", type="radio"):
        if radio.get("checked") is not None:
            data[radio.get("name") or ""] = radio.get("value") or ""
    return data


def understood_of(planned: PlanImport) -> Understood:
    """Return what is understood of the import as it stands, without corrections."""
    return understand(planned.tables, known_for(planned))
