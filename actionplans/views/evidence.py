"""A file of evidence, for those who see the update it belongs to."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.evidence import evidence_of
from actionplans.lists import updates_of
from actionplans.models import Action, Evidence
from actionplans.redacting.files import is_asked_about
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.files import to_be_saved

logger = logging.getLogger(__name__)


@require_safe
@council_page(Verb.READ)  # type: ignore[arg-type]  # a file is sent piece by piece
def evidence_file(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponseBase:
    """The file, to be saved and never shown within the browser, whatever it says it is."""
    action = access.get(Action, pk=action_pk, plan=plan_pk)
    piece = _piece(action, as_at_asked(request, access), pk)
    if is_asked_about(piece, access.council) and not access.may(Verb.REDACT):
        page = "actionplans/redacting/file_withheld.html"
        return render(request, page, {"access": access}, status=403)
    try:
        return to_be_saved(piece.file, piece.file_name)
    except FileNotFoundError:
        return _unavailable(request, access, action, piece, status=404)
    except Exception:  # Each storage has faults of its own.
        return _unavailable(request, access, action, piece, status=503)


def _piece(action: Action, as_at: AsAt, pk: int) -> Evidence:
    """Return the file as the action's page shows it to this reader; raise Http404 for none."""
    if action.is_confidential and not as_at.confidential:
        raise Http404
    updates = evidence_of(updates_of(action, as_at), as_at)
    shown: list[Evidence] = [piece for update in updates for piece in update.shown_evidence]  # type: ignore[attr-defined]
    for piece in shown:
        if piece.pk == pk and piece.file:
            return piece
    raise Http404


def _unavailable(
    request: HttpRequest, access: Access, action: Action, piece: Evidence, status: int
) -> HttpResponse:
    logger.exception("The file of evidence %s cannot be read", piece.pk)
    context = {
        "access": access,
        "piece": piece,
        "action": action,
        "is_missing": status == 404,
        "breadcrumbs": trail(access, action.plan, action),
    }
    return render(request, "actionplans/evidence_unavailable.html", context, status=status)
