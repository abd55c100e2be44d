"""Places in words, for the person who decides: what it is, where, how it reads and will read."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from actionplans.models import Action, ActionPlan
from actionplans.redacting.doing import replaced
from actionplans.redacting.scanning import Place, Words, excerpt, texts_in
from councils.models import Body, Council, Officer, RedactedPlace
from councils.names import Names

NAMED = {
    "actionplans.Answer": "An answer",
    "actionplans.AnswerDate": "The day for an answer",
    "actionplans.Chase": "What was asked of leads who had not reported",
    "actionplans.DueDate": "A timescale",
    "actionplans.Ending": "How the action ended",
    "actionplans.Evidence": "Evidence",
    "actionplans.Milestone": "A step",
    "actionplans.PlanImport": "A plan’s file on its way in",
    "actionplans.ProgressDraft": "A draft not sent",
    "actionplans.ProgressLine": "Progress on a step",
    "actionplans.ProgressUpdate": "An update",
    "actionplans.Question": "A question",
    "actionplans.Reading": "What a measure stood at",
    "actionplans.Review": "A decision on an update",
    "actionplans.Upload": "Evidence not sent",
    "scrutiny.MembersQuestion": "Who asked a question, and about what",
    "pghistory.Context": "Why something was changed",
}
# Whose names these are is known: a child who is called the same is no reason to tick them.
KNOWN_NAMES = (Officer, Body)


@dataclass(frozen=True)
class Reads:
    """One column: how it reads, in parts of which some are the name, and how it will."""

    label: str
    before: tuple[tuple[str, bool], ...]
    after: str


@dataclass(frozen=True)
class PlaceShown:
    """A place as the page shows it."""

    key: str
    heading: str
    reads: tuple[Reads, ...]
    versions: int
    only_versions: bool
    is_likely: bool


def described(found: Sequence[Place], names: Names, day: datetime.date) -> list[PlaceShown]:
    """Return the places as the page shows them, in their order."""
    return [
        PlaceShown(
            key=place.key,
            heading=_heading(place),
            reads=tuple(
                reads for words in place.shown.words for reads in _reads(words, names, day)
            ),
            versions=place.versions,
            only_versions=place.now is None,
            is_likely=not issubclass(place.model, KNOWN_NAMES),
        )
        for place in found
    ]


@dataclass
class Stood:
    """Where a name stood, once it is gone: a row, with how many versions of it."""

    heading: str
    columns: tuple[str, ...] = ()
    versions: int = 0
    takes_file: bool = False


def where_it_stood(places: Iterable[RedactedPlace]) -> list[Stood]:
    """Return where a name stood that was taken out, a row with its versions at a time."""
    models = {model._meta.db_table: model for model in apps.get_models() if not model._meta.proxy}
    found: dict[tuple[type[Model], str], Stood] = {}
    for place in places:
        model, pk = _row_of(models[place.table_name], place.row_pk)
        stood = found.setdefault((model, pk), Stood(_named(model, pk)))
        stood.versions += model is not models[place.table_name]
        stood.takes_file |= place.takes_file
        stood.columns = tuple(dict.fromkeys((*stood.columns, *_labels(model, place.columns))))
    return list(found.values())


def _row_of(model: Any, pk: str) -> tuple[type[Model], str]:
    """Return the row that a place is of: of a version the row whose version it is."""
    if not hasattr(model, "pgh_tracked_model"):
        return model, pk
    of = model._base_manager.filter(pk=pk).values_list("pgh_obj_id", flat=True).first()
    return model.pgh_tracked_model, str(of)


_OF_A_FILE = {"file", "file_name", "content_type", "sha256", "size"}


def _labels(model: type[Model], columns: Iterable[str]) -> list[str]:
    named = {field.column: field for field in model._meta.concrete_fields}
    return [_label(named[column]) for column in columns if column not in _OF_A_FILE]


def _label(field: Any) -> str:
    return str(field.verbose_name).capitalize().replace("Url", "Address")


def _heading(place: Place) -> str:
    return _named(place.model, place.pk)


def _named(model: type[Model], pk: Any) -> str:
    where = where_of(model._base_manager.filter(pk=pk).first())
    if where and model in (Action, ActionPlan):
        return where[0].upper() + where[1:]
    what = NAMED.get(model._meta.label) or str(model._meta.verbose_name).capitalize()
    return f"{what}, {where}" if where else what


def where_of(row: Any) -> str:
    """Return the action or the plan under which a row stands: "action 4 of Our plan"."""
    above = [] if row is None else _above(row)
    for found in above:
        if isinstance(found, Action):
            return f"action {found.reference} of {found.plan}"
        if isinstance(found, ActionPlan):
            return f"the plan {found}"
    return ""


def _above(row: Any) -> list[Model]:
    declared = getattr(row, "council_path", "")
    paths = (declared,) if isinstance(declared, str) else declared
    return [row, *(found for path in paths for found in _along(row, path))]


def _along(row: Any, path: str) -> list[Model]:
    found = []
    for step in path.split("__") if path else []:
        row = getattr(row, step, None)
        if row is None or isinstance(row, Council):
            break
        found.append(row)
    return found


def _reads(words: Words, names: Names, day: datetime.date) -> list[Reads]:
    """Return how a column reads and will read: each text of a list or draft by itself."""
    label = _label(words.field)
    found = []
    for text in texts_in(words.value, names):
        part = Words(words.field, excerpt(text, names), 1)
        found.append(Reads(label, _parts(part.value, names), replaced(part, names, day)))
    return found


def _parts(text: str, names: Names) -> tuple[tuple[str, bool], ...]:
    parts, end = [], 0
    for match in names.pattern.finditer(text):
        if not match["mark"]:
            parts += [(text[end : match.start()], False), (match[0], True)]
            end = match.end()
    return tuple((part, is_name) for part, is_name in [*parts, (text[end:], False)] if part)
