"""What was written by e-mail in a council's name, for its administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils import emails
from councils.access import Access, Verb, council_page
from councils.models import OutgoingEmail

A_PAGE = 50


@require_safe
@council_page(Verb.MANAGE_PEOPLE)
def email_list(request: HttpRequest, access: Access) -> HttpResponse:
    """What was sent, newest first; before it what could not be, or perhaps was."""
    written = access.reach(OutgoingEmail).order_by("-made_at", "-pk")
    page = Paginator(written, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "access": access,
        "to_look_at": emails.to_look_at(access.council).order_by("-made_at", "-pk"),
        "page": page,
    }
    return render(request, "councils/email_list.html", context)


@require_safe
@council_page(Verb.MANAGE_PEOPLE)
def email(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """One e-mail as it was written, its personal links hidden."""
    written = access.get(OutgoingEmail, pk=pk)
    context = {"access": access, "email": written, "body": emails.shown_body(written)}
    return render(request, "councils/email.html", context)


@require_POST
@council_page(Verb.MANAGE_PEOPLE)
def email_again(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Send again what was not sent, or perhaps was."""
    written = access.get(OutgoingEmail, pk=pk)
    if emails.send_again(written):
        messages.success(request, f"The e-mail to {written.to} is on its way again.")
    else:
        messages.info(request, "Somebody had seen to this e-mail already.")
    return redirect("councils:email_list", access.council.slug)
