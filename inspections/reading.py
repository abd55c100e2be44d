"""Which inspections somebody may read: the published of all, the drafts of their own council."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from councils.models import User
from inspections.models import Inspection


def readable_by(user: User | AnonymousUser) -> QuerySet[Inspection]:
    """Return the inspections `user` may read: published ones are national."""
    own = Q(council__memberships__user=user.pk)
    return (
        Inspection.objects.filter(Q(is_published=True) | own).select_related("council").distinct()
    )
