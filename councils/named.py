"""Which person in the plans somebody with an account is."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from councils.models import Membership, Officer, User


def free_officers(officers: QuerySet[Officer]) -> QuerySet[Officer]:
    """Return the persons in the plans whom no member's account is linked with.

    Those who ended are among them: people come back.
    """
    member = Membership.objects.filter(user=OuterRef("user"), council=OuterRef("council"))
    persons = officers.filter(~Exists(member), kind=Officer.Kind.PERSON)
    return persons.order_by("name", "pk")


def take_up(officer: Officer, user: User, day: datetime.date) -> bool:
    """Return whether the officer is `user` now: not where another member was first.

    Somebody who had ended by `day` goes on.
    """
    free = free_officers(Officer.objects.filter(pk=officer.pk)).order_by().values("pk")
    theirs = Q(pk=officer.pk, user=user)
    if not Officer.objects.filter(theirs | Q(pk__in=free)).update(user=user):
        return False
    Officer.objects.filter(pk=officer.pk, ends__lte=day).update(ends=None)
    return True
