"""When a plan's leads are reminded: read and changed by its manager."""

from typing import Any

from django.db import transaction

from actionplans.models import ActionPlan, ReminderSettings
from actionplans.planning.holding import hold_open

NAMES = ("is_on", "words", "days_before", "on_the_day", "days_after")


class NewerSettings(Exception):
    """Somebody else changed them since they were read."""


def settings_of(plan: ActionPlan) -> ReminderSettings:
    """Return the plan's settings; those a plan begins with where nobody set them: off."""
    return ReminderSettings.objects.filter(plan=plan).first() or ReminderSettings(plan=plan)


def version_of(plan: ActionPlan) -> str:
    """Return what tells one saving of the settings from the next; "" before the first."""
    events = ReminderSettings.pgh_event_model.objects.filter(plan=plan)  # type: ignore[attr-defined]
    newest = events.order_by("-pgh_id").first()
    return str(newest.pgh_id) if newest else ""


@transaction.atomic
def change_settings(plan: ActionPlan, values: dict[str, Any], *, seen: str) -> None:
    """Store the settings. Raises NewerSettings when another was saved since `seen`, Decided
    where the plan is closed."""
    hold_open(plan)
    if version_of(plan) != seen:
        raise NewerSettings
    defaults = {name: values[name] for name in NAMES}
    ReminderSettings.objects.update_or_create(plan=plan, defaults=defaults)
