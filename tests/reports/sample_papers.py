"""Papers of a made-up council, to see and to test what printing does to them."""

from collections.abc import Sequence
from pathlib import Path

from django.template import Context, Engine
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
HEADINGS = ("No.", "Action", "Milestones and timescale", "Lead", "Progress", "Status")
STATUSES = (
    ("done", "Done"),
    ("late", "Late"),
    ("on-track", "On track"),
    ("at-risk", "At risk"),
    ("off-track", "Off track"),
    ("not-started", "Not started"),
    ("not-stated", "Not stated"),
)

SIMPLE = '<html lang="en-GB"><title>A paper</title><h1>A paper</h1><p>{}</p>'

_PAGE = """{% extends "base_print.html" %}
{% block title %}Inspection action plan: Aberwen Council, as at 3 March 2031{% endblock %}
{% block foot_council %}Aberwen Council{% endblock %}
{% block foot_paper %}Children’s services action plan{% endblock %}
{% block foot_as_at %}As at 3 March 2031{% endblock %}
{% block content %}
<h1 class="paper-title">Children’s services action plan</h1>
<table class="paper-meta">
  <tr><th scope="row">Council</th><td>Aberwen Council</td></tr>
  <tr><th scope="row">Answers</th>
      <td>Inspection of January 2031, <a href="https://aberwen.example/r">the report</a></td></tr>
  <tr><th scope="row">As at</th><td>3 March 2031</td></tr>
</table>
<h2>Key</h2>
<ul class="key">{{ key }}</ul>
<h2>Actions</h2>
{{ table }}
{% endblock %}"""


def paper(groups: Sequence[Sequence[Sequence[SafeString]]]) -> str:
    """A whole page whose table has one body for each group of rows, each a row of cells."""
    key = format_html_join(
        "\n", '<li><span class="status status--{}">{}</span> what it means</li>', STATUSES
    )
    engine = Engine(dirs=[str(TEMPLATES)])
    context = Context({"key": key, "table": table(groups) if groups else empty_note()})
    return engine.from_string(_PAGE).render(context)


def empty_note() -> SafeString:
    return format_html("<p>{}</p>", "This plan has no actions yet.")


def table(groups: Sequence[Sequence[Sequence[SafeString]]]) -> SafeString:
    columns = format_html_join(
        "",
        '<col class="c-{}">',
        [("number",), ("action",), ("milestones",), ("lead",), ("progress",), ("status",)],
    )
    heads = format_html_join("", '<th scope="col">{}</th>', [(heading,) for heading in HEADINGS])
    bodies = format_html_join("", "<tbody>{}</tbody>", [(_rows(rows),) for rows in groups])
    return format_html(
        '<table class="plan"><colgroup>{}</colgroup><thead><tr>{}</tr></thead>{}</table>',
        columns,
        heads,
        bodies,
    )


def _rows(rows: Sequence[Sequence[SafeString]]) -> SafeString:
    return format_html_join("\n", "<tr>{}</tr>", [(_cells(row),) for row in rows])


def _cells(row: Sequence[SafeString]) -> SafeString:
    first, *others = row
    cells = format_html_join("\n  ", "<td>{}</td>", [(cell,) for cell in others])
    return format_html('<th scope="row">{}</th>\n  {}', first, cells)


def paragraphs(*texts: str) -> SafeString:
    return format_html_join("\n  ", "<p>{}</p>", [(text,) for text in texts])


def row(number: int, progress: str = "") -> list[SafeString]:
    """One plausible action, a little different for each number."""
    status = STATUSES[number % len(STATUSES)]
    steps = [
        (
            "Agree a single threshold document with the police, health and schools, and train "
            "all front-door staff in using it."
            if step % 2
            else "Sample 20 files a month.",
            f"{(number + step) % 28 + 1} May 2031, monthly thereafter",
        )
        for step in range(1 + number % 3)
    ]
    milestones = format_html_join(
        "\n",
        '<p>{} <strong>{}</strong> <span class="moved">30 April 2031</span></p>',
        steps,
    )
    return [
        format_html("{}", str(number)),
        paragraphs(
            f"Make sure that decisions at the front door, case group {number}, are timely, "
            "recorded and overseen by a manager whose reasons can be read afterwards."
        ),
        milestones,
        format_html("{}", "Head of Safeguarding, with the Tŷ Ŵyn and/or early-help teams"),
        paragraphs(
            progress
            or "The document was agreed on 11 February 2031. Training reached 64 of 70 staff; "
            "the long-term sick and two new starters follow in April.",
            "Audits show that 86% of decisions were made within 24 hours (January: 71%).",
        )
        + format_html('<p class="quiet">{}</p>', "Reported for 28 February 2031 by telephone."),
        format_html('<span class="status status--{}">{}</span>', *status),
    ]


def plan(rows: int, progress: str = "") -> str:
    """The paper of a plan with so many actions, three to a recommendation."""
    numbers = range(1, rows + 1)
    groups = [numbers[start : start + 3] for start in range(0, rows, 3)]
    return paper([[row(number, progress) for number in group] for group in groups])
