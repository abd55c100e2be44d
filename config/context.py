"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.demo.accounts import demo_accounts
from councils.access import accesses

SERVICE_NAME = "Inspection action plans"


def service(request: HttpRequest) -> dict[str, Any]:
    """Return the service's name, the councils of the signed-in person, and demo mode."""
    user = getattr(request, "user", None)
    return {
        "service_name": SERVICE_NAME,
        "my_councils": SimpleLazyObject(
            lambda: accesses(user) if user and user.is_authenticated else []
        ),
        "demo": settings.DEMO,
        "demo_accounts": demo_accounts() if settings.DEMO else [],
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
    }
