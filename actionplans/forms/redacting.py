"""What people type to ask for a name to be taken out, and to decide on it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans.redacting.asked_by_members import hidden_by
from actionplans.redacting.doing import Asked, Picked
from councils.day_words import in_words
from councils.forms import LongTextField, Radios
from councils.models import Council
from councils.names import is_long_enough, names_in, why_no_name

TAKE_OUT, LEAVE = "take_out", "leave"
MOST_WAYS = 20


class AskForm(forms.Form):
    """The name, each way it was typed on a line of its own, and why it must not be here."""

    words = LongTextField(
        label="Which name?",
        name="the name, as it was typed",
        rows=3,
        limit=1000,
        help_text="As it was typed. Each way of writing it on a line of its own, like the whole "
        "name, the first name, and the last name first. Capital letters, blanks and accents "
        "make no difference.",
    )
    why = LongTextField(
        label="Why must it not be here?",
        name="why it must not be here",
        rows=2,
        limit=1000,
        help_text="Without the name: this is kept.",
    )
    in_files = forms.MultipleChoiceField(
        label="Does it stand in one of these files?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody but you knows: files are not searched.",
    )

    def __init__(
        self, *args: Any, files: Sequence[tuple[str, str]], council: Council, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.council = council
        choice: Any = self.fields["in_files"]
        choice.choices = files
        if not files:
            del self.fields["in_files"]

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        ways = [line.strip() for line in words.splitlines() if line.strip()]
        if any(not is_long_enough(way) for way in ways):
            raise ValidationError("Each line needs two letters or more")
        if len(ways) > MOST_WAYS:
            raise ValidationError(f"Give {MOST_WAYS} ways of writing it or fewer")
        for number, way in enumerate(ways, start=1):
            if no_name := why_no_name(way):
                raise ValidationError(f"{f'Line {number}' if len(ways) > 1 else 'This'} {no_name}")
        if asked := hidden_by(self.council, "\n".join(ways)):
            raise ValidationError(
                f"This would hide most of what {asked.asker} asked on {in_words(asked.day)}. Give "
                "only the name of the person: what members asked is not taken out"
            )
        return "\n".join(ways)

    def clean_why(self) -> str:
        return without(self.cleaned_data["why"], self.cleaned_data.get("words", ""))

    def asked(self) -> Asked:
        """Return what is asked for."""
        data = self.cleaned_data
        return Asked(data["words"], data["why"], tuple(data.get("in_files", ())))


def without(reason: str, words: str) -> str:
    """Return a reason in which the name does not stand; raise ValidationError where it does."""
    if words and names_in(words).times_in(reason):
        raise ValidationError("Say it without the name: this is kept")
    return reason


class DecideForm(forms.Form):
    """The places picked, or why the name is left where it is."""

    places = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    removed = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (TAKE_OUT, "Take the name out of the places ticked"),
            (LEAVE, "Leave it where it is"),
        ],
        widget=Radios(hints={TAKE_OUT: "This cannot be taken back."}),
        error_messages={"required": "Select what you decide"},
    )
    refusal = LongTextField(
        label="Why is it left?",
        name="why it is left",
        rows=2,
        limit=1000,
        required=False,
        help_text="Only where you leave it. Without the name: this is kept.",
    )

    def __init__(
        self,
        *args: Any,
        words: str,
        places: Sequence[str],
        files: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        for name, keys in (("places", places), ("removed", files)):
            field: Any = self.fields[name]
            field.choices = [(key, key) for key in keys]

    def clean_refusal(self) -> str:
        return without(self.cleaned_data["refusal"], self.words)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        leaves = data.get("decision") == LEAVE
        if leaves and not data.get("refusal") and "refusal" not in self.errors:
            self.add_error("refusal", "Say why it is left")
        picked = data.get("places") or data.get("removed")
        offered = [*self._choices("places"), *self._choices("removed")]
        if data.get("decision") == TAKE_OUT and offered and not picked:
            self.add_error("decision", "Tick a place, or leave the name where it is")
        return data

    def _choices(self, name: str) -> Sequence[Any]:
        field: Any = self.fields[name]
        return list(field.choices)

    @property
    def leaves(self) -> bool:
        return bool(self.cleaned_data["decision"] == LEAVE)

    def sent(self, name: str) -> list[str]:
        """Return all values that came in under a name."""
        data: Any = self.data
        return list(data.getlist(name)) if self.is_bound else []

    def picked(self) -> Picked:
        """Return what was picked of what was on screen."""
        data = self.cleaned_data
        return Picked(data["places"], data["removed"], self.sent("seen"))
