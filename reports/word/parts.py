"""What a Word file holds beside its text: its parts and how they hang together, foot and head."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.word.xml_text import escaped

PAPER = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Foot:
    """What stands at the foot of each page, before "Page 1 of 9" on the right.

    `head` stands at the top right of each page, where it says anything: "Draft".
    """

    left: str
    right: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of A4 and its margins, in twentieths of a point."""

    wide: int
    high: int
    margin: int
    top: int
    foot: int

    @property
    def text_width(self) -> int:
        """Return how wide its lines are."""
        return self.wide - 2 * self.margin

    @property
    def lies_on_its_side(self) -> bool:
        return self.wide > self.high


# Margins of 12 mm, 16 mm at the foot; upright of 20 mm.
SIDEWAYS = Page(16838, 11906, 680, 680, 907)
UPRIGHT = Page(11906, 16838, 1134, 1134, 1191)


def section(page: Page, foot: int, has_head: bool) -> str:
    """Return what ends a run of pages of one shape; `foot` is which foot and head it has."""
    head = f'<w:headerReference w:type="default" r:id="rIdHead{foot}"/>' if has_head else ""
    turned = ' w:orient="landscape"' if page.lies_on_its_side else ""
    return (
        f'<w:sectPr>{head}<w:footerReference w:type="default" r:id="rIdFoot{foot}"/>'
        f'<w:pgSz w:w="{page.wide}" w:h="{page.high}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.margin}" w:bottom="{page.foot}"'
        f' w:left="{page.margin}" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
    )


def footer(foot: Foot, page: Page) -> str:
    """Return the foot of a page: what it says on the left, and which page of how many it is."""
    right = f"{foot.right} · Page " if foot.right else "Page "
    return (
        f'<w:ftr xmlns:w="{PAPER}"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs>'
        f'<w:tab w:val="clear" w:pos="{SIDEWAYS.text_width}"/>'
        f'<w:tab w:val="right" w:pos="{page.text_width}"/></w:tabs></w:pPr>'
        f"{_said(foot.left)}<w:r><w:tab/></w:r>{_said(right)}{_field('PAGE')}{_said(' of ')}"
        f"{_field('NUMPAGES')}</w:p></w:ftr>"
    )


def header(foot: Foot) -> str:
    """Return the head of a page."""
    style = '<w:pPr><w:pStyle w:val="Header"/></w:pPr>'
    return f'<w:hdr xmlns:w="{PAPER}"><w:p>{style}{_said(foot.head)}</w:p></w:hdr>'


def _said(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def core(title: str, author: str, language: str) -> str:
    """Return what the file says of itself."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>{escaped(author)}</dc:creator>"
        f"<dc:language>{escaped(language)}</dc:language></cp:coreProperties>"
    )


def content_types(parts: Iterable[str]) -> str:
    """Return what kind each of the word/ parts is."""
    kinds = {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml"'
        f' ContentType="{_WORD_TYPE}.{kinds.get(name, name.rstrip("0123456789"))}+xml"/>'
        for name in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def relations(pairs: Sequence[tuple[str, str, str]]) -> str:
    """Return how a part names others: (id, kind, target); a "hyperlink" leads out of the file."""
    found = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{escaped(target)}"'
        f"{_OUTSIDE if kind == 'hyperlink' else ''}/>"
        for key, kind, target in pairs
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


_OUTSIDE = ' TargetMode="External"'
OF_THE_PACKAGE = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)


def settings(language: str) -> str:
    """Return the settings of the file."""
    return (
        f'<w:settings xmlns:w="{PAPER}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{escaped(language)}"/></w:settings>'
    )
