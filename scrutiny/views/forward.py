"""Pages on which a body's forward plan is kept."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body
from scrutiny.models import ForwardItem
from scrutiny.oversight.forms.forward import ForwardForm
from scrutiny.views.keeping import Kind, keep

FORM = require_http_methods(["GET", "HEAD", "POST"])
FORWARD = Kind(
    ForwardForm,
    "Put a plan on the forward plan",
    "Change the forward plan",
    "forward",
    "Saved. The page says when it comes next.",
)


@FORM
@council_page(Verb.PLAN_MEETINGS)
def forward_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say that a plan comes to this body, and how often."""
    body = access.get(Body, pk=pk)
    return keep(request, access, ForwardItem(body=body, starts=today()), FORWARD)


@FORM
@council_page(Verb.PLAN_MEETINGS)
def forward_item(request: HttpRequest, access: Access, body_pk: int, pk: int) -> HttpResponse:
    """Change how often a plan comes, or that it comes no more."""
    return keep(request, access, access.get(ForwardItem, pk=pk, body=body_pk), FORWARD)
