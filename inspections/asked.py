"""A comparison as asked for in an address: the one place pages and files build it."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.http import Http404

from councils.models import Council
from councils.national import REGISTER
from inspections.choosing import (
    AREA,
    AS_AT,
    FRAMEWORK,
    GROUP,
    SINCE,
    ChoiceForm,
    day_of,
    set_asked,
    set_in_use,
)
from inspections.compared import held, place_of
from inspections.comparing.beside import beside
from inspections.comparing.england import position
from inspections.comparing.groups import Group, groups_on, on_days_past
from inspections.comparing.held import Held, Place
from inspections.comparing.judgements import judgements
from inspections.comparing.leagues import region_league
from inspections.comparing.sets import FrameworkSet
from inspections.comparing.tables import Comparison
from inspections.history import history
from inspections.printed import printed

SOURCE = (
    "Computed from the published inspections held here. An inspection counts from the day its "
    "report came out."
)
SOURCES = (SOURCE, REGISTER)


@dataclass(frozen=True)
class Asked:
    """A comparison with the form that asked for it; None where the form has an error."""

    form: ChoiceForm
    shown: Comparison | None
    council: Council | None = None

    @property
    def in_use(self) -> FrameworkSet | None:
        """Return the inspections in use on the day, where others were asked for in vain."""
        if self.shown is None or not self.shown.empty or FRAMEWORK not in self.form.wants:
            return None
        found = set_in_use(self.shown.day)
        return found if found.key != self.form.of.key else None


def council_called(slug: str) -> Council:
    """Return the council, past or present: names are national. Raises Http404 for none such."""
    council = Council.objects.filter(slug=slug).first()
    if council is None:
        raise Http404
    return council


Build = Callable[[Held, ChoiceForm, Place | None], Comparison]


def _judgements(found: Held, form: ChoiceForm, council: Place | None) -> Comparison:
    return judgements(found, form.of, _group(found, form), form.day)


def _league(found: Held, form: ChoiceForm, council: Place | None) -> Comparison:
    return region_league(found, form.of, _group(found, form), form.day)


def _england(found: Held, form: ChoiceForm, council: Place | None) -> Comparison:
    cleaned = form.cleaned_data
    return position(found, form.of, cleaned[AREA], form.day, cleaned[SINCE])


def _council(found: Held, form: ChoiceForm, council: Place | None) -> Comparison:
    if council is None:
        raise Http404
    return beside(found, form.of, council, form.cleaned_data[AREA], form.day)


def _group(found: Held, form: ChoiceForm) -> Group:
    key = form.cleaned_data[GROUP]
    return next(group for group in groups_on(found, form.day) if group.key == key)


def _printed(found: Held, form: ChoiceForm, council: Place | None) -> Comparison:
    return printed(found, form.day)


def _history(found: Held, form: ChoiceForm, council: Place | None) -> Comparison:
    if council is None:
        raise Http404
    return told(council.slug, form.day)


def told(slug: str, day: datetime.date) -> Comparison:
    """Return a council's history as files have it: what is published, and nobody's drafts."""
    council = council_called(slug)
    return history(council, council.inspections.filter(is_published=True), day).shown


BUILDS: dict[str, tuple[Build, tuple[str, ...]]] = {
    "judgements": (_judgements, (FRAMEWORK, GROUP, AS_AT)),
    "england": (_england, (FRAMEWORK, AREA, AS_AT, SINCE)),
    "league": (_league, (FRAMEWORK, GROUP, AS_AT)),
    "council": (_council, (FRAMEWORK, AREA, AS_AT)),
    "printed": (_printed, ()),
    "history": (_history, (AS_AT,)),
}


# The comparisons in which a group of councils could be missed.
OF_GROUPS = frozenset({"judgements", "league", "council"})


def asked(name: str, data: Mapping[str, str], today: datetime.date, slug: str = "") -> Asked:
    """Return the comparison of this name as asked for; one of a council needs its `slug`.

    Raises Http404 for a council there never was.
    """
    council = council_called(slug) if slug else None
    build, wants = BUILDS[name]
    # Without a choice of inspections the comparison is of several kinds.
    chosen = set_asked(data, today).keys if FRAMEWORK in wants else None
    found = held(chosen, council)
    day = day_of(data.get(AS_AT, "")) or today
    left_out = ""
    if name in OF_GROUPS and day < today:
        found, left_out = on_days_past(found)
    form = ChoiceForm(data, today=today, wants=wants, groups=groups_on(found, day))
    if not form.is_valid():
        return Asked(form, None, council)
    place = place_of(council) if council else None
    shown = build(found, form, place)
    if left_out:
        shown = replace(shown, notes=(*shown.notes, left_out))
    return Asked(form, shown, council)
