"""Colours of ratings: which ink to write in, and rules for a printed page."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from actionplans.ratings import LIGHT, ink_on

register = template.Library()


@register.filter
def ink(colour: str) -> str:
    """Return which ink reads better on the colour: "light" or "dark"."""
    return "light" if ink_on(colour) == LIGHT else "dark"


@register.simple_tag
def rating_css(key: Iterable[Any]) -> SafeString:
    """Return the style rules that put each rating's colour behind its word, for a printed page.

    On a screen the colour is drawn, since the content security policy allows no style.
    """
    colours = {rating.colour for rating in key}
    known = sorted(colour for colour in colours if re.fullmatch(r"#[0-9a-f]{6}", colour))
    # Nothing but digits of a colour gets into the text.
    return mark_safe(  # noqa: S308
        "".join(f".rating--{c[1:]} {{ background: {c}; color: {ink_on(c)} }}\n" for c in known)
    )
