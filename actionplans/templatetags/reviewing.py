"""What the pages of the review queue need."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def review_address(card: Any, place: Any) -> str:
    """Return the address at which one decides on an update, and from which one comes back."""
    update = card.item.update
    path = reverse(
        f"actionplans:{place.stage.update}",
        args=[place.access.council.slug, update.action.plan_id, update.action_id, update.pk],
    )
    return f"{path}?{place.back}" if place.back else path
