"""Word documents in a few words, made on the spot from the XML that Word writes."""

from xml.sax.saxutils import escape

from tests.actionplans.evidence_files import MAIN, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def run(text: str, look: str = "") -> str:
    """Return a run of words; `look` is XML of its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(text: str = "", look: str = "", properties: str = "", inside: str = "") -> str:
    """Return a paragraph of one run, and whatever XML stands `inside` it."""
    words = run(text, look) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}{inside}</w:p>"


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    """Return a paragraph that Word numbers."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, properties=number)


def tc(*content: str, properties: str = "", grid: int = 1) -> str:
    """Return a cell; what is not XML yet becomes a paragraph."""
    inside = "".join(part if part.startswith("<") else p(part) for part in content or [""])
    span = f'<w:gridSpan w:val="{grid}"/>' if grid > 1 else ""
    return f"<w:tc><w:tcPr>{span}{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row; what is not XML yet becomes a cell of one paragraph."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """Return a table; `widths` of its grid's columns are twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def xml(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMES}>{inside}</w:{root}>'


def rels(*targets: tuple[str, str], outside: bool = False) -> str:
    """Return relations, each of a kind with its target."""
    mode = ' TargetMode="External"' if outside else ""
    found = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{found}</Relationships>'


def types(main: str, name: str = "/word/document.xml") -> str:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'<Types xmlns="{space}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{name}" ContentType="{main}"/></Types>'
    )


def docx(body: str, more: dict[str, str | bytes] | None = None, **parts: str) -> bytes:
    """Return a document; `parts` are the content of numbering, styles, comments and so on."""
    related = rels(*((kind, f"{kind}.xml") for kind in parts))
    return zipped(
        {
            "[Content_Types].xml": types(MAIN["docx"]),
            "_rels/.rels": rels(("officeDocument", "word/document.xml")),
            "word/document.xml": xml("document", f"<w:body>{body}<w:sectPr/></w:body>"),
            "word/_rels/document.xml.rels": related,
            **{f"word/{kind}.xml": xml(kind, inside) for kind, inside in parts.items()},
            **(more or {}),
        }
    )
