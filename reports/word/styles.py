"""The styles of a Word file: what its paragraphs and tables look like."""

from dataclasses import dataclass

_PAPER = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTE_STYLE, NUMBER_STYLE = "PlanNote", "PlanNumber"


@dataclass(frozen=True, slots=True)
class Styling:
    """How a file looks: sizes in half points, the colour of headings like "#10263c" or "".

    `before`: the space above each level of heading, `after` that below a paragraph, in twentieths
    of a point.
    """

    size: int = 18
    headings: tuple[int, ...] = (34, 25, 21)
    before: tuple[int, ...] = (200, 200, 200)
    after: int = 60
    colour: str = ""
    language: str = "en-GB"
    foot_at: int = 15478


def styles_xml(look: Styling) -> str:
    """Return the part that holds all styles."""
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
        f'{_size(look.size)}<w:lang w:val="{look.language}" w:eastAsia="{look.language}"'
        ' w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f'<w:spacing w:after="{look.after}" w:line="250" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    headings = "".join(
        _heading(level, size, before, look.colour)
        for level, (size, before) in enumerate(zip(look.headings, look.before, strict=True), 1)
    )
    return (
        f'<w:styles xmlns:w="{_PAPER}">{defaults}'
        + _style("Normal", "Normal", "<w:qFormat/>", of="")
        + headings
        + _of_text(look)
        + _of_tables()
        + "</w:styles>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(key: str, name: str, more: str, kind: str = "paragraph", of: str = "Normal") -> str:
    based = f'<w:basedOn w:val="{of}"/>' if of else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"{"" if of else _DEFAULT}>'
        f'<w:name w:val="{name}"/>{based}{more}</w:style>'
    )


_DEFAULT = ' w:default="1"'
_BOLD = "<w:b/><w:bCs/>"


def _ink(colour: str) -> str:
    return f'<w:color w:val="{colour.lstrip("#").upper()}"/>' if colour else ""


def _heading(level: int, size: int, before: int, colour: str) -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        '<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f"<w:rPr>{_BOLD}{_ink(colour)}{_size(size)}</w:rPr>",
    )


def _text(key: str, name: str, paragraph: str = "", run: str = "") -> str:
    more = '<w:next w:val="Normal"/><w:qFormat/>'
    more += f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return _style(key, name, more + (f"<w:rPr>{run}</w:rPr>" if run else ""))


def _rule(colour: str) -> str:
    """Return the line below the paper's head, in the council's colour."""
    ink = colour.lstrip("#").upper() or "10263C"
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="1" w:color="{ink}"/></w:pBdr>'
        '<w:spacing w:after="160"/>'
    )


def _of_text(look: Styling) -> str:
    quiet = '<w:color w:val="4A5662"/>'
    running = f'<w:pPr><w:tabs><w:tab w:val="right" w:pos="{look.foot_at}"/></w:tabs></w:pPr>'
    return (
        _text(NOTE_STYLE, "Plan note", run=f"{quiet}{_size(17)}")
        + _text("PlanText", "Plan text", '<w:spacing w:after="60"/>', _size(18))
        + _text(
            "PaperCouncil",
            "Paper council",
            '<w:spacing w:after="0"/>',
            f"{_BOLD}{_ink(look.colour)}{_size(28)}",
        )
        + _text("PaperMeeting", "Paper meeting", '<w:spacing w:after="0"/>', quiet)
        + _text("PaperRule", "Paper rule", _rule(look.colour), _size(8))
        + _text(
            "PaperLabel",
            "Paper label",
            '<w:keepNext/><w:spacing w:before="120" w:after="0"/>',
            quiet,
        )
        + _text("PaperNote", "Paper note", run=f"{quiet}{_size(look.size - 3)}")
        + _text("PaperCode", "Paper clearance code", run=f"{quiet}{_size(look.size - 2)}")
        + _text("PaperKeptOut", "Paper kept out", run="<w:i/><w:iCs/>")
        + _text("PaperGap", "Paper gap", '<w:spacing w:after="0" w:line="160"/>', _size(8))
        + _text("PaperCell", "Paper cell", '<w:spacing w:before="20" w:after="40"/>', _size(20))
        + _text("Caption", "caption", '<w:keepNext/><w:spacing w:before="120"/>', _BOLD)
        + _style(NUMBER_STYLE, "Plan number", "", kind="character", of="DefaultParagraphFont")
        + _style("DefaultParagraphFont", "Default Paragraph Font", "", kind="character", of="")
        + _style(
            "Hyperlink",
            "Hyperlink",
            '<w:rPr><w:color w:val="1D4F8C"/><w:u w:val="single"/></w:rPr>',
            kind="character",
            of="DefaultParagraphFont",
        )
        + _style(
            "Footer", "footer", f'{running}<w:rPr><w:color w:val="3D4852"/>{_size(15)}</w:rPr>'
        )
        + _style(
            "Header",
            "header",
            '<w:pPr><w:jc w:val="right"/></w:pPr>'
            f'<w:rPr>{_BOLD}<w:color w:val="8C1F14"/>{_size(17)}</w:rPr>',
        )
    )


def _borders(*sides: str) -> str:
    lines = (f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A949E"/>' for side in sides)
    return f"<w:tblBorders>{''.join(lines)}</w:tblBorders>"


def _of_tables() -> str:
    first_column = f'<w:tblStylePr w:type="firstCol"><w:rPr>{_BOLD}</w:rPr></w:tblStylePr>'
    return (
        _style(
            "TableNormal",
            "Normal Table",
            '<w:uiPriority w:val="99"/><w:tblPr><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
            '<w:left w:w="90" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/>'
            '<w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>',
            kind="table",
            of="",
        )
        + _style(
            "Plan",
            "Plan",
            f"<w:tblPr>{_borders('top', 'left', 'bottom', 'right', 'insideH', 'insideV')}</w:tblPr>"
            f'<w:tblStylePr w:type="firstRow"><w:rPr>{_BOLD}</w:rPr><w:tcPr>'
            '<w:shd w:val="clear" w:color="auto" w:fill="DFE6ED"/></w:tcPr></w:tblStylePr>',
            kind="table",
            of="TableNormal",
        )
        + _style(
            "PaperFront",
            "Paper front",
            f"<w:tblPr>{_borders('top', 'bottom', 'insideH')}</w:tblPr>{first_column}",
            kind="table",
            of="TableNormal",
        )
        + _style(
            "PaperBox",
            "Paper box",
            f"<w:tblPr>{_borders('top', 'left', 'bottom', 'right')}</w:tblPr><w:tcPr>"
            '<w:shd w:val="clear" w:color="auto" w:fill="F6F8FA"/></w:tcPr>',
            kind="table",
            of="TableNormal",
        )
    )
