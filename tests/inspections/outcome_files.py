"""Small tables of outcomes in the shapes of the national ones."""

import csv
import io
from typing import Any

from openpyxl import Workbook

CHILDRENS = [
    "urn",
    "local_authority",
    "inspection_link",
    "publication_date",
    "inspection_framework",
    "inspector_name",
    "inspection_start_date",
    "inspection_end_date",
    "overall_effectiveness_grade",
    "impact_of_leaders_grade",
    "help_and_protection_grade",
    "in_care_grade",
    "care_leavers_grade",
]
SEND = [
    "urn",
    "la_code",
    "local_authority",
    "outcome_grade",
    "inspection_start_date",
    "inspection_end_date",
    "publication_date",
]
JOINT = ["urn", "local_authority", "inspection_start_date", "publication_date", "inspection_theme"]
ILACS = {
    "urn": "80001",
    "local_authority": "ashdale",
    "inspection_link": "https://files.ofsted.gov.uk/v1/file/50000001",
    "publication_date": "27/10/23",
    "inspection_framework": "short",
    "inspector_name": "Post Holder",
    "inspection_start_date": "11/09/2023",
    "inspection_end_date": "15/09/2023",
    "overall_effectiveness_grade": "good",
    "impact_of_leaders_grade": "outstanding",
    "help_and_protection_grade": "requires improvement",
    "in_care_grade": "good",
    "care_leavers_grade": "inadequate",
}
AREA_SEND = {
    "urn": "80001",
    "la_code": "901",
    "local_authority": "ashdale",
    "outcome_grade": "2.0",
    "inspection_start_date": "20/05/24",
    "inspection_end_date": "24/05/24",
    "publication_date": "25/07/24",
}
JTAI = {
    "urn": "80001",
    "local_authority": "ashdale",
    "inspection_start_date": "18/07/22",
    "publication_date": "18/07/22",
    "inspection_theme": "Serious youth violence.",
}


def as_csv(columns: list[str], *rows: dict[str, Any]) -> bytes:
    """Return the rows as a CSV file with these headings."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(columns: list[str], *rows: dict[str, Any], above: int = 0) -> bytes:
    """Return the rows as a workbook, with empty rows `above` its headings."""
    book = Workbook()
    sheet = book.active
    for _ in range(above):
        sheet.append(["National outcomes"])
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(name) for name in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
