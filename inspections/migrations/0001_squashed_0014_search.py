import datetime
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import inspections.models.reports
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from councils.migrating import AtOnce

# A judgement or finding carries its inspection's framework, so that the heading and the grade can
# be checked against that framework by the database itself.
ADD = """
ALTER TABLE inspections_{0}
    ADD CONSTRAINT {0}_framework_of_its_inspection
    FOREIGN KEY (inspection_id, framework) REFERENCES inspections_inspection (id, framework)
    DEFERRABLE INITIALLY DEFERRED
"""
DROP = "ALTER TABLE inspections_{0} DROP CONSTRAINT {0}_framework_of_its_inspection"


class Migration(migrations.Migration):
    """What the migrations it replaces come to on an empty database."""

    replaces = [
        ('inspections', '0001_initial'),
        ('inspections', '0002_judgements_keep_to_their_framework'),
        ('inspections', '0003_findings_keep_to_their_inspection'),
        ('inspections', '0004_the_report_is_out_by_a_day'),
        ('inspections', '0005_redaction'),
        ('inspections', '0006_source_and_theme'),
        ('inspections', '0007_report_files'),
        ('inspections', '0008_outcomes_files'),
        ('inspections', '0009_sections'),
        ('inspections', '0010_printed_counts'),
        ('inspections', '0011_statements'),
        ('inspections', '0012_lessons'),
        ('inspections', '0013_typed_of_a_report'),
        ('inspections', '0014_search'),
    ]

    initial = True

    dependencies = [
        ('councils', '0007_comparison'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Finding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('framework', models.CharField(editable=False, max_length=40)),
                        ('area', models.CharField(blank=True, help_text='Empty for a headline finding.', max_length=60)),
                        ('kind', models.CharField(choices=[('strength', 'Strength'), ('concern', 'Concern'), ('extract', 'Extract')], max_length=10)),
                        ('text', models.TextField()),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='inspections.finding')),
                        ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='inspections.inspection')),
                    ],
                    options={
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('text', config='english'), name='finding_words')],
                        'constraints': [models.UniqueConstraint(fields=('inspection', 'order'), name='finding_order'), models.CheckConstraint(condition=models.Q(('area', ''), django.db.models.lookups.In(django.db.models.functions.text.Concat('framework', models.Value(':'), 'area', output_field=models.CharField()), ['area-send-2023:inspection_outcome', 'ilacs-2018:help_and_protection', 'ilacs-2018:in_care_and_care_leavers', 'ilacs-2018:leaders', 'ilacs-2018:overall_effectiveness', 'ilacs-2023:care_leavers', 'ilacs-2023:help_and_protection', 'ilacs-2023:in_care', 'ilacs-2023:leaders', 'ilacs-2023:overall_effectiveness', 'ilacs-2026:care_leavers', 'ilacs-2026:help_and_protection', 'ilacs-2026:in_care', 'ilacs-2026:leaders', 'jar-apa-2005:being_healthy', 'jar-apa-2005:capacity_to_improve', 'jar-apa-2005:economic_well_being', 'jar-apa-2005:enjoying_and_achieving', 'jar-apa-2005:overall_effectiveness', 'jar-apa-2005:positive_contribution', 'jar-apa-2005:service_management', 'jar-apa-2005:staying_safe', 'local-area-send-revisit:significant_weaknesses', 'looked-after-2013:capacity_to_improve', 'looked-after-2013:leadership_and_management', 'looked-after-2013:outcomes', 'looked-after-2013:overall_effectiveness', 'looked-after-2013:quality_of_provision', 'protection-2012:help_and_protection', 'protection-2012:leadership_and_governance', 'protection-2012:overall_effectiveness', 'protection-2012:quality_of_practice', 'sif-2013:adoption', 'sif-2013:board', 'sif-2013:care_leavers', 'sif-2013:help_and_protection', 'sif-2013:leadership', 'sif-2013:looked_after', 'sif-2013:overall_effectiveness', 'sif-reinspection-2017:adoption', 'sif-reinspection-2017:care_leavers', 'sif-reinspection-2017:help_and_protection', 'sif-reinspection-2017:leadership', 'sif-reinspection-2017:looked_after', 'sif-reinspection-2017:overall_effectiveness', 'slac-2009:looked_after_ambition_and_prioritisation', 'slac-2009:looked_after_being_healthy', 'slac-2009:looked_after_capacity_for_improvement', 'slac-2009:looked_after_economic_well_being', 'slac-2009:looked_after_enjoying_and_achieving', 'slac-2009:looked_after_leadership_and_management', 'slac-2009:looked_after_overall_effectiveness', 'slac-2009:looked_after_performance_and_quality', 'slac-2009:looked_after_positive_contribution', 'slac-2009:looked_after_quality_of_provision', 'slac-2009:looked_after_staying_safe', 'slac-2009:safeguarding_ambition_and_prioritisation', 'slac-2009:safeguarding_capacity_for_improvement', 'slac-2009:safeguarding_health_agencies', 'slac-2009:safeguarding_leadership_and_management', 'slac-2009:safeguarding_overall_effectiveness', 'slac-2009:safeguarding_partnership_working', 'slac-2009:safeguarding_performance_and_quality', 'slac-2009:safeguarding_quality_of_provision', 'slac-2009:safeguarding_safe_and_feel_safe']), _connector='OR'), name='finding_area_of_its_framework')],
                    },
                ),
                migrations.CreateModel(
                    name='Inspection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.SlugField(max_length=100, unique=True)),
                        ('framework', models.CharField(choices=[('jar-apa-2005', 'Joint area review and annual performance assessment'), ('slac-2009', 'Inspection of safeguarding and looked after children services'), ('protection-2012', 'Inspection of local authority arrangements for the protection of children'), ('looked-after-2013', 'Inspection of looked after children services'), ('sif-2013', 'Inspection of services for children in need of help and protection, children looked after and care leavers'), ('sif-reinspection-2017', 'Re-inspection of services for children in need of help and protection, children looked after and care leavers'), ('ilacs-2018', 'Inspection of local authority children’s services (to December 2022)'), ('ilacs-2023', 'Inspection of local authority children’s services (January 2023 to March 2026)'), ('ilacs-2026', 'Inspection of local authority children’s services (from April 2026)'), ('focused-visit', 'Focused visit to local authority children’s services'), ('monitoring-visit', 'Monitoring visit to a local authority judged inadequate'), ('jtai-2016', 'Joint targeted area inspection'), ('local-area-send-2016', 'Local area special educational needs and disabilities inspection'), ('local-area-send-revisit', 'Revisit to a local area on special educational needs and disabilities'), ('area-send-2023', 'Area special educational needs and disabilities inspection'), ('peer-review', 'Peer review'), ('audit', 'Audit'), ('self-evaluation', 'Self-evaluation')], max_length=40)),
                        ('visit', models.CharField(blank=True, help_text='standard, short, ...', max_length=40)),
                        ('title', models.CharField(max_length=200)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('published_on', models.DateField(blank=True, null=True)),
                        ('received_on', models.DateField(blank=True, help_text='The day the council received the report.', null=True)),
                        ('lead_inspector', models.CharField(blank=True, max_length=200)),
                        ('is_published', models.BooleanField(default=False)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='councils.council')),
                        ('out_by', models.DateField(blank=True, help_text='A day by which the report was out, where the day of publication is not stated.', null=True)),
                        ('source', models.CharField(choices=[('paper', 'A council’s paper'), ('report', 'The published report, read from its PDF'), ('hand', 'Entered by hand'), ('outcomes', 'A national table of outcomes')], default='paper', help_text='Where it comes from. What a council entered is not replaced by a table.', max_length=20)),
                        ('theme', models.CharField(blank=True, help_text='What a joint or focused inspection looked at.', max_length=300)),
                        ('days_stated', models.BooleanField(default=True, help_text='Whether the source gives the days of the inspection. Where it does not, both stand on the day of publication.')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='inspection_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('framework', 'jar-apa-2005'), ('ends_on__gte', datetime.date(2005, 1, 1)), ('starts_on__lte', datetime.date(2008, 12, 31))), models.Q(('framework', 'slac-2009'), ('ends_on__gte', datetime.date(2009, 4, 1)), ('starts_on__lte', datetime.date(2012, 12, 31))), models.Q(('framework', 'protection-2012'), ('ends_on__gte', datetime.date(2012, 1, 1)), ('starts_on__lte', datetime.date(2013, 12, 31))), models.Q(('framework', 'looked-after-2013'), ('ends_on__gte', datetime.date(2013, 1, 1)), ('starts_on__lte', datetime.date(2013, 12, 31))), models.Q(('framework', 'sif-2013'), ('ends_on__gte', datetime.date(2013, 11, 1)), ('starts_on__lte', datetime.date(2018, 3, 31))), models.Q(('framework', 'sif-reinspection-2017'), ('ends_on__gte', datetime.date(2017, 1, 1)), ('starts_on__lte', datetime.date(2018, 12, 31))), models.Q(('framework', 'ilacs-2018'), ('ends_on__gte', datetime.date(2018, 1, 1)), ('starts_on__lte', datetime.date(2022, 12, 31))), models.Q(('framework', 'ilacs-2023'), ('ends_on__gte', datetime.date(2023, 1, 1)), ('starts_on__lte', datetime.date(2026, 3, 31))), models.Q(('framework', 'ilacs-2026'), ('ends_on__gte', datetime.date(2026, 4, 1))), models.Q(('framework', 'focused-visit'), ('ends_on__gte', datetime.date(2018, 1, 1))), models.Q(('framework', 'monitoring-visit'), ('ends_on__gte', datetime.date(2016, 1, 1))), models.Q(('framework', 'jtai-2016'), ('ends_on__gte', datetime.date(2016, 1, 1))), models.Q(('framework', 'local-area-send-2016'), ('ends_on__gte', datetime.date(2016, 1, 1)), ('starts_on__lte', datetime.date(2022, 12, 31))), models.Q(('framework', 'local-area-send-revisit'), ('ends_on__gte', datetime.date(2016, 1, 1)), ('starts_on__lte', datetime.date(2022, 12, 31))), models.Q(('framework', 'area-send-2023'), ('ends_on__gte', datetime.date(2023, 1, 1))), ('framework', 'peer-review'), ('framework', 'audit'), ('framework', 'self-evaluation'), _connector='OR'), name='inspection_framework_in_force_on_its_day'), models.UniqueConstraint(fields=('id', 'framework'), name='inspection_and_framework'), models.CheckConstraint(condition=models.Q(models.Q(('published_on__isnull', True), ('published_on__gte', models.F('ends_on')), _connector='OR'), models.Q(('out_by__isnull', True), ('out_by__gte', models.F('ends_on')), _connector='OR')), name='inspection_published_after_end'), models.CheckConstraint(condition=models.Q(('is_published', False), ('published_on__isnull', False), ('out_by__isnull', False), _connector='OR'), name='inspection_published_on_a_day'), models.CheckConstraint(condition=models.Q(('source__in', ['paper', 'report', 'hand', 'outcomes'])), name='inspection_source_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='FindingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('framework', models.CharField(editable=False, max_length=40)),
                        ('area', models.CharField(blank=True, help_text='Empty for a headline finding.', max_length=60)),
                        ('kind', models.CharField(choices=[('strength', 'Strength'), ('concern', 'Concern'), ('extract', 'Extract')], max_length=10)),
                        ('text', models.TextField()),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.finding')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inspections.finding')),
                        ('inspection', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.inspection')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='InspectionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.SlugField(db_index=False, max_length=100)),
                        ('framework', models.CharField(choices=[('jar-apa-2005', 'Joint area review and annual performance assessment'), ('slac-2009', 'Inspection of safeguarding and looked after children services'), ('protection-2012', 'Inspection of local authority arrangements for the protection of children'), ('looked-after-2013', 'Inspection of looked after children services'), ('sif-2013', 'Inspection of services for children in need of help and protection, children looked after and care leavers'), ('sif-reinspection-2017', 'Re-inspection of services for children in need of help and protection, children looked after and care leavers'), ('ilacs-2018', 'Inspection of local authority children’s services (to December 2022)'), ('ilacs-2023', 'Inspection of local authority children’s services (January 2023 to March 2026)'), ('ilacs-2026', 'Inspection of local authority children’s services (from April 2026)'), ('focused-visit', 'Focused visit to local authority children’s services'), ('monitoring-visit', 'Monitoring visit to a local authority judged inadequate'), ('jtai-2016', 'Joint targeted area inspection'), ('local-area-send-2016', 'Local area special educational needs and disabilities inspection'), ('local-area-send-revisit', 'Revisit to a local area on special educational needs and disabilities'), ('area-send-2023', 'Area special educational needs and disabilities inspection'), ('peer-review', 'Peer review'), ('audit', 'Audit'), ('self-evaluation', 'Self-evaluation')], max_length=40)),
                        ('visit', models.CharField(blank=True, help_text='standard, short, ...', max_length=40)),
                        ('title', models.CharField(max_length=200)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('published_on', models.DateField(blank=True, null=True)),
                        ('received_on', models.DateField(blank=True, help_text='The day the council received the report.', null=True)),
                        ('lead_inspector', models.CharField(blank=True, max_length=200)),
                        ('is_published', models.BooleanField(default=False)),
                        ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inspections.inspection')),
                        ('out_by', models.DateField(blank=True, help_text='A day by which the report was out, where the day of publication is not stated.', null=True)),
                        ('source', models.CharField(choices=[('paper', 'A council’s paper'), ('report', 'The published report, read from its PDF'), ('hand', 'Entered by hand'), ('outcomes', 'A national table of outcomes')], default='paper', help_text='Where it comes from. What a council entered is not replaced by a table.', max_length=20)),
                        ('theme', models.CharField(blank=True, help_text='What a joint or focused inspection looked at.', max_length=300)),
                        ('days_stated', models.BooleanField(default=True, help_text='Whether the source gives the days of the inspection. Where it does not, both stand on the day of publication.')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Judgement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('framework', models.CharField(editable=False, max_length=40)),
                        ('area', models.CharField(max_length=60)),
                        ('grade', models.CharField(blank=True, max_length=40)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('printed_heading', models.CharField(blank=True, max_length=200)),
                        ('printed_grade', models.CharField(blank=True, max_length=60)),
                        ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='inspections.inspection')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('inspection', 'area'), name='judgement_once_per_area'), models.CheckConstraint(condition=django.db.models.lookups.In(django.db.models.functions.text.Concat('framework', models.Value(':'), 'area', output_field=models.CharField()), ['area-send-2023:inspection_outcome', 'ilacs-2018:help_and_protection', 'ilacs-2018:in_care_and_care_leavers', 'ilacs-2018:leaders', 'ilacs-2018:overall_effectiveness', 'ilacs-2023:care_leavers', 'ilacs-2023:help_and_protection', 'ilacs-2023:in_care', 'ilacs-2023:leaders', 'ilacs-2023:overall_effectiveness', 'ilacs-2026:care_leavers', 'ilacs-2026:help_and_protection', 'ilacs-2026:in_care', 'ilacs-2026:leaders', 'jar-apa-2005:being_healthy', 'jar-apa-2005:capacity_to_improve', 'jar-apa-2005:economic_well_being', 'jar-apa-2005:enjoying_and_achieving', 'jar-apa-2005:overall_effectiveness', 'jar-apa-2005:positive_contribution', 'jar-apa-2005:service_management', 'jar-apa-2005:staying_safe', 'local-area-send-revisit:significant_weaknesses', 'looked-after-2013:capacity_to_improve', 'looked-after-2013:leadership_and_management', 'looked-after-2013:outcomes', 'looked-after-2013:overall_effectiveness', 'looked-after-2013:quality_of_provision', 'protection-2012:help_and_protection', 'protection-2012:leadership_and_governance', 'protection-2012:overall_effectiveness', 'protection-2012:quality_of_practice', 'sif-2013:adoption', 'sif-2013:board', 'sif-2013:care_leavers', 'sif-2013:help_and_protection', 'sif-2013:leadership', 'sif-2013:looked_after', 'sif-2013:overall_effectiveness', 'sif-reinspection-2017:adoption', 'sif-reinspection-2017:care_leavers', 'sif-reinspection-2017:help_and_protection', 'sif-reinspection-2017:leadership', 'sif-reinspection-2017:looked_after', 'sif-reinspection-2017:overall_effectiveness', 'slac-2009:looked_after_ambition_and_prioritisation', 'slac-2009:looked_after_being_healthy', 'slac-2009:looked_after_capacity_for_improvement', 'slac-2009:looked_after_economic_well_being', 'slac-2009:looked_after_enjoying_and_achieving', 'slac-2009:looked_after_leadership_and_management', 'slac-2009:looked_after_overall_effectiveness', 'slac-2009:looked_after_performance_and_quality', 'slac-2009:looked_after_positive_contribution', 'slac-2009:looked_after_quality_of_provision', 'slac-2009:looked_after_staying_safe', 'slac-2009:safeguarding_ambition_and_prioritisation', 'slac-2009:safeguarding_capacity_for_improvement', 'slac-2009:safeguarding_health_agencies', 'slac-2009:safeguarding_leadership_and_management', 'slac-2009:safeguarding_overall_effectiveness', 'slac-2009:safeguarding_partnership_working', 'slac-2009:safeguarding_performance_and_quality', 'slac-2009:safeguarding_quality_of_provision', 'slac-2009:safeguarding_safe_and_feel_safe']), name='judgement_area_of_its_framework'), models.CheckConstraint(condition=models.Q(('grade', ''), django.db.models.lookups.In(django.db.models.functions.text.Concat('framework', models.Value(':'), 'grade', output_field=models.CharField()), ['area-send-2023:inconsistent_experiences', 'area-send-2023:positive_experiences', 'area-send-2023:systemic_failings', 'ilacs-2018:good', 'ilacs-2018:inadequate', 'ilacs-2018:outstanding', 'ilacs-2018:requires_improvement', 'ilacs-2023:good', 'ilacs-2023:inadequate', 'ilacs-2023:outstanding', 'ilacs-2023:requires_improvement', 'ilacs-2026:good', 'ilacs-2026:inadequate', 'ilacs-2026:outstanding', 'ilacs-2026:requires_improvement', 'jar-apa-2005:adequate', 'jar-apa-2005:good', 'jar-apa-2005:inadequate', 'jar-apa-2005:outstanding', 'local-area-send-revisit:not_sufficient_progress', 'local-area-send-revisit:sufficient_progress', 'looked-after-2013:adequate', 'looked-after-2013:good', 'looked-after-2013:inadequate', 'looked-after-2013:outstanding', 'protection-2012:adequate', 'protection-2012:good', 'protection-2012:inadequate', 'protection-2012:outstanding', 'sif-2013:good', 'sif-2013:inadequate', 'sif-2013:not_judged', 'sif-2013:outstanding', 'sif-2013:requires_improvement', 'sif-reinspection-2017:good', 'sif-reinspection-2017:inadequate', 'sif-reinspection-2017:not_judged', 'sif-reinspection-2017:outstanding', 'sif-reinspection-2017:requires_improvement', 'slac-2009:adequate', 'slac-2009:good', 'slac-2009:inadequate', 'slac-2009:outstanding']), _connector='OR'), name='judgement_grade_of_its_framework')],
                    },
                ),
                migrations.CreateModel(
                    name='JudgementEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('framework', models.CharField(editable=False, max_length=40)),
                        ('area', models.CharField(max_length=60)),
                        ('grade', models.CharField(blank=True, max_length=40)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('printed_heading', models.CharField(blank=True, max_length=200)),
                        ('printed_grade', models.CharField(blank=True, max_length=60)),
                        ('inspection', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.inspection')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inspections.judgement')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Recommendation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('number', models.CharField(blank=True, help_text='As the report prints it.', max_length=20)),
                        ('council_number', models.CharField(blank=True, max_length=20)),
                        ('text', models.TextField()),
                        ('addressed_to', models.CharField(choices=[('council', 'The council'), ('board', 'The safeguarding board'), ('partnership', 'The local area partnership')], default='council', max_length=20)),
                        ('priority', models.CharField(choices=[('recommendation', 'Recommendation'), ('priority_action', 'Priority and immediate action'), ('area_for_improvement', 'Area for improvement')], default='recommendation', max_length=30)),
                        ('paragraph_references', models.CharField(blank=True, max_length=100)),
                        ('page', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('timescale', models.CharField(blank=True, help_text="The inspectorate's own words, if it sets a time.", max_length=200)),
                        ('answered_elsewhere', models.CharField(blank=True, help_text='The other plan that answers it.', max_length=200)),
                        ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='inspections.inspection')),
                        ('outcome', models.CharField(blank=True, help_text='The outcome of the national framework it names.', max_length=200)),
                    ],
                    options={
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('text', config='english'), name='recommendation_words')],
                        'constraints': [models.UniqueConstraint(fields=('inspection', 'order'), name='recommendation_order'), models.CheckConstraint(condition=models.Q(('addressed_to__in', ['council', 'board', 'partnership'])), name='recommendation_addressee_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='RecommendationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('number', models.CharField(blank=True, help_text='As the report prints it.', max_length=20)),
                        ('council_number', models.CharField(blank=True, max_length=20)),
                        ('text', models.TextField()),
                        ('addressed_to', models.CharField(choices=[('council', 'The council'), ('board', 'The safeguarding board'), ('partnership', 'The local area partnership')], default='council', max_length=20)),
                        ('priority', models.CharField(choices=[('recommendation', 'Recommendation'), ('priority_action', 'Priority and immediate action'), ('area_for_improvement', 'Area for improvement')], default='recommendation', max_length=30)),
                        ('paragraph_references', models.CharField(blank=True, max_length=100)),
                        ('page', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('timescale', models.CharField(blank=True, help_text="The inspectorate's own words, if it sets a time.", max_length=200)),
                        ('answered_elsewhere', models.CharField(blank=True, help_text='The other plan that answers it.', max_length=200)),
                        ('inspection', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.inspection')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inspections.recommendation')),
                        ('outcome', models.CharField(blank=True, help_text='The outcome of the national framework it names.', max_length=200)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RecommendationWording',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=200)),
                        ('text', models.TextField()),
                        ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='inspections.recommendation')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('recommendation', 'source'), name='recommendation_wording_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RecommendationWordingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(max_length=200)),
                        ('text', models.TextField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inspections.recommendationwording')),
                        ('recommendation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.recommendation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReportFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('by_operator', models.BooleanField(default=False, help_text='The site operator sent it: the council does not work on it.')),
                        ('is_national', models.BooleanField(default=False, help_text='Whoever may read its inspection may have it.')),
                        ('asked_at', models.DateTimeField(auto_now_add=True)),
                        ('file', models.FileField(max_length=200, upload_to=inspections.models.reports.report_path)),
                        ('file_name', models.CharField(max_length=200)),
                        ('size', models.PositiveIntegerField(default=0, help_text='In bytes.')),
                        ('sha256', models.CharField(max_length=64)),
                        ('status', models.CharField(choices=[('held', 'Being sent'), ('waiting', 'Waiting to be read'), ('reading', 'Being read'), ('read', 'Read'), ('refused', 'Could not be read'), ('confirmed', 'Confirmed'), ('dropped', 'Dropped')], default='held', max_length=10)),
                        ('problem', models.TextField(blank=True, help_text='Why it was refused.')),
                        ('draft', models.JSONField(blank=True, help_text='What was read of it.', null=True)),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_files', to=settings.AUTH_USER_MODEL)),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_confirmed', to=settings.AUTH_USER_MODEL)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_files', to='councils.council')),
                        ('inspection', models.ForeignKey(blank=True, help_text='The inspection it has become, or is the source of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report_files', to='inspections.inspection')),
                        ('typed', models.JSONField(blank=True, default=dict, help_text="What somebody put right and will go on with: the form's fields, each a list.")),
                        ('typed_at', models.DateTimeField(blank=True, null=True)),
                        ('typed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_typed', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['held', 'waiting', 'reading', 'read', 'refused', 'confirmed', 'dropped'])), name='report_status_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('problem', ''), _negated=True), _connector='OR'), name='report_refused_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['read', 'confirmed']), _negated=True), ('draft__isnull', False), _connector='OR'), name='report_read_has_its_draft'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'confirmed'), _negated=True), models.Q(('confirmed_at__isnull', False), ('inspection__isnull', False)), _connector='OR'), name='report_confirmed_says_of_what'), models.UniqueConstraint(condition=models.Q(('status__in', ['waiting', 'reading', 'read', 'confirmed'])), fields=('council', 'by_operator', 'sha256'), name='report_once_in_a_council')],
                    },
                ),
                migrations.CreateModel(
                    name='OutcomeRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(help_text='As a spreadsheet shows it.')),
                        ('report_url', models.CharField(blank=True, max_length=200)),
                        ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcome_rows', to='inspections.inspection')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcome_rows', to='inspections.outcomesfile')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('file', 'inspection'), name='outcome_row_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OutcomesFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('sha256', models.CharField(max_length=64, unique=True)),
                        ('kind', models.CharField(choices=[('childrens-services', 'Children’s services (ILACS)'), ('area-send', 'Area SEND'), ('jtai', 'Joint targeted area inspections')], max_length=30)),
                        ('as_at', models.DateField(help_text='The day it tells of: the newest publication in it, or told.')),
                        ('rows', models.JSONField(help_text='The columns that are read, row by row.')),
                        ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                        ('loaded_at', models.DateTimeField(blank=True, null=True)),
                        ('counts', models.JSONField(default=dict, help_text='How many rows did what, at the last load.')),
                        ('uploaded_by', models.ForeignKey(blank=True, help_text='Nobody where a command loaded it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['childrens-services', 'area-send', 'jtai'])), name='outcomes_file_kind_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='ReportParagraph',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(blank=True, max_length=20)),
                        ('page', models.PositiveSmallIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('words', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text', config='english'), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paragraphs', to='inspections.reportsection')),
                    ],
                    options={
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='paragraph_words')],
                        'constraints': [models.UniqueConstraint(fields=('section', 'order'), name='paragraph_order'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='paragraph_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='ReportSection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('area', models.CharField(blank=True, choices=[('adoption', 'adoption'), ('being_healthy', 'being_healthy'), ('board', 'board'), ('capacity_to_improve', 'capacity_to_improve'), ('care_leavers', 'care_leavers'), ('economic_well_being', 'economic_well_being'), ('enjoying_and_achieving', 'enjoying_and_achieving'), ('help_and_protection', 'help_and_protection'), ('in_care', 'in_care'), ('in_care_and_care_leavers', 'in_care_and_care_leavers'), ('inspection_outcome', 'inspection_outcome'), ('leaders', 'leaders'), ('leadership', 'leadership'), ('leadership_and_governance', 'leadership_and_governance'), ('leadership_and_management', 'leadership_and_management'), ('looked_after', 'looked_after'), ('looked_after_ambition_and_prioritisation', 'looked_after_ambition_and_prioritisation'), ('looked_after_being_healthy', 'looked_after_being_healthy'), ('looked_after_capacity_for_improvement', 'looked_after_capacity_for_improvement'), ('looked_after_economic_well_being', 'looked_after_economic_well_being'), ('looked_after_enjoying_and_achieving', 'looked_after_enjoying_and_achieving'), ('looked_after_leadership_and_management', 'looked_after_leadership_and_management'), ('looked_after_overall_effectiveness', 'looked_after_overall_effectiveness'), ('looked_after_performance_and_quality', 'looked_after_performance_and_quality'), ('looked_after_positive_contribution', 'looked_after_positive_contribution'), ('looked_after_quality_of_provision', 'looked_after_quality_of_provision'), ('looked_after_staying_safe', 'looked_after_staying_safe'), ('outcomes', 'outcomes'), ('overall_effectiveness', 'overall_effectiveness'), ('positive_contribution', 'positive_contribution'), ('quality_of_practice', 'quality_of_practice'), ('quality_of_provision', 'quality_of_provision'), ('safeguarding_ambition_and_prioritisation', 'safeguarding_ambition_and_prioritisation'), ('safeguarding_capacity_for_improvement', 'safeguarding_capacity_for_improvement'), ('safeguarding_health_agencies', 'safeguarding_health_agencies'), ('safeguarding_leadership_and_management', 'safeguarding_leadership_and_management'), ('safeguarding_overall_effectiveness', 'safeguarding_overall_effectiveness'), ('safeguarding_partnership_working', 'safeguarding_partnership_working'), ('safeguarding_performance_and_quality', 'safeguarding_performance_and_quality'), ('safeguarding_quality_of_provision', 'safeguarding_quality_of_provision'), ('safeguarding_safe_and_feel_safe', 'safeguarding_safe_and_feel_safe'), ('service_management', 'service_management'), ('significant_weaknesses', 'significant_weaknesses'), ('staying_safe', 'staying_safe')], help_text='Empty for none of its areas.', max_length=60)),
                        ('heading', models.CharField(max_length=300)),
                        ('page', models.PositiveSmallIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='report_sections', to='inspections.inspection')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('inspection', 'order'), name='section_order'), models.CheckConstraint(condition=models.Q(('area', ''), ('area__in', ['adoption', 'being_healthy', 'board', 'capacity_to_improve', 'care_leavers', 'economic_well_being', 'enjoying_and_achieving', 'help_and_protection', 'in_care', 'in_care_and_care_leavers', 'inspection_outcome', 'leaders', 'leadership', 'leadership_and_governance', 'leadership_and_management', 'looked_after', 'looked_after_ambition_and_prioritisation', 'looked_after_being_healthy', 'looked_after_capacity_for_improvement', 'looked_after_economic_well_being', 'looked_after_enjoying_and_achieving', 'looked_after_leadership_and_management', 'looked_after_overall_effectiveness', 'looked_after_performance_and_quality', 'looked_after_positive_contribution', 'looked_after_quality_of_provision', 'looked_after_staying_safe', 'outcomes', 'overall_effectiveness', 'positive_contribution', 'quality_of_practice', 'quality_of_provision', 'safeguarding_ambition_and_prioritisation', 'safeguarding_capacity_for_improvement', 'safeguarding_health_agencies', 'safeguarding_leadership_and_management', 'safeguarding_overall_effectiveness', 'safeguarding_partnership_working', 'safeguarding_performance_and_quality', 'safeguarding_quality_of_provision', 'safeguarding_safe_and_feel_safe', 'service_management', 'significant_weaknesses', 'staying_safe']), _connector='OR'), name='section_area_of_the_catalogue')],
                    },
                ),
                migrations.CreateModel(
                    name='PrintedTable',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.SlugField(max_length=100, unique=True)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=200)),
                        ('source', models.CharField(max_length=300)),
                        ('printed_on', models.DateField()),
                        ('as_at', models.DateField()),
                        ('inspections', models.CharField(max_length=40)),
                        ('area', models.CharField(max_length=60)),
                        ('share', models.CharField(max_length=100)),
                        ('share_of_all', models.CharField(blank=True, max_length=100)),
                        ('denominators', models.TextField()),
                        ('note', models.TextField(blank=True)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printed_tables', to='councils.council')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('inspections__in', ['area-send-2023', 'ilacs', 'ilacs-2018', 'ilacs-2023', 'ilacs-2026', 'jar-apa-2005', 'local-area-send-revisit', 'looked-after-2013', 'protection-2012', 'sif', 'sif-2013', 'sif-reinspection-2017', 'slac-2009'])), name='printed_table_of_known_inspections'), models.CheckConstraint(condition=models.Q(('as_at__lte', models.F('printed_on'))), name='printed_table_after_its_day')],
                    },
                ),
                migrations.CreateModel(
                    name='PrintedLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('label', models.CharField(max_length=60)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('share', models.CharField(max_length=10)),
                        ('share_of_all', models.CharField(blank=True, max_length=10)),
                        ('column', models.CharField(max_length=40)),
                        ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='inspections.printedtable')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('table', 'order'), name='printed_line_order'), models.UniqueConstraint(fields=('table', 'column'), name='printed_line_once_a_column')],
                    },
                ),
                migrations.CreateModel(
                    name='Statement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('statement', 'Written statement of action'), ('draft', 'Draft of the written statement'), ('plan', 'Priority action plan')], max_length=20)),
                        ('printed_due', models.DateField(blank=True, help_text='The day the letter prints.', null=True)),
                        ('submitted_on', models.DateField(blank=True, null=True)),
                        ('submitted_to', models.CharField(blank=True, max_length=200)),
                        ('note', models.TextField(blank=True)),
                        ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='inspections.inspection')),
                        ('marked_by', models.ForeignKey(blank=True, help_text='Who marked it as submitted.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('inspection', 'kind'), name='statement_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['statement', 'draft', 'plan'])), name='statement_kind_is_known'), models.CheckConstraint(condition=models.Q(('submitted_on__isnull', False), ('submitted_to', ''), _connector='OR'), name='statement_submitted_to_somebody_on_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='StatementEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('statement', 'Written statement of action'), ('draft', 'Draft of the written statement'), ('plan', 'Priority action plan')], max_length=20)),
                        ('printed_due', models.DateField(blank=True, help_text='The day the letter prints.', null=True)),
                        ('submitted_on', models.DateField(blank=True, null=True)),
                        ('submitted_to', models.CharField(blank=True, max_length=200)),
                        ('note', models.TextField(blank=True)),
                        ('inspection', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.inspection')),
                        ('marked_by', models.ForeignKey(blank=True, db_constraint=False, help_text='Who marked it as submitted.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inspections.statement')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Lesson',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('paper', models.CharField(max_length=200)),
                        ('on', models.DateField(help_text='The day of the committee’s meeting.')),
                        ('reference', models.CharField(help_text='Where in the paper: 13a, Appendix 2.', max_length=40)),
                        ('kind', models.CharField(choices=[('point', 'Learning point'), ('extract', 'From an inspection'), ('further', 'Possible further action')], max_length=10)),
                        ('theme', models.CharField(blank=True, choices=[('leadership', 'Leadership'), ('partnerships', 'Partnerships and governance'), ('scrutiny', 'Scrutiny and challenge'), ('parenting', 'Corporate parenting'), ('performance', 'Performance management')], max_length=40)),
                        ('label', models.CharField(blank=True, help_text='Whose it may be, where that is not known.', max_length=100)),
                        ('grade', models.CharField(blank=True, choices=[('outstanding', 'Outstanding'), ('good', 'Good'), ('requires_improvement', 'Requires improvement'), ('inadequate', 'Inadequate'), ('not_judged', 'Not judged')], help_text='For leadership, as the paper prints it. Empty where it does not.', max_length=40)),
                        ('is_certain', models.BooleanField(default=True, help_text='Whether the paper says for certain whose inspection it is from.')),
                        ('text', models.TextField(help_text='In our own words.')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('about', models.ForeignKey(blank=True, help_text='Whose inspection it is from, where the paper says so or its words do.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lessons_from', to='councils.council')),
                        ('council', models.ForeignKey(help_text='Whose committee.', on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='councils.council')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('council', 'paper', 'order'), name='lesson_order'), models.CheckConstraint(condition=models.Q(('kind__in', ['point', 'extract', 'further'])), name='lesson_kind_is_known')],
                    },
                ),
            ],
        ),
        migrations.RunSQL(
            sql=ADD.format("judgement"),
            reverse_sql=DROP.format("judgement"),
        ),
        migrations.RunSQL(
            sql=ADD.format("finding"),
            reverse_sql=DROP.format("finding"),
        ),
        AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name='finding',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_findingevent" ("area", "framework", "id", "inspection_id", "kind", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text") VALUES (NEW."area", NEW."framework", NEW."id", NEW."inspection_id", NEW."kind", NEW."order", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."text"); RETURN NULL;', hash='9ec9f67154f95de5ff2c9a0112907789b40bd31f', operation='INSERT', pgid='pgtrigger_insert_insert_6f287', table='inspections_finding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='finding',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inspections_findingevent" ("area", "framework", "id", "inspection_id", "kind", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text") VALUES (NEW."area", NEW."framework", NEW."id", NEW."inspection_id", NEW."kind", NEW."order", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."text"); RETURN NULL;', hash='a87e70aa82477957c053fd9481416c048759fc00', operation='UPDATE', pgid='pgtrigger_update_update_edce6', table='inspections_finding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='finding',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_findingevent" ("area", "framework", "id", "inspection_id", "kind", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text") VALUES (OLD."area", OLD."framework", OLD."id", OLD."inspection_id", OLD."kind", OLD."order", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."text"); RETURN NULL;', hash='8791d42e2551c6572348be38e0b6d215504a6733', operation='DELETE', pgid='pgtrigger_delete_delete_1c623', table='inspections_finding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='finding',
                    trigger=pgtrigger.compiler.Trigger(name='finding_of_the_inspection', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM inspections_finding AS parent\n                   WHERE parent.id = NEW.parent_id AND parent.inspection_id = NEW.inspection_id) THEN\n                RAISE EXCEPTION 'The finding stands under one of another inspection.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='40f2b1f2d7c4f3172bd992b8f37a5119b7a65b1b', operation='INSERT OR UPDATE', pgid='pgtrigger_finding_of_the_inspection_52680', table='inspections_finding', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='finding',
                    trigger=pgtrigger.compiler.Trigger(name='inspection_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."inspection_id" IS DISTINCT FROM (NEW."inspection_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c114faa74fd90f246d253c2bc54fed2f9e8466bc', operation='UPDATE', pgid='pgtrigger_inspection_stays_0144c', table='inspections_finding', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='inspection',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_inspectionevent" ("council_id", "days_stated", "ends_on", "framework", "id", "is_published", "key", "lead_inspector", "out_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "received_on", "source", "starts_on", "theme", "title", "visit") VALUES (NEW."council_id", NEW."days_stated", NEW."ends_on", NEW."framework", NEW."id", NEW."is_published", NEW."key", NEW."lead_inspector", NEW."out_by", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."received_on", NEW."source", NEW."starts_on", NEW."theme", NEW."title", NEW."visit"); RETURN NULL;', hash='915abcc6bcb18f198bb0e6b8cf1538fea79acdd3', operation='INSERT', pgid='pgtrigger_insert_insert_f089c', table='inspections_inspection', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='inspection',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inspections_inspectionevent" ("council_id", "days_stated", "ends_on", "framework", "id", "is_published", "key", "lead_inspector", "out_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "received_on", "source", "starts_on", "theme", "title", "visit") VALUES (NEW."council_id", NEW."days_stated", NEW."ends_on", NEW."framework", NEW."id", NEW."is_published", NEW."key", NEW."lead_inspector", NEW."out_by", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."received_on", NEW."source", NEW."starts_on", NEW."theme", NEW."title", NEW."visit"); RETURN NULL;', hash='915ef11af201b001ab8a55284f16db5741b190e8', operation='UPDATE', pgid='pgtrigger_update_update_fe5c3', table='inspections_inspection', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='inspection',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_inspectionevent" ("council_id", "days_stated", "ends_on", "framework", "id", "is_published", "key", "lead_inspector", "out_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "received_on", "source", "starts_on", "theme", "title", "visit") VALUES (OLD."council_id", OLD."days_stated", OLD."ends_on", OLD."framework", OLD."id", OLD."is_published", OLD."key", OLD."lead_inspector", OLD."out_by", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."received_on", OLD."source", OLD."starts_on", OLD."theme", OLD."title", OLD."visit"); RETURN NULL;', hash='73a0d175299c24dd3452b36f90c41eb045c8753f', operation='DELETE', pgid='pgtrigger_delete_delete_6efc3', table='inspections_inspection', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='findingevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='aadd24999d3f57a5a392e384b1936d4bfaad691b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_37b82', table='inspections_findingevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='inspectionevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='f320d1f4d10cd034a35981b600e1f6aa9eed94a0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bf9e3', table='inspections_inspectionevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='judgement',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_judgementevent" ("area", "framework", "grade", "id", "inspection_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_grade", "printed_heading") VALUES (NEW."area", NEW."framework", NEW."grade", NEW."id", NEW."inspection_id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."printed_grade", NEW."printed_heading"); RETURN NULL;', hash='c517a7d13a2e80a22efd2db3b81a6b814ae82bf1', operation='INSERT', pgid='pgtrigger_insert_insert_8f46f', table='inspections_judgement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='judgement',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inspections_judgementevent" ("area", "framework", "grade", "id", "inspection_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_grade", "printed_heading") VALUES (NEW."area", NEW."framework", NEW."grade", NEW."id", NEW."inspection_id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."printed_grade", NEW."printed_heading"); RETURN NULL;', hash='15df8fbaaeec7f82aeb8b5a031825687ef83d79f', operation='UPDATE', pgid='pgtrigger_update_update_1a698', table='inspections_judgement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='judgement',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_judgementevent" ("area", "framework", "grade", "id", "inspection_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_grade", "printed_heading") VALUES (OLD."area", OLD."framework", OLD."grade", OLD."id", OLD."inspection_id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."printed_grade", OLD."printed_heading"); RETURN NULL;', hash='6306b74d634ed9d362b1518f89a6750358586788', operation='DELETE', pgid='pgtrigger_delete_delete_27547', table='inspections_judgement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='judgementevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='1163b8726e655311422bf08549ae214ebadebea1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cca78', table='inspections_judgementevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recommendation',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_recommendationevent" ("addressed_to", "answered_elsewhere", "council_number", "id", "inspection_id", "number", "order", "outcome", "page", "paragraph_references", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "text", "timescale") VALUES (NEW."addressed_to", NEW."answered_elsewhere", NEW."council_number", NEW."id", NEW."inspection_id", NEW."number", NEW."order", NEW."outcome", NEW."page", NEW."paragraph_references", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority", NEW."text", NEW."timescale"); RETURN NULL;', hash='9032ef292d6055e2773d329f96a785e747eb9d12', operation='INSERT', pgid='pgtrigger_insert_insert_f9dd4', table='inspections_recommendation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recommendation',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inspections_recommendationevent" ("addressed_to", "answered_elsewhere", "council_number", "id", "inspection_id", "number", "order", "outcome", "page", "paragraph_references", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "text", "timescale") VALUES (NEW."addressed_to", NEW."answered_elsewhere", NEW."council_number", NEW."id", NEW."inspection_id", NEW."number", NEW."order", NEW."outcome", NEW."page", NEW."paragraph_references", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority", NEW."text", NEW."timescale"); RETURN NULL;', hash='96d5b957267ce49fd1abae25aa2a48d88027829b', operation='UPDATE', pgid='pgtrigger_update_update_4a0d4', table='inspections_recommendation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recommendation',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_recommendationevent" ("addressed_to", "answered_elsewhere", "council_number", "id", "inspection_id", "number", "order", "outcome", "page", "paragraph_references", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "text", "timescale") VALUES (OLD."addressed_to", OLD."answered_elsewhere", OLD."council_number", OLD."id", OLD."inspection_id", OLD."number", OLD."order", OLD."outcome", OLD."page", OLD."paragraph_references", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority", OLD."text", OLD."timescale"); RETURN NULL;', hash='e3a2fb7a17f7acf4187db93afb4e12d32e5134f7', operation='DELETE', pgid='pgtrigger_delete_delete_faf08', table='inspections_recommendation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recommendationevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='e4d9edc82159fba99057fb89a32daec93d86d56e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b772e', table='inspections_recommendationevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recommendationwording',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_recommendationwordingevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "source", "text") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id", NEW."source", NEW."text"); RETURN NULL;', hash='f5837365e2e033bcc38144d3d1eead3b58c63e2b', operation='INSERT', pgid='pgtrigger_insert_insert_068c7', table='inspections_recommendationwording', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recommendationwording',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inspections_recommendationwordingevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "source", "text") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id", NEW."source", NEW."text"); RETURN NULL;', hash='5464f4b0f9ab8551d629e4ed4ee53ca0894f8e3c', operation='UPDATE', pgid='pgtrigger_update_update_169dd', table='inspections_recommendationwording', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recommendationwording',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_recommendationwordingevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "source", "text") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."source", OLD."text"); RETURN NULL;', hash='36c80af10d1146ff70d000c4882e4ed35638aa72', operation='DELETE', pgid='pgtrigger_delete_delete_1a3e1', table='inspections_recommendationwording', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recommendationwordingevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='1697bfa93547f530ddbd624fce3c3c77636668f2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_94dc9', table='inspections_recommendationwordingevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportfile',
                    trigger=pgtrigger.compiler.Trigger(name='report_of_an_inspection_of_its_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.inspection_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM inspections_inspection AS inspection\n                   WHERE inspection.id = NEW.inspection_id\n                   AND inspection.council_id = NEW.council_id) THEN\n                RAISE EXCEPTION 'The report is kept with an inspection of another council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='e85139bc4c318c8ac268d4ed2d227e1582169f23', operation='INSERT OR UPDATE', pgid='pgtrigger_report_of_an_inspection_of_its_council_4f66d', table='inspections_reportfile', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportfile',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5124e827656300195b8f820bde76b99f13702457', operation='UPDATE', pgid='pgtrigger_council_stays_40f69', table='inspections_reportfile', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statement',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_statementevent" ("id", "inspection_id", "kind", "marked_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_due", "submitted_on", "submitted_to") VALUES (NEW."id", NEW."inspection_id", NEW."kind", NEW."marked_by_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."printed_due", NEW."submitted_on", NEW."submitted_to"); RETURN NULL;', hash='f053a46610c2939c2bdd500b1f70cca5a62ea617', operation='INSERT', pgid='pgtrigger_insert_insert_82acf', table='inspections_statement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statement',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inspections_statementevent" ("id", "inspection_id", "kind", "marked_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_due", "submitted_on", "submitted_to") VALUES (NEW."id", NEW."inspection_id", NEW."kind", NEW."marked_by_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."printed_due", NEW."submitted_on", NEW."submitted_to"); RETURN NULL;', hash='fd45a7fb988c83d43b722b0352e984b92133fed4', operation='UPDATE', pgid='pgtrigger_update_update_184f9', table='inspections_statement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statement',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inspections_statementevent" ("id", "inspection_id", "kind", "marked_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_due", "submitted_on", "submitted_to") VALUES (OLD."id", OLD."inspection_id", OLD."kind", OLD."marked_by_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."printed_due", OLD."submitted_on", OLD."submitted_to"); RETURN NULL;', hash='016a3cea750ab9c98f5c20b7702cd04a6a197b8f', operation='DELETE', pgid='pgtrigger_delete_delete_d7964', table='inspections_statement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statementevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='5b0dff7530c1ec3c5939b2a354f97cd77bab3e85', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f31e0', table='inspections_statementevent', when='BEFORE')),
                ),
            ],
        ),
    ]
