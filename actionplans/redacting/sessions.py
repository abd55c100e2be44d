"""What the signed-in people of a council have in their sessions: packed, so read one by one."""

import datetime
from functools import partial

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from councils.models import Council, Membership
from councils.names import Names, in_json, mark_of


def take_out_of_sessions(council: Council, names: Names, day: datetime.date) -> None:
    """Replace the names in the sessions of everybody who has a role in the council."""
    people = {
        str(pk) for pk in Membership.objects.filter(council=council).values_list("user", flat=True)
    }
    for session in Session.objects.iterator():
        held = session.get_decoded()
        if held.get("_auth_user_id") in people:
            _take_out(session.session_key, held, names, day)


def _take_out(key: str, held: dict, names: Names, day: datetime.date) -> None:
    changed = in_json(held, partial(names.replaced, mark=mark_of(day)))
    if changed != held:
        store = SessionStore(session_key=key)
        packed = store.encode(changed)
        Session.objects.filter(pk=key).update(session_data=packed)
