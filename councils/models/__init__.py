"""Who: users and their roles, councils, the officers who lead, bodies and meetings."""

from councils.models.base import (
    FACTS_STAY,
    belongs,
    ends_after_start,
    in_force_on,
    kept_as_inserted,
    stays,
    track,
)
from councils.models.bodies import Body, Meeting
from councils.models.councils import Council, CouncilQuerySet, Membership
from councils.models.emails import OutgoingEmail
from councils.models.invitations import Invitation, InvitationQuerySet
from councils.models.national import (
    CombinedAuthority,
    CombinedAuthorityMember,
    StatisticalNeighbour,
)
from councils.models.officers import Appointment, Officer, OfficerQuerySet
from councils.models.people import User, UserManager
from councils.models.redaction import RedactedPlace, Redaction
from councils.models.register import RegisterEntry

__all__ = [
    "FACTS_STAY",
    "Appointment",
    "Body",
    "CombinedAuthority",
    "CombinedAuthorityMember",
    "Council",
    "CouncilQuerySet",
    "Invitation",
    "InvitationQuerySet",
    "Meeting",
    "Membership",
    "Officer",
    "OfficerQuerySet",
    "OutgoingEmail",
    "RedactedPlace",
    "Redaction",
    "RegisterEntry",
    "StatisticalNeighbour",
    "User",
    "UserManager",
    "belongs",
    "ends_after_start",
    "in_force_on",
    "kept_as_inserted",
    "stays",
    "track",
]
