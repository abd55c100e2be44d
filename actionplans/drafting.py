"""What somebody began to write in a form: kept while they type, and gone once it is sent."""

from django.db import transaction
from django.db.models import QuerySet

from actionplans.forms.updates import ReportForm, ReportForOthersForm
from actionplans.models import DraftOf, ProgressDraft
from councils.access import Access
from councils.models import User


def draft_of(access: Access, form: ReportForm) -> DraftOf:
    """Return whose draft the form's is, and on what."""
    for_others = isinstance(form, ReportForOthersForm)
    return DraftOf(access.user, form.action, form.milestone, for_others, form.check)


def drafts(access: Access, of: DraftOf) -> QuerySet[ProgressDraft]:
    """Return the one draft of this, or none."""
    return access.reach(ProgressDraft).filter(**vars(of))


def hold_drafts(access: Access) -> None:
    """Keep the person's drafts from being saved elsewhere until the transaction ends."""
    User.objects.select_for_update(no_key=True).get(pk=access.user.pk)


@transaction.atomic
def keep_unsent(access: Access, form: ReportForm) -> ProgressDraft | None:
    """Return the draft that holds what stands in the form; None where the form was sent already.

    A form saves itself while its writer types on, and may be sent before that arrives. Raises
    OtherDraft where other words were saved in another window.
    """
    hold_drafts(access)
    key = form.typed_key
    if key and form.action.updates.filter(key=key).exists():
        return None
    return ProgressDraft.keep(draft_of(access, form), form.typed(), form.data.get("draft_seen", ""))


def drop_draft(access: Access, form: ReportForm) -> None:
    """Remove the draft of a form that is sent; one saved since in another window stays.

    What this window saved while it was sending is no other: it has the form's key.
    """
    hold_drafts(access)
    found = drafts(access, draft_of(access, form))
    draft, key = found.first(), form.cleaned_data["key"]
    saved_here = draft and key and draft.fields.get("key") == str(key)
    if draft and (saved_here or draft.version == form.cleaned_data["draft_seen"]):
        found.filter(saved_at=draft.saved_at).delete()
