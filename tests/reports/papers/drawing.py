"""The papers that are drawn to be checked: plans of any length, any text in a paper or a plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from actionplans.models import ActionPlan, Milestone
from actionplans.plan_columns import layout_of
from config.bench.plans import Site, make_plan, make_site
from reports.composing import compose
from reports.models import PaperAppendix, PaperPart, Report
from reports.paper.document import Document, PlanTable
from reports.paper_files import paper_html
from reports.pdf import Renderer
from tests.factories import DAY, make_appendix, make_part, make_report, make_section
from tests.pdf_reading import Reading, read_pdf
from tests.reports import sample_documents
from tests.reports.page_reading import PageReading, read_page
from tests.reports.sample_documents import HOSTILE, STYLES, styled

# A plan of so many says little in each row, so that it is drawn in half a minute.
MANY = 1000
ROWS = (0, 1, 60, MANY)
PLANS = {f"plan of {rows}": rows for rows in ROWS}
# A word of 10,000 letters takes 20 seconds to draw: `test_paper_files` does so once.
TEXTS = HOSTILE | {"endless": "x" * 300}
# The database takes no unpaired surrogate, and an action has words.
IN_PLANS = [text for name, text in TEXTS.items() if name not in ("controls", "nothing")]
SAID = ["plan of any text", *(f"says {name}" for name in TEXTS)]
OTHERS = [*PLANS, *(f"style {name}" for name in STYLES), *SAID]


@dataclass(frozen=True)
class Plan:
    """A plan that is attached, as its table is called and headed."""

    title: str
    day: str
    headings: list[str]


@dataclass(frozen=True)
class Drawn:
    """A paper's page and PDF, and what is read in the two; `plan` is what is attached."""

    html: str
    pdf: bytes
    page: PageReading
    reading: Reading
    plan: Plan | None


def drawn_of(document: Document, renderer: Renderer) -> Drawn:
    """Return a paper as it is drawn and read back."""
    html = paper_html(document)
    pdf = renderer.render(html, "")
    return Drawn(html, pdf, read_page(html), read_pdf(pdf), _plan(document))


def _plan(document: Document) -> Plan | None:
    attached = [block for appendix in document.appendices for block in appendix.blocks]
    for block in attached:
        if isinstance(block, PlanTable):
            day = f"{block.shown.as_at.day:%-d %B %Y}"
            return Plan(block.shown.title, day, layout_of(block.shown).headings)
    return None


def others() -> Iterator[tuple[str, Document]]:
    """Yield every paper of `OTHERS` with its name; the database has to be open."""
    site = make_site(DAY)
    for name, rows in PLANS.items():
        yield name, about(site, plan_of(site, rows), is_short=rows == MANY)
    yield "plan of any text", about(site, plan_of_any_text(site))
    yield from ((f"style {name}", styled(name)) for name in STYLES)
    yield from ((f"says {name}", sample_documents.saying(text)) for name, text in TEXTS.items())


def plan_of(site: Site, rows: int) -> ActionPlan:
    """Return a plan of so many actions, each with its steps, leads, moved dates and a report."""
    if rows < MANY:
        return make_plan(site, f"Plan of {rows}", actions=rows, steps=2, updates=1)
    plan = make_plan(site, f"Plan of {rows}", actions=rows, steps=1, updates=1, said="In use.")
    plan.actions.update(text="See every child.")
    Milestone.objects.filter(action__plan=plan).update(text="Agree the form.")
    return plan


def plan_of_any_text(site: Site) -> ActionPlan:
    """Return a plan whose actions and steps say what is hard to print, one text each."""
    plan = make_plan(site, "Plan of any text", actions=len(IN_PLANS), steps=1, updates=1)
    for action, text in zip(plan.actions.order_by("order"), IN_PLANS, strict=True):
        action.text = text
        action.success_measure = text
        action.save()
        action.milestones.update(text=text, printed_leads=text)
    return plan


def about(site: Site, plan: ActionPlan, *, is_short: bool = False) -> Document:
    """Return a paper about a plan, which is attached and, unless it is short, listed in it."""
    report: Report = make_report(site.council, title=f"Progress: {plan.title}")
    report.plans.add(plan)
    part = make_section(report, heading="Progress")
    for built in ("progress",) if is_short else ("progress", "actions", "reasons"):
        make_part(part, kind=PaperPart.Kind.BUILT, of=built)
    make_part(part, "The plan is attached, see [](#appendix-1).")
    make_appendix(report, kind=PaperAppendix.Kind.PLAN, plan=plan, title="The plan")
    return compose(report, DAY).document
