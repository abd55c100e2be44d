"""Who: users and their roles, councils, the officers who lead, bodies and meetings."""

from councils.models.base import belongs, ends_after_start, in_force_on, stays, track
from councils.models.bodies import Body, Meeting
from councils.models.councils import Council, CouncilQuerySet, Membership
from councils.models.emails import OutgoingEmail
from councils.models.officers import Appointment, Officer, OfficerQuerySet
from councils.models.people import User, UserManager

__all__ = [
    "Appointment",
    "Body",
    "Council",
    "CouncilQuerySet",
    "Meeting",
    "Membership",
    "Officer",
    "OfficerQuerySet",
    "OutgoingEmail",
    "User",
    "UserManager",
    "belongs",
    "ends_after_start",
    "in_force_on",
    "stays",
    "track",
]
