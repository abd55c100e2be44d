"""Small reports of our own, set by WeasyPrint, in the shapes that inspectorates' reports have.

The council, the people and every sentence are invented.
"""

from collections.abc import Iterable
from functools import lru_cache

from weasyprint import HTML

STYLE = """
@page { size: A4; margin: 25mm; @bottom-right { content: counter(page); font-size: 14pt } }
body { font: 12pt/1.2 sans-serif; margin: 0 }
h1 { font-size: 26pt; font-weight: normal } h2 { font-size: 14pt } h3 { font-size: 12pt }
h4 { font-size: 12pt; font-weight: normal; font-style: italic }
table { width: 100%; border-collapse: collapse } td { vertical-align: middle; padding: 2mm }
.break { break-before: page } sup { font-size: 8pt }
"""

WISHES = (
    "Make sure that every plan says what will change for the child, by when, and who will see "
    "to it, so that parents and professionals know what is expected of them.",
    "Visit children in privately arranged homes within the time that is set, and write down "
    "what they say.",
    "Give managers time for the supervision of social workers, and look at whether it helps.",
    "Offer each young person who leaves care a plan that they have helped to write, with "
    "housing, health and work in it.",
)
BOARD_WISHES = (
    "Look at whether agencies use the threshold document as it is meant to be used.",
    "Ask children what they think of the board's work, and say what came of it.",
)
PROSE = (
    "Inspectors read case files and met families. Most said that they were listened to, and "
    "that they knew whom to call. Some had waited longer than they should have. "
)


@lru_cache(maxsize=64)
def pdf(body: str, style: str = "") -> bytes:
    """Return a page or more of HTML as a PDF."""
    return bytes(HTML(string=f"<html lang=en><style>{STYLE}{style}</style>{body}").write_pdf())


def numbered(wishes: Iterable[str], start: int = 1) -> str:
    """Return a numbered list, each number as text in front of its item."""
    items = "".join(f"<li>{wish}</li>" for wish in wishes)
    return f'<ol style="counter-reset: list-item {start - 1}">{items}</ol>'


def bullets(wishes: Iterable[str], glyph: str = "•") -> str:
    """Return a list with a glyph of choice before each item."""
    items = "".join(f"<li>{wish}</li>" for wish in wishes)
    return f"<ul style=\"list-style-type: '{glyph} '\">{items}</ul>"


def paragraphs(count: int, start: int = 1) -> str:
    """Return numbered paragraphs of running text."""
    return numbered([PROSE * 2] * count, start)


def rows(grades: Iterable[tuple[str, str]], heads: str = "") -> str:
    """Return a table of headings and grades."""
    lines = "".join(f"<tr><td>{heading}<td>{grade}" for heading, grade in grades)
    return f"<table>{heads}{lines}</table>"


SIF_TITLE = (
    "<h1>Merrowdale Council</h1><h2>Inspection of services for children in need of help and "
    "protection, children looked after and care leavers<br>and<br>Review of the effectiveness of "
    "the Local Safeguarding Children Board<sup>1</sup></h2>"
)
SIF_HEADINGS = (
    "1. Children who need help and protection",
    "2. Children looked after and achieving permanence",
    "2.1 Adoption performance",
    "2.2 Experiences and progress of care leavers",
    "3. Leadership, management and governance",
)


def sif(
    grades: Iterable[str],
    wishes: str = "",
    board: str = "The Local Safeguarding Children Board is good",
    board_wishes: str = "",
    overall: str = "Children’s services in Merrowdale require improvement to be good",
    days: str = "3 March 2015 – 25 March 2015",
    more: str = "",
) -> str:
    """Return a report of the framework of 2013 to 2018."""
    table = rows(zip(SIF_HEADINGS, grades, strict=True))
    return f"""{SIF_TITLE}<p>Inspection date: {days}<br>Report published: 13 May 2015</p>
    <h2>{overall}</h2>{table}
    <p class="break">{PROSE}</p>
    <h2>Contents</h2><p>Recommendations 7<br>The Local Safeguarding Children Board (LSCB) 9</p>
    <h2 class="break">Executive summary</h2><p>{PROSE * 3}</p>
    {wishes or "<h2>Recommendations</h2>" + numbered(WISHES)}
    <h2>Summary for children and young people</h2>{bullets([PROSE] * 3)}
    <h2 class="break">The experiences and progress of children who need help and protection</h2>
    {paragraphs(4, 5)}{more}
    <h2>The Local Safeguarding Children Board (LSCB)</h2><h3>{board}</h3>
    <h2>Executive summary</h2><p>{PROSE}</p>
    {board_wishes or "<h2>Recommendations</h2>" + numbered(BOARD_WISHES, 40)}
    <h2>Inspection findings – the Local Safeguarding Children Board</h2>{paragraphs(3, 42)}
    <h2>Information about this inspection</h2><p>{PROSE} The report is Ofsted’s.</p>
    <p>Lead inspector: Robin Ashgrove HMI</p><p>Team inspectors: Sam Reed, Kim Vale HMI</p>"""


ILACS_TITLE = "<h1>Inspection of Merrowdale local authority children’s services</h1>"
ILACS_2018 = (
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care and care leavers",
    "Overall effectiveness",
)
ILACS_2023 = (
    *ILACS_2018[:2],
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
    "Overall effectiveness",
)
HEADS = "<tr><th align=left>Judgement<th align=left>Grade"


def ilacs(
    headings: Iterable[str],
    grades: Iterable[str],
    days: str,
    wishes: str = "",
    title: str = ILACS_TITLE,
    told: str = "requires improvement to be good",
) -> str:
    """Return a report of the framework since 2018; `told` is the grade above its first section."""
    table = rows(zip(headings, grades, strict=True), HEADS)
    return f"""{title}<p><b>Inspection dates:</b> {days}</p>
    <p><b>Lead inspector:</b> Robin Ashgrove, His Majesty’s Inspector</p>{table}<p>{PROSE * 4}</p>
    {wishes or "<h3>What needs to improve?</h3>" + bullets(WISHES, "◼")}
    <h3>The experiences and progress of children who need help and protection: {told}</h3>
    {paragraphs(9)}
    <h3>The impact of leaders on social work practice with children and families: good</h3>
    {paragraphs(6, 10)}<p>Ofsted inspects services that care for children.</p>"""


def letter(title: str, body: str, ending: str = "Robin Ashgrove<br>His Majesty’s Inspector") -> str:
    """Return a letter after a visit."""
    return f"""<p>4 December 2023</p><p>Director of Children’s Services<br>Merrowdale Council</p>
    <p>Dear Director</p><h3>{title}</h3>{body}<p>Yours sincerely</p><p>{ending}</p>
    <p>Ofsted inspects services that care for children.</p>"""


OLD_TITLE = "<h1>Inspection of safeguarding and looked after children services</h1>"


def safeguarding_2010() -> str:
    """Return a report of 2009 to 2012: two halves, each with bands of actions and its grades."""
    asked = (
        "<h2>Areas for improvement</h2><p>In order to improve services, the council and its "
        "partners should take the following action.</p><h3>Immediately:</h3>"
    )
    return f"""{OLD_TITLE}<h1>Merrowdale Council</h1>
    <p>Inspection dates: 5 July – 16 July 2010<br>Reporting inspector Robin Ashgrove HMI</p>
    <p>Published: 20 August 2010</p><h2 class="break">Safeguarding services</h2>
    <h2>Overall effectiveness</h2><h3>Grade 3 (Adequate)</h3>{paragraphs(4)}
    {asked}{bullets(WISHES[:2])}<h3>Within three months:</h3>{bullets(WISHES[2:3])}
    <h2>Safeguarding outcomes for children and young people</h2>{paragraphs(3, 5)}
    <h2>Services for looked after children</h2><h2>Overall effectiveness</h2>{paragraphs(3, 8)}
    {asked}{bullets(WISHES[3:])}<h2>Outcomes for looked after children</h2>{paragraphs(2, 11)}
    <h2 class="break">Record of main findings</h2><h3>Safeguarding services</h3>
    {rows([("Overall effectiveness", "Adequate"), ("Capacity for improvement", "Good")])}
    <h3>Services for looked after children</h3>
    {rows([("Overall effectiveness", "Good"), ("Being healthy", "Outstanding")])}
    <p>Ofsted 2010</p>"""
