"""Every address x every role x own and other council, generated from the URL configuration.

A new address fails `test_every_address_has_its_row` until it stands in ADDRESSES. Codes
are written out for each actor in the order of ACTORS. `own`: the actor's own council.
`other`: another council's address. `mixed`: the own council's address with the other
council's object in it.
"""

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from actionplans.models import Answer
from councils.access import Access, Verb
from councils.emails import Letter, record
from councils.invitations import Guest, invite
from councils.models import Council, User
from councils.roles import Role
from inspections.report_reading.draft import DraftInspection, to_json
from reports.models import Export, PublishingRules
from tests import factories as make
from tests.actionplans.importing.imports import make_read, row

pytestmark = pytest.mark.django_db

ACTORS = (*Role.values, "site-operator", "nobody", "anonymous")
PASSWORD = "a long enough one"
SECRET = "SECRET-OF-THE-OTHER-COUNCIL"

# A P L D S M R: administrator, plan manager, lead officer, director, democratic services,
# scrutiny member, reader; O: site operator; N: somebody without a role; X: not signed in.
HEADER = "     A   P   L   D   S   M   R   O   N   X"
ALL_OK = "200 200 200 200 200 200 200 404 404 302"
ALL_MAKE = "302 302 302 302 302 302 302 404 404 302"
SIGNED_IN = "200 200 200 200 200 200 200 200 200 302"
ANYONE = "200 200 200 200 200 200 200 200 200 200"
NO_POST = "405 405 405 405 405 405 405 405 405 302"
NO_GET = NO_POST
STRANGER = "404 404 404 404 404 404 404 404 404 302"
OPERATOR_ONLY = "404 404 404 404 404 404 404 200 404 302"
REFUSED = "405 405 405 405 405 405 405 405 405 302"
TO_FORM = "200 200 200 200 200 200 200 200 200 302"


@dataclass(frozen=True)
class Address:
    """What an address answers, actor by actor."""

    get: str
    post: str
    # Which objects stand in it, besides the council: names of World attributes.
    objects: tuple[str, ...] = ()
    other_get: str = STRANGER
    other_post: str = REFUSED
    # The own council's address with the other's object: the role is asked first.
    mixed_get: str = STRANGER
    mixed_post: str = REFUSED
    body: str = ""
    query: str = ""
    # What else stands in it, by name.
    names: dict[str, str] = field(default_factory=dict)


READ = {"post": NO_POST}
# What the plan's manager alone decides; a form sent empty comes back with its errors.
MANAGER_ONLY = "403 200 403 403 403 403 403 404 404 302"
DIRECTOR_ONLY = "403 403 403 200 403 403 403 404 404 302"
NOT_THE_DIRECTORS = "403 403 403 404 403 403 403 404 404 302"
SIGNS = {
    "other_get": STRANGER,
    "other_post": STRANGER,
    "mixed_get": NOT_THE_DIRECTORS,
    "mixed_post": NOT_THE_DIRECTORS,
}
TOO_LATE = "403 409 403 403 403 403 403 404 404 302"
NOT_THEIRS = "403 404 403 403 403 403 403 404 404 302"
DECIDES = {
    "other_get": STRANGER,
    "other_post": STRANGER,
    "mixed_get": NOT_THEIRS,
    "mixed_post": NOT_THEIRS,
}

# What the plan manager alone changes: a form, and what sending it does.
CHANGES_PLAN: dict[str, Any] = {
    "get": "403 200 403 403 403 403 403 404 404 302",
    "post": "403 302 403 403 403 403 403 404 404 302",
    "other_post": STRANGER,
    "mixed_get": "403 404 403 403 403 403 403 404 404 302",
    "mixed_post": "403 404 403 403 403 403 403 404 404 302",
}
# The same where the table sends an empty form, which is shown again with its errors.
CHANGES_PLAN_OR_SAYS_WHY = CHANGES_PLAN | {"post": "403 200 403 403 403 403 403 404 404 302"}

# Who asks as members do, or for them.
ASKERS = "403 403 403 403 200 200 403 404 404 302"
NOT_ASKED = "403 403 403 403 404 404 403 404 404 302"
ASKS: dict[str, Any] = {
    "get": ASKERS,
    "post": ASKERS,
    "other_post": STRANGER,
    "mixed_get": NOT_ASKED,
    "mixed_post": NOT_ASKED,
}

# Who keeps what is national, of every council.
OPERATOR_ONLY = "404 404 404 404 404 404 404 200 404 302"
OPERATOR_READS = NO_POST
# Who says who can lead.
KEEPERS = "200 200 403 403 403 403 403 404 404 302"
NOT_KEPT = "404 404 403 403 403 403 403 404 404 302"
# A form of theirs, and what it says when it is sent empty or without what its page held.
KEEPS: dict[str, Any] = {
    "get": KEEPERS,
    "post": KEEPERS,
    "other_post": STRANGER,
    "mixed_get": NOT_KEPT,
    "mixed_post": NOT_KEPT,
}
KEEPERS_TOLD = "409 409 403 403 403 403 403 404 404 302"
# Who leads, and so may report.
REPORTERS = "403 200 200 200 403 403 403 404 404 302"
# What everybody may see who sees updates before they are accepted.
OFFICERS = "200 200 200 200 200 403 403 404 404 302"
NO_OFFICERS = "404 404 404 404 404 403 403 404 404 302"
# What officers who answer for actions say on them; an empty form comes back with its errors.
SPEAKS: dict[str, Any] = {
    "get": "403 200 200 200 403 403 403 404 404 302",
    "post": "403 200 200 200 403 403 403 404 404 302",
    "other_post": STRANGER,
    "mixed_get": "403 404 404 404 403 403 403 404 404 302",
    "mixed_post": "403 404 404 404 403 403 403 404 404 302",
}

# Who runs reviews; in the one that is asked for they are of the group, and keep its papers.
RUNNERS = "403 403 403 403 200 403 403 404 404 302"
OF_THE_GROUP: dict[str, Any] = {
    "get": RUNNERS,
    "post": RUNNERS,
    "other_post": STRANGER,
    "mixed_post": STRANGER,
}
# Who records what the executive answers to one.
ANSWERERS = "403 200 403 200 200 403 403 404 404 302"
NO_ANSWERERS = "403 404 403 404 404 403 403 404 404 302"
# The same, sent without what its page held: as if others had changed it meanwhile.
OF_THE_GROUP_OR_TOLD = OF_THE_GROUP | {"post": "403 403 403 403 409 403 403 404 404 302"}
TAKES_OUT: dict[str, Any] = {
    "get": NO_GET,
    "post": "403 403 403 403 302 403 403 404 404 302",
    "other_get": REFUSED,
    "other_post": STRANGER,
    "mixed_get": REFUSED,
    "mixed_post": STRANGER,
}

# Who writes papers: a form, and what it says when it is sent empty.
COMPOSERS = "403 200 403 403 200 403 403 404 404 302"
NO_COMPOSERS = "403 404 403 403 404 403 403 404 404 302"
# Sent without what its page held, it is as if others had saved meanwhile.
TOLD = "403 409 403 403 409 403 403 404 404 302"
DROPS = "403 302 403 403 302 403 403 404 404 302"
COMPOSES: dict[str, Any] = {
    "get": COMPOSERS,
    "post": COMPOSERS,
    "other_post": STRANGER,
    "mixed_get": NO_COMPOSERS,
    "mixed_post": NO_COMPOSERS,
}

# What democratic services alone do; an empty form is shown again.
PUBLISHERS = "403 403 403 403 200 403 403 404 404 302"
NOT_PUBLISHERS = "403 403 403 403 404 403 403 404 404 302"
PUBLISHES: dict[str, Any] = {
    "get": PUBLISHERS,
    "post": PUBLISHERS,
    "other_post": STRANGER,
    "mixed_get": NOT_PUBLISHERS,
    "mixed_post": NOT_PUBLISHERS,
}

ADMINISTRATOR_ONLY = "200 403 403 403 403 403 403 404 404 302"
NOT_THE_ADMINISTRATORS = "404 403 403 403 403 403 403 404 404 302"
NOBODY_FINDS = "404 404 404 404 404 404 404 404 404 404"
# What the administrator alone does with one press, and what by a form.
ADMINISTRATOR_DOES: dict[str, Any] = {
    "get": NO_GET,
    "post": "302 403 403 403 403 403 403 404 404 302",
    "other_get": REFUSED,
    "other_post": STRANGER,
    "mixed_get": REFUSED,
    "mixed_post": NOT_THE_ADMINISTRATORS,
}
ADMINISTRATOR_CHANGES: dict[str, Any] = {
    "get": ADMINISTRATOR_ONLY,
    "post": ADMINISTRATOR_ONLY,
    "other_post": STRANGER,
    "mixed_get": NOT_THE_ADMINISTRATORS,
    "mixed_post": NOT_THE_ADMINISTRATORS,
}

ADDRESSES: dict[str, Address] = {
    #                                     A   P   L   D   S   M   R   O   N   X
    "healthz": Address(get=ANYONE, post="405 405 405 405 405 405 405 405 405 405"),
    "account_login": Address(
        get="302 302 302 302 302 302 302 302 302 200",
        post="302 302 302 302 302 302 302 302 302 200",
    ),
    "account_logout": Address(get=TO_FORM, post="302 302 302 302 302 302 302 302 302 302"),
    "account_inactive": Address(get=ANYONE, post="405 405 405 405 405 405 405 405 405 405"),
    "account_signup": Address(
        get="302 302 302 302 302 302 302 302 302 200",
        post="302 302 302 302 302 302 302 302 302 200",
    ),
    "account_reauthenticate": Address(get=TO_FORM, post=TO_FORM),
    "account_change_password": Address(get=TO_FORM, post=TO_FORM),
    "account_set_password": Address(
        get="302 302 302 302 302 302 302 302 302 302",
        post="302 302 302 302 302 302 302 302 302 302",
    ),
    "account_reset_password": Address(get=ANYONE, post=ANYONE),
    "account_reset_password_done": Address(
        get=ANYONE, post="405 405 405 405 405 405 405 405 405 405"
    ),
    "account_reset_password_from_key": Address(get=ANYONE, post=ANYONE, objects=("reset_key",)),
    "account_reset_password_from_key_done": Address(
        get=ANYONE, post="405 405 405 405 405 405 405 405 405 405"
    ),
    # Only where the demo runs.
    "demo_mailbox": Address(
        get="404 404 404 404 404 404 404 404 404 404",
        post="405 405 405 405 405 405 405 405 405 405",
    ),
    "councils:council_list": Address(get=SIGNED_IN, **READ),
    "inspections:learning": Address(get=SIGNED_IN, **READ),
    "search:search": Address(get=SIGNED_IN, query="?q=plan", **READ),
    "councils:email_list": Address(get=ADMINISTRATOR_ONLY, **READ),
    "councils:email": Address(
        get=ADMINISTRATOR_ONLY, objects=("email",), mixed_get=NOT_THE_ADMINISTRATORS, **READ
    ),
    "councils:email_again": Address(
        get=NO_GET,
        post="302 403 403 403 403 403 403 404 404 302",
        objects=("email",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_THE_ADMINISTRATORS,
    ),
    "councils:people": Address(get=ADMINISTRATOR_ONLY, **READ),
    "councils:register": Address(get=ADMINISTRATOR_ONLY, **READ),
    "councils:register_csv": Address(get=ADMINISTRATOR_ONLY, **READ),
    "councils:invite": Address(
        get=ADMINISTRATOR_ONLY, post=ADMINISTRATOR_ONLY, other_post=STRANGER
    ),
    "councils:invitation": Address(
        get=ADMINISTRATOR_ONLY, objects=("invitation",), mixed_get=NOT_THE_ADMINISTRATORS, **READ
    ),
    "councils:invitation_again": Address(objects=("invitation",), **ADMINISTRATOR_DOES),
    "councils:invitation_withdraw": Address(objects=("invitation",), **ADMINISTRATOR_DOES),
    "councils:person": Address(objects=("person",), **ADMINISTRATOR_CHANGES),
    "councils:person_leave": Address(objects=("person",), **ADMINISTRATOR_CHANGES),
    "councils:person_link": Address(
        objects=("person",), **ADMINISTRATOR_DOES | {"post": ADMINISTRATOR_ONLY}
    ),
    "councils:person_unlink": Address(objects=("person",), body="unlink", **ADMINISTRATOR_DOES),
    # A link that is dead, or never was: the same for everybody.
    "councils:invitation_accept": Address(
        get=NOBODY_FINDS, post=NOBODY_FINDS, objects=("invitation_token",)
    ),
    "inspections:inspection": Address(
        get=SIGNED_IN, objects=("inspection",), other_get=SIGNED_IN, **READ
    ),
    "inspections:inspection_add": Address(get=MANAGER_ONLY, post=MANAGER_ONLY, other_post=STRANGER),
    "inspections:report_add": Address(get=MANAGER_ONLY, post=MANAGER_ONLY, other_post=STRANGER),
    "inspections:report": Address(objects=("report",), **CHANGES_PLAN_OR_SAYS_WHY),
    "inspections:report_drop": Address(
        get=NO_GET,
        post="403 302 403 403 403 403 403 404 404 302",
        objects=("report",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_THEIRS,
    ),
    "inspections:report_file": Address(
        get=MANAGER_ONLY, objects=("report",), mixed_get=NOT_THEIRS, **READ
    ),
    # A report that a council sent for an inspection that is national stays its own.
    "inspections:source": Address(get=ALL_OK, objects=("inspection", "source"), **READ),
    "inspections:entered": Address(get=OPERATOR_ONLY, post=OPERATOR_READS),
    "inspections:national_inspection": Address(
        get=OPERATOR_ONLY,
        post="404 404 404 404 404 404 404 409 404 302",
        objects=("own_inspection",),
    ),
    "inspections:national_change": Address(
        get=OPERATOR_ONLY, post=OPERATOR_ONLY, objects=("own_inspection",)
    ),
    "inspections:national_report_add": Address(get=OPERATOR_ONLY, post=OPERATOR_ONLY),
    "inspections:national_report": Address(
        get=OPERATOR_ONLY, post=OPERATOR_ONLY, objects=("operators_report",)
    ),
    "inspections:national_report_drop": Address(
        get=NO_GET,
        post="404 404 404 404 404 404 404 302 404 302",
        objects=("operators_report",),
    ),
    "inspections:national_report_file": Address(
        get=OPERATOR_ONLY, post=OPERATOR_READS, objects=("operators_report",)
    ),
    "inspections:inspection_change": Address(
        objects=("own_inspection",), **CHANGES_PLAN_OR_SAYS_WHY
    ),
    # National: made from the published inspections of all councils.
    "inspections:compare": Address(get=SIGNED_IN, **READ),
    "inspections:compare_judgements": Address(get=SIGNED_IN, **READ),
    "inspections:compare_england": Address(get=SIGNED_IN, **READ),
    "inspections:compare_league": Address(get=SIGNED_IN, **READ),
    "inspections:compare_choose": Address(get="302 302 302 302 302 302 302 302 302 302", **READ),
    "reports:compare_csv": Address(get=SIGNED_IN, query="?name=judgements", **READ),
    "reports:compare_file_add": Address(
        get=NO_GET, post="302 302 302 302 302 302 302 302 302 302", body="compare_file_add"
    ),
    # Each their own; another's is not there.
    "reports:compare_file": Address(get=SIGNED_IN, objects=("comparison_file",), **READ),
    "reports:compare_file_pdf": Address(get=SIGNED_IN, objects=("comparison_file",), **READ),
    "inspections:compare_printed": Address(get=SIGNED_IN, **READ),
    "inspections:compare_council": Address(get=SIGNED_IN, other_get=SIGNED_IN, **READ),
    "inspections:history": Address(get=SIGNED_IN, other_get=SIGNED_IN, **READ),
    # Sent without what its page held, it is as if others had saved meanwhile.
    "inspections:statement": Address(
        objects=("inspection",),
        **CHANGES_PLAN | {"post": "403 409 403 403 403 403 403 404 404 302"},
    ),
    "inspections:outcomes": Address(get=OPERATOR_ONLY, post=OPERATOR_ONLY),
    "inspections:outcomes_file": Address(
        get=OPERATOR_ONLY,
        post="404 404 404 404 404 404 404 302 404 302",
        objects=("outcomes_file",),
    ),
    "actionplans:my_work": Address(get=SIGNED_IN, **READ),
    # Across councils: who reports nowhere is refused, who belongs nowhere leads nothing.
    "actionplans:report_several": Address(get="403 200 200 200 403 403 403 200 200 302", **READ),
    "actionplans:several_reported": Address(
        get="403 200 200 200 403 403 403 200 200 302", query="?sitting=1_0", **READ
    ),
    "actionplans:council": Address(get=ALL_OK, **READ),
    "actionplans:scales": Address(get=ALL_OK, **READ),
    "actionplans:scale_add": Address(
        get="200 200 403 403 403 403 403 404 404 302",
        post="200 200 403 403 403 403 403 404 404 302",
        other_post=STRANGER,
    ),
    "actionplans:plan_reminders": Address(objects=("plan",), **CHANGES_PLAN_OR_SAYS_WHY),
    "actionplans:link_add": Address(objects=("plan", "action"), **CHANGES_PLAN_OR_SAYS_WHY),
    "actionplans:link_withdraw": Address(
        get=NO_GET,
        post="403 302 403 403 403 403 403 404 404 302",
        objects=("plan", "report_link"),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_THEIRS,
    ),
    # Nobody signs in for a link; one that nobody made is dead for everybody alike.
    "actionplans:report_by_link": Address(
        get="410 410 410 410 410 410 410 410 410 410",
        post="410 410 410 410 410 410 410 410 410 410",
        objects=("token",),
    ),
    "actionplans:delegations": Address(get=REPORTERS, **READ),
    "actionplans:delegation_add": Address(get=REPORTERS, post=REPORTERS, other_post=STRANGER),
    "actionplans:delegation_end": Address(
        get=NO_GET,
        post="403 302 302 404 403 403 403 404 404 302",
        objects=("delegation",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post="403 404 404 404 403 403 403 404 404 302",
    ),
    "actionplans:plan_cycles": Address(
        get=OFFICERS, objects=("plan",), mixed_get=NO_OFFICERS, **READ
    ),
    "actionplans:cycle": Address(
        get=OFFICERS, objects=("plan", "cycle"), mixed_get=NO_OFFICERS, **READ
    ),
    "actionplans:cycle_open": Address(objects=("plan",), **CHANGES_PLAN_OR_SAYS_WHY),
    "actionplans:cycle_close": Address(objects=("plan", "cycle"), **CHANGES_PLAN),
    "actionplans:plan_rhythm": Address(objects=("plan",), **CHANGES_PLAN_OR_SAYS_WHY),
    "actionplans:plan_chase": Address(objects=("plan",), **CHANGES_PLAN_OR_SAYS_WHY),
    "actionplans:meeting_add": Address(objects=("body",), **COMPOSES),
    "actionplans:question_add": Address(objects=("plan", "action"), **SPEAKS),
    "actionplans:question": Address(objects=("plan", "action", "question"), **SPEAKS),
    "councils:officers": Address(get=KEEPERS, **READ),
    "councils:officer_add": Address(get=KEEPERS, post=KEEPERS, other_post=STRANGER),
    "councils:officer": Address(
        get=KEEPERS,
        post=KEEPERS,
        objects=("officer",),
        other_post=STRANGER,
        mixed_get=NOT_KEPT,
        mixed_post=NOT_KEPT,
    ),
    "actionplans:unreached_leads": Address(get=KEEPERS, **READ),
    "actionplans:hand_over": Address(
        get=KEEPERS,
        post=KEEPERS,
        objects=("officer",),
        other_post=STRANGER,
        mixed_get=NOT_KEPT,
        mixed_post=NOT_KEPT,
    ),
    "actionplans:hand_over_withdraw": Address(
        get=NO_GET,
        post="302 302 403 403 403 403 403 404 404 302",
        objects=("hand_over",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_KEPT,
    ),
    "actionplans:paste_add": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:pasted": Address(
        get=MANAGER_ONLY, post=TOO_LATE, objects=("plan", "pasted"), **DECIDES
    ),
    "actionplans:own_calendar": Address(get=REPORTERS, post=REPORTERS, other_post=STRANGER),
    "actionplans:plan_calendar": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:calendar_feed": Address(
        get=NOBODY_FINDS,
        post="405 405 405 405 405 405 405 405 405 405",
        objects=("token",),
    ),
    "actionplans:redactions": Address(get="200 200 200 200 200 403 403 404 404 302", **READ),
    "actionplans:redaction_add": Address(
        get="200 200 200 200 200 403 403 404 404 302",
        post="200 200 200 200 200 403 403 404 404 302",
        other_post=STRANGER,
    ),
    "actionplans:redaction": Address(
        get="200 200 200 200 200 403 403 404 404 302",
        post="200 200 403 200 403 403 403 404 404 302",
        objects=("redaction",),
        other_get=STRANGER,
        other_post=STRANGER,
        mixed_get="404 404 404 404 404 403 403 404 404 302",
        mixed_post="404 404 404 404 404 403 403 404 404 302",
    ),
    "actionplans:rules": Address(
        get=ALL_OK, post="200 200 403 403 403 403 403 404 404 302", other_post=STRANGER
    ),
    "actionplans:plan_scale": Address(
        get="403 200 403 403 403 403 403 404 404 302",
        post="403 200 403 403 403 403 403 404 404 302",
        objects=("plan",),
        other_post=STRANGER,
        mixed_get="403 404 403 403 403 403 403 404 404 302",
        mixed_post="403 404 403 403 403 403 403 404 404 302",
    ),
    "actionplans:plan_add": Address(get=MANAGER_ONLY, post=MANAGER_ONLY, other_post=STRANGER),
    "actionplans:plan_answers": Address(
        get=MANAGER_ONLY,
        post="403 200 403 403 403 403 403 404 404 302",
        objects=("plan",),
        **DECIDES,
    ),
    "actionplans:plan_columns": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:import_add": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, other_get=STRANGER, other_post=STRANGER
    ),
    "actionplans:plan_import_add": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:plan_import": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("import",), **DECIDES
    ),
    "actionplans:import_drop": Address(
        get=NO_GET,
        post="403 302 403 403 403 403 403 404 404 302",
        objects=("import",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_THEIRS,
    ),
    "actionplans:import_file": Address(
        get=MANAGER_ONLY,
        objects=("import",),
        mixed_get=NOT_THEIRS,
        **READ,
    ),
    "actionplans:plan": Address(get=ALL_OK, objects=("plan",), **READ),
    "actionplans:action": Address(get=ALL_OK, objects=("plan", "action"), **READ),
    "actionplans:action_add": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:action_edit": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan", "action"), **DECIDES
    ),
    "actionplans:action_split": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan", "action"), **DECIDES
    ),
    "actionplans:guest_add": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:guest_remove": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan", "guest"), **DECIDES
    ),
    "actionplans:action_merge": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan", "action"), **DECIDES
    ),
    "actionplans:action_delete": Address(
        get=MANAGER_ONLY,
        post=TOO_LATE,
        objects=("plan", "action"),
        **DECIDES,
    ),
    "actionplans:plan_approve": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:plan_edit": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:plan_copy": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:plan_join": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:plan_close": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:plan_archive": Address(
        get=MANAGER_ONLY, post=TOO_LATE, objects=("plan",), **DECIDES
    ),
    "actionplans:plan_delete": Address(
        get=MANAGER_ONLY, post=TOO_LATE, objects=("plan",), **DECIDES
    ),
    "actionplans:plan_order": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:plan_table": Address(
        get=MANAGER_ONLY, objects=("plan",), mixed_get=NOT_THEIRS, **READ
    ),
    "actionplans:plan_table_row": Address(
        get=NO_GET,
        post=MANAGER_ONLY,
        objects=("plan", "action"),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_THEIRS,
    ),
    "actionplans:plan_themes": Address(
        get=MANAGER_ONLY,
        post="403 302 403 403 403 403 403 404 404 302",
        objects=("plan",),
        **DECIDES,
    ),
    "actionplans:changes": Address(get=ALL_OK, objects=("plan",), **READ),
    "actionplans:recommendations": Address(get=ALL_OK, objects=("plan",), **READ),
    "actionplans:history": Address(get=ALL_OK, objects=("plan", "action"), **READ),
    "actionplans:flags": Address(get=ALL_OK, objects=("plan",), **READ),
    "actionplans:flag_answer": Address(
        get="403 200 200 200 403 403 403 404 404 302",
        post="403 302 302 302 403 403 403 404 404 302",
        objects=("plan",),
        other_post=STRANGER,
        mixed_get="403 404 404 404 403 403 403 404 404 302",
        mixed_post="403 404 404 404 403 403 403 404 404 302",
        body="answer",
        query="?flag=unanswered:recommendation:{unanswered}",
    ),
    "actionplans:update_add": Address(
        get="403 200 200 403 403 403 403 404 404 302",
        post="403 302 302 403 403 403 403 404 404 302",
        objects=("plan", "action"),
        other_post=STRANGER,
        mixed_get="403 404 404 404 403 403 403 404 404 302",
        mixed_post="403 404 404 404 403 403 403 404 404 302",
        body="report",
    ),
    "actionplans:update_accept": Address(
        get=NO_GET,
        post="403 302 403 403 403 403 403 404 404 302",
        objects=("plan", "action", "update"),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post="403 404 403 403 403 403 403 404 404 302",
    ),
    "actionplans:review_queue": Address(get=MANAGER_ONLY, post=MANAGER_ONLY, other_post=STRANGER),
    "actionplans:plan_review": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:update_review": Address(
        get=MANAGER_ONLY,
        post="403 302 403 403 403 403 403 404 404 302",
        objects=("plan", "action", "update"),
        **DECIDES,
    ),
    "actionplans:sign_off_queue": Address(
        get=DIRECTOR_ONLY, post=DIRECTOR_ONLY, other_post=STRANGER
    ),
    "actionplans:plan_sign_off": Address(
        get=DIRECTOR_ONLY, post=DIRECTOR_ONLY, objects=("plan",), **SIGNS
    ),
    "actionplans:update_sign_off": Address(
        #     A   P   L   D   S   M   R   O   N   X   (nobody has accepted it yet)
        get=DIRECTOR_ONLY,
        post="403 403 403 409 403 403 403 404 404 302",
        objects=("plan", "action", "update"),
        **SIGNS,
    ),
    "actionplans:update_reopen": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan", "action", "claim"), **DECIDES
    ),
    "actionplans:update_embed": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan", "action", "claim"), **DECIDES
    ),
    "actionplans:action_end": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan", "action"), **DECIDES
    ),
    "actionplans:action_watch": Address(
        get=MANAGER_ONLY,
        post="403 302 403 403 403 403 403 404 404 302",
        objects=("plan", "action"),
        **DECIDES,
    ),
    "actionplans:plan_carry": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan",), **DECIDES
    ),
    "actionplans:step_timescale": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan", "action", "step"), **DECIDES
    ),
    "actionplans:date_agree": Address(
        get=MANAGER_ONLY, post=MANAGER_ONLY, objects=("plan", "action", "step", "date"), **DECIDES
    ),
    "scrutiny:body": Address(get=ALL_OK, objects=("body",), **READ),
    "actionplans:timescale_help": Address(get=SIGNED_IN, **READ),
    "actionplans:evidence_file": Address(
        #    A   P   L   D   S   M   R   O   N   X   (its update is not accepted)
        get="200 200 200 200 200 404 404 404 404 302",
        objects=("plan", "action", "evidence"),
        **READ,
    ),
    "actionplans:measures": Address(get=ALL_OK, objects=("plan",), **READ),
    "actionplans:measure": Address(get=ALL_OK, objects=("plan", "measure"), **READ),
    "actionplans:measure_add": Address(objects=("plan",), body="measure", **CHANGES_PLAN),
    "actionplans:measure_edit": Address(objects=("plan", "measure"), **CHANGES_PLAN_OR_SAYS_WHY),
    "actionplans:reading_add": Address(objects=("plan", "measure"), body="reading", **CHANGES_PLAN),
    "actionplans:risk_add": Address(objects=("plan",), body="risk", **CHANGES_PLAN),
    "actionplans:risk_edit": Address(objects=("plan", "risk"), **CHANGES_PLAN_OR_SAYS_WHY),
    "reports:appendix": Address(get=ALL_OK, objects=("plan",), **READ),
    "reports:summary": Address(get=ALL_OK, objects=("plan",), **READ),
    "reports:summary_text": Address(get=ALL_OK, objects=("plan",), **READ),
    "reports:appendix_docx": Address(get=ALL_OK, objects=("plan",), **READ),
    "reports:appendix_json": Address(get=ALL_OK, objects=("plan",), **READ),
    "reports:json_help": Address(get=SIGNED_IN, **READ),
    "reports:appendix_csv": Address(get=ALL_OK, objects=("plan",), **READ),
    "reports:appendix_xlsx": Address(get=ALL_OK, objects=("plan",), **READ),
    "reports:export_add": Address(
        get=NO_GET,
        post="302 302 302 302 302 302 302 404 404 302",
        objects=("plan",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=STRANGER,
    ),
    "reports:export": Address(get=ALL_OK, objects=("plan", "export"), **READ),
    "reports:export_file": Address(get=ALL_OK, objects=("plan", "export"), **READ),
    "scrutiny:dashboard": Address(get=ALL_OK, **READ),
    "scrutiny:dashboard_rows": Address(get=ALL_OK, **READ),
    "scrutiny:plan_dashboard": Address(get=ALL_OK, objects=("plan",), **READ),
    "scrutiny:plan_rows": Address(get=ALL_OK, objects=("plan",), **READ),
    "scrutiny:briefing_add": Address(
        get=NO_GET, post=ALL_MAKE, other_get=REFUSED, other_post=STRANGER
    ),
    "scrutiny:plan_briefing_add": Address(
        get=NO_GET,
        post=ALL_MAKE,
        objects=("plan",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=STRANGER,
    ),
    "scrutiny:briefing": Address(get=ALL_OK, objects=("briefing",), **READ),
    "scrutiny:briefing_file": Address(get=ALL_OK, objects=("briefing",), **READ),
    "scrutiny:questions": Address(get=ALL_OK, **READ),
    "scrutiny:question_add": Address(get=ASKERS, post=ASKERS, other_post=STRANGER),
    "scrutiny:question": Address(
        get=ALL_OK,
        post="403 200 200 200 200 403 403 404 404 302",
        objects=("asked",),
        other_post=STRANGER,
        mixed_post=STRANGER,
    ),
    "scrutiny:question_again": Address(objects=("asked",), **ASKS),
    "scrutiny:question_date": Address(
        get="403 200 200 200 200 200 403 404 404 302",
        post="403 200 200 200 200 200 403 404 404 302",
        objects=("asked",),
        other_post=STRANGER,
        mixed_get="403 404 404 404 404 404 403 404 404 302",
        mixed_post="403 404 404 404 404 404 403 404 404 302",
    ),
    "scrutiny:question_take_back": Address(objects=("own_question",), **ASKS),
    "scrutiny:glossary": Address(get=ALL_OK, **READ),
    "scrutiny:reviews": Address(get=ALL_OK, **READ),
    "scrutiny:review": Address(get=ALL_OK, objects=("review",), **READ),
    "scrutiny:review_add": Address(get=RUNNERS, post=RUNNERS, other_post=STRANGER),
    "scrutiny:review_answer_add": Address(
        get=ANSWERERS,
        post=ANSWERERS,
        objects=("review", "recommendation"),
        other_post=STRANGER,
        mixed_get=NO_ANSWERERS,
        mixed_post=NO_ANSWERERS,
    ),
    "scrutiny:review_answer": Address(
        get=ANSWERERS,
        post=ANSWERERS,
        objects=("review", "recommendation", "response"),
        other_post=STRANGER,
        mixed_get=NO_ANSWERERS,
        mixed_post=NO_ANSWERERS,
    ),
    "scrutiny:review_action_make": Address(
        objects=("review", "recommendation"), **CHANGES_PLAN_OR_SAYS_WHY
    ),
    "scrutiny:review_action_link": Address(
        objects=("review", "recommendation"), **CHANGES_PLAN_OR_SAYS_WHY
    ),
    "scrutiny:review_action_unlink": Address(
        get=NO_GET,
        post="403 302 403 403 403 403 403 404 404 302",
        objects=("review", "recommendation", "action"),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_THEIRS,
    ),
    "scrutiny:review_paper_begin": Address(
        get=COMPOSERS,
        post=COMPOSERS,
        objects=("review",),
        other_post=STRANGER,
        mixed_get=NO_COMPOSERS,
        mixed_post=NO_COMPOSERS,
    ),
    "scrutiny:review_about": Address(objects=("review",), **OF_THE_GROUP),
    "scrutiny:review_strands": Address(objects=("review",), **OF_THE_GROUP_OR_TOLD),
    "scrutiny:review_days": Address(objects=("review",), **OF_THE_GROUP_OR_TOLD),
    "scrutiny:review_publish": Address(objects=("review",), **OF_THE_GROUP_OR_TOLD),
    "scrutiny:review_open_notes": Address(objects=("review",), **OF_THE_GROUP_OR_TOLD),
    "scrutiny:review_person_add": Address(objects=("review",), **OF_THE_GROUP),
    "scrutiny:review_person": Address(objects=("review", "review_person"), **OF_THE_GROUP),
    "scrutiny:review_person_remove": Address(objects=("review", "review_person"), **OF_THE_GROUP),
    "scrutiny:review_session_add": Address(objects=("review",), **OF_THE_GROUP),
    "scrutiny:review_session": Address(objects=("review", "review_session"), **OF_THE_GROUP),
    "scrutiny:review_session_remove": Address(objects=("review", "review_session"), **OF_THE_GROUP),
    "scrutiny:review_note_add": Address(objects=("review",), **OF_THE_GROUP),
    "scrutiny:review_note": Address(objects=("review", "review_note"), **OF_THE_GROUP),
    "scrutiny:review_note_remove": Address(objects=("review", "review_note"), **OF_THE_GROUP),
    "scrutiny:review_finding_add": Address(objects=("review",), **OF_THE_GROUP),
    "scrutiny:review_finding": Address(objects=("review", "finding"), **OF_THE_GROUP),
    "scrutiny:review_finding_remove": Address(objects=("review", "finding"), **OF_THE_GROUP),
    "scrutiny:review_finding_up": Address(objects=("review", "finding"), **TAKES_OUT),
    "scrutiny:review_recommendation_add": Address(objects=("review",), **OF_THE_GROUP),
    "scrutiny:review_recommendation": Address(objects=("review", "recommendation"), **OF_THE_GROUP),
    "scrutiny:review_recommendation_remove": Address(
        objects=("review", "recommendation"), **OF_THE_GROUP
    ),
    "scrutiny:review_recommendation_up": Address(objects=("review", "recommendation"), **TAKES_OUT),
    "scrutiny:forward_add": Address(objects=("body",), **COMPOSES),
    "scrutiny:forward_item": Address(objects=("body", "forward"), **COMPOSES),
    "scrutiny:points_choose": Address(objects=("body",), **PUBLISHES),
    "scrutiny:point_add": Address(objects=("body",), **PUBLISHES),
    "scrutiny:point": Address(objects=("body", "point"), **PUBLISHES),
    "scrutiny:step_add": Address(objects=("body",), **PUBLISHES),
    "scrutiny:step": Address(objects=("body", "next_step"), **PUBLISHES),
    "scrutiny:visit_add": Address(objects=("body",), **PUBLISHES),
    "scrutiny:visit": Address(objects=("body", "visit"), **PUBLISHES),
    "scrutiny:acronym_add": Address(get=KEEPERS, post=KEEPERS, other_post=STRANGER),
    "scrutiny:acronym": Address(objects=("acronym",), **KEEPS),
    "scrutiny:acronym_delete": Address(
        get=NO_GET,
        post="302 302 403 403 403 403 403 404 404 302",
        objects=("acronym",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_KEPT,
    ),
    "reports:styles": Address(get=OFFICERS, **READ),
    "reports:style": Address(get=OFFICERS, objects=("style",), mixed_get=NO_OFFICERS, **READ),
    "reports:style_logo": Address(get=OFFICERS, objects=("style",), mixed_get=NO_OFFICERS, **READ),
    "reports:style_css": Address(get=OFFICERS, objects=("style",), mixed_get=NO_OFFICERS, **READ),
    "reports:style_copy": Address(
        get=NO_GET,
        post="302 302 403 403 403 403 403 404 404 302",
        objects=("style",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_KEPT,
    ),
    "reports:style_look": Address(objects=("style",), **KEEPS),
    "reports:style_front": Address(objects=("style",), **KEEPS | {"post": KEEPERS_TOLD}),
    "reports:style_headings": Address(objects=("style",), **KEEPS | {"post": KEEPERS_TOLD}),
    "reports:style_heading": Address(
        objects=("style",), names={"key": "purpose"}, **KEEPS | {"post": KEEPERS_TOLD}
    ),
    # Papers while they are written: officers read them, some write them.
    "reports:papers": Address(get=OFFICERS, **READ),
    "reports:paper_add": Address(get=COMPOSERS, post=COMPOSERS, other_post=STRANGER),
    "reports:paper": Address(get=OFFICERS, objects=("paper",), mixed_get=NO_OFFICERS, **READ),
    "reports:paper_edit": Address(objects=("paper",), **COMPOSES),
    "reports:paper_style": Address(
        objects=("paper",),
        **COMPOSES | {"get": NO_GET, "post": DROPS, "other_get": REFUSED, "mixed_get": REFUSED},
    ),
    "reports:paper_publish": Address(objects=("paper",), **PUBLISHES),
    "reports:publication": Address(
        get=PUBLISHERS, objects=("paper", "publication"), mixed_get=NOT_PUBLISHERS, **READ
    ),
    "reports:paper_decision": Address(objects=("paper",), **COMPOSES),
    "reports:decision_correct": Address(objects=("paper", "decision"), **COMPOSES),
    "reports:editions": Address(get=ALL_OK, **READ),
    "reports:edition": Address(get=ALL_OK, objects=("edition",), **READ),
    "reports:edition_page": Address(get=ALL_OK, objects=("edition",), **READ),
    "reports:edition_look": Address(
        get=ALL_OK, objects=("edition",), names={"name": "page.css"}, **READ
    ),
    "reports:edition_file": Address(get=ALL_OK, objects=("edition", "edition_file"), **READ),
    "reports:edition_link": Address(objects=("edition",), **PUBLISHES),
    "reports:edition_withdraw": Address(objects=("edition",), **PUBLISHES),
    # Somebody else than who asked decides: who publishes, or takes names out.
    "reports:withdrawal": Address(
        get=OFFICERS,
        post="200 200 403 200 200 403 403 404 404 302",
        objects=("taken",),
        other_post=STRANGER,
        mixed_get=NO_OFFICERS,
        mixed_post=NO_OFFICERS,
    ),
    "reports:publishing_rules": Address(get=KEEPERS, post=KEEPERS, other_post=STRANGER),
    "reports:period_add": Address(get=KEEPERS, post=KEEPERS, other_post=STRANGER),
    "reports:period_remove": Address(
        get=NO_GET,
        post="302 302 403 403 403 403 403 404 404 302",
        objects=("period",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NOT_KEPT,
    ),
    # For anybody, where the council switched it on.
    "reports:published_list": Address(
        get=ANYONE, post=ANYONE.replace("200", "405"), objects=("/published/", "own")
    ),
    "reports:published": Address(
        get=ANYONE, post=ANYONE.replace("200", "405"), objects=("/published/", "own", "paper")
    ),
    "reports:published_file": Address(
        get=ANYONE,
        post=ANYONE.replace("200", "405"),
        objects=("/published/", "own", "paper", "paper.pdf"),
    ),
    "reports:clearances": Address(get=OFFICERS, objects=("paper",), mixed_get=NO_OFFICERS, **READ),
    "reports:clearance_ask": Address(objects=("paper",), **COMPOSES),
    "reports:clearance_ask_all": Address(objects=("paper",), **COMPOSES),
    "reports:clearance_record": Address(objects=("paper",), **COMPOSES),
    # Who was asked answers; to others who compose it says that it does not wait for them.
    "reports:clearance": Address(
        get=OFFICERS,
        post="403 409 403 403 409 403 403 404 404 302",
        objects=("paper", "clearance"),
        other_post=STRANGER,
        mixed_get=NO_OFFICERS,
        mixed_post=NO_OFFICERS,
    ),
    "reports:clearance_answer": Address(objects=("paper", "clearance"), **COMPOSES),
    "reports:clearance_again": Address(
        objects=("paper", "clearance"),
        **COMPOSES
        | {
            "get": NO_GET,
            "post": "403 302 403 403 302 403 403 404 404 302",
            "other_get": REFUSED,
            "mixed_get": REFUSED,
        },
    ),
    "reports:clearance_file": Address(
        get=OFFICERS, objects=("paper", "clearance_answer"), mixed_get=NO_OFFICERS, **READ
    ),
    "reports:headings": Address(objects=("paper",), **COMPOSES | {"post": TOLD}),
    "reports:finished": Address(objects=("paper",), **COMPOSES),
    # The data changed since, says the second: nothing is sent along.
    "reports:finished_paper": Address(objects=("paper", "finished"), **COMPOSES | {"post": TOLD}),
    "reports:finished_page": Address(
        get=COMPOSERS, objects=("paper", "finished"), mixed_get=NO_COMPOSERS, **READ
    ),
    "reports:finished_drop": Address(
        objects=("paper", "finished"),
        **COMPOSES | {"get": NO_GET, "post": DROPS, "other_get": REFUSED, "mixed_get": REFUSED},
    ),
    "reports:texts": Address(objects=("paper",), **COMPOSES | {"post": DROPS}),
    "reports:front": Address(objects=("paper",), **COMPOSES | {"post": TOLD}),
    "reports:appendices": Address(objects=("paper",), **COMPOSES | {"post": TOLD}),
    "reports:appendix_add": Address(
        objects=("paper",),
        **COMPOSES | {"get": NO_GET, "other_get": REFUSED, "mixed_get": REFUSED},
    ),
    "reports:paper_appendix": Address(objects=("paper", "attached"), **COMPOSES),
    "reports:appendix_file": Address(
        get=OFFICERS, objects=("paper", "attached_file"), mixed_get=NO_OFFICERS, **READ
    ),
    "reports:paper_file_add": Address(
        get=NO_GET,
        post="302 302 302 302 302 403 403 404 404 302",
        objects=("paper",),
        other_get=REFUSED,
        other_post=STRANGER,
        mixed_get=REFUSED,
        mixed_post=NO_OFFICERS,
    ),
    "reports:paper_file": Address(
        get=OFFICERS, objects=("paper", "paper_file"), mixed_get=NO_OFFICERS, **READ
    ),
    "reports:paper_file_content": Address(
        get=OFFICERS, objects=("paper", "paper_file"), mixed_get=NO_OFFICERS, **READ
    ),
    "reports:section": Address(objects=("paper", "section"), **COMPOSES | {"post": TOLD}),
    "reports:part_add": Address(
        objects=("paper", "section"),
        **COMPOSES | {"get": NO_GET, "other_get": REFUSED, "mixed_get": REFUSED},
    ),
    "reports:part": Address(objects=("paper", "part"), **COMPOSES | {"post": TOLD}),
}


def has_council(name: str) -> bool:
    if name.startswith("reports:published"):
        return False
    if name.startswith(("inspections:national_", "inspections:entered")):
        return False
    if name.startswith("councils:"):
        return name not in {"councils:council_list", "councils:invitation_accept"}
    if name.startswith(("inspections:compare", "reports:compare")):
        return name in {"inspections:compare_council"}
    ours = ("actionplans:", "reports:", "inspections:", "scrutiny:")
    return name.startswith(ours) and name not in {
        "inspections:outcomes",
        "inspections:outcomes_file",
        "actionplans:my_work",
        "inspections:learning",
        "actionplans:report_several",
        "actionplans:several_reported",
        "actionplans:timescale_help",
        "actionplans:report_by_link",
        "actionplans:calendar_feed",
        "reports:json_help",
    }


def addresses_declared() -> Iterator[str]:
    """Yield the full name of every address in the URL configuration, at any depth."""

    def walk(patterns: list[Any], namespace: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, inner)
            else:
                assert isinstance(pattern, URLPattern)
                yield f"{namespace}{pattern.name}"

    yield from walk(get_resolver().url_patterns, "")


def test_every_address_has_its_row() -> None:
    declared = list(addresses_declared())

    assert sorted(declared) == sorted(ADDRESSES)


def test_every_row_says_what_each_actor_gets() -> None:
    for name, address in ADDRESSES.items():
        rows = (address.get, address.post, address.other_get, address.other_post)
        for codes in (*rows, address.mixed_get, address.mixed_post):
            assert len(codes.split()) == len(ACTORS), name


class World:
    """Two councils with everything in them; the other one's texts carry a mark."""

    def __init__(self) -> None:
        self.own = self._council("own", "")
        self.other = self._council("other", f" {SECRET}")
        self.users = self._users(self.own["council"])
        self.clients = {actor: self.client(actor) for actor in ACTORS}
        self.counted: tuple[int, dict[str, int]] | None = None

    def _council(self, slug: str, mark: str) -> dict[str, Any]:
        council = make.make_council(name=f"Council {slug}", slug=slug)
        inspection = make.make_inspection(council=council, is_published=True)
        officer = make.make_officer(council=council, name=f"Head of Service{mark}")
        asked = make.make_recommendation(inspection=inspection)
        unanswered = make.make_recommendation(inspection=inspection)
        theme_plan = make.make_plan(council=council, title=f"Plan{mark}", reference=f"plan-{slug}")
        action = make.make_action(plan=theme_plan, text=f"Action{mark}")
        action.recommendations.add(asked)
        theme_plan.sources.add(inspection)
        step = action.milestones.get()
        step.text = f"Step{mark}"
        step.save()
        make.make_lead(milestone=step, officer=officer)
        date = make.make_due_date(milestone=step)
        claim = make.make_update(
            action=action, milestone=step, text=f"Claim{mark}", progress="complete"
        )
        body = make.make_body(council=council, name=f"Board {slug}{mark}")
        update = make.make_update(action=action, milestone=step, text=f"Update{mark}")
        evidence = make.make_evidence(
            update,
            f"Evidence{mark}",
            file=ContentFile(f"Content{mark}".encode(), name="audit.pdf"),
            file_name=f"audit{mark}.pdf",
        )
        draft = make.make_plan(council=council, title=f"Second{mark}", reference=f"second-{slug}")
        person = make.make_member(council, name=f"Person{mark}")
        guest = Guest(f"Guest{mark}", f"guest@{slug}.example", ["reader"])
        invited = invite(council, guest, make.make_user(), make.DAY)
        email, _ = record(
            council, f"reminder-{slug}", Letter("reminder", "l@x.example", f"Due{mark}", "Words")
        )
        guest = make.make_action(plan=draft, text=f"Guest{mark}")
        make.make_place(theme_plan, guest, reference="99")
        report = {"draft": to_json(DraftInspection(problems=(f"Problem{mark}",)))}
        content = ContentFile(f"Content{mark}".encode(), name="report.pdf")
        return {
            "report": make.make_report_file(council, status="read", file=content, **report),
            "operators_report": make.make_report_file(
                council, status="read", file=content, by_operator=True, **report
            ),
            "source": make.make_report_file(
                council,
                inspection=inspection,
                status="confirmed",
                confirmed_at=timezone.now(),
                file=content,
                **report,
            ),
            "council": council,
            "spelled_out": make.make_acronym(council, full=f"In full{mark}"),
            "forward": make.make_forward_item(body, theme_plan, words=f"Quarterly{mark}"),
            "point": make.make_learning_point(body, text=f"Learn{mark}"),
            "next_step": make.make_next_step(body, text=f"Next{mark}", plan=theme_plan),
            "visit": make.make_visit(body, action, learned=f"Learned{mark}"),
            "email": email,
            "person": person,
            "invitation": invited,
            "report_link": make.make_report_link(step, officer),
            "inspection": inspection,
            "own_inspection": make.make_inspection(
                council, lead_inspector=f"Inspector{mark}", is_published=False, source="hand"
            ),
            "officer": officer,
            "pasted": make.make_pasted(theme_plan, f"Pasted{mark}"),
            "hand_over": make.make_hand_over(officer),
            "delegation": make.make_delegation(officer, make.make_officer(council)),
            "plan": theme_plan,
            "action": action,
            "guest": guest,
            "update": update,
            "measure": make.make_measure(theme_plan, f"Measure{mark}", action=action),
            "risk": make.make_risk(theme_plan, text=f"Risk{mark}"),
            "evidence": evidence,
            "claim": claim,
            "step": step,
            "cycle": make.make_cycle(theme_plan, meeting=make.make_meeting(body, make.days(30))),
            "question": make.make_question(
                theme_plan, f"Question{mark}", action=action, for_members=False
            ),
            "asked": make.make_members_question(theme_plan, f"Asked{mark}", action=action).question,
            "date": date,
            "body": body,
            "unanswered": unanswered,
            "import": make_read(
                council,
                row(action=f"Row{mark}", lead=f"Lead{mark}"),
                title=f"Import{mark}",
                file=ContentFile(f"Content{mark}".encode(), name="plan.docx"),
            ),
            "second": draft,
            **self._paper(council, theme_plan, body, mark),
            "redaction": make.make_redaction(council, f"Somebody Else{mark}"),
            **self._review(council, theme_plan, mark),
        }

    def _review(self, council: Council, plan: Any, mark: str) -> dict[str, Any]:
        review = make.make_scrutiny_review(
            council, plan=plan, title=f"Review{mark}", published_on=make.days(-3000)
        )
        asked = make.make_review_recommendation(review, f"Recommended{mark}")
        given = make.make_response(asked, by=make.make_addressee(asked), text=f"Answered{mark}")
        return {
            "review": review,
            "review_person": make.make_review_member(review, name=f"Councillor{mark}"),
            "review_session": make.make_session(review, about=f"Session{mark}"),
            "review_note": make.make_note(review, f"Note{mark}"),
            "finding": make.make_review_finding(review, f"Finding{mark}"),
            "recommendation": asked,
            "response": given,
        }

    def _paper(self, council: Council, plan: Any, body: Any, mark: str) -> dict[str, Any]:
        paper = make.make_report(council, body=body, title=f"Paper{mark}")
        paper.plans.add(plan)
        section = make.make_section(paper, heading=f"Heading{mark}")
        file = make.make_appendix_file(paper, name=f"a{mark}.pdf", content=f"%PDF{mark}".encode())
        make.make_appendix(paper, kind="file", file=file)
        return {
            "paper": paper,
            "section": section,
            "part": make.make_part(section, f"Part{mark}"),
            "finished": make.make_finished(paper, f"Finished{mark}"),
            "attached": make.make_appendix(paper, title=f"Attached{mark}"),
            "attached_file": file,
            "style": make.make_style(
                council, name=f"Style{mark}", logo=b"PNG", logo_type="image/png", logo_words="Us"
            ),
            "paper_file": make.make_paper_file(paper, content=f"%PDF Paper{mark}".encode()),
            **self._published(paper, mark),
            "clearance": make.make_clearance(paper, name=f"Somebody{mark}"),
            "clearance_answer": make.make_clearance_answer(
                make.make_clearance(paper),
                file_name=f"answer{mark}.pdf",
                content=f"%PDF{mark}".encode(),
                content_sha256="0" * 64,
            ),
        }

    def _published(self, paper: Any, mark: str) -> dict[str, Any]:
        council = paper.council
        PublishingRules.objects.create(council=council, has_public_pages=not mark)
        edition = make.make_edition(paper, title=f"Edition{mark}", address="paper")
        make.make_edition_file(edition, what="page", content=f"<p>Page{mark}</p>".encode())
        make.make_edition_file(edition, what="style", name="page.css", content_type="text/css")
        taken = make.make_edition(paper, title=f"Taken{mark}", kind="following", corrects=edition)
        make.make_withdrawal(taken, why=f"Because{mark}")
        decision = make.make_decision(paper, text=f"Decided{mark}")
        return {
            "decision": decision,
            "edition": edition,
            "edition_file": make.make_edition_file(
                edition, name="paper.pdf", content=f"%PDF{mark}".encode()
            ),
            "taken": taken,
            "publication": make.make_publication(paper),
        }

    def _users(self, council: Council) -> dict[str, User | None]:
        users: dict[str, User | None] = {"anonymous": None}
        for role in Role.values:
            users[role] = make.make_member(council=council, role=role, password=PASSWORD)
        users["site-operator"] = make.make_user(is_site_operator=True, password=PASSWORD)
        users["nobody"] = make.make_user(password=PASSWORD)
        runs = users[Role.DEMOCRATIC_SERVICES]
        make.make_review_member(self.own["review"], runs, part="officer")
        lead = self.own["officer"]
        lead.user = users[Role.LEAD_OFFICER]
        lead.save()
        return users

    def client(self, actor: str) -> Client:
        """Return one signed in anew; those of `clients` signed in once for all tests."""
        client = Client()
        user = self.users[actor]
        if user:
            client.force_login(user)
        return client

    def kwargs(self, address: Address, side: str, actor: str) -> dict[str, Any]:
        """Return what stands in the address: own, other, or the own council with its object."""
        things = self.own if side == "own" else self.other
        council = self.other["council"] if side == "other" else self.own["council"]
        if address.objects == ("reset_key",):
            return {"uidb36": "1", "key": "set-password"}
        if address.objects == ("invitation_token",):
            return {"token": "no-such-link"}
        if address.objects == ("token",):
            return {"token": "made-up"}
        if "/published/" in address.objects:
            return dict(zip(("council", "edition", "name"), address.objects[1:], strict=False))
        if address.objects == ("outcomes_file",):
            return {"pk": make.make_outcomes_file().pk}
        kwargs: dict[str, Any] = {}
        *parents, last = address.objects or ("",)
        if last:
            kwargs["pk"] = self.object(last, things, actor).pk
        for parent in parents:
            kwargs[f"{parent}_pk"] = things[parent].pk
        return {"slug": council.slug} | kwargs

    def rows_stored(self) -> dict[str, int]:
        """Return how many rows each table holds, counted anew only after something was written."""
        touched = rows_touched()
        if self.counted is None or self.counted[0] != touched:
            self.counted = touched, rows_counted()
        return self.counted[1]

    def object(self, name: str, things: dict[str, Any], actor: str) -> Any:
        asker = self.users[actor] or make.make_user()
        if name == "comparison_file":
            return make.make_comparison_file(asker, status=Export.Status.DONE, content=b"%PDF")
        if name == "acronym":
            return make.make_acronym(things["council"], full=f"In {things['plan'].title}")
        if name == "briefing":
            made = f"%PDF {things['plan'].title}".encode()
            return make.make_briefing(things["council"], asker, content=made)
        if name == "own_question":
            text = f"Why in {things['plan'].title}?"
            plan = things["plan"]
            return make.make_members_question(plan, text, entered_by=asker).question
        if name == "period":
            return make.make_election_period(things["council"], reason=things["plan"].title)
        if name != "export":
            return things[name]
        return Export.objects.create(
            plan=things["plan"],
            asked_by=asker,
            asked_on=make.DAY,
            as_at=make.DAY,
            status=Export.Status.DONE,
            content=f"%PDF {things['plan'].title}".encode(),
        )


@contextmanager
def made_once(django_db_blocker: Any) -> Iterator[World]:
    """Make everything, in a transaction around those of the tests, which undo theirs."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = World()
        # Here, or each test would check all that was made before it.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with made_once(django_db_blocker) as made:
        yield made


@pytest.fixture
def world(made: World, db: None) -> World:
    """What was made, as each test finds it."""
    return copy.deepcopy(made)


def url_of(world: World, name: str, side: str, actor: str) -> str:
    address = ADDRESSES[name]
    kwargs = world.kwargs(address, side, actor)
    needed = {"slug", *kwargs} if has_council(name) else set(kwargs) - {"slug"}
    wanted = {key: value for key, value in kwargs.items() if key in needed} | address.names
    if name in PLAN_IN_PATH:
        wanted["plan_pk"] = wanted.pop("pk", wanted.get("plan_pk"))
    things = world.own if side == "own" else world.other
    return reverse(name, kwargs=wanted) + address.query.format(unanswered=things["unanswered"].pk)


PLAN_IN_PATH = {
    "reports:appendix",
    "reports:summary",
    "reports:summary_text",
    "reports:appendix_docx",
    "reports:appendix_json",
    "reports:appendix_csv",
    "reports:appendix_xlsx",
    "reports:export_add",
}


BODIES: dict[str, dict[str, Any]] = {
    "compare_file_add": {"name": "judgements"},
    "measure": {"title": "A new measure", "better": "higher"},
    "reading": {
        "value": "50",
        "day_day": "1",
        "day_month": "9",
        "day_year": "2026",
        "last_seen": "0",
    },
    "risk": {"text": "A new risk."},
}


def body_of(world: World, address: Address, side: str) -> dict[str, Any]:
    if address.body in BODIES:
        return BODIES[address.body]
    if address.body == "answer":
        newest = Answer.objects.order_by("-pk").first()
        return {"text": "It will be answered.", "last_seen": newest.pk if newest else 0}
    things = world.own if side == "own" else world.other
    if address.body == "unlink":
        return {"officer": things["officer"].pk}
    if address.body != "report":
        return {}
    last = things["action"].updates.order_by("-pk")[0]
    late = {"reason": "Two posts stand empty."}
    return {"text": "New words", "progress": "in_progress", "last_seen": last.pk} | late


def text_of(content: bytes) -> str:
    """Return everything readable in an answer, the parts of a workbook included."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(parts.read(n).decode("utf-8", "replace") for n in parts.namelist())
    return content.decode("utf-8", "replace")


def rows_counted() -> dict[str, int]:
    """Return how many rows each table of ours holds. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ROWS)
        return dict(cursor.fetchall())


def rows_touched() -> int:
    """Return how many rows this transaction wrote so far, those it took back again among them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
        )
        return int(cursor.fetchone()[0])


COUNT_ROWS = " UNION ALL ".join(
    f"SELECT '{model._meta.label}', count(*) FROM \"{model._meta.db_table}\""  # noqa: S608
    for label in ("councils", "inspections", "actionplans", "reports", "scrutiny")
    for model in apps.get_app_config(label).get_models(include_auto_created=True)
)


def faults(world: World, name: str, side: str, actor: str, method: str) -> list[str]:
    """Return what is wrong with one cell; an empty list when nothing is."""
    address = ADDRESSES[name]
    url = url_of(world, name, side, actor)
    expected = expected_code(address, side, actor, method)
    client = world.clients[actor]
    watched = method == "post" or side != "own"
    before = world.rows_stored() if watched else {}
    body = body_of(world, address, side) if method == "post" else {}
    answer = getattr(client, method)(url, body)
    cell = f"{method.upper()} {url} ({side}) as {actor}"
    found = []
    if answer.status_code != expected:
        found.append(f"{cell}: {answer.status_code}, not {expected}")
    if SECRET in text_of(answer.getvalue()) + str(answer.headers):
        found.append(f"{cell}: shows the other council's data")
    wrote = watched and world.rows_stored() != before
    if method == "post" and answer.status_code >= 400 and wrote:
        found.append(f"{cell}: refused, but wrote")
    if side != "own" and has_council(name) and wrote:
        found.append(f"{cell}: wrote to the other council")
    return found


def expected_code(address: Address, side: str, actor: str, method: str) -> int:
    codes = {
        ("own", "get"): address.get,
        ("own", "post"): address.post,
        ("other", "get"): address.other_get,
        ("other", "post"): address.other_post,
        ("mixed", "get"): address.mixed_get,
        ("mixed", "post"): address.mixed_post,
    }[side, method].split()
    return int(codes[ACTORS.index(actor)])


def sides(name: str) -> tuple[str, ...]:
    if not has_council(name):
        return ("own",)
    return ("own", "other", "mixed") if ADDRESSES[name].objects else ("own", "other")


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_actor_gets_what_the_table_says(world: World, name: str) -> None:
    tried = 0
    found: list[str] = []
    for side in sides(name):
        for actor in ACTORS:
            for method in ("get", "post"):
                found += faults(world, name, side, actor, method)
                tried += 1

    assert found == []
    assert tried == len(sides(name)) * len(ACTORS) * 2


# What is of the world's plan, and what each of it says.
OF_THE_PLAN = {
    *("plan", "action", "update", "claim", "step", "date", "evidence", "measure", "risk", "cycle"),
    *("forward", "next_step", "pasted", "question", "asked", "own_question", "export"),
}
SAID_OF_THE_PLAN = (
    *("Plan", "Action", "Step", "Claim", "Update", "Evidence", "Measure", "Risk", "Question"),
    *("Asked", "Quarterly", "Next"),
)
# Their own titles are made of the plan's.
NAMED_AFTER_THE_PLAN = {"acronym", "period", "briefing"}


def answers(pages: list[Any]) -> bool:
    return any(page.status_code in (200, 302, 409) for page in pages)


def is_of_the_plan(name: str) -> bool:
    return bool(OF_THE_PLAN & set(ADDRESSES[name].objects)) or name in PLAN_IN_PATH


@pytest.mark.parametrize("role", [Role.SCRUTINY_MEMBER, Role.READER])
@pytest.mark.parametrize(
    "name",
    [
        n
        for n in ADDRESSES
        if has_council(n) and not NAMED_AFTER_THE_PLAN & set(ADDRESSES[n].objects)
    ],
)
def test_who_reads_only_what_is_accepted_sees_nothing_of_a_draft(
    world: World, name: str, role: Role
) -> None:
    """What it is of answers as if it were not there; no other page names it."""
    world.users[role] = make.make_member(world.other["council"], role=role, password=PASSWORD)
    client = world.client(role)
    before = [getattr(client, m)(url_of(world, name, "other", role)) for m in ("get", "post")]
    world.other["plan"].status = "draft"
    world.other["plan"].save()

    after = [getattr(client, m)(url_of(world, name, "other", role)) for m in ("get", "post")]

    if is_of_the_plan(name):
        # Whom the role keeps out is told that first, or after the plan is looked for.
        assert {page.status_code for page in after} <= {404, 405, 403}
        assert 404 in {page.status_code for page in after} or not answers(before)
    else:
        assert [page.status_code for page in after] == [page.status_code for page in before]
    found = " ".join(text_of(page.content) for page in after if not page.streaming)
    assert [what for what in SAID_OF_THE_PLAN if f"{what} {SECRET}" in found] == []


@pytest.mark.parametrize("name", [n for n in ADDRESSES if is_of_the_plan(n)])
def test_officers_go_on_with_a_draft(world: World, name: str) -> None:
    """A draft is kept from nobody who works on it: what they get does not turn to 404."""
    client = world.client(Role.PLAN_MANAGER)
    url = url_of(world, name, "own", Role.PLAN_MANAGER)
    world.own["plan"].status = "draft"
    world.own["plan"].save()

    assert client.get(url).status_code != 404


@pytest.mark.parametrize("name", [n for n in ADDRESSES if has_council(n) and ADDRESSES[n].objects])
def test_another_councils_object_and_none_answer_the_same(world: World, name: str) -> None:
    """Nobody learns from an answer whether another council has such a thing."""
    address = ADDRESSES[name]
    method = "get" if address.get != NO_GET else "post"
    codes = dict(zip(ACTORS, getattr(address, f"mixed_{method}").split(), strict=True))
    actor = next(a for a in ACTORS if codes[a] == "404" and a in Role.values)
    there = url_of(world, name, "mixed", actor)
    nowhere = re.sub(r"\d+", "987654321", there)
    client = world.clients[actor]

    answers = [getattr(client, method)(url) for url in (there, nowhere)]

    assert [a.status_code for a in answers] == [404, 404]
    bodies = [without_tokens(a.content) for a in answers]
    assert bodies[0] == bodies[1]


def without_tokens(content: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", content)


@pytest.mark.parametrize("name", ADDRESSES)
def test_other_methods_do_nothing(world: World, name: str) -> None:
    """HEAD answers as GET does; PUT and DELETE are refused and write nothing."""
    client = world.clients[Role.PLAN_MANAGER]
    url = url_of(world, name, "own", Role.PLAN_MANAGER)
    as_get = client.get(url).status_code
    before = world.rows_stored()

    assert client.head(url).status_code == as_get
    for method in (client.put, client.delete):
        assert method(url).status_code in (302, 403, 405) or name.startswith("account_")
    assert world.rows_stored() == before


@pytest.mark.parametrize(
    "name", [n for n in ADDRESSES if has_council(n) and ADDRESSES[n].get != NO_GET]
)
def test_htmx_asks_under_the_same_rules(world: World, name: str) -> None:
    address = ADDRESSES[name]
    for actor in ACTORS:
        answer = world.clients[actor].get(
            url_of(world, name, "own", actor), headers={"HX-Request": "true"}
        )
        expected = expected_code(address, "own", actor, "get")
        assert answer.status_code == (204 if actor == "anonymous" else expected)


@pytest.mark.parametrize("name", [n for n in ADDRESSES if has_council(n)])
def test_a_deactivated_person_and_an_expired_session_must_sign_in(world: World, name: str) -> None:
    actor = Role.PLAN_MANAGER
    url = url_of(world, name, "own", actor)
    gone, expired = world.client(actor), world.client(actor)
    expired.session.flush()
    User.objects.filter(pk=world.users[actor].pk).update(is_active=False)

    for client in (gone, expired):
        for send in (client.get, client.post):
            answer = send(url)
            assert answer.status_code == 302
            assert answer["Location"].startswith("/accounts/login/")


def test_an_expired_session_sends_htmx_to_the_whole_sign_in_page(world: World) -> None:
    url = url_of(world, "actionplans:plan", "own", "anonymous")

    answer = Client().get(url, headers={"HX-Request": "true"})

    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "name", ["actionplans:plan", "actionplans:action", "reports:appendix_xlsx"]
)
def test_a_seeded_leak_turns_the_table_red(
    world: World, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table is worth something only if it finds the fault it is there for."""

    def everything(self: Access, model: Any) -> Any:
        return model._default_manager.all()

    monkeypatch.setattr(Access, "reach", everything)

    found = faults(world, name, "mixed", Role.READER, "get")

    assert any("shows the other council's data" in fault for fault in found)


def test_a_seeded_missing_check_turns_the_table_red(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow: Callable[[Access, Verb], None] = lambda self, verb: None  # noqa: E731
    monkeypatch.setattr(Access, "require", allow)

    found = faults(world, "actionplans:update_accept", "own", Role.READER, "post")

    assert any("302, not 403" in fault for fault in found)


def test_filters_and_lists_offer_nothing_of_another_council(world: World) -> None:
    """Choices, counts and the day asked for stay within the council."""
    client = world.client(Role.PLAN_MANAGER)
    plan = world.own["plan"]
    url = reverse("actionplans:plan", args=["own", plan.pk])
    other = world.other

    for query in (
        f"?lead={other['officer'].pk}",
        f"?recommendation={other['action'].recommendations.get().pk}",
        "?q=SECRET",
        "?as_at=2026-11-01",
    ):
        answer = client.get(url + query)
        assert answer.status_code == 200
        assert SECRET not in text_of(answer.content)
