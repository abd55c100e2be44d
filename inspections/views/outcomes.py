"""Pages on which the site operator takes national tables of outcomes in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from councils.access import operator_page
from councils.days import today
from councils.limits import CannotRead
from councils.models import User
from inspections.forms.outcomes import OutcomesForm
from inspections.models import OutcomesFile
from inspections.outcomes.loading import keep_file, load, weigh
from inspections.outcomes.showing import file_of, files, shown
from inspections.outcomes.weighing import counted

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@operator_page
def outcomes(request: HttpRequest) -> HttpResponse:
    """The tables held, and a form to send one; a child process reads it."""
    is_sent = request.method == "POST"
    form = OutcomesForm(request.POST, request.FILES) if is_sent else OutcomesForm()
    if is_sent and form.is_valid() and (file := _kept(request, form)):
        return redirect("inspections:outcomes_file", file.pk)
    context = {"form": form, "files": files()}
    return render(request, "inspections/outcomes/outcomes.html", context)


def _kept(request: HttpRequest, form: OutcomesForm) -> OutcomesFile | None:
    """Return the file as read; None with the sentence beside the field where it is refused."""
    sent, as_at = form.cleaned_data["file"], form.cleaned_data["as_at"]
    by = request.user if isinstance(request.user, User) else None
    try:
        return keep_file(sent.read(), sent.name, today(), as_at=as_at, by=by)
    except CannotRead as refusal:
        form.add_error("file", str(refusal))
        return None


@either
@operator_page
def outcomes_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking a table in would do, row by row; sending it takes it in."""
    file = file_of(pk)
    if file is None:
        raise Http404
    if request.method == "POST":
        counts = counted(load(file))
        messages.success(request, _done(counts))
        return redirect("inspections:outcomes_file", pk)
    context = {"file": file, "shown": shown(weigh(file))}
    return render(request, "inspections/outcomes/outcomes_file.html", context)


def _done(counts: dict[str, int]) -> str:
    if not counts["added"] and not counts["changed"]:
        return "Nothing was changed: all of it was held already."
    return f"Taken in: {counts['added']} added, {counts['changed']} changed."
