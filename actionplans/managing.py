"""Who manages a plan, and who may be given one."""

from django.db.models import Q, QuerySet

from actionplans.models import ActionPlan
from councils.models import Council, User
from councils.roles import Role


def managers_of(council: Council, now: User | None = None) -> QuerySet[User]:
    """Return who can manage a plan of `council`, by name: those with that role, and who does
    so `now`.
    """
    of = Q(memberships__council=council, memberships__role=Role.PLAN_MANAGER, is_active=True)
    found = of | Q(pk=now.pk) if now else of
    return User.objects.filter(found).distinct().order_by("name", "pk")


def managing_now(plan: ActionPlan) -> list[User]:
    """Return who answers for a plan: its manager; all plan managers of the council where it has
    none, or the one it had left or manages plans there no more.
    """
    here = list(managers_of(plan.council))
    return [one for one in here if one.pk == plan.manager_id] or here
