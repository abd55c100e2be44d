from django.db import migrations

TABLES = ("judgement", "finding")

ADD = """
ALTER TABLE inspections_{0}
    ADD CONSTRAINT {0}_framework_of_its_inspection
    FOREIGN KEY (inspection_id, framework) REFERENCES inspections_inspection (id, framework)
    DEFERRABLE INITIALLY DEFERRED
"""
DROP = "ALTER TABLE inspections_{0} DROP CONSTRAINT {0}_framework_of_its_inspection"


class Migration(migrations.Migration):
    """A judgement or finding carries its inspection's framework, so that the heading
    and the grade can be checked against that framework by the database itself."""

    dependencies = [("inspections", "0001_initial")]

    operations = [
        migrations.RunSQL(ADD.format(table), DROP.format(table)) for table in TABLES
    ]
