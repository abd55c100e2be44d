"""What a load balancer asks."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout

from config.errors import RETRY_AFTER_SECONDS


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
