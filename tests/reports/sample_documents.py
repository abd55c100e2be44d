"""Papers of a made-up council as documents, with everything that a paper can hold."""

from dataclasses import replace

from reports.paper.document import (
    Appendix,
    Block,
    Box,
    Cell,
    Document,
    FrontRow,
    Heading,
    Item,
    Items,
    Look,
    Paragraph,
    Table,
    Text,
    bullets,
    cell,
    paragraph,
    words,
)
from reports.paper.house_style import Numbering
from reports.paper.numbering import Unnumbered, number
from reports.paper.references import references_to
from reports.paper.written import written

# A picture of one dot, red.
LOGO = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8Dw"
    "HwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
)
TITLE = "Outcome of the inspection of children’s services, and the action plan"
FRONT = (
    FrontRow("Report title", ((TITLE,),)),
    FrontRow("Cabinet member with lead responsibility", (("Lead Member for Children",),)),
    FrontRow("Key decision", (("No",),)),
    FrontRow("Wards affected", (("All",),)),
    FrontRow(
        "Accountable employees",
        (("Head of Quality", "01632 960 123"), ("Head of Safeguarding", "01632 960 456")),
    ),
    FrontRow(
        "Considered by",
        (("Strategic Executive Board", "28 March 2031"), ("Safeguarding Board", "3 April 2031")),
    ),
)
GRADES = Table(
    caption="Judgements: Aberwen Council, January 2031",
    headings=("Judgement", "Grade"),
    rows=(
        (cell("Overall effectiveness", is_header=True), cell("Good")),
        (cell("Leaders and managers", is_header=True), cell("Requires improvement")),
    ),
    widths=(68, 32),
)
COUNTED = Table(
    caption="Where councils stand",
    headings=("Position", "Councils", "Share"),
    rows=(
        (cell("Inspected", is_header=True), cell(""), cell("")),
        (cell("Good"), cell("33", is_number=True), cell("25.8%", is_number=True)),
        (cell("Inadequate"), cell("129", is_number=True), cell("N/A", is_number=True)),
    ),
    notes=("The shares do not add up, as in the source.",),
)
PLAIN = Table(
    caption="Grades without headings",
    headings=(),
    rows=((cell("Adoption"), cell("Good")), (cell("Care leavers"), cell("Outstanding"))),
    shows_caption=False,
)
BOX = Box(
    "Box 1: what inspectors judged",
    (paragraph("The overall judgement is good."), bullets(("Leaders know.", "Children say so."))),
)
CODE = Paragraph((Text("[AB/22032031/Y]"),), kind="code")
NOTE = Paragraph((Text("Figures as reported on 1 March 2031."),), kind="note")
OUTSIDE = """The report is [on the web](https://aberwen.example/report) and officers answer at
[e-mail](mailto:quality@aberwen.example). **See [](#background) first**, then *section 1*."""
LISTED = """Findings include:

- Leaders drive change, and know it:
  - in practice
  - in **plans**
- Thresholds are understood

~ It goes on below its list.

.. Of the second level, with words enough to need a second line of the page, so that one can see
where that line begins.

Then come:

1. First ask
2. Second ask, of two parts

   a further paragraph of it

   1. one part
   2. the other part
"""


def sections() -> list[Unnumbered]:
    """Return the sections of a paper that has all kinds of blocks."""
    decide = written("The board is recommended to:\n\n1. Note the outcome.\n2. Approve the plan.")
    return [
        Unnumbered(
            Heading("Recommendations for decision", anchor="decisions"),
            decide,
            numbered=False,
            numbers_paragraphs=False,
        ),
        Unnumbered(Heading("Purpose", anchor="purpose"), written(OUTSIDE)),
        Unnumbered(
            Heading("Background", anchor="background"),
            (*written("It was inspected."), GRADES, *written(LISTED), BOX, COUNTED, PLAIN),
        ),
        Unnumbered(Heading("Financial implications"), (*written("None."), CODE, NOTE)),
        Unnumbered(Heading("Consultation"), ()),
    ]


WITHIN = Numbering(headings="1.0")


def document(style: Numbering = WITHIN, **more: object) -> Document:
    """Return a paper in a style of numbering."""
    plain = number(sections(), style)
    found = Document(
        title=TITLE,
        council="Aberwen Council",
        body="Cabinet",
        held_on="26 April 2031",
        front=FRONT,
        blocks=references_to(plain, {"annex": "Appendix 2"}).into(plain),
        appendices=appendices(),
        look=Look("#5b2c83", LOGO, "Aberwen Council’s coat of arms"),
        as_at="3 March 2031",
        mark="Draft",
    )
    return replace(found, **more)  # type: ignore[arg-type]


STYLES = {
    "numbered within sections": (Numbering(headings="1.0"), Look("#5b2c83")),
    "numbered straight through": (
        Numbering(headings="", paragraphs="1", lists="a)"),
        Look("#00703c", LOGO, "Arms", front="lines"),
    ),
    "not numbered, in a pale colour": (
        Numbering(headings="", paragraphs="", lists="(i)"),
        Look("#ffdd00"),
    ),
}


def styled(name: str) -> Document:
    """Return that paper in a style of `STYLES`."""
    numbering, look = STYLES[name]
    return document(numbering, look=look)


def appendices() -> tuple[Appendix, ...]:
    return (
        Appendix("Appendix 1", "What was learnt", written("### Leaders\n\nThey know."), True),
        Appendix("Appendix 2", "The framework", file_name="framework.pdf", anchor="annex"),
        Appendix("Appendix 3", "Costs", (paragraph("To follow."),)),
    )


# What is hard to print, by its kind.
HOSTILE = {
    "Welsh": "Ŵyth tŷ’r Cyngor, plant â’u hôl",
    "emoji": "Done \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 ✅ end",
    "right to left": "سلام عليكم (عربي) שלום end",
    "controls": "a\u202eb\u2028c\x0bd\x1fe\ud800f\ufffeg\ue000h",
    "endless": "x" * 10_000,
    "tags": "<script>alert(1)</script><b>bold</b> </p></td></table> &lt; &amp; a < b > c",
    "addresses": '<img src="file:///etc/passwd"> @import url("http://127.0.0.1:9/x"); '
    "![x](file:///etc/passwd) [y](file:///etc/passwd) <link rel=stylesheet href=//x>",
    "fields": "{{ document }} {% include 'x' %} %1 %2.%3 ' DATE ' ]]> <!-- --> \\ {}",
    "nothing": "",
    "spaces": "  two   spaces\tand a tab\n\n\nlines ",
}


def saying(text: str) -> Document:
    """Return a paper that says a text wherever a paper can say one."""
    said = (Text(text),)
    item = Items((Item((Paragraph(said),)), Item((Paragraph(said), bullets((text,))))))
    table = Table(text, (text, "Other"), ((Cell((Paragraph(said),)), cell(text)),), notes=(text,))
    blocks: tuple[Block, ...] = (
        Heading(text, number="1."),
        Paragraph(said, 1, "1.1"),
        item,
        table,
        Box(text, (Paragraph(words(text, is_bold=True)),)),
        *written(text),
    )
    return Document(
        title=f"Paper {text}",
        council="Aberwen Council",
        body=text,
        held_on="26 April 2031",
        front=(FrontRow(text, ((text, "part"),)), FrontRow("Lines", ((text,), ("line",)))),
        blocks=blocks,
        appendices=(Appendix("Appendix 1", text, (Paragraph(said),), True),),
    )
