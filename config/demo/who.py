"""Councils, and the bodies, meetings and officers of one."""

from config.demo.compared import load_comparison
from config.demo.files import COUNCILS, Calendar, Facts, is_relative, read
from councils.models import Appointment, Body, Council, Meeting, Officer


def load_councils(calendar: Calendar) -> int:
    """Return how many councils were added: England's, past and present, once each."""
    listed = read(COUNCILS)
    held = set(Council.objects.values_list("slug", flat=True))
    new = [facts for facts in listed if facts["slug"] not in held]
    for facts in new:
        add_council(facts, calendar)
    by_slug = Council.objects.in_bulk(field_name="slug")
    for facts in new:
        successors = [by_slug[slug] for slug in facts["replaced_by"]]
        if successors:
            by_slug[facts["slug"]].replaced_by.set(successors)
    load_comparison(listed, calendar)
    return len(new)


def add_council(facts: Facts, calendar: Calendar) -> Council:
    """Return a new council; a fictional one has no codes."""
    return Council.objects.create(
        name=facts["name"],
        slug=facts["slug"],
        gss_code=facts.get("gss_code", ""),
        dfe_number=facts.get("dfe_number", ""),
        ofsted_urn=facts.get("ofsted_urn", ""),
        region=facts["region"],
        kind=facts["kind"],
        starts=calendar.day_if_any(facts.get("starts")),
        ends=calendar.day_if_any(facts.get("ends")),
        is_fictional=facts.get("is_fictional", False),
    )


class Circle:
    """The bodies, meetings and officers of one council, by the keys a fixture gives them."""

    def __init__(self, council: Council, facts: Facts, calendar: Calendar) -> None:
        self.council = council
        self.calendar = calendar
        self.added = 0
        self.bodies: dict[str, Body] = {}
        self.officers: dict[str, Officer] = {}
        new_bodies = {b["key"] for b in facts["bodies"] if self._add_body(b)}
        for sitting in facts["meetings"]:
            # A meeting "in 13 days" was set when its body was first loaded, and stays then.
            if sitting["body"] in new_bodies or not is_relative(sitting["date"]):
                self.meeting(sitting)
        new_officers = [o for o in facts["officers"] if self._add_officer(o)]
        for officer in new_officers:
            self._appoint(officer)

    def _add_body(self, facts: Facts) -> bool:
        self.bodies[facts["key"]], new = Body.objects.get_or_create(
            council=self.council, name=facts["name"], defaults={"kind": facts["kind"]}
        )
        self.added += new
        return new

    def meeting(self, facts: Facts) -> Meeting:
        """Return the sitting of a body on a day."""
        meeting, new = Meeting.objects.get_or_create(
            body=self.bodies[facts["body"]],
            held_on=self.calendar.day(facts["date"]),
            defaults={"outcome": facts.get("outcome", "")},
        )
        self.added += new
        return meeting

    def _add_officer(self, facts: Facts) -> bool:
        self.officers[facts["key"]], new = Officer.objects.get_or_create(
            council=self.council,
            kind=facts["kind"],
            name=facts["name"],
            post=facts.get("post", ""),
            defaults={
                "organisation": facts.get("organisation", ""),
                "email": facts.get("email", ""),
            },
        )
        self.added += new
        return new

    def _appoint(self, facts: Facts) -> None:
        holder = self.officers[facts["key"]]
        for key in facts.get("holds", ()):
            Appointment.objects.create(officer=holder, to=self.officers[key])
