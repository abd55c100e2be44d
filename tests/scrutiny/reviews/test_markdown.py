"""What a group writes in Markdown, as its page shows it: without headings and markup of theirs."""

import pytest

from scrutiny.templatetags.reviews import as_markdown, verdict_colour

CASES = {
    "Audit *each* quarter.": '<p class="govuk-body">Audit <em>each</em> quarter.</p>',
    "# Loud": '<p class="govuk-body"><strong>Loud</strong></p>',
    "<script>alert(1)</script>": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "- one\n- two": '<ul class="govuk-list govuk-list--bullet"><li>one</li><li>two</li></ul>',
    "[here](https://example.com/a)": 'href="https://example.com/a"',
    "> # Box\n> Quoted.": '<div class="govuk-inset-text"><strong>Box</strong>',
    "| A | B |\n|---|---|\n| 1 | 2 |": '<th scope="col" class="govuk-table__header">B</th>',
}


@pytest.mark.parametrize("written", CASES)
def test_markdown_becomes_paragraphs_lists_and_tables(written: str) -> None:
    shown = as_markdown(written)

    assert CASES[written] in shown
    assert "<h1" not in shown
    assert "<script" not in shown


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_a_link_that_leads_nowhere_safe_is_words(href: str) -> None:
    assert "href" not in as_markdown(f"[here]({href})")


def test_a_list_within_a_list_and_numbers_keep_their_places() -> None:
    shown = as_markdown("3. first\n   - within\n4. second")

    assert shown.startswith('<ol class="govuk-list govuk-list--number" start="3"><li>')
    assert '<ul class="govuk-list govuk-list--bullet"><li>within</li></ul>' in shown


def test_every_verdict_has_a_colour_and_none_is_told_by_it_alone() -> None:
    assert verdict_colour("accepted") == "green"
    assert verdict_colour("not_accepted") == "red"
    assert verdict_colour("not_stated") == "grey"
