"""The house styles that come with the product."""

from config.demo.files import HOUSE_STYLES, Facts, read
from reports.models import StoredStyle

_BESIDE = ("key", "name", "source")


def load_house_styles() -> int:
    """Return how many of the product's own styles were added or brought up to what is listed.

    Nobody edits those, councils copy them: their copies are left as they are.
    """
    return sum(_brought_up(facts) for facts in read(HOUSE_STYLES))


def _brought_up(facts: Facts) -> bool:
    listed = {
        "name": facts["name"],
        "content": {key: value for key, value in facts.items() if key not in _BESIDE},
    }
    style, new = StoredStyle.objects.get_or_create(council=None, key=facts["key"], defaults=listed)
    if new:
        return True
    if listed == {"name": style.name, "content": style.content}:
        return False
    style.name, style.content = listed["name"], listed["content"]
    style.save(update_fields=["name", "content"])
    return True
