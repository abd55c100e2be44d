"""What is typed about the appendices of a paper: one added, their order, and each of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import QuerySet
from django.utils.text import Truncator

from actionplans.models import ActionPlan
from councils.file_types import NotTaken, clean_name
from councils.forms import LongTextField, Retyped
from reports.building import BUILDERS, PaperFacts
from reports.building import options as kinds
from reports.editing.appendices import IN_WORDS, TAKEN, Attached, checked
from reports.finished.public_files import Looking
from reports.forms.exempt import ExemptForm, exempt_initial
from reports.forms.parts import ANCHOR, WRITTEN_LIMIT, option_field
from reports.forms.places import in_new_order, place_field, remove_field, sure_field
from reports.models import PaperAppendix


class AppendixFileField(forms.FileField):
    """A file as an appendix, checked by its name and by its content."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in TAKEN)})
        kwargs.setdefault("help_text", f"{IN_WORDS}, up to {settings.EVIDENCE_MAX_MB} MB.")
        super().__init__(widget=widget, required=False, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file:
            try:
                checked(file)
            except NotTaken as refused:
                raise ValidationError(str(refused)) from refused
        return file


def look_over(form: forms.Form, looking: Looking, file: UploadedFile) -> None:
    """Say beside the field why a file cannot be a public appendix, if it cannot."""
    file.seek(0)
    found = looking.through(clean_name(file.name or ""), file.read())
    file.seek(0)
    if found.leaks:
        form.add_error("file", f"{found.refusal} It says “{Truncator(found.leaks[0]).chars(120)}”")
    elif found.refusal:
        form.add_error("file", found.refusal)


class AttachForm(ExemptForm):
    """One appendix to be added. `dropped`: (name, why) of files that were too large to come in."""

    what = forms.ChoiceField(
        label="What is attached?",
        error_messages={
            "required": "Select what is attached",
            "invalid_choice": "Select what is attached from the list",
        },
    )
    title = forms.CharField(
        label="What is it called?",
        required=False,
        max_length=300,
        help_text="Left empty, it is called as the plan, the data or the file is.",
        error_messages={"max_length": "Call it something of 300 characters or fewer"},
    )
    file = AppendixFileField(label="The file, if it is one")
    # Nothing that is stored is changed.
    seen = None  # type: ignore[assignment]

    def __init__(
        self,
        *args: Any,
        plans: QuerySet[ActionPlan],
        looking: Looking,
        dropped: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plans, self.dropped, self.looking = list(plans), dropped, looking
        built = [(f"built:{b.name}", b.title) for b in BUILDERS.values()]
        what: Any = self.fields["what"]
        what.choices = [
            ("file:", "A file"),
            ("written:", "Text, written here"),
            ("The table of a plan", [(f"plan:{p.pk}", p.title) for p in self.plans]),
            ("Built from data", sorted(built, key=lambda pair: pair[1])),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.dropped:
            self.add_error("file", f"{self.dropped[0][1]}")
        elif "file" in self.errors:
            return data
        elif data.get("what") == "file:" and not data.get("file"):
            self.add_error("file", "Choose the file")
        elif data.get("file") and data.get("what", "file:") != "file:":
            self.add_error("what", "Select “A file” to attach the file that you chose")
        elif data.get("file") and not data.get("exempt_under"):
            look_over(self, self.looking, data["file"])
        return data

    def given(self) -> Attached:
        """Return what is to be attached, from a valid form."""
        data = self.cleaned_data
        kind, _, of = data["what"].partition(":")
        plan = next((p for p in self.plans if kind == "plan" and str(p.pk) == of), None)
        usual = {
            "plan": plan.title if plan else "",
            "built": BUILDERS[of].title if kind == "built" else "",
            "file": _stem(data["file"].name) if data.get("file") else "",
        }
        title = data["title"] or usual.get(kind, "") or "Appendix"
        return Attached(
            kind, title, plan, of if kind == "built" else "", data.get("file"), self.exempt
        )


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


class AppendicesForm(Retyped, forms.Form):
    """The order of the appendices, and which are taken off."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, appendices: Sequence[PaperAppendix], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appendices = list(appendices)
        for place, row in enumerate(self.appendices, 1):
            named = f"appendix {place}"
            self.fields[f"place_{row.pk}"] = place_field(named, place, len(self.appendices))
            self.fields[f"remove_{row.pk}"] = remove_field(named)
        self.fields["sure"] = sure_field()

    def rows(self) -> Iterator[tuple[PaperAppendix, Any, Any]]:
        """Yield each appendix with the fields of its place and whether it goes."""
        for row in self.appendices:
            yield row, self[f"place_{row.pk}"], self[f"remove_{row.pk}"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        gone = [row for row in self.appendices if data.get(f"remove_{row.pk}")]
        if any(row.text or row.file_id for row in gone) and not data.get("sure"):
            self.add_error("sure", "It holds text or a file. Tick to take it off with that")
        return data

    def go_on(self) -> None:
        """Keep what was chosen on a page that shows what another saved meanwhile.

        What was attached meanwhile has the place it was given; what is saved next goes by the page.
        """
        new = {
            f"place_{row.pk}": str(place)
            for place, row in enumerate(self.appendices, 1)
            if f"place_{row.pk}" not in self.data
        }
        self.put(seen=self.initial["seen"], **new)

    @property
    def asks_whether_sure(self) -> bool:
        return "sure" in self.errors or bool(self.data.get("sure"))

    def order(self) -> list[int]:
        """Return the appendices that stay, in their order, from a valid form."""
        return in_new_order(self.cleaned_data, [(str(row.pk), row.pk) for row in self.appendices])


class AppendixForm(ExemptForm):
    """One appendix: title, label, what stands in it, whether it follows later or is kept out."""

    title = forms.CharField(
        label="What is it called?",
        max_length=300,
        error_messages={
            "required": "Enter what the appendix is called",
            "max_length": "Call it something of 300 characters or fewer",
        },
    )
    label = forms.CharField(
        label="Label",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="Left empty, the house style gives it one, like “Appendix 1”.",
        error_messages={"max_length": "Use 60 characters or fewer"},
    )
    anchor = forms.CharField(
        label="Name for references",
        required=False,
        max_length=60,
        validators=[ANCHOR],
        help_text="Like “plan”. In the report, [](#plan) prints the label.",
        error_messages={"max_length": "Use 60 characters or fewer"},
    )
    is_to_follow = forms.BooleanField(label="It is to follow after the report", required=False)

    def __init__(
        self,
        sent: Any,
        files: Any,
        *,
        row: PaperAppendix,
        facts: PaperFacts,
        seen: str,
        looking: Looking,
        dropped: Sequence[tuple[str, str]] = (),
    ) -> None:
        names = ("title", "label", "anchor", "is_to_follow")
        initial = exempt_initial(row) | {name: getattr(row, name) for name in names}
        super().__init__(sent, files, initial=initial | {"seen": seen})
        self.row, self.dropped, self.looking = row, dropped, looking
        self.builder = BUILDERS.get(row.of) if row.kind == PaperAppendix.Kind.BUILT else None
        for option in self.declared:
            self.fields[f"option_{option.name}"] = option_field(option, facts, row.options)
        if row.kind == PaperAppendix.Kind.WRITTEN:
            self.fields["text"] = LongTextField(
                label="Text",
                name="the text",
                required=False,
                rows=12,
                limit=WRITTEN_LIMIT,
                initial=row.text,
            )
        if row.kind == PaperAppendix.Kind.FILE:
            self.fields["file"] = AppendixFileField(label="Another file in its place")

    @property
    def declared(self) -> kinds.Options:
        return self.builder.options if self.builder else ()

    def options(self) -> Iterator[Any]:
        """Yield the fields of what the builder can be told."""
        for option in self.declared:
            yield self[f"option_{option.name}"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.dropped:
            self.add_error("file", self.dropped[0][1])
        elif "file" in self.fields and "file" not in self.errors:
            self._look_over(data)
        return data

    def _look_over(self, data: dict[str, Any]) -> None:
        """Look through a file that is to be public now: a new one, or one kept out before."""
        was_kept_out = self.row.file if self.row.is_exempt else None
        if data.get("exempt_under"):
            return
        if data.get("file"):
            look_over(self, self.looking, data["file"])
        elif was_kept_out:
            held = SimpleUploadedFile(was_kept_out.name, bytes(was_kept_out.content))
            look_over(self, self.looking, held)

    def given(self) -> dict[str, Any]:
        """Return what was given of the row, from a valid form."""
        data = self.cleaned_data
        found = {name: data[name] for name in ("title", "label", "anchor", "is_to_follow")}
        found |= {"exempt_under": self.exempt.under, "exempt_because": self.exempt.because}
        if "text" in self.fields:
            found["text"] = data["text"]
        if self.builder:
            sent = {option.name: data[f"option_{option.name}"] for option in self.declared}
            found["options"] = kinds.read(self.declared, sent)
        return found
