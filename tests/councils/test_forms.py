"""The GOV.UK fields: what they take, what they say, and how they are marked up."""

import datetime
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from councils.forms import MONTHS, DayField, DayInput, LongTextField, Radios

DAY = datetime.date(2026, 9, 30)


@pytest.mark.parametrize(
    "typed",
    [
        ("30", "9", "2026"),
        ("30", "09", "2026"),
        (" 30 ", " 9", "2026 "),
        ("30", "September", "2026"),
        ("30", "sept", "2026"),
        ("30", "Sep.", "2026"),
        ("30", "SEP", "2026"),
        ("30th", "9", "2026"),
        (30, 9, 2026),
    ],
)
def test_a_day_is_understood(typed: tuple[Any, ...]) -> None:
    assert DayField().clean(list(typed)) == DAY


@pytest.mark.parametrize("number, name", list(enumerate(MONTHS, 1)))
def test_every_month_is_understood_by_its_number_name_and_first_three_letters(
    number: int, name: str
) -> None:
    for month in (str(number), name, name[:3].lower()):
        assert DayField().clean(["1", month, "2026"]) == datetime.date(2026, number, 1)


@pytest.mark.parametrize(
    "typed, part, message",
    [
        (["30", "9", ""], "year", "The new date must include a year"),
        (["", "9", "2026"], "day", "The new date must include a day"),
        (["30", "", "2026"], "month", "The new date must include a month"),
        (["30", "", ""], "month", "The new date must include a month and a year"),
        (["", "", "2026"], "day", "The new date must include a day and a month"),
        (["31", "9", "2026"], "day", "There is no 31 September 2026"),
        (["29", "feb", "2027"], "day", "There is no 29 February 2027"),
        (["0", "1", "2026"], "day", "There is no 0 January 2026"),
        (["30", "9", "26"], "year", "Enter the year with four digits, like 2026"),
        (["30", "9", "20266"], "year", "Enter the year with four digits, like 2026"),
        (["30", "9", "1066"], "year", "Enter a year from 1989 to 2100"),
        (["last", "9", "2026"], "day", "Enter the day as a number, like 30"),
        (
            ["30", "13", "2026"],
            "month",
            "Enter the month as a number from 1 to 12, or its name, like 9 or September",
        ),
        (
            ["30", "ju", "2026"],
            "month",
            "Enter the month as a number from 1 to 12, or its name, like 9 or September",
        ),
        (["٣", "9", "2026"], "day", "Enter the day as a number, like 30"),
    ],
)
def test_a_day_that_is_not_one_is_refused_saying_which_part_to_mend(
    typed: list[str], part: str, message: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        DayField(name="the new date").clean(typed)
    assert refused.value.messages == [message]
    assert refused.value.code == part


def test_a_blank_day_is_asked_for_only_where_it_is_needed() -> None:
    assert DayField(required=False).clean(["", " ", ""]) is None
    with pytest.raises(ValidationError) as refused:
        DayField(name="the new date").clean(["", "", ""])
    assert refused.value.messages == ["Enter the new date, like 30 9 2026"]


@given(st.lists(st.text(max_size=12), min_size=3, max_size=3))
def test_whatever_is_typed_is_a_day_or_a_sentence(typed: list[str]) -> None:
    try:
        day = DayField(required=False).clean(typed)
    except ValidationError as refused:
        assert len(refused.messages) == 1
        assert refused.messages[0][0].isupper()
    else:
        assert day is None or 1989 <= day.year <= 2100


@given(st.dates(datetime.date(1989, 1, 1), datetime.date(2100, 12, 31)))
def test_a_day_shown_in_parts_reads_back_as_itself(day: datetime.date) -> None:
    field = DayField()
    parts = DayInput().decompress(day)
    assert field.clean(parts) == day
    assert not field.has_changed(day, parts)


def test_a_changed_or_broken_day_counts_as_changed() -> None:
    assert DayField().has_changed(DAY, ["1", "9", "2026"])
    assert DayField().has_changed(DAY, ["30", "9", ""])


def test_text_keeps_its_words_with_line_ends_as_one_character() -> None:
    assert LongTextField(name="x").clean("one\r\ntwo\rthree\n") == "one\ntwo\nthree"


@pytest.mark.parametrize(
    "typed, message",
    [
        ("x" * 12_345, "What has happened must be 12,000 characters or fewer: it has 12,345"),
        ("a\n" * 600 + "a", "What has happened must be 500 lines or fewer"),
        ("", "Say what has happened"),
    ],
)
def test_text_over_its_limit_is_refused_by_how_much(typed: str, message: str) -> None:
    field = LongTextField(
        name="what has happened", required_message="Say what has happened", limit=12_000
    )
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [message]


def test_line_ends_of_a_browser_do_not_count_twice() -> None:
    assert LongTextField(name="x", limit=5).clean("a\r\nb\r\nc") == "a\nb\nc"


class Everything(forms.Form):
    text = LongTextField(name="what has happened", label="What has happened?")
    progress = forms.ChoiceField(
        choices=[("a", "Not started"), ("b", "Done")], widget=Radios(hints={"b": "Once accepted"})
    )
    many = forms.MultipleChoiceField(
        choices=[("1", "First"), ("2", "Second")], widget=forms.CheckboxSelectMultiple
    )
    due = DayField(name="the new date", label="New date")
    who = forms.ChoiceField(choices=[("", "Choose"), ("x", "A body at a meeting")])
    sure = forms.BooleanField(label="I have read it")
    name = forms.CharField(max_length=20, help_text="As on the badge")
    password = forms.CharField(widget=forms.PasswordInput)
    evidence = forms.FileField()
    version = forms.CharField(widget=forms.HiddenInput)


class Page(HTMLParser):
    """The elements of a page as (tag, attributes)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.found if attribute in attrs]


def shown(form: forms.Form) -> str:
    template = Template('{% include "components/_error_summary.html" %}{{ form }}')
    return template.render(Context({"form": form}))


TYPED = {
    "text": "  The panel met.\n\nTwice. " + "x" * 20_001,
    "due_day": "31",
    "due_month": "sept",
    "due_year": "2026",
    "name": "A name that is longer than twenty letters",
    "progress": "b",
    "password": "a secret of mine",
    "version": "7",
}


def test_each_error_leads_to_an_input_that_exists() -> None:
    form = Everything({})
    page = Page(shown(form))
    targets = [href[1:] for href in page.all("href")]
    assert len(targets) == len(form.fields) - 1  # the hidden one has nowhere to lead
    assert set(targets) <= {
        attrs["id"] for tag, attrs in page.found if tag in ("input", "textarea", "select")
    }


@pytest.mark.parametrize(
    "typed, target",
    [
        (("31", "9", "2026"), "id_due_0"),
        (("31", "", "2026"), "id_due_1"),
        (("30", "9", "26"), "id_due_2"),
        (("", "", ""), "id_due_0"),
    ],
)
def test_an_error_about_a_day_leads_to_the_part_to_mend(
    typed: tuple[str, ...], target: str
) -> None:
    parts = dict(zip(("due_day", "due_month", "due_year"), typed, strict=True))
    assert f'href="#{target}"' in shown(Everything(parts))


def test_everything_typed_stays_when_something_is_wrong() -> None:
    form = Everything(TYPED)
    html = shown(form)
    assert form.errors
    for value in ("The panel met.", "x" * 20_001, 'value="31"', 'value="sept"', TYPED["name"]):
        assert value in html
    assert re.search(r'value="b"[^>]* checked', html)


def test_a_password_is_never_sent_back() -> None:
    assert TYPED["password"] not in shown(Everything(TYPED))


def test_no_limit_lets_the_browser_cut_a_pasted_text() -> None:
    assert "maxlength" not in shown(Everything())


def test_ids_are_unique_and_every_description_and_label_points_at_one() -> None:
    page = Page(shown(Everything({})))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    described = {each for value in page.all("aria-describedby") for each in value.split()}
    assert described and described <= set(ids)
    assert set(page.all("for")) <= set(ids)


def test_every_visible_input_has_a_label() -> None:
    page = Page(shown(Everything()))
    labelled = set(page.all("for"))
    inputs = [
        attrs
        for tag, attrs in page.found
        if tag in ("input", "textarea", "select") and attrs.get("type") != "hidden"
    ]
    assert len(inputs) == 13
    assert {attrs["id"] for attrs in inputs} <= labelled


def test_fields_in_error_are_marked_for_sight_and_for_screen_readers() -> None:
    html = shown(Everything({}))
    assert html.count("govuk-form-group--error") == 9
    assert html.count('<span class="govuk-visually-hidden">Error:</span>') == 9
    assert "govuk-textarea--error" in html
    assert "govuk-select--error" in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert "There is a problem" not in shown(Everything())


def test_an_error_of_the_whole_form_comes_first_and_leads_nowhere() -> None:
    form = Everything({})
    form.add_error(None, "Somebody else changed this")
    summary = shown(form)
    assert "<li>Somebody else changed this</li>" in summary
    assert summary.index("Somebody else") < summary.index('href="#id_text"')


def test_a_single_question_can_be_the_heading_of_its_page() -> None:
    template = Template(
        "{% load govuk %}{% govuk_field form.text size='l' heading=True %}"
        "{% govuk_field form.progress size='m' heading=True %}"
    )
    html = template.render(Context({"form": Everything()}))
    assert '<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l"' in html
    assert '<h1 class="govuk-fieldset__heading">Progress</h1>' in html


def test_text_typed_by_others_is_shown_as_text() -> None:
    assert "<script>" not in shown(Everything({"text": "<script>", "name": '"><script>'}))
