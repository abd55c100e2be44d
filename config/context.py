"""What every page's frame needs."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.demo.accounts import demo_accounts
from councils.access import Access, accesses

SERVICE_NAME = "Inspection action plans"


def home_name(mine: Iterable[Access]) -> str:
    """Return what the first page is called for this person: officers act, others read."""
    return "Your actions" if any(access.may_report for access in mine) else "Your plans"


def _accesses(request: HttpRequest) -> list[Access]:
    """Return the person's councils, as the page's view asked for them where it did."""
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return []
    asked: list[Access] | None = getattr(request, "accesses", None)
    return accesses(user) if asked is None else asked


def service(request: HttpRequest) -> dict[str, Any]:
    """Return the service's name, the councils of the signed-in person, and demo mode."""
    mine = SimpleLazyObject(lambda: _accesses(request))
    return {
        "service_name": SERVICE_NAME,
        "my_councils": mine,
        "home": SimpleLazyObject(lambda: home_name(iter(mine))),
        "demo": settings.DEMO,
        "demo_accounts": demo_accounts() if settings.DEMO else [],
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
    }
