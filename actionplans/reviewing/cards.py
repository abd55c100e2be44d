"""An update as the pages of the queue show it, and where one came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from actionplans.forms.reviewing import ReviewForm
from actionplans.models import ActionPlan, ProgressUpdate
from actionplans.reviewing.queue import Item
from actionplans.reviewing.ruling import BY_YOURSELF
from actionplans.reviewing.stages import Stage
from actionplans.reviewing.waiting import waiting_in
from councils.access import Access

ACCEPT, WORD, RETURN, NOT_SIGN = "accept", "word", "return", "not_sign"
CHOICES = {False: (ACCEPT, WORD, RETURN), True: (ACCEPT, WORD, RETURN, NOT_SIGN)}

_OTHERS = {
    False: [
        ("", "Accept it as it is"),
        (WORD, "Accept it with other words for papers"),
        (RETURN, "Send it back"),
    ],
    True: [
        ("", "Sign it off as it is"),
        (WORD, "Sign it off with other words for papers"),
        (NOT_SIGN, "Send it back to the plan manager"),
        (RETURN, "Send it back to who reported"),
    ],
}


@dataclass(frozen=True)
class Place:
    """Where one reviews: a stage, of one plan or of all of the council, and the page of it."""

    access: Access
    stage: Stage
    plan: ActionPlan | None = None
    page: str = ""

    @property
    def address(self) -> str:
        """Return the address of the queue, at the page one was on."""
        slug = self.access.council.slug
        if self.plan:
            path = reverse(f"actionplans:{self.stage.plan_queue}", args=[slug, self.plan.pk])
        else:
            path = reverse(f"actionplans:{self.stage.queue}", args=[slug])
        return f"{path}?{urlencode({'page': self.page})}" if self.page else path

    @property
    def back(self) -> str:
        """Return what an update's address carries, so that one comes back to this place."""
        asked = {"plan": str(self.plan.pk) if self.plan else "", "page": self.page}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def number(self) -> int:
        """Return how many updates wait here."""
        return waiting_in(self.access, self.stage, self.plan).count()


@dataclass(frozen=True)
class Card:
    """An update as the queue shows it: `choice` is which decision is being written."""

    item: Item
    stage: Stage
    choice: str = ""
    form: ReviewForm | None = None
    why: str = ""
    newer: Sequence[ProgressUpdate] = ()
    is_open: bool = True
    is_ticked: bool = False
    reader: int = 0

    @property
    def is_own(self) -> bool:
        """Return whether the reader accepted it, and so may not sign it off."""
        return bool(self.stage.signs and self.item.last and self.item.last.by_id == self.reader)

    @property
    def own_words(self) -> str:
        return BY_YOURSELF

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the other decisions one can take on it, each with its words."""
        return [(name, words) for name, words in _OTHERS[self.stage.signs] if name != self.choice]
