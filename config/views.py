"""What a load balancer asks, and the demo's mailbox."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout

from config.errors import RETRY_AFTER_SECONDS
from config.mailbox import mails


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Say whether the database answers: 200 when it does, 503 when not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (Error, PoolTimeout):
        later = {"Retry-After": str(RETRY_AFTER_SECONDS)}
        return JsonResponse({"database": "down"}, status=503, headers=later)
    return JsonResponse({"database": "up"})


@require_safe
@login_not_required
def mailbox(request: HttpRequest) -> HttpResponse:
    """The e-mails the demo would have sent, for anybody who tries it; no other site has them."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not settings.DEMO or not folder:
        raise Http404
    page = Paginator(mails(Path(folder)), 20).get_page(request.GET.get("page"))
    return render(request, "config/mailbox.html", {"page": page})
