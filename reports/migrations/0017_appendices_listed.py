from typing import Any

from django.db import migrations

OF = "appendices"


def list_what_is_attached(apps: Any, schema_editor: Any) -> None:
    """Where nobody typed the list of appendices, it is built from what is attached."""
    _turn(apps, "table", "built", {"rows": []})


def leave_it_to_be_typed(apps: Any, schema_editor: Any) -> None:
    _turn(apps, "built", "table", {})


def _turn(apps: Any, before: str, after: str, also: dict[str, Any]) -> None:
    parts = apps.get_model("reports", "PaperPart").objects
    parts.filter(kind=before, of=OF, **also).update(kind=after)
    for style in apps.get_model("reports", "StoredStyle").objects.all():
        found = [
            part
            for section in style.content.get("sections", ())
            for part in section.get("parts", ())
            if (part.get("kind"), part.get("of")) == (before, OF)
        ]
        for part in found:
            part["kind"] = after
        if found:
            style.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0016_drafts_as_word_and_page")]

    operations = [migrations.RunPython(list_what_is_attached, leave_it_to_be_typed)]
