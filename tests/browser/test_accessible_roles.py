"""axe-core on every page for every role but the plan manager's, who has a file of their own.

The two files take as long, so that two processes share them.
"""

import pytest

from councils.roles import Role
from tests.browser.accessible import PAGES, open_to, round_of
from tests.browser.conftest import NewPage
from tests.test_access import ACTORS, ADDRESSES

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_page_is_accessible_to_every_other_role(demo: None, new_page: NewPage) -> None:
    others = [actor for actor in ACTORS if actor != Role.PLAN_MANAGER]

    found, tried = round_of(others, new_page)

    assert found == []
    # Every address that has a page for anybody; what only ever leads elsewhere has none.
    shown = {name for name in PAGES if "200" in ADDRESSES[name].get}
    assert shown <= tried | set(open_to(Role.PLAN_MANAGER))
