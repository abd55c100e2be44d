"""What a manager pastes, and what each piece of it is to become."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.choices import flatten_choices

from actionplans.models import Action, How
from actionplans.pasting.batches import OPEN, Taken, place_of, standing
from actionplans.pasting.splitting import MOST_CHARACTERS
from actionplans.rag import Progress
from councils.forms import DayField, LongTextField

_TEXT = re.compile(r"piece-[0-9]{1,5}-text")
MOST_CHECKS = 60
NO_PLACE = ("", "Not yet assigned: it stays here")


class PasteForm(forms.Form):
    """A block of e-mails."""

    text = forms.CharField(
        label="E-mails",
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "maxlength": None}),
        error_messages={
            "required": "Paste the e-mails, or what was said in them",
            "max_length": "This is too much in one go: paste it in two or more parts",
        },
        help_text="One or several, with their From and Sent lines where you have them. Nothing "
        "becomes an update before you confirm it.",
    )


class PieceForm(forms.Form):
    """One piece: who said what, when, of which action or step, and how far it has come."""

    text = LongTextField(label="What was said", name="what was said", rows=4, required=False)
    place = forms.ChoiceField(
        label="Action or step",
        required=False,
        error_messages={"invalid_choice": "This is no longer in the plan. Select another"},
    )
    reported_by = forms.CharField(label="Who said it?", max_length=200, required=False)
    how = forms.ChoiceField(
        label="How?",
        choices=[
            (How.EMAIL.value, "By e-mail"),
            (How.TELEPHONE.value, "By telephone"),
            (How.MEETING.value, "At a meeting"),
        ],
    )
    day = DayField(label="For which day?", name="the day", help_text="")
    progress = forms.ChoiceField(
        label="How far has it come?",
        choices=[
            (p.value, p.words)
            for p in (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.COMPLETE)
        ],
    )
    reason = LongTextField(
        label="Why is it late?", name="the reason", rows=2, required=False,
        help_text="Only where its date has passed and it is not done.",
    )  # fmt: skip
    accept = forms.BooleanField(label="Accept it at once", required=False)

    def __init__(
        self, *args: Any, piece: Taken, places: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", _initial(piece))
        super().__init__(*args, **kwargs)
        self.piece = piece
        place: Any = self.fields["place"]
        place.choices = [NO_PLACE, *places]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("place") and "text" not in self.errors and not data.get("text", "").strip():
            self.add_error("text", "Say what was said, or leave it unassigned")
        if data.get("place") and not data.get("reported_by"):
            self.add_error("reported_by", "Say who said it")
        return data

    def taken(self) -> Taken:
        """Return the piece as typed; what is no day keeps the day from before."""
        found = {name: self[name].value() for name in ("text", "place", "reported_by", "how")}
        found |= {name: self[name].value() for name in ("progress", "reason")}
        text = str(found["text"] or "").replace("\r\n", "\n").replace("\0", "\ufffd")
        day: datetime.date | None = self.cleaned_data.get("day")
        known = {name: (value or getattr(self.piece, name)) for name, value in found.items()
                 if name in ("how", "progress")}  # fmt: skip
        return replace(
            self.piece,
            text=text,
            place=str(found["place"] or ""),
            reported_by=str(found["reported_by"] or "")[:200],
            reason=str(found["reason"] or "").replace("\r\n", "\n"),
            day=day.isoformat() if day else self.piece.day,
            accept=bool(self["accept"].value()),
            why=self.piece.why if found["place"] == self.piece.place else "",
            **known,
        )

    @property
    def saved_otherwise(self) -> list[tuple[str, str]]:
        """Return (label, what is saved) of each field in which something else was typed."""
        if not self.is_bound:
            return []
        self.full_clean()
        typed = self.taken()
        differs = [n for n in self.fields if getattr(typed, n) != getattr(self.piece, n)]
        return [(str(self[name].label), self.in_words(self.piece)[name]) for name in differs]

    def in_words(self, piece: Taken) -> dict[str, str]:
        """Return what stands in a piece, by field, as a person reads it."""
        found = {name: getattr(piece, name) for name in self.fields}
        for name in ("place", "how", "progress"):
            field: Any = self.fields[name]
            found[name] = dict(flatten_choices(field.choices)).get(found[name], "")
        found["accept"] = "yes" if piece.accept else "no"
        day = _day(piece)
        return found | {"day": f"{day:%-d %B %Y}" if day else ""}

    def to_copy(self) -> str:
        """Return all that was typed in it, in words."""
        self.full_clean()
        typed = self.in_words(self.taken())
        typed["day"] = " ".join(filter(None, self["day"].value() or ()))
        told = [f"{self[n].label} {words}" for n, words in typed.items() if words and n != "text"]
        return "\n".join([typed["text"], *told])


def _initial(piece: Taken) -> dict[str, Any]:
    values = {name: getattr(piece, name) for name in PieceForm.base_fields}
    return values | {"day": _day(piece)}


def _day(piece: Taken) -> datetime.date | None:
    return datetime.date.fromisoformat(piece.day) if piece.day else None


def places_of(actions: Iterable[Action]) -> list[tuple[str, Any]]:
    """Return what can be chosen: each action with its steps below it."""
    found: list[tuple[str, Any]] = []
    for action in actions:
        steps: list[Any] = standing(action)
        inner = [choice for step in steps for choice in _choices(step, step.text or action.text)]
        if len(steps) != 1:
            inner.insert(0, (str(action.pk), f"The whole of action {action.reference}"))
        found.append((f"{action.reference}. {_short(action.text)}", inner))
    return found


def _choices(step: Any, text: str) -> list[tuple[str, str]]:
    """Return a step and the checks of it that nobody reported on, the oldest of them first."""
    checks = step.open_checks[:MOST_CHECKS]
    found = [(place_of(step, due), _short(f"Check due {due:%-d %B %Y}: {text}")) for due in checks]
    return [(place_of(step), _short(text)), *found]


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else words[:79].rstrip() + "…"


class Together(list[PieceForm]):
    """Forms of one page, whose problems are told in one place."""

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self)


def piece_forms(
    pieces: Sequence[Taken], actions: Iterable[Action], data: Any = None
) -> list[PieceForm | None]:
    """Return the form of each open piece, None for what is an update or dropped."""
    places = places_of(actions)
    return [
        PieceForm(data, prefix=f"piece-{at}", piece=one, places=places)
        if one.state == OPEN
        else None
        for at, one in enumerate(pieces)
    ]


def put_again(
    pieces: Sequence[Taken], actions: Iterable[Action], data: Any
) -> tuple[list[PieceForm | None], list[PieceForm]]:
    """Return the forms of pieces somebody saved since, with what was typed on each put into it.

    Second: what was typed on pieces that are not among those left.
    """
    places = places_of(actions)
    sent = {key.split("-")[1]: key.rpartition("-")[0] for key in data if _TEXT.fullmatch(key)}
    pairs = _pairs(pieces, {n: _as_kept(data[f"{prefix}-text"]) for n, prefix in sent.items()})
    moved = {
        f"piece-{at}-{key.split('-', 2)[2]}": value
        for at, n in pairs.items()
        for key, value in data.items()
        if key.startswith(f"{sent[n]}-")
    }
    forms = piece_forms(pieces, actions, moved)
    for at, form in enumerate(forms):
        if form and at not in pairs:
            forms[at] = PieceForm(prefix=form.prefix, piece=form.piece, places=places)
    rest = [
        PieceForm(data, prefix=prefix, piece=Taken(""), places=places)
        for n, prefix in sent.items()
        if n not in pairs.values()
    ]
    return forms, rest


def _as_kept(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _pairs(pieces: Sequence[Taken], texts: dict[str, str]) -> dict[int, str]:
    """Return which typed piece is which of those left: all by place, or else by the same words."""
    left = {at: one.text.strip() for at, one in enumerate(pieces) if one.state == OPEN}
    if {str(at) for at in left} == set(texts):
        return {at: str(at) for at in left}
    found: dict[int, str] = {}
    for n, text in texts.items():
        same = [at for at, words in left.items() if words == text and at not in found]
        found |= dict.fromkeys(same[:1], n)
    return found
