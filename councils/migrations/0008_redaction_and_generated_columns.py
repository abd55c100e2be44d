from django.db import migrations

# What the database makes of other columns is empty before a row is changed, and nobody sets it.
ALLOWS = """
CREATE OR REPLACE FUNCTION councils_redaction_allows(rel oid, was jsonb, becomes jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    place councils_redactedplace;
BEGIN
    SELECT found.* INTO place FROM councils_redactedplace AS found
    JOIN councils_redaction AS asked ON asked.id = found.redaction_id
    WHERE asked.id::text = current_setting('councils.redaction', true)
        AND asked.state = 'doing'
        AND asked.decided_by_id <> asked.asked_by_id
        AND found.table_name = (SELECT relname FROM pg_class WHERE oid = rel)
        AND found.row_pk = COALESCE(was->>'pgh_id', was->>'id');
    IF NOT FOUND THEN
        RETURN FALSE;
    END IF;
    RETURN NOT EXISTS (
        SELECT 1 FROM jsonb_each(becomes) AS new
        JOIN pg_attribute AS col ON col.attrelid = rel AND col.attname = new.key
            AND col.attgenerated = ''
        WHERE new.value IS DISTINCT FROM was->new.key AND NOT (
            new.key = ANY(place.columns) AND (
                (place.takes_file
                    AND new.key IN ('file', 'file_name', 'content_type', 'sha256', 'size'))
                OR (col.atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype)
                    AND new.value::text LIKE '%removed%')
            )
        )
    );
END
$$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION councils_redaction_allows(rel oid, was jsonb, becomes jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    place councils_redactedplace;
BEGIN
    SELECT found.* INTO place FROM councils_redactedplace AS found
    JOIN councils_redaction AS asked ON asked.id = found.redaction_id
    WHERE asked.id::text = current_setting('councils.redaction', true)
        AND asked.state = 'doing'
        AND asked.decided_by_id <> asked.asked_by_id
        AND found.table_name = (SELECT relname FROM pg_class WHERE oid = rel)
        AND found.row_pk = COALESCE(was->>'pgh_id', was->>'id');
    IF NOT FOUND THEN
        RETURN FALSE;
    END IF;
    RETURN NOT EXISTS (
        SELECT 1 FROM jsonb_each(becomes) AS new
        JOIN pg_attribute AS col ON col.attrelid = rel AND col.attname = new.key
        WHERE new.value IS DISTINCT FROM was->new.key AND NOT (
            new.key = ANY(place.columns) AND (
                (place.takes_file
                    AND new.key IN ('file', 'file_name', 'content_type', 'sha256', 'size'))
                OR (col.atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype)
                    AND new.value::text LIKE '%removed%')
            )
        )
    );
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0007_comparison"),
    ]

    operations = [migrations.RunSQL(ALLOWS, BEFORE)]
