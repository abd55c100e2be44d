"""The part of the report form that takes evidence, and what comes in with it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from actionplans.evidence import Described, keep_file, keep_link
from actionplans.models import DraftOf, Evidence, Upload
from councils.file_types import IN_WORDS, TAKEN, NotTaken, clean_name
from councils.uploading import FILES_AT_ONCE, files_dropped

ATTACH, REMOVE = "attach", "remove"
# What the form has on screen, and what a page of errors had to let go.
ATTACHED, FILES_LOST = "attached", "files_lost"
PK_DIGITS = 18


class FilesInput(forms.FileInput):
    """A chooser of several files, on which files can be dropped too."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/files.html"


class EvidenceFields(forms.Form):
    """Files and a link to attach; `attached` are those (their keys) the person has on screen."""

    evidence_files = forms.Field(
        label="Files",
        required=False,
        widget=FilesInput(attrs={"multiple": True, "accept": ",".join(f".{e}" for e in TAKEN)}),
        help_text=f"{IN_WORDS}, each up to {settings.EVIDENCE_MAX_MB} MB, "
        f"{FILES_AT_ONCE} at a time.",
    )
    evidence_link = forms.CharField(
        label="Or a link",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text="The whole address, beginning with https://",
    )
    evidence_title = forms.CharField(
        label="What is it called?",
        required=False,
        max_length=200,
        help_text="Like “Audit of 30 case files, October 2026”. Left empty: the file’s own name.",
    )
    evidence_kind = forms.ChoiceField(
        label="What kind of evidence is it?",
        required=False,
        choices=Evidence.Kind.choices,
        initial=Evidence.Kind.DOCUMENT,
    )
    evidence_confidential = forms.BooleanField(
        label="Confidential: members may not see it", required=False
    )

    FIELDS = (
        "evidence_files",
        "evidence_link",
        "evidence_title",
        "evidence_kind",
        "evidence_confidential",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in self.FIELDS])
        self.attached: set[int] = set()

    @property
    def has_evidence_errors(self) -> bool:
        return any(name in self.errors for name in self.FIELDS)

    @property
    def has_evidence_typed(self) -> bool:
        """Return whether something stands in the fields about evidence."""
        typed = [self[name].value() for name in ("evidence_link", "evidence_title")]
        return any(typed) or self.has_evidence_errors

    def keep_only_evidence_errors(self) -> None:
        """Forget what is wrong elsewhere: nothing is being sent."""
        for name in [name for name in self.errors if name not in self.FIELDS]:
            del self.errors[name]

    def put(self, **values: str | None) -> None:
        """Put values in the fields in place of what came in; None empties a field."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            data.pop(name, None)
            if value is not None:
                data[name] = value
        self.data = data

    def described(self) -> Described:
        """Return what was said of what is attached, as far as it can be taken."""
        data = self.cleaned_data
        return Described(
            title=data.get("evidence_title", ""),
            kind=data.get("evidence_kind") or Evidence.Kind.DOCUMENT,
            is_confidential=data.get("evidence_confidential", False),
        )


def only_attaches(request: HttpRequest) -> bool:
    """Return whether the form came in only to attach or remove, and is to be shown again."""
    return ATTACH in request.POST or REMOVE in request.POST


def attach(request: HttpRequest, form: EvidenceFields, of: DraftOf) -> None:
    """Keep what came in with the form, whatever else is wrong with it; say what is refused."""
    form.full_clean()
    problems: dict[str, list[str]] = {"evidence_files": _lost(request), "evidence_link": []}
    kept = _keep_files(request, form, of, problems["evidence_files"])
    kept += _keep_link(form, of, problems["evidence_link"])
    if not kept and not any(problems.values()) and _asks_for_nothing(request, form):
        problems["evidence_files"].append("Choose a file or enter a link")
    for name, sentences in problems.items():
        if sentences:
            form.add_error(name, sentences)
    form.attached = _on_screen(request) | {upload.pk for upload in kept}
    if kept and not form.has_evidence_errors:
        form.put(**dict.fromkeys(form.FIELDS))


def _keep_files(
    request: HttpRequest, form: EvidenceFields, of: DraftOf, problems: list[str]
) -> list[Upload]:
    files, kept = request.FILES.getlist("evidence_files"), []
    for file in files:
        described = form.described()
        if described.title and len(files) > 1:
            described = replace(described, title=f"{described.title}: {_own_name(file)}")
        try:
            kept.append(keep_file(of, file, described))
        except NotTaken as refused:
            problems.append(str(refused))
    return kept


def _own_name(file: UploadedFile) -> str:
    return clean_name(file.name or "").rpartition(".")[0]


def _keep_link(form: EvidenceFields, of: DraftOf, problems: list[str]) -> list[Upload]:
    address = form.cleaned_data.get("evidence_link", "")
    try:
        return [keep_link(of, address, form.described())] if address else []
    except NotTaken as refused:
        problems.append(str(refused))
        return []


def _lost(request: HttpRequest) -> list[str]:
    """Return a sentence for each file that did not come through."""
    dropped, lost = files_dropped(request), request.POST.getlist(FILES_LOST)
    return [f"“{clean_name(name)}” is not attached. {why}." for name, why in dropped] + [
        f"Choose “{clean_name(name)}” again: it could not be kept" for name in lost
    ]


def _asks_for_nothing(request: HttpRequest, form: EvidenceFields) -> bool:
    return ATTACH in request.POST or bool(form.cleaned_data.get("evidence_title"))


def _on_screen(request: HttpRequest) -> set[int]:
    keys = request.POST.getlist(ATTACHED)
    return {int(key) for key in keys if key.isdecimal() and len(key) <= PK_DIGITS}
