"""What somebody types of an inspection, as a browser sends it."""

import datetime
from typing import Any

from tests.pages import Page


def day(name: str, when: datetime.date | None) -> dict[str, str]:
    """Return a day in the three parts of its field."""
    parts = (when.day, when.month, when.year) if when else ("", "", "")
    return {
        f"{name}_{part}": str(value)
        for part, value in zip(("day", "month", "year"), parts, strict=True)
    }


KIND = (
    {"kind": "childrens_services"}
    | day("starts_on", datetime.date(2017, 1, 16))
    | day("ends_on", datetime.date(2017, 2, 9))
)


def rows(*asked: dict[str, Any]) -> dict[str, str]:
    """Return the rows of what an inspection asks for."""
    usual = {"addressed_to": "council", "priority": "recommendation"}
    typed = {
        f"asked-{place}-{name}": str(value)
        for place, row in enumerate(asked)
        for name, value in (usual | row).items()
    }
    return typed | {"asked-count": str(len(asked))}


def on_page(page: Page) -> dict[str, str]:
    """Return every field of the page's form as it stands, as a browser would send it."""
    form = page.main.one("form", "app-entry")
    found: dict[str, str] = {}
    for field in form.all("*"):
        name, tag = field.get("name"), field.element.tag
        if not name or tag == "button" or field.get("type") in ("checkbox", "radio"):
            if name and field.get("checked") is not None:
                found[name] = field.get("value") or "on"
            continue
        if tag == "select":
            chosen = [o for o in field.all("option") if o.get("selected") is not None]
            found[name] = (chosen or field.all("option"))[0].get("value") or ""
        else:
            found[name] = page.value(name) or ""
    return found
