"""From a name typed to the officer it means: those a council has, and new ones said to be new."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.models import MilestoneLead
from councils.models import Council, Officer


@dataclass(frozen=True)
class NewOfficer:
    """Somebody a plan names whom the council does not have yet: a person, post, group, partner."""

    name: str
    kind: str


Named = Officer | NewOfficer


class Register:
    """The officers a name can mean: those of a council who have not left by a day.

    A name that several share is told apart by the post, and where that does not help by the
    kind; the name alone then means none of them.
    """

    def __init__(self, officers: Iterable[Officer]) -> None:
        self.officers = list(officers)
        self._shared = Counter(_plain(officer.name) for officer in self.officers)
        self._by_label = {_plain(self.label(officer)): officer for officer in self.officers}

    def label(self, officer: Officer) -> str:
        """Return how the officer is written so that the name means nobody else."""
        if self._shared[_plain(officer.name)] < 2:
            return officer.name
        more = officer.post or officer.organisation or officer.get_kind_display().lower()
        return f"{officer.name}, {more}"

    def labels(self) -> list[str]:
        """Return what can be chosen, by name."""
        return sorted((self.label(officer) for officer in self.officers), key=str.casefold)

    def find(self, name: str) -> Officer | None:
        """Return who is meant by `name`, None where nobody is, or several are."""
        return self._by_label.get(_plain(name))


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()


def tidy(name: str) -> str:
    """Return a name as typed, with single spaces."""
    return " ".join(name.split())


def officer_for(named: Named, council: Council) -> Officer:
    """Return the officer, made now where the name was said to be new."""
    if isinstance(named, Officer):
        return named
    made, _ = Officer.objects.get_or_create(
        council=council, kind=named.kind, name=named.name, post=""
    )
    return made


def lead_names(leads: Iterable[MilestoneLead], register: Register) -> list[str]:
    """Return how the leads of a step are written, in their order."""
    return [register.label(lead.officer) for lead in leads]
