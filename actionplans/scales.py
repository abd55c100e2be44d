"""A council's rating scales: every version, and the one way to add another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from actionplans.models import ActionPlan, RatingLabel, RatingScale
from actionplans.planning.holding import hold_open
from actionplans.presets import PresetLabel
from councils.models import Council, User
from councils.versions import Decided


class NewerScale(Exception):
    """Somebody else saved a version of this name since it was read."""

    def __init__(self, scale: RatingScale) -> None:
        super().__init__(str(scale))
        self.scale = scale


@dataclass(frozen=True)
class NamedScale:
    """All versions of the scale of one name, the newest first."""

    name: str
    versions: list[RatingScale]


def with_keys(scales: QuerySet[RatingScale]) -> list[RatingScale]:
    """Return the scales by name, the newest version first, each with `shown_labels`.

    Two queries; `shown_labels` are in the council's own order.
    """
    found = list(scales.select_related("saved_by").order_by("name", "-version"))
    labels = RatingLabel.objects.filter(scale__in=found).order_by("order")
    of_scale: dict[int, list[RatingLabel]] = {scale.pk: [] for scale in found}
    for label in labels:
        of_scale[label.scale_id].append(label)
    for scale in found:
        scale.shown_labels = of_scale[scale.pk]  # type: ignore[attr-defined]
    return found


def by_name(scales: Iterable[RatingScale]) -> list[NamedScale]:
    """Return the scales (ordered by name) gathered under their names."""
    return [NamedScale(name, list(found)) for name, found in groupby(scales, lambda s: s.name)]


def plans_by_scale(plans: QuerySet[ActionPlan]) -> dict[int, list[ActionPlan]]:
    """Return which of the plans use each scale, by its primary key."""
    used: dict[int, list[ActionPlan]] = {}
    for plan in plans.filter(rating_scale__isnull=False).order_by("title", "pk"):
        used.setdefault(plan.rating_scale_id or 0, []).append(plan)
    return used


def newest(council: Council, name: str) -> RatingScale | None:
    """Return the newest version of the scale of this name."""
    found = RatingScale.objects.filter(council=council, name=name).select_related("saved_by")
    return found.order_by("-version").first()


def save_version(
    council: Council, name: str, labels: Sequence[PresetLabel], *, saved_by: User, seen: int
) -> RatingScale:
    """Return the new version of the scale of this name, with its labels in the order given.

    `seen` is the newest version the writer knew, 0 for none; raises NewerScale when there
    is a newer one. Earlier versions stay as they are.
    """
    try:
        with transaction.atomic():
            return _insert(council, name, labels, saved_by, seen)
    except IntegrityError:
        other = newest(council, name)
        if other is None or other.version <= seen:
            raise
        raise NewerScale(other) from None


@transaction.atomic
@transaction.atomic
def choose_scale(plan: ActionPlan, scale: RatingScale | None, *, seen: int | None) -> None:
    """Let a plan use a scale, or none.

    Raises Decided where the plan uses another than `seen` (pk) by now, or is closed.
    """
    hold_open(plan)
    now = ActionPlan.objects.select_related("rating_scale").get(pk=plan.pk).rating_scale
    if (now.pk if now else None) not in {seen, scale.pk if scale else None}:
        raise Decided(f"Somebody chose {now or 'no rating scale'} meanwhile.")
    plan.rating_scale = scale
    plan.save(update_fields=["rating_scale"])


def _insert(
    council: Council, name: str, labels: Sequence[PresetLabel], saved_by: User, seen: int
) -> RatingScale:
    last = newest(council, name)
    if last and last.version > seen:
        raise NewerScale(last)
    version = last.version + 1 if last else 1
    scale = RatingScale.objects.create(
        council=council, name=name, version=version, saved_by=saved_by
    )
    RatingLabel.objects.bulk_create(
        RatingLabel(scale=scale, order=order, **vars(label))
        for order, label in enumerate(labels, start=1)
    )
    return scale
