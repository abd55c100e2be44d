"""A paper finished in Word: sent back, looked over, and standing for the paper."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import Access, Verb, council_page
from councils.days import today
from councils.file_types import NotTaken
from councils.limits import CannotRead
from councils.uploading import files_dropped
from councils.versions import Decided
from reports.composing import compose, composed_digest_of
from reports.finished.receiving import (
    UNSURE,
    WHOLE,
    Unsure,
    as_document,
    beside,
    confirm,
    drop,
    receive,
)
from reports.finished.standing import edition_from, standing_for
from reports.models import FinishedPaper, Report
from reports.paper_trail import paper_trail
from reports.styles import logo_url

either = require_http_methods(["GET", "HEAD", "POST"])
STANDS = "This file stands for the paper from now on."


class FinishedForm(forms.Form):
    """The final paper, and which of the two it is where there are two."""

    file = forms.FileField(
        label="The finished paper",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "Choose the finished paper"},
    )
    which = forms.ChoiceField(
        label="Which paper is it?",
        choices=[
            ("public", "The public paper"),
            ("exempt", "The paper with exempt information"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select which paper it is"},
    )

    def __init__(self, *args: Any, has_exempt: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"A .docx file of up to {settings.EVIDENCE_MAX_MB} MB."
        if not has_exempt:
            del self.fields["which"]

    @property
    def is_public(self) -> bool:
        return bool(self.cleaned_data.get("which", "public") == "public")

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the file, in place of that there is none."""
        self.errors.pop("file", None)
        self.add_error("file", sentence)


class SureForm(forms.Form):
    """That somebody looked at what may give exempt information away, and at the pictures."""

    sure = forms.BooleanField(
        label="None of the words above gives away what is exempt", required=False
    )
    looked = forms.BooleanField(
        label="I looked at each picture: nothing in one differs from what is held",
        required=False,
    )

    def __init__(self, *args: Any, is_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_public:
            self.fields["looked"].label += ", and nothing in one is exempt"  # type: ignore[operator]


@either
@council_page(Verb.COMPOSE)
def finished(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Send the final paper, and see which files were sent before."""
    report = access.get(Report, pk=pk)
    has_exempt = bool(report.exempt_paragraphs())
    form = FinishedForm(request.POST or None, request.FILES or None, has_exempt=has_exempt)
    if request.method == "POST" and (taken := _taken(request, report, form)):
        return redirect("reports:finished_paper", access.council.slug, report.pk, taken.pk)
    standing = {held.pk for p in (True, False) if (held := standing_for(report, p))}
    context = _about(access, report) | {
        "form": form,
        "sent": report.finished.defer("content", "read").select_related("sent_by").order_by("-pk"),
        "standing": standing,
    }
    return render(request, "reports/finished/finished.html", context)


def _taken(request: HttpRequest, report: Report, form: FinishedForm) -> FinishedPaper | None:
    form.is_bound = True
    form.full_clean()
    for name, why in files_dropped(request):
        form.refuse(f"“{name}” was not taken. {why}")
    if not form.is_valid():
        return None
    try:
        return receive(report, request.user, form.cleaned_data["file"], form.is_public)  # type: ignore[arg-type]
    except (NotTaken, CannotRead) as refused:
        form.refuse(str(refused))
        return None


@either
@council_page(Verb.COMPOSE)
def finished_paper(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """What a finished paper says otherwise than the data; confirm it, or go back to the data."""
    report = access.get(Report, pk=paper_pk)
    held = access.get(FinishedPaper, pk=pk, report=report)
    day = today()
    problem, status, form = "", 200, SureForm(is_public=held.is_public)
    used = edition_from(held)
    if request.method == "POST" and (used or not held.is_confirmed):
        try:
            said = {"is_sure": "sure" in request.POST, "has_looked": "looked" in request.POST}
            found = confirm(held, access.user, day, request.POST.get("seen", ""), **said)
        except (CannotRead, Decided) as refused:
            problem, status = str(refused), 409
        except Unsure as unsure:
            form = SureForm(request.POST, is_public=held.is_public)
            for name in unsure.names:
                form.add_error(name, UNSURE[name])
        else:
            messages.success(request, _confirmed(len(found.lapsing)))
            return _back(access, report, is_publishing=bool(used))
    context = _about(access, report) | {
        "held": held,
        "problem": problem,
        "used": used,
        "form": form,
    }
    context |= _beside(held, day)
    return render(request, "reports/finished/finished_paper.html", context, status=status)


def _back(access: Access, report: Report, *, is_publishing: bool) -> HttpResponse:
    to = "paper_publish" if is_publishing and access.may(Verb.PUBLISH) else "finished"
    return redirect(f"reports:{to}", access.council.slug, report.pk)


@require_safe
@council_page(Verb.COMPOSE)
def finished_page(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """The page that is published from a finished paper, before and after it is confirmed."""
    report = access.get(Report, pk=paper_pk)
    held = access.get(FinishedPaper, pk=pk, report=report)
    composed = compose(report, today(), is_public=held.is_public).document
    logo = logo_url(report)
    context = {"held": held, "document": as_document(held, composed), "logo_url": logo}
    return render(request, "reports/finished/page.html", _about(access, report) | context)


def _confirmed(lapsed: int) -> str:
    if not lapsed:
        return STANDS
    clearances = "1 clearance has" if lapsed == 1 else f"{lapsed} clearances have"
    return f"{STANDS} {clearances} to be asked for again: the words differ in it."


def _beside(held: FinishedPaper, day: datetime.date) -> dict[str, Any]:
    """Return what the file is laid beside, and which state of the paper that is."""
    try:
        found = beside(held, day)
    except CannotRead as unread:
        return {"found": None, "problem": str(unread)}
    return {"found": found, "seen": composed_digest_of(held.report, day)(WHOLE)}


@require_POST
@council_page(Verb.COMPOSE)
def finished_drop(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """Make the paper from the data again."""
    report = access.get(Report, pk=paper_pk)
    held = access.get(FinishedPaper, pk=pk, report=report)
    if not held.dropped_at:
        drop(held)
    messages.success(request, f"“{held.file_name}” does not stand for the paper any more.")
    return _back(access, report, is_publishing=request.POST.get("to") == "publish")


def _about(access: Access, report: Report) -> dict[str, Any]:
    return {"access": access, "report": report, "breadcrumbs": paper_trail(access, report)}
