"""The page on which all that is still empty of a paper is written at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from councils.access import Access, Verb, council_page
from reports.editing.sections import part_of
from reports.editing.texts import Last, fill, last_words, unwritten
from reports.editing.versions import version_of
from reports.forms.texts import TextsForm
from reports.models import PaperPart, Report
from reports.paper_trail import paper_trail

_TEXT = "text_"


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.COMPOSE)
def texts(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Every text that nobody has written yet, with its heading and hint."""
    report = access.get(Report, pk=pk)
    sent = _sent(request)
    posted = request.POST if request.method == "POST" else None
    last = last_words(report, access.reach(Report))
    form = TextsForm(posted, parts=list(unwritten(report, sent)), last=last)
    gone = [words for key, words in sent.items() if key not in {part.pk for part in form.parts}]
    theirs: list[PaperPart] = []
    if request.method == "POST" and form.is_valid():
        typed = form.typed()
        theirs = fill(typed)
        if not theirs and not gone:
            return _back(request, access, report, len(typed))
        form = _again(request, report, theirs, last)
    context = {
        "access": access,
        "report": report,
        "form": form,
        "theirs": theirs,
        "gone": gone,
        "breadcrumbs": paper_trail(access, report),
    }
    status = 409 if theirs or gone else 200
    return render(request, "reports/papers/texts.html", context, status=status)


def _sent(request: HttpRequest) -> dict[int, str]:
    """Return the words sent for each part (its primary key), those left empty apart."""
    sent = request.POST.items()
    found = {n.removeprefix(_TEXT): words for n, words in sent if n.startswith(_TEXT)}
    return {
        int(key): str(words)
        for key, words in found.items()
        if key.isdecimal() and len(key) < 19 and str(words).strip()
    }


def _again(
    request: HttpRequest, report: Report, theirs: list[PaperPart], last: dict[Any, Last]
) -> TextsForm:
    """Return the page's form once more: what was typed beside what somebody else saved."""
    parts = list(unwritten(report, [part.pk for part in theirs]))
    form = TextsForm(request.POST, parts=parts, last=last)
    form.put(**{f"seen_{part.pk}": version_of(part_of(part)) for part in parts})
    return form


def _back(request: HttpRequest, access: Access, report: Report, number: int) -> HttpResponse:
    told = {0: "Nothing was typed, so nothing is saved.", 1: "One text is saved."}
    messages.success(request, told.get(number, f"{number} texts are saved."))
    return redirect("reports:paper", access.council.slug, report.pk)
