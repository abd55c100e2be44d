"""Who works on inspections of which council: its plan manager, or the site operator for it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from councils.access import Access
from councils.models import Council, User
from inspections.models import Inspection

Trail = list[tuple[str, str]]


@dataclass(frozen=True)
class Desk:
    """Somebody at work on a council's inspections; `access` is None for the site operator."""

    user: User
    council: Council
    access: Access | None = None

    @classmethod
    def of(cls, access: Access) -> "Desk":
        """Return where a council's own plan manager works."""
        return cls(access.user, access.council, access)

    @property
    def is_operators(self) -> bool:
        return self.access is None

    def url(self, name: str, *args: Any) -> str:
        """Return the address of a page of this desk: `report` is the operator's own, or not."""
        if self.access is None:
            return reverse(f"inspections:national_{name}", args=args)
        return reverse(f"inspections:{name}", args=[self.council.slug, *args])

    def url_of(self, inspection: Inspection) -> str:
        """Return where this desk reads an inspection."""
        if self.access is None and not inspection.is_published:
            return self.url("inspection", inspection.pk)
        return reverse("inspections:inspection", args=[inspection.council.slug, inspection.pk])

    @property
    def home(self) -> str:
        """Return where this desk's work begins."""
        if self.access is None:
            return reverse("inspections:entered")
        return reverse("actionplans:council", args=[self.council.slug])

    @property
    def trail(self) -> Trail:
        """Return the breadcrumbs of this desk's pages."""
        name = "Inspections that councils entered" if self.access is None else self.council.name
        return [(name, self.home)]
