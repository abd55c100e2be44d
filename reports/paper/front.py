"""What stands before a paper's first section. Pure."""

from reports.paper.document import Document, FrontRow


def title_row(document: Document) -> FrontRow | None:
    """Return the line of the front matter that says the title, which prints as the heading."""
    said = ((document.title,),)
    return next((row for row in document.front if row.lines == said), None)


def front_rows(document: Document) -> list[FrontRow]:
    """Return the other lines of the front matter."""
    first = title_row(document)
    return [row for row in document.front if row is not first]


def with_colon(label: str) -> str:
    """Return a label as it stands before its words in a line: "Wards:", "Key decision?"."""
    return label if not label or label[-1] in ":?" else f"{label}:"
