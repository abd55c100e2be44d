"""What was linked before links were kept counts from its plan's or its action's first version."""

from django.db import migrations

FIRST = """
    INSERT INTO actionplans_{event} (pgh_created_at, pgh_label, pgh_obj_id, id, {parent}_id, {other}_id)
    SELECT COALESCE(
        (SELECT MIN(first.pgh_created_at) FROM actionplans_{parent}event first
          WHERE first.pgh_obj_id = link.{parent}_id), NOW()
    ), 'insert', link.id, link.id, link.{parent}_id, link.{other}_id
    FROM actionplans_{table} link
    WHERE NOT EXISTS (SELECT 1 FROM actionplans_{event} known WHERE known.pgh_obj_id = link.id)
"""
LINKS = (
    ("actionrecommendationevent", "action_recommendations", "action", "recommendation"),
    ("plansourceevent", "actionplan_sources", "actionplan", "inspection"),
    ("planbodyevent", "actionplan_reports_to", "actionplan", "body"),
)


class Migration(migrations.Migration):

    dependencies = [("actionplans", "0015_links_on_a_day")]

    operations = [
        migrations.RunSQL(
            FIRST.format(event=event, table=table, parent=parent, other=other),
            migrations.RunSQL.noop,
        )
        for event, table, parent, other in LINKS
    ]
