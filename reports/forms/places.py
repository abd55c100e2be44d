"""Things of a list that change places or are taken out, as typed beside each of them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms

from actionplans.planning.ordering import in_places

T = TypeVar("T")
NARROW = {"class": "govuk-input--width-2", "inputmode": "numeric"}


def place_field(named: str, place: int | None, most: int) -> forms.IntegerField:
    """Return the question for the place of something; left empty it stays, or comes last."""
    say = f"Give {named} a place from 1 to {most}"
    return forms.IntegerField(
        label=f"Place of {named}",
        initial=place,
        required=False,
        min_value=1,
        max_value=most,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), say),
        widget=forms.TextInput(attrs=NARROW),
    )


def remove_field(named: str) -> forms.BooleanField:
    """Return the tick that takes something out; its label is short where its row says what."""
    return forms.BooleanField(
        label="Take out",
        required=False,
        widget=forms.CheckboxInput(attrs={"aria-label": f"Take out {named}"}),
    )


def in_new_order(data: dict[str, Any], things: Sequence[tuple[str, T]]) -> list[T]:
    """Return what stays of (key, thing) in the order typed: `place_<key>`, `remove_<key>`."""
    kept = [(key, thing) for key, thing in things if not data.get(f"remove_{key}")]
    now = {key: number for number, (key, _) in enumerate(things, 1)}
    # A place that was not changed is none: what was moved past it makes its own room.
    typed = ((data.get(f"place_{key}"), key, thing) for key, thing in kept)
    return in_places((None if place == now[key] else place, thing) for place, key, thing in typed)


def sure_field() -> forms.BooleanField:
    """Return the tick by which somebody says that words may go."""
    return forms.BooleanField(
        label="Take it out, with what was written in it",
        required=False,
    )
