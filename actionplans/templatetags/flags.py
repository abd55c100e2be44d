"""Where a flag stands on its page, and what it leads to."""

from django import template
from django.urls import reverse

from actionplans.challenges.facts import Flag
from actionplans.models import ActionPlan

register = template.Library()


@register.filter
def anchor(key: str) -> str:
    """Return the id of a flag's place on the page."""
    return f"flag-{key.replace(':', '-')}"


@register.simple_tag
def flag_link(flag: Flag, plan: ActionPlan, slug: str, query: str = "") -> str:
    """Return the address of what a flag is about, in the state asked for; "" where of the plan."""
    if flag.action:
        step = f"#step-{flag.step}" if flag.step else ""
        return reverse("actionplans:action", args=[slug, plan.pk, flag.action]) + query + step
    if flag.recommendation and flag.inspection:
        page = reverse("inspections:inspection", args=[slug, flag.inspection])
        return f"{page}#recommendation-{flag.recommendation}"
    return reverse("actionplans:plan", args=[slug, plan.pk]) + query
