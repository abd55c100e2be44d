"""Which tables of outcomes are known: each by its columns, whatever its file is called."""

from collections.abc import Iterable

CHILDRENS_SERVICES, AREA_SEND, JTAI = "childrens-services", "area-send", "jtai"
NAMES = {
    CHILDRENS_SERVICES: "Children’s services (ILACS)",
    AREA_SEND: "Area SEND",
    JTAI: "Joint targeted area inspections",
}
_WHO = {"urn", "local_authority", "publication_date"}
_DAYS = {"inspection_start_date", "inspection_end_date"}
GRADES = (
    "overall_effectiveness_grade",
    "impact_of_leaders_grade",
    "help_and_protection_grade",
    "in_care_grade",
    "care_leavers_grade",
)
_NEEDED = {
    CHILDRENS_SERVICES: _WHO | _DAYS | set(GRADES),
    AREA_SEND: _WHO | _DAYS | {"outcome_grade"},
    JTAI: _WHO | {"inspection_theme"},
}
_IF_THERE = {"la_code", "ltla23cd", "inspection_link", "inspection_framework", "inspector_name"}
# Every column that is read; what else a table holds is left where it is.
READ = set().union(*_NEEDED.values(), _IF_THERE)


def heading(text: str) -> str:
    """Return a heading as the tables are known by: "Publication date" is "publication_date"."""
    return "_".join(text.replace("\ufeff", "").casefold().split())


def kind_of(headings: Iterable[str]) -> str:
    """Return which table has these headings; "" for none that is known."""
    found = set(headings)
    return next((kind for kind, needed in _NEEDED.items() if needed <= found), "")
