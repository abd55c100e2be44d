"""Asking for a name to be taken out, and taking it out: by two people, in one transaction."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Field, Model, UniqueConstraint
from django.urls import reverse

from actionplans.redacting.asked_by_members import tell_of_withheld
from actionplans.redacting.files import HeldFile, chosen, files_of, replaced_file
from actionplans.redacting.reach import is_version, made_again, rows_of
from actionplans.redacting.scanning import FoundRow, Place, Words, is_address, places
from actionplans.redacting.sessions import take_out_of_sessions
from councils.access import Access, Verb
from councils.emails import Letter, absolute, record
from councils.models import Council, OutgoingEmail, RedactedPlace, Redaction, User
from councils.models.redaction import SETTING
from councils.names import Names, address_mark, file_mark, in_json, names_in, shorter_marks

MOST_ALIKE = 100
TWICE = "23505"
NOTICE = """Dear {name},

{by} asks for a name to be taken out of what {council} holds. Until somebody decides, members,
papers and files show it as withheld.

Any one of you who can take a name out may decide, except {by}:

{link}
"""
CHANGED = "The places in which the name stands have changed. Look at them again."


class Decided(Exception):
    """Somebody decided meanwhile, or more was found than was on screen: nothing is done."""


@dataclass(frozen=True)
class Asked:
    """What somebody asks for: one way of writing the name a line, why, and in which files."""

    words: str
    why: str
    files: tuple[str, ...] = ()


@transaction.atomic
def ask(access: Access, asked: Asked, day: datetime.date) -> Redaction:
    """Return what was asked for; from now on members, papers and files show the name withheld.

    The same asked twice by one person is asked once. Files made before are dropped. Members of
    whose questions a part is withheld are written to.
    """
    council = _locked(access.council)
    said = {"words": asked.words, "why": asked.why, "files": list(asked.files)}
    mine = Redaction.objects.filter(council=council, asked_by=access.user, **said)
    again = mine.filter(state=Redaction.State.ASKED).first()
    if again:
        return again
    _drop_made_again(council)
    redaction = Redaction.objects.create(
        council=council, asked_by=access.user, asked_on=day, **said
    )
    _tell_who_decides(access, redaction)
    tell_of_withheld(access, redaction)
    return redaction


def _tell_who_decides(access: Access, redaction: Redaction) -> None:
    """Write to everybody else who can decide it; the name stands in no e-mail."""
    path = reverse("actionplans:redaction", args=[access.council.slug, redaction.pk])
    for user in access.who_may(Verb.REDACT).exclude(pk=access.user.pk):
        letter = Letter(
            kind=OutgoingEmail.Kind.NOTICE,
            to=user.email,
            name=user.name,
            user=user,
            subject=f"A name to be taken out at {access.council.name}",
            body=NOTICE.format(
                name=user.name, by=access.user, council=access.council.name, link=absolute(path)
            ),
            reply_to=access.user.email,
        )
        record(access.council, f"redaction {redaction.pk} {user.pk}", letter)


@transaction.atomic
def refuse(redaction: Redaction, *, by: User, reason: str, day: datetime.date) -> None:
    """Leave the name where it stands, and forget which it was; raise Decided where too late."""
    redaction = _open(redaction)
    _decide(redaction, by, day)
    redaction.state, redaction.refusal = Redaction.State.REFUSED, reason
    _forget(redaction)


@dataclass(frozen=True)
class Picked:
    """What the second person picked: keys of places and of files, and of all places on screen."""

    places: Collection[str]
    files: Collection[str]
    seen: Collection[str]


@transaction.atomic
def take_out(redaction: Redaction, picked: Picked, *, by: User, day: datetime.date) -> Redaction:
    """Return the redaction as done: the name is gone from every row and version picked.

    Raises Decided where it is decided already, or where the name stands in more places than
    were on screen: nothing is changed then.
    """
    redaction = _open(redaction)
    names = names_in(redaction.words)
    found = places(redaction.council, names)
    if {place.key for place in found} != set(picked.seen):
        raise Decided(CHANGED)
    files = chosen(files_of(redaction, found), picked.files)
    _decide(redaction, by, day)
    redaction.state = Redaction.State.DOING
    redaction.save()
    with _allowed(redaction):
        wanted = [place for place in found if place.key in picked.places]
        redaction.times = _replace(redaction, wanted, files, names, day)
    _drop_made_again(redaction.council)
    take_out_of_sessions(redaction.council, names, day)
    redaction.state = Redaction.State.DONE
    _forget(redaction)
    return redaction


def _locked(council: Council) -> Council:
    """Return the council, locked: one asks, decides or makes a file of it at a time."""
    return Council.objects.select_for_update(no_key=True).get(pk=council.pk)


def _open(redaction: Redaction) -> Redaction:
    _locked(redaction.council)
    found = Redaction.objects.select_related("council").get(pk=redaction.pk)
    if not found.is_open:
        who = f"{found.decided_by} on {found.decided_on:%-d %B %Y}"
        raise Decided(f"It was decided by {who}.")
    return found


def _decide(redaction: Redaction, by: User, day: datetime.date) -> None:
    redaction.decided_by, redaction.decided_on = by, day


def _forget(redaction: Redaction) -> None:
    redaction.words, redaction.files = "", []
    redaction.save()


def _drop_made_again(council: Council) -> None:
    for model in made_again():
        rows_of(model, council).filter(model.can_be_made_again).delete()  # type: ignore[attr-defined]


class _allowed:
    """The stretch of a transaction in which the rows named may change; and keys are checked."""

    def __init__(self, redaction: Redaction) -> None:
        self.pk = str(redaction.pk)

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self._set(self.pk)

    def __exit__(self, *failed: object) -> None:
        if not any(failed):
            self._set("")

    def _set(self, value: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])


def _replace(
    redaction: Redaction,
    wanted: Sequence[Place],
    files: Sequence[HeldFile],
    names: Names,
    day: datetime.date,
) -> int:
    """Name each row in the database, then change it; return how often the name was taken out."""
    rows = [row for place in wanted for row in place.rows]
    changes = {(row.model, row.pk): _changes(row, names, day) for row in rows}
    times = {(row.model, row.pk): row.times for row in rows}
    taken = set()
    for file in files:
        key = (type(file.row), file.row.pk)
        changes[key] = _without_file(file, changes.get(key, {}), day)
        taken.add(key)
    RedactedPlace.objects.bulk_create(
        _place(redaction, key, changed, times.get(key, 0), key in taken)
        for key, changed in changes.items()
    )
    was = {(row.model, row.pk): {w.field.attname: w.value for w in row.words} for row in rows}
    for (model, pk), changed in changes.items():
        _put(model, pk, changed, was.get((model, pk), {}))
    return sum(times.values())


def _place(
    redaction: Redaction,
    key: tuple[type[Model], Any],
    changed: dict[str, Any],
    times: int,
    takes_file: bool,
) -> RedactedPlace:
    model, pk = key
    of_table = {field.attname: field.column for field in model._meta.concrete_fields}
    return RedactedPlace(
        redaction=redaction,
        table_name=model._meta.db_table,
        row_pk=str(pk),
        columns=[of_table[name] for name in changed],
        times=times,
        takes_file=takes_file,
    )


def _changes(row: FoundRow, names: Names, day: datetime.date) -> dict[str, Any]:
    return {words.field.attname: replaced(words, names, day) for words in row.words}


def replaced(words: Words, names: Names, day: datetime.date) -> Any:
    """Return what a column holds once the mark stands in place of the name."""
    if is_address(words.field):
        return _fitted(words.value, names, [address_mark(day), "name-removed"], words.field)
    fit = partial(_fitted, names=names, marks=shorter_marks(day), field=words.field)
    return in_json(words.value, fit)


def _fitted(text: str, names: Names, marks: Iterable[str], field: Field) -> str:
    """Return the text with the longest mark for which there is room, cut where there is none."""
    limit: int | None = getattr(field, "max_length", None)
    changed = text
    for mark in marks:
        changed = names.replaced(text, mark)
        if limit is None or len(changed) <= limit:
            return changed
    return changed[:limit]


def _without_file(file: HeldFile, changed: dict[str, Any], day: datetime.date) -> dict[str, Any]:
    """Return the row's changes with its file replaced by a notice, and a mark in its title."""
    title, mark = changed.get("title", file.row.title), file_mark(day)
    limit = file.row._meta.get_field("title").max_length - len(mark) - 1
    marked = f"{title[:limit].rstrip()} {mark}".strip()
    return changed | {"title": marked} | replaced_file(file.row, day)


def _put(model: type[Model], pk: Any, changed: dict[str, Any], was: dict[str, Any]) -> None:
    """Change the row; where it would be like another that must differ, number it.

    Raises Decided where the row is no longer as it `was` when the name was looked for.
    """
    numbered = _told_apart_by(model) & changed.keys()
    for number in count(1):
        tail = f" ({number})" if number > 1 else ""
        said = {name: _with(model, name, v, tail, numbered) for name, v in changed.items()}
        try:
            with transaction.atomic():
                if not model._base_manager.filter(pk=pk, **was).update(**said):
                    raise Decided(CHANGED)
            return
        except IntegrityError as error:
            twice = getattr(error.__cause__, "sqlstate", "") == TWICE
            if not (twice and numbered and number < MOST_ALIKE):
                raise


def _with(model: type[Model], name: str, value: Any, tail: str, numbered: Collection[str]) -> Any:
    if not tail or name not in numbered:
        return value
    field: Any = model._meta.get_field(name)
    tail = tail.strip(" ()").join(("-", "")) if is_address(field) else tail
    return f"{value[: (field.max_length or len(value) + len(tail)) - len(tail)]}{tail}"


def _told_apart_by(model: type[Model]) -> set[str]:
    """Return the columns by which rows of the model differ from one another."""
    if is_version(model):
        return set()
    unique = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    own = {field.attname for field in model._meta.local_concrete_fields if field.unique}
    return own | {name for constraint in unique for name in constraint.fields}
