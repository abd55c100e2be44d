"""Tables of counts as papers printed them."""

from config.demo.files import PRINTED_COUNTS, Facts, read
from councils.models import Council
from inspections.models import PrintedLine, PrintedTable


def load_printed_counts() -> int:
    """Return how many printed tables were added: each once, with its lines."""
    held = set(PrintedTable.objects.values_list("key", flat=True))
    new = [facts for facts in read(PRINTED_COUNTS) if facts["key"] not in held]
    by_slug = Council.objects.in_bulk(field_name="slug")
    for facts in new:
        _add(facts, by_slug[facts["council"]])
    return len(new)


def _add(facts: Facts, council: Council) -> None:
    fields = {name: value for name, value in facts.items() if name not in ("council", "lines")}
    table = PrintedTable.objects.create(council=council, **fields)
    PrintedLine.objects.bulk_create(
        PrintedLine(table=table, order=order, **line)
        for order, line in enumerate(facts["lines"], start=1)
    )
