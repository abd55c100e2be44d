"""Files in which a name stands: a person says which, since nobody can search every kind of file."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import FileField, Model, Q

from actionplans.models import Evidence, PlanImport, ProgressUpdate, Upload
from actionplans.redacting.reach import reached, rows_of
from actionplans.redacting.scanning import Place, key_of
from actionplans.tasks import remove_file
from councils.models import Council, Redaction

NOTICE = (
    "This file was removed on {day:%-d %B %Y}: a name stood in it that must not be kept here.\n"
)
NOTICE_NAME = "file-removed.txt"


@dataclass(frozen=True)
class HeldFile:
    """A file that may hold the name; `is_likely` where somebody said so, or its own words do."""

    row: Any
    is_likely: bool

    @property
    def key(self) -> str:
        return key_of(type(self.row), self.row.pk)


def with_files() -> list[type[Model]]:
    """Return the models reached that keep a file."""
    return [m for m in reached() if any(isinstance(f, FileField) for f in m._meta.fields)]


def files_of(redaction: Redaction, found: Sequence[Place]) -> list[HeldFile]:
    """Return the files that may hold the name: those named, and those beside where it stands."""
    likely = {*redaction.files, *(place.key for place in found if place.model is PlanImport)}
    keys = likely | {place.key for place in found}
    updates = [place.pk for place in found if place.model is ProgressUpdate]
    held = [
        row
        for model in with_files()
        for row in rows_of(model, redaction.council)
        .filter(_named(model, keys) | _beside(model, updates))
        .exclude(file="")
        .order_by("pk")
    ]
    return [HeldFile(row, key_of(type(row), row.pk) in likely) for row in held]


def _named(model: type[Model], keys: Iterable[str]) -> Q:
    label, pks = model._meta.label, []
    for key in keys:
        of, _, pk = key.partition(":")
        pks += [pk] if of == label else []
    return Q(pk__in=pks)


def _beside(model: type[Model], updates: Sequence[int]) -> Q:
    return Q(update__in=updates) if model is Evidence else Q(pk__in=[])


def is_asked_about(piece: Evidence, council: Council) -> bool:
    """Return whether somebody said that a name stands in this file, and it is not decided."""
    open_ones = Redaction.objects.filter(council=council, state=Redaction.State.ASKED)
    return open_ones.filter(files__contains=[key_of(Evidence, piece.pk)]).exists()


def replaced_file(row: Evidence | Upload | PlanImport, day: Any) -> dict[str, Any]:
    """Return what the row of a removed file holds; the file itself goes by the worker."""
    notice = NOTICE.format(day=day).encode()
    storage = row.file.storage
    name = row.file.field.generate_filename(row, NOTICE_NAME)
    remove_file.defer(path=str(row.file.name))
    return {
        "file": storage.save(name, ContentFile(notice)),
        "file_name": NOTICE_NAME,
        "content_type": "text/plain",
        "size": len(notice),
        "sha256": hashlib.sha256(notice).hexdigest(),
    }


def chosen(files: Iterable[HeldFile], keys: Iterable[str]) -> list[HeldFile]:
    """Return the files that were picked."""
    wanted = set(keys)
    return [file for file in files if file.key in wanted]
