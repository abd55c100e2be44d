"""A paper with something in every place where exempt words can stand, and its publication."""

import datetime
import hashlib
import io
import re
import zipfile
from typing import Any

import pikepdf

from councils.models import Council, User
from reports.editions.publishing import Choice, Ready, make_edition, publish
from reports.models import Edition, EditionFile, PaperPart, Publication, Report
from tests.factories import (
    DAY,
    make_action,
    make_appendix,
    make_appendix_file,
    make_body,
    make_meeting,
    make_part,
    make_plan,
    make_report,
    make_section,
    make_user,
)
from tests.pdf_reading import read_pdf

CANARY = "Zanzibarine"
EXEMPT: dict[str, Any] = {"exempt_under": 3, "exempt_because": f"It is about {CANARY}."}
# The meeting whose papers have to be out on DAY's day of the week before.
IN_TIME = DAY + datetime.timedelta(days=28)


def a_paper(council: Council, **fields: Any) -> Report:
    """Return a paper about a plan of one action, to a meeting four weeks after DAY."""
    body = make_body(council)
    fields = {"body": body, "meeting": make_meeting(body, IN_TIME)} | fields
    fields = {"title": "Progress on the plan", "reference": "progress"} | fields
    report = make_report(council, **fields)
    plan = make_plan(council, title="Improvement plan")
    make_action(plan, text="Audit files each month.")
    report.plans.add(plan)
    make_part(make_section(report, heading="Purpose"), "To say how far the plan has come.")
    make_appendix(report, kind="plan", plan=plan, title="The plan’s table")
    return report


def with_exempt(report: Report) -> Report:
    """Add exempt text to a paper in every place that can hold some."""
    held = make_section(report, key="zanzibarine-key", heading=f"About {CANARY}", **EXEMPT)
    make_part(held, f"The contract with {CANARY}.", anchor="zanzibarine-place")
    mixed = make_section(report, heading="Costs")
    make_part(mixed, "The public part. See [](#zanzibarine-part).")
    make_part(mixed, f"{CANARY} asks for £5,000.", anchor="zanzibarine-part", **EXEMPT)
    rows = [[CANARY, f"Costs of {CANARY}", ""]]
    make_part(mixed, kind=PaperPart.Kind.TABLE, of="options", rows=rows, **EXEMPT)
    make_appendix(
        report,
        title=f"Tender of {CANARY}",
        label=f"Annex {CANARY}",
        text=f"{CANARY} offers less.",
        anchor="zanzibarine-annex",
        **EXEMPT,
    )
    content = f"%PDF-1.7 {CANARY}".encode()
    file = make_appendix_file(
        report,
        name=f"{CANARY}.pdf",
        content=content,
        content_sha256=hashlib.sha256(content).hexdigest(),
    )
    make_appendix(report, kind="file", file=file, title=f"Letter of {CANARY}", **EXEMPT)
    return report


def pressed(
    report: Report, by: User | None = None, day: datetime.date = DAY, **chosen: Any
) -> Publication:
    """Return that somebody pressed “publish” on what was on their screen."""
    choice = Choice(**chosen)
    return publish(report, by or make_user(), day, choice, Ready(report, day, choice).digest)


def published(report: Report, by: User | None = None, **chosen: Any) -> Edition:
    """Return the edition the worker made of it."""
    return make_edition(pressed(report, by, **chosen))


def all_of(file: EditionFile) -> str:
    """Return everything that can be read out of a file: text, structure, metadata, parts."""
    content = bytes(file.content or b"")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            members = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
            return " ".join([*parts.namelist(), *members])
    if not content.startswith(b"%PDF"):
        return content.decode("utf-8", "replace")
    if len(content) < 200:
        return content.decode()
    return f"{read_pdf(content).text} {_objects(content)}"


def said(file: EditionFile) -> str:
    """Return the words of a file, without the marks between them."""
    return " ".join(re.sub(r"<[^>]*>", " ", all_of(file)).split())


def _objects(content: bytes) -> str:
    """Return each object of a PDF in words, streams unpacked: bookmarks, names, metadata."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = []
        for held in pdf.objects:
            found.append(_in_words(held))
            if isinstance(held, pikepdf.Stream):
                found.append(held.read_bytes().decode("utf-8", "replace"))
        return " ".join(found)


def _in_words(held: Any) -> str:
    if isinstance(held, pikepdf.String):
        return str(held)
    if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        return " ".join(f"{key} {_direct(value)}" for key, value in held.items())
    if isinstance(held, pikepdf.Array):
        return " ".join(_direct(value) for value in held)
    return str(held)


def _direct(value: Any) -> str:
    is_own = isinstance(value, pikepdf.Object) and value.is_indirect
    return "" if is_own else _in_words(value)
