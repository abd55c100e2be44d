"""What the GOV.UK markup needs that Django's template language does not have."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from councils.forms import DayInput

register = template.Library()

LONG_VALUE = 40


@register.filter
def paragraphs(text: str) -> SafeString:
    """Return typed words as paragraphs: blank lines, however many, part two of them.

    Nothing stands between the paragraphs, so that none of it shows where line ends are kept.
    """
    parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    each = ((_lines(part),) for part in parts)
    return format_html_join("", "<p>{}</p>", each)


def _lines(text: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.splitlines()))


@register.simple_tag
def govuk_field(
    field: BoundField, size: str = "", heading: bool = False, hide_label: bool = False
) -> SafeString:
    """Return a field with its label, hint and errors.

    `size` is s, m, l or xl; `heading` makes the label the page's h1; `hide_label` keeps
    it for screen readers only.
    """
    context = {
        **field.get_context(),
        "size": size,
        "heading": heading,
        "hide_label": hide_label,
    }
    return field.render(context=context)


@register.simple_tag
def govuk_class(widget: dict[str, Any], name: str) -> str:
    """Return the classes of a widget: GOV.UK's `name`, its error state, and the form's own."""
    attrs = widget["attrs"]
    classes = [name]
    if attrs.get("aria-invalid") == "true":
        classes.append(f"{name}--error")
    if attrs.get("class"):
        classes.append(attrs["class"])
    return " ".join(classes)


@register.filter
def first_input(field: BoundField) -> str:
    """Return the id of the input that an error message about `field` leads to."""
    widget = field.field.widget
    if isinstance(widget, DayInput):
        return f"{field.auto_id}_{widget.part_of_error(field.errors)}"
    if isinstance(widget, (forms.MultiWidget, forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{field.auto_id}_0"
    return field.id_for_label


@register.filter
def error_links(form: forms.BaseForm | BaseFormSet | list[Any]) -> list[tuple[str, str]]:
    """Return (id of the input, message) for each error, the form's own errors first, without id."""
    if isinstance(form, list):
        return [link for each in form for link in error_links(each)]
    if isinstance(form, BaseFormSet):
        rows = [link for each in form.forms for link in error_links(each)]
        return [("", str(message)) for message in form.non_form_errors()] + rows
    return [("", str(message)) for message in form.non_field_errors()] + list(_field_links(form))


def _field_links(form: forms.BaseForm) -> Iterable[tuple[str, str]]:
    for field in form:
        target = "" if field.is_hidden else first_input(field)
        yield from ((target, str(message)) for message in field.errors)


@register.filter
def is_a(field: BoundField, kind: str) -> bool:
    """Return whether the field's widget is of Django's class `kind` (`RadioSelect`)."""
    return isinstance(field.field.widget, getattr(forms, kind))


@register.filter
def is_long(value: str) -> bool:
    """Return whether what was typed should be shown, not only carried along."""
    return len(value) > LONG_VALUE or any(character.isspace() for character in value)


@register.filter
def as_label(name: str) -> str:
    """Return a field's name as words: `next_steps` is "Next steps"."""
    return name.replace("_", " ").replace("-", " ").strip().capitalize()


@register.filter
def total_of(counts: Iterable[tuple[Any, int]]) -> int:
    """Return the sum of (thing, number) pairs."""
    return sum(number for _, number in counts)


@register.filter
def bar_parts(counts: Iterable[tuple[Any, int]]) -> list[tuple[Any, int, int]]:
    """Return (thing, number, start) for each pair: where its part of a bar begins."""
    parts, start = [], 0
    for thing, number in counts:
        parts.append((thing, number, start))
        start += number
    return parts
