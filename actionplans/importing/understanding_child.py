"""What runs in the child process that understands one file; `apart` starts it."""

import json
from typing import Any

from actionplans.importing.correcting import from_json as corrections_from
from actionplans.importing.kept import from_plain, to_plain
from actionplans.importing.outline import outline_of
from actionplans.importing.tables import from_json
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known
from councils import limited


def answer(content: bytes, name: str) -> dict[str, Any]:
    """Return the outline and the rows, in their plain shapes, of what `apart` sent."""
    asked = json.loads(content)
    document = from_json(asked["document"])
    known = from_plain(Known, asked["known"])
    understood = understand(document, known, corrections_from(asked["corrections"]))
    outline = outline_of(understood, document)
    return {"outline": to_plain(outline), "rows": [to_plain(row) for row in understood.rows]}


if __name__ == "__main__":
    limited.main(answer)
