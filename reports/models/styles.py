"""House styles as they are stored: those of the product, and a council's own copies."""

from typing import Any

from django.db import models
from django.db.models import Q

from councils.models import Council, track
from reports.paper.house_style import HouseStyle, read


@track()
class StoredStyle(models.Model):
    """A house style. Without a council it comes with the product and nobody changes it.

    `logo` is the council's, as a small PNG or SVG; `logo_words` is what it says, for who cannot
    see it.
    """

    council_path = "council"

    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="house_styles"
    )
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    content = models.JSONField(help_text="As `reports.paper.house_style` reads it.")
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    logo = models.BinaryField(null=True, blank=True)
    logo_type = models.CharField(max_length=40, blank=True)
    logo_words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "key"], nulls_distinct=False, name="house_style_key_once"
            ),
            models.CheckConstraint(
                condition=Q(logo__isnull=True) | (~Q(logo_type="") & ~Q(logo_words="")),
                name="house_style_logo_says_what_it_is",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def style(self) -> HouseStyle:
        """Return the style as data. Raises StyleRefused where what is stored is none."""
        return read_style(self)

    @property
    def newest(self) -> Any:
        """Return its newest version: what a report that is begun in it now keeps."""
        return self.events.order_by("-pgh_id").first()  # type: ignore[attr-defined]


def read_style(held: Any) -> HouseStyle:
    """Return a stored style or a version of one as data. Raises StyleRefused where it is none."""
    return read(held.content | {"name": held.name})
