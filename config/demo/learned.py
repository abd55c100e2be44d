"""What a committee took from others' inspections."""

from config.demo.files import LEARNING, Calendar, read
from councils.models import Council
from inspections.models import Lesson


def load_lessons(calendar: Calendar) -> int:
    """Return how many lessons were added; a paper that is held is left alone."""
    facts = read(LEARNING)
    council = Council.objects.get(slug=facts["council"])
    if Lesson.objects.filter(council=council, paper=facts["paper"]).exists():
        return 0
    about = Council.objects.in_bulk(field_name="slug")
    rows = [
        Lesson(
            council=council,
            paper=facts["paper"],
            on=calendar.day(facts["on"]),
            order=order,
            **row | {"about": about[row["about"]] if row.get("about") else None},
        )
        for order, row in enumerate(facts["lessons"], start=1)
    ]
    return len(Lesson.objects.bulk_create(rows))
