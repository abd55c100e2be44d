"""From a name typed to the officer it means: those a council has, and new ones said to be new."""

from collections import Counter
from collections.abc import Iterable, Sequence
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

    A name that several share is told apart by the post, else the organisation, and where that
    does not help by the kind; the name alone then means none of them. What is written as one
    officer is means that one; in other letters' case it may mean several.
    """

    def __init__(self, officers: Iterable[Officer]) -> None:
        self.officers = list(officers)
        self._shared = Counter(_plain(officer.name) for officer in self.officers)
        self._alike = Counter(_plain(_longer(officer)) for officer in self.officers)
        self._written: dict[str, list[Officer]] = {}
        self._by_label: dict[str, list[Officer]] = {}
        for officer in self.officers:
            label = self.label(officer)
            self._written.setdefault(tidy(label), []).append(officer)
            self._by_label.setdefault(_plain(label), []).append(officer)

    def label(self, officer: Officer) -> str:
        """Return how the officer is written so that the name means nobody else."""
        if self._shared[_plain(officer.name)] < 2:
            return officer.name
        longer = _longer(officer)
        if self._alike[_plain(longer)] < 2 or not (officer.post or officer.organisation):
            return longer
        return f"{longer}, {officer.get_kind_display().lower()}"

    def labels(self) -> list[str]:
        """Return what can be chosen, by name."""
        return sorted((self.label(officer) for officer in self.officers), key=str.casefold)

    def meant(self, name: str) -> list[Officer]:
        """Return who can be meant by `name`: one, or nobody, or several who are written alike."""
        return self._written.get(tidy(name)) or self._by_label.get(_plain(name), [])

    def find(self, name: str, present: Sequence[int] = ()) -> Officer | None:
        """Return who is meant by `name`, None where nobody is, or several are.

        Of several it is the first of those `present` (pks): who stands there already stays.
        """
        found = {officer.pk: officer for officer in self.meant(name)}
        if len(found) == 1:
            return next(iter(found.values()))
        return next((found[pk] for pk in present if pk in found), None)

    def among(self, names: Iterable[str], present: Sequence[int] = ()) -> list[Officer | None]:
        """Return who is meant by each of the names; none of those `present` by two of them."""
        left, found = list(present), []
        for name in names:
            officer = self.find(name, left)
            left = [pk for pk in left if officer is None or pk != officer.pk]
            found.append(officer)
        return found


SEVERAL = "More than one here is written “{}”. Tell them apart by their posts first"


def _longer(officer: Officer) -> str:
    more = officer.post or officer.organisation or officer.get_kind_display().lower()
    return f"{officer.name}, {more}"


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
