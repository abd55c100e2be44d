"""What is typed into a part: Markdown, a builder and what it is told, a table's rows."""

import copy
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict

from councils.forms import LongTextField
from reports.building import BUILDERS, Builder, PaperFacts
from reports.building import options as kinds
from reports.building.offering import offered
from reports.building.options import Option
from reports.drafted import Outdated, is_edited, let_stand, outdated, propose, take, typed
from reports.forms.exempt import ExemptForm, exempt_initial
from reports.models import PaperPart
from reports.paper.tables import TABLES, TableKind

WRITTEN_LIMIT = 60_000
MOST_ROWS = 120
SPARE_ROWS = 2
# The builder whose paragraphs a writer can take over and edit.
DRAFTED = "drafted"
ANCHOR = RegexValidator(
    r"^[a-z0-9-]*$", "Use small letters, digits and hyphens, like “options-considered”"
)


class PartForm(ExemptForm):
    """What any part can have: a name to refer to it by, and marks that keep it out."""

    anchor = forms.CharField(
        label="Name for references",
        required=False,
        max_length=60,
        validators=[ANCHOR],
        help_text="Like “options”. Elsewhere in the report, [](#options) prints its number, or "
        "the name of its table or heading where it has none.",
        error_messages={"max_length": "Use 60 characters or fewer"},
    )
    template = "reports/papers/_part_text.html"

    def __init__(self, sent: Any, *, part: PaperPart, facts: PaperFacts, seen: str) -> None:
        self.part, self.facts = part, facts
        initial = exempt_initial(part) | {"anchor": part.anchor, "seen": seen}
        super().__init__(sent, initial=initial | self.begin(part))

    def begin(self, part: PaperPart) -> dict[str, Any]:
        """Return what the fields of this kind of part begin with."""
        return {}

    @property
    def has_name(self) -> bool:
        return bool(self["anchor"].value()) or "anchor" in self.errors

    def given(self) -> PaperPart:
        """Return the part as it was typed, not saved, from a valid form."""
        part = PaperPart(
            pk=self.part.pk,
            section=self.part.section,
            order=self.part.order,
            kind=self.part.kind,
            of=self.part.of,
            text=self.part.text,
            options=self.part.options,
            rows=self.part.rows,
            drafted=self.part.drafted,
            hint=self.part.hint,
            anchor=self.cleaned_data["anchor"],
            exempt_under=self.exempt.under,
            exempt_because=self.exempt.because,
        )
        self.fill(part)
        return part

    def fill(self, part: PaperPart) -> None:
        """Put what this kind of part holds into `part`."""


class WrittenForm(PartForm):
    """Text in Markdown."""

    text = LongTextField(
        label="Text",
        name="the text",
        required=False,
        rows=16,
        limit=WRITTEN_LIMIT,
    )

    def begin(self, part: PaperPart) -> dict[str, Any]:
        return {"text": part.text}

    def fill(self, part: PaperPart) -> None:
        part.text = self.cleaned_data["text"]


class OptionsForm(PartForm):
    """What a builder is told, asked as it declares it."""

    builder: Builder | None

    @property
    def declared(self) -> kinds.Options:
        return self.builder.options if self.builder else ()

    def ask(self, stored: dict[str, Any]) -> None:
        """Add the question for each option, with what is stored."""
        for option in self.declared:
            self.fields[f"option_{option.name}"] = option_field(option, self.facts, stored)

    def options(self) -> Iterator[Any]:
        """Yield the fields of what the builder can be told."""
        for option in self.declared:
            yield self[f"option_{option.name}"]

    def told(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what the builder is told as it is stored, from data cleaned or as sent."""
        sent = {option.name: data.get(f"option_{option.name}") for option in self.declared}
        return kinds.read(self.declared, sent)


class BuiltForm(OptionsForm):
    """A builder, and what it is told."""

    template = "reports/papers/_part_built.html"
    of = forms.ChoiceField(
        label="What is built?",
        error_messages={"invalid_choice": "Select what is built from the list"},
    )

    def __init__(self, sent: Any, *, part: PaperPart, **kwargs: Any) -> None:
        super().__init__(sent, part=part, **kwargs)
        of: Any = self.fields["of"]
        of.choices = [(b.name, b.title) for b in sorted(BUILDERS.values(), key=lambda b: b.title)]
        self.builder = BUILDERS.get(self.data.get("of") or part.of)
        self.ask(part.options if self.shown_of == part.of else {})
        if self.is_bound and self.data.get("shown_of") != self.shown_of:
            self.data = self._as_it_begins()

    def _as_it_begins(self) -> QueryDict:
        """Return what was sent, without what another builder was told: this one has its own."""
        data = QueryDict(mutable=True)
        for name, values in self.data.lists():
            if not name.startswith("option_"):
                data.setlist(name, values)
        for option in self.declared:
            if option.default:
                begins = option.default if option.is_several else [str(option.default)]
                data.setlist(f"option_{option.name}", begins)
        return data

    def begin(self, part: PaperPart) -> dict[str, Any]:
        return {"of": part.of}

    @property
    def shown_of(self) -> str:
        """Return the builder whose options the page shows: they belong to no other."""
        return self.builder.name if self.builder else ""

    @property
    def can_be_edited(self) -> bool:
        """Return whether what is built are paragraphs that a writer can go on with."""
        return self.shown_of == DRAFTED

    def fill(self, part: PaperPart) -> None:
        """Put the builder and its options; to be edited, its paragraphs as they stand now too."""
        part.of = self.cleaned_data["of"]
        part.options = self.told(self.cleaned_data)
        if "edit" in self.data and part.of == DRAFTED:
            part.kind = PaperPart.Kind.DRAFTED
            part.drafted = propose(part, self.facts)


def option_field(option: Option, facts: PaperFacts | None, stored: dict[str, Any]) -> forms.Field:
    """Return the question for one thing a builder can be told, with what is stored.

    `facts`: None in a house style, where there is no paper yet.
    """
    now = option.settled(stored.get(option.name))
    asked: dict[str, Any] = {
        "label": option.label,
        "help_text": option.hint,
        "required": False,
        "initial": now,
    }
    if option.kind == kinds.YES:
        return forms.BooleanField(**asked)
    if option.kind == kinds.TEXT:
        return LongTextField(name=option.label.lower(), rows=4, **asked)
    if option.kind == kinds.LIST:
        return forms.CharField(**asked | {"initial": ", ".join(now)})
    offers = offered(option, facts)
    if option.kind == kinds.TABLES:
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=offers, widget=widget, **asked)
    if option.kind == kinds.WORDS:
        return forms.CharField(**asked)
    first = [] if option.kind == kinds.CHOICE else [("", "As it comes")]
    # What was chosen and is no longer offered stays until something else is.
    kept = [(now, now)] if now and now not in dict(offers) else []
    return forms.ChoiceField(choices=[*first, *offers, *kept], **asked)


class TableForm(PartForm):
    """A table filled in by hand: its rows, some to spare, and its caption."""

    template = "reports/papers/_part_table.html"
    caption = forms.CharField(
        label="Caption",
        required=False,
        max_length=300,
        help_text="Left empty, the table has its usual one.",
    )

    def __init__(self, sent: Any, *, part: PaperPart, **kwargs: Any) -> None:
        super().__init__(sent, part=part, **kwargs)
        self.kind: TableKind = TABLES[part.of]
        self.number = self._number(len(part.rows))
        for row in range(self.number):
            for place, column in enumerate(self.kind.columns):
                self.fields[f"cell_{row}_{place}"] = LongTextField(
                    label=f"{column.heading}, row {row + 1}",
                    name="each cell",
                    required=False,
                    initial=_cell(part.rows, row, place),
                    rows=2,
                )

    def begin(self, part: PaperPart) -> dict[str, Any]:
        return {"caption": part.options.get("caption", "")}

    def _number(self, stored: int) -> int:
        """Return how many rows the page shows: those sent, or those stored and some to spare."""
        sent = str(self.data.get("rows", ""))
        number = int(sent) if sent.isdecimal() and len(sent) < 4 else stored + SPARE_ROWS
        more = SPARE_ROWS if "add_rows" in self.data else 0
        return min(number + more, MOST_ROWS)

    def rows(self) -> Iterator[tuple[int, list[tuple[str, Any]]]]:
        """Yield each row's number with its cells, each a heading and a field."""
        for row in range(self.number):
            columns = enumerate(self.kind.columns)
            yield row + 1, [(c.heading, self[f"cell_{row}_{place}"]) for place, c in columns]

    def fill(self, part: PaperPart) -> None:
        data = self.cleaned_data
        places = range(len(self.kind.columns))
        typed = [[data[f"cell_{row}_{p}"] for p in places] for row in range(self.number)]
        part.rows = [row for row in typed if any(row)]
        rest = {key: value for key, value in part.options.items() if key != "caption"}
        part.options = rest | ({"caption": data["caption"]} if data["caption"] else {})


def _cell(rows: list[list[str]], row: int, place: int) -> str:
    held = rows[row] if row < len(rows) else []
    return held[place] if place < len(held) else ""


class DraftedForm(OptionsForm):
    """Paragraphs that the system proposed, each beside what it would say now where that differs."""

    template = "reports/papers/_part_drafted.html"

    def __init__(self, sent: Any, *, part: PaperPart, **kwargs: Any) -> None:
        super().__init__(sent, part=part, **kwargs)
        self.builder = BUILDERS.get(part.of)
        self.ask(part.options)
        # As it is asked to be now: what it is about may just have been changed.
        self.now = copy.copy(part)
        if self.is_bound:
            self.now.options = self.told(self.data)
        self.news = {each.key: each for each in outdated(self.now, self.facts)}
        for number, row in enumerate(part.drafted):
            self.fields[f"text_{number}"] = LongTextField(
                label=f"Paragraph {number + 1}",
                name="each paragraph",
                required=False,
                initial=row["text"],
                rows=4,
            )
            if row["key"] in self.news:
                self.fields[f"news_{number}"] = self._answer(self.news[row["key"]])

    @staticmethod
    def _answer(news: Outdated) -> forms.ChoiceField:
        take = "Take it out" if news.is_gone else "Take the new words"
        return forms.ChoiceField(
            label="The facts have changed since. What becomes of this paragraph?",
            choices=[("", "Leave it told as changed"), ("take", take), ("keep", "Keep my words")],
            required=False,
            initial="" if news.is_edited else "take",
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each paragraph with its field, and what would be said now where that differs."""
        for number, row in enumerate(self.part.drafted):
            name = f"news_{number}"
            yield {
                "row": row,
                "field": self[f"text_{number}"],
                "news": self.news.get(row["key"]),
                "answer": self[name] if name in self.fields else None,
                "is_edited": is_edited(row),
            }

    @property
    def new(self) -> list[Outdated]:
        """Return the paragraphs that would be proposed now and are not there."""
        return [each for each in self.news.values() if each.is_new]

    def fill(self, part: PaperPart) -> None:
        """Put the words typed, then what was said of those whose facts changed, then new ones."""
        texts = {
            row["key"]: self.cleaned_data[f"text_{number}"]
            for number, row in enumerate(self.part.drafted)
        }
        part.options = self.now.options
        part.drafted = typed(part, texts)
        for number, row in enumerate(self.part.drafted):
            answer = self.cleaned_data.get(f"news_{number}")
            if answer:
                change = take if answer == "take" else let_stand
                part.drafted = change(part, self.facts, row["key"])
        if "add_new" in self.data:
            for each in self.new:
                part.drafted = take(part, self.facts, each.key)


FORMS: dict[str, type[PartForm]] = {
    PaperPart.Kind.WRITTEN: WrittenForm,
    PaperPart.Kind.BUILT: BuiltForm,
    PaperPart.Kind.TABLE: TableForm,
    PaperPart.Kind.DRAFTED: DraftedForm,
}
