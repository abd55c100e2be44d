from typing import Any

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def keep_the_newest(apps: Any, schema_editor: Any) -> None:
    """Reports printed in their style as it is now until now: that is what each keeps."""
    version = apps.get_model("reports", "StoredStyleEvent").objects
    newest = version.filter(pgh_obj=OuterRef("house_style")).order_by("-pgh_id").values("pgh_id")
    reports = apps.get_model("reports", "Report").objects
    reports.update(style_kept=Subquery(newest[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('actionplans', '0038_questions_of_members'),
        ('councils', '0008_redaction_and_generated_columns'),
        ('reports', '0017_appendices_listed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='report',
            name='report_of_one_council',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='report',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='report',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='report',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='report',
            name='style_kept',
            field=models.ForeignKey(help_text='The version of the house style it prints in, until a newer one is taken.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.storedstyleevent'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='style_kept',
            field=models.ForeignKey(db_constraint=False, help_text='The version of the house style it prints in, until a newer one is taken.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reports.storedstyleevent'),
        ),
        migrations.RunPython(keep_the_newest, migrations.RunPython.noop),
        # What was filled in is looked at before the table is changed again.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='report_of_one_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM councils_body AS body\n                   JOIN reports_storedstyle AS style ON style.id = NEW.house_style_id\n                   LEFT JOIN reports_storedstyleevent AS kept\n                   ON kept.pgh_id = NEW.style_kept_id AND kept.pgh_obj_id = style.id\n                   LEFT JOIN councils_meeting AS meeting ON meeting.id = NEW.meeting_id\n                   WHERE body.id = NEW.body_id AND body.council_id = NEW.council_id\n                   AND (style.council_id IS NULL OR style.council_id = NEW.council_id)\n                   AND (NEW.style_kept_id IS NULL OR kept.pgh_id IS NOT NULL)\n                   AND (NEW.meeting_id IS NULL OR meeting.body_id = NEW.body_id)) THEN\n                RAISE EXCEPTION 'The body, the meeting or the house style is of another council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='bd7182380cdf58fc053c8d28d18aa84e2372c309', operation='INSERT OR UPDATE', pgid='pgtrigger_report_of_one_council_29a6c', table='reports_report', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_reportevent" ("as_at", "body_id", "council_id", "front", "house_style_id", "id", "made_at", "made_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "style_kept_id", "title", "version") VALUES (NEW."as_at", NEW."body_id", NEW."council_id", NEW."front", NEW."house_style_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."style_kept_id", NEW."title", NEW."version"); RETURN NULL;', hash='522b0f5757f1f1986a9553a2130401a95f3c1d8b', operation='INSERT', pgid='pgtrigger_insert_insert_84ceb', table='reports_report', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reports_reportevent" ("as_at", "body_id", "council_id", "front", "house_style_id", "id", "made_at", "made_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "style_kept_id", "title", "version") VALUES (NEW."as_at", NEW."body_id", NEW."council_id", NEW."front", NEW."house_style_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."style_kept_id", NEW."title", NEW."version"); RETURN NULL;', hash='24c72330888bbecf2217c904554106257447d8b4', operation='UPDATE', pgid='pgtrigger_update_update_234a9', table='reports_report', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_reportevent" ("as_at", "body_id", "council_id", "front", "house_style_id", "id", "made_at", "made_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "style_kept_id", "title", "version") VALUES (OLD."as_at", OLD."body_id", OLD."council_id", OLD."front", OLD."house_style_id", OLD."id", OLD."made_at", OLD."made_by_id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference", OLD."style_kept_id", OLD."title", OLD."version"); RETURN NULL;', hash='dcc5cf783ed5a42ec3d7afcd7bd183432443359e', operation='DELETE', pgid='pgtrigger_delete_delete_6acd6', table='reports_report', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('style_kept__isnull', False)), name='report_keeps_a_style'),
        ),
    ]
