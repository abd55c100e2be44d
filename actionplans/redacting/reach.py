"""What redaction reaches: every text of every model that belongs to a council, found by asking.

A new model is reached as soon as it says to which council its rows belong. What is left out
stands in `LEFT_OUT`, with the reason. A search index, once there is one, is made from these
rows: it belongs among what `made_again` drops.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Field, FileField, JSONField, Model, Q, QuerySet, TextField
from pghistory.models import Context

from councils.access import of_council
from councils.models import Council

Rows = type[Model]

_NATIONAL = "what the inspectorate published: changed only by who keeps what is national"
_ACCOUNT = "an account: its owner's own name and address"
_QUEUE = "jobs carry numbers, digests and paths of files alone"
_DJANGO = "Django's own: no person types in it"

LEFT_OUT = {
    "councils.CombinedAuthority": "names of combined authorities are national facts",
    "councils.Council": "names of councils are national facts",
    "councils.Invitation": _ACCOUNT,
    "councils.RegisterEntry": "the register of accounts, which nobody changes",
    "councils.Redaction": "forgets the words once it is decided; its reasons may not hold them",
    "councils.RedactedPlace": "names tables and columns",
    "councils.User": _ACCOUNT,
    "account.EmailAddress": _ACCOUNT,
    "account.EmailConfirmation": _ACCOUNT,
    "inspections.Inspection": _NATIONAL,
    "inspections.Judgement": _NATIONAL,
    "inspections.Finding": _NATIONAL,
    "inspections.OutcomeRow": _NATIONAL,
    "inspections.OutcomesFile": _NATIONAL,
    "inspections.PrintedLine": _NATIONAL,
    "inspections.PrintedTable": _NATIONAL,
    "inspections.Recommendation": _NATIONAL,
    "inspections.RecommendationWording": _NATIONAL,
    "inspections.ReportFile": "a report as the inspectorate published it, and what was read of it; "
    "what was put right goes once it is confirmed or dropped",
    "reports.ComparisonFile": "made from national facts: no person types in it",
    "pghistory.Events": "a view of the versions",
    "procrastinate.ProcrastinateJob": _QUEUE,
    "procrastinate.ProcrastinatePeriodicDefer": _QUEUE,
    "auth.Group": _DJANGO,
    "auth.Permission": _DJANGO,
    "contenttypes.ContentType": _DJANGO,
    "sessions.Session": "reached by `sessions`: what it holds is packed",
}
# Rows that keep content of their own and stay when a name is taken out.
CONTENT_KEPT = {
    "reports.FinishedPaper": "a file of somebody else: whoever composes the paper takes it back",
    "reports.AppendixFile": "a file of somebody else: whoever composes the paper takes it off",
    "reports.ClearanceAnswer": "what somebody wrote by e-mail: a fact, read by officers alone",
    "reports.EditionFile": "a published file: a withdrawal takes it away",
    "reports.StoredStyle": "the council's logo",
    "reports.StoredStyleEvent": "the council's logo",
}
# What a program writes and nobody types: paths, fingerprints, rules of repetition.
_BY_PROGRAM = {
    "colour",
    "content_sha256",
    "content_type",
    "digest",
    "flag",
    "key",
    "known",
    "message_id",
    "nonce",
    "recurrence",
    "section_key",
    "sha256",
}


def text_fields(model: Rows) -> list[Field]:
    """Return the columns of `model` in which people's words can stand."""
    return [field for field in model._meta.local_concrete_fields if _holds_words(field)]


def _holds_words(field: Any) -> bool:
    held = field.base_field if isinstance(field, ArrayField) else field
    textual = isinstance(held, CharField | TextField | JSONField)
    written = field.name in _BY_PROGRAM or field.name.startswith("pgh_")
    return textual and not isinstance(field, FileField) and not field.choices and not written


def with_text() -> list[Rows]:
    """Return every model with a table of its own in which words can stand."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if not model._meta.proxy and text_fields(model)]


def is_left_out(model: Rows) -> bool:
    """Return whether the model, or the one whose versions it keeps, is left out for a reason."""
    return _subject(model)._meta.label in LEFT_OUT


def forgotten() -> list[str]:
    """Return the models with words that are neither reached nor left out: there must be none."""
    reach = reached()
    left = [model for model in with_text() if model not in reach and not is_left_out(model)]
    return [model._meta.label for model in left]


def reached() -> list[Rows]:
    """Return the models whose words can be taken out: rows, their versions, and why they changed.

    Versions come after their rows.
    """
    found = [model for model in with_text() if not is_left_out(model) and _is_reached(model)]
    return sorted(found, key=lambda model: (is_version(model), model._meta.label))


def _is_reached(model: Rows) -> bool:
    return model is Context or hasattr(_subject(model), "council_path")


def is_version(model: Rows) -> bool:
    """Return whether its rows are the versions of another model's, or say why one changed."""
    return model is Context or hasattr(model, "pgh_tracked_model")


def _subject(model: Rows) -> Rows:
    subject: Rows = getattr(model, "pgh_tracked_model", model)
    return subject


def rows_of(model: Rows, council: Council) -> QuerySet[Any]:
    """Return the rows of `model` that belong to `council`, those of removed rows included."""
    if model is Context:
        return Context.objects.filter(pk__in=_contexts(council))
    if is_version(model):
        return _versions(_subject(model), council)
    return model._base_manager.filter(of_council(model, council))


def _contexts(council: Council) -> set[Any]:
    """Return what was kept of each request that changed something of this council."""
    found: set[Any] = set()
    for model in _tracked():
        found |= set(_versions(model, council).values_list("pgh_context_id", flat=True))
    return found - {None}


def _tracked() -> Iterator[Rows]:
    for model in apps.get_models():
        if hasattr(model, "pgh_event_model") and hasattr(model, "council_path"):
            yield model


def _versions(model: Any, council: Council) -> QuerySet[Any]:
    """Return the versions of a model's rows, found by what they stood under, removed or not."""
    found: QuerySet[Any] = model.pgh_event_model._base_manager.filter(_under(model, council))
    return found


def _under(model: Any, council: Council) -> Q:
    step = model.council_path.split("__")[0]
    parent = model._meta.get_field(step).related_model
    if parent is Council:
        return Q(**{f"{step}_id": council.pk})
    return Q(**{f"{step}_id__in": _ever(parent, council)})


def _ever(model: Any, council: Council) -> set[int]:
    """Return the keys of the rows that the council has or had."""
    found = set(model._base_manager.filter(of_council(model, council)).values_list("pk", flat=True))
    if hasattr(model, "pgh_event_model"):
        found |= set(_versions(model, council).values_list("pgh_obj_id", flat=True))
    return found


def made_again() -> list[Rows]:
    """Return the models whose rows are made from others; `can_be_made_again` says which rows.

    They go when a name is asked about or taken out.
    """
    return [model for model in apps.get_models() if hasattr(model, "can_be_made_again")]
