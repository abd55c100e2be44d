"""Many primary keys in one parameter."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from actionplans.among import among
from actionplans.models import Action, Milestone
from tests.factories import make_action, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> list[Action]:
    plan = make_plan()
    return [make_action(plan) for _ in range(3)]


def test_it_finds_the_rows_with_one_of_the_keys_and_no_others(three: list[Action]) -> None:
    wanted = {three[0].pk, three[2].pk}

    assert {one.pk for one in Action.objects.filter(among("pk", wanted))} == wanted
    steps = Milestone.objects.filter(among("action_id", iter(wanted)))
    assert {step.action_id for step in steps} == wanted
    of_plan = Milestone.objects.filter(among("action__plan_id", [three[0].plan_id]))
    assert of_plan.count() == 3


def test_without_keys_nothing_is_found_and_the_database_not_asked(three: list[Action]) -> None:
    with CaptureQueriesContext(connection) as caught:
        assert list(Action.objects.filter(among("pk", []))) == []
    assert len(caught) == 0


def test_it_goes_with_other_conditions(three: list[Action]) -> None:
    first, second, third = three
    either = among("pk", [first.pk]) | Q(pk=second.pk)

    assert set(Action.objects.filter(either)) == {first, second}
    assert set(Action.objects.filter(among("pk", [first.pk, third.pk]), order=third.order)) == {
        third
    }
    assert set(Action.objects.exclude(among("pk", [first.pk]))) == {second, third}


def test_a_key_that_is_no_number_never_reaches_the_database() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(Action.objects.filter(among("pk", ["1}; --"])))  # type: ignore[list-item]
