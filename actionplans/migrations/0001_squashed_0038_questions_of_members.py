import actionplans.models.drafts
import actionplans.models.facts
import actionplans.models.imports
import actionplans.models.reminders
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from councils.migrating import AtOnce


class Migration(migrations.Migration):
    """What the migrations it replaces come to on an empty database."""

    replaces = [
        ('actionplans', '0001_initial'),
        ('actionplans', '0002_initial'),
        ('actionplans', '0003_initial'),
        ('actionplans', '0004_keys_keep_to_their_council'),
        ('actionplans', '0005_drafts_for_others_apart'),
        ('actionplans', '0006_evidence_measures_endings_and_rules'),
        ('actionplans', '0007_who_saved_a_rating_scale'),
        ('actionplans', '0008_risks_say_when_they_were_added'),
        ('actionplans', '0009_a_move_may_need_a_body'),
        ('actionplans', '0010_links_keep_to_their_council'),
        ('actionplans', '0011_uploads_hold_links'),
        ('actionplans', '0012_cells_of_a_plan'),
        ('actionplans', '0013_answered_elsewhere'),
        ('actionplans', '0014_plans_from_files'),
        ('actionplans', '0015_links_on_a_day'),
        ('actionplans', '0016_links_already_there'),
        ('actionplans', '0015_columns_of_a_plan'),
        ('actionplans', '0017_an_import_by_a_command'),
        ('actionplans', '0018_steps_leave_and_change_places'),
        ('actionplans', '0019_approved_closed_archived'),
        ('actionplans', '0020_ratings_of_any_length'),
        ('actionplans', '0021_what_a_file_says_of_a_draft'),
        ('actionplans', '0022_accountable_and_confidential_columns'),
        ('actionplans', '0023_reminders_and_links'),
        ('actionplans', '0024_actions_in_two_plans'),
        ('actionplans', '0025_what_imports_were_understood_as'),
        ('actionplans', '0026_redaction'),
        ('actionplans', '0027_delegation'),
        ('actionplans', '0028_updates_once_a_form'),
        ('actionplans', '0029_reporting_cycles'),
        ('actionplans', '0030_handing_over'),
        ('actionplans', '0031_second_sign_off'),
        ('actionplans', '0032_calendar_feeds'),
        ('actionplans', '0033_pasted_batches'),
        ('actionplans', '0034_answers_turn'),
        ('actionplans', '0035_drafts_of_a_check'),
        ('actionplans', '0036_called_in'),
        ('actionplans', '0037_search'),
        ('actionplans', '0038_questions_of_members'),
    ]

    initial = True

    dependencies = [
        ('councils', '0006_redaction'),
        ('inspections', '0004_the_report_is_out_by_a_day'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Action',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('reference', models.CharField(help_text="The council's own number.", max_length=60)),
                        ('text', models.TextField(help_text="The plan's own wording, which may differ.")),
                        ('source_text', models.TextField(blank=True, help_text='The source as the plan prints it.')),
                        ('printed_leads', models.TextField(blank=True, help_text="The lead cell's own words where it stands once for the row.")),
                        ('added_on', models.DateField(help_text='The day it entered the plan.')),
                        ('is_confidential', models.BooleanField(default=False)),
                        ('next_review_on', models.DateField(blank=True, null=True)),
                        ('accountable', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accountable_for', to='councils.officer')),
                        ('recommendations', models.ManyToManyField(blank=True, related_name='actions', to='inspections.recommendation')),
                        ('watched_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='watches', to='councils.body')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='actionplans.actionplan')),
                        ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='actionplans.theme')),
                        ('next_steps', models.TextField(blank=True, help_text='What is still to be done.')),
                        ('other', models.JSONField(blank=True, default=list, help_text='What fits no field: a list of [heading, text], as its file has them.')),
                        ('paragraph_reference', models.CharField(blank=True, help_text='Where in its source it stands.', max_length=200)),
                        ('success_measure', models.TextField(blank=True, help_text='How it will be known to work.')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('plan', 'order'), name='action_order'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('plan', 'reference'), name='action_reference_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ActionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('reference', models.CharField(help_text="The council's own number.", max_length=60)),
                        ('text', models.TextField(help_text="The plan's own wording, which may differ.")),
                        ('source_text', models.TextField(blank=True, help_text='The source as the plan prints it.')),
                        ('printed_leads', models.TextField(blank=True, help_text="The lead cell's own words where it stands once for the row.")),
                        ('added_on', models.DateField(help_text='The day it entered the plan.')),
                        ('is_confidential', models.BooleanField(default=False)),
                        ('next_review_on', models.DateField(blank=True, null=True)),
                        ('accountable', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.officer')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.action')),
                        ('watched_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('theme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.theme')),
                        ('next_steps', models.TextField(blank=True, help_text='What is still to be done.')),
                        ('other', models.JSONField(blank=True, default=list, help_text='What fits no field: a list of [heading, text], as its file has them.')),
                        ('paragraph_reference', models.CharField(blank=True, help_text='Where in its source it stands.', max_length=200)),
                        ('success_measure', models.TextField(blank=True, help_text='How it will be known to work.')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ActionPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reference', models.SlugField(max_length=60, unique=True)),
                        ('title', models.CharField(max_length=200)),
                        ('status', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved'), ('closed', 'Closed')], default='draft', max_length=10)),
                        ('agreed_on', models.DateField(help_text='The day its timescales were agreed.')),
                        ('note', models.TextField(blank=True)),
                        ('approved_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans_approved', to='councils.meeting')),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='councils.council')),
                        ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='plans_managed', to=settings.AUTH_USER_MODEL)),
                        ('sources', models.ManyToManyField(blank=True, related_name='plans', to='inspections.inspection')),
                        ('rating_scale', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='actionplans.ratingscale')),
                        ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='actionplans.actionplan')),
                        ('reports_to', models.ManyToManyField(blank=True, help_text='Who is told.', related_name='plans_reported', to='councils.body')),
                        ('columns', models.JSONField(blank=True, default=list, help_text='What it shows, as `actionplans.columns` stores it; none: as its council.')),
                        ('approved_by', models.CharField(blank=True, help_text='Who approved it, where no meeting did.', max_length=200)),
                        ('approved_on', models.DateField(blank=True, help_text='The day from which changes need a reason.', null=True)),
                        ('is_archived', models.BooleanField(default=False, help_text='Kept out of lists; its pages stay where they are.')),
                        ('called_in_on', models.DateField(blank=True, help_text='While a call-in lasts.', null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'approved', 'closed'])), name='plan_status_is_known'), models.CheckConstraint(condition=models.Q(('is_archived', False), ('status', 'closed'), _connector='OR'), name='plan_archived_once_closed')],
                    },
                ),
                migrations.CreateModel(
                    name='ActionPlanEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('reference', models.SlugField(db_index=False, max_length=60)),
                        ('title', models.CharField(max_length=200)),
                        ('status', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved'), ('closed', 'Closed')], default='draft', max_length=10)),
                        ('agreed_on', models.DateField(help_text='The day its timescales were agreed.')),
                        ('note', models.TextField(blank=True)),
                        ('approved_at', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.meeting')),
                        ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council')),
                        ('manager', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.actionplan')),
                        ('rating_scale', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.ratingscale')),
                        ('follows', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('columns', models.JSONField(blank=True, default=list, help_text='What it shows, as `actionplans.columns` stores it; none: as its council.')),
                        ('approved_by', models.CharField(blank=True, help_text='Who approved it, where no meeting did.', max_length=200)),
                        ('approved_on', models.DateField(blank=True, help_text='The day from which changes need a reason.', null=True)),
                        ('is_archived', models.BooleanField(default=False, help_text='Kept out of lists; its pages stay where they are.')),
                        ('called_in_on', models.DateField(blank=True, help_text='While a call-in lasts.', null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DueDate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('words', models.TextField()),
                        ('due', models.DateField(blank=True, null=True)),
                        ('precision', models.CharField(choices=[('day', 'a day'), ('month', 'a month'), ('quarter', 'a quarter'), ('season', 'a season'), ('term', 'a term'), ('half_year', 'half a year'), ('year', 'a year'), ('financial_year', 'a financial year'), ('none', 'no date')], max_length=20)),
                        ('recurrence', models.CharField(blank=True, help_text='An RFC 5545 RRULE.', max_length=200)),
                        ('reason', models.TextField(blank=True)),
                        ('agreed_by', models.CharField(choices=[('officer', 'An officer'), ('member', 'A member'), ('body', 'A body at a meeting'), ('dfe', 'The DfE'), ('not_yet', 'Not yet agreed'), ('not_stated', 'Not stated in the paper')], max_length=12)),
                        ('agreed_by_name', models.CharField(blank=True, max_length=200)),
                        ('agreed_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dates_agreed', to='councils.meeting')),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='due_dates', to='actionplans.milestone')),
                        ('update', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dates', to='actionplans.progressupdate')),
                        ('is_corrected', models.BooleanField(default=False, help_text='A person gave the meaning, in place of what was read.')),
                        ('is_immediate', models.BooleanField(default=False)),
                        ('is_ongoing', models.BooleanField(default=False)),
                        ('move', models.CharField(blank=True, choices=[('delayed', 'Delayed'), ('revised', 'Revised')], help_text='As a paper calls it.', max_length=10)),
                        ('note', models.TextField(blank=True, help_text='What was doubtful in reading the words.')),
                        ('starts', models.DateField(blank=True, help_text='A beginning, not a due date.', null=True)),
                        ('needs_body', models.BooleanField(default=False, help_text='It counts once a body, or the DfE, has agreed it.')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['milestone', 'id'], name='due_date_in_order')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('due__isnull', True), ('precision', 'none')), models.Q(('due__isnull', False), models.Q(('precision', 'none'), _negated=True)), _connector='OR'), name='due_date_and_its_precision'), models.CheckConstraint(condition=models.Q(('agreed_at__isnull', True), ('agreed_by', 'body'), _connector='OR'), name='due_date_meeting_means_a_body'), models.CheckConstraint(condition=models.Q(('update__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='due_date_moved_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Milestone',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('text', models.TextField(blank=True)),
                        ('printed_leads', models.TextField(blank=True, help_text="The lead cell's own words where it stands at this step.")),
                        ('added_on', models.DateField()),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='actionplans.action')),
                        ('each_occurrence', models.BooleanField(default=False, help_text='Every due occurrence is reported as done or not done.')),
                        ('first_due', models.DateField(blank=True, help_text='When it is first due, where the timescale does not say.', null=True)),
                        ('recurrence', models.CharField(blank=True, help_text="An RRULE that the step's own words hold.", max_length=200)),
                        ('removed_on', models.DateField(blank=True, help_text='The first day it no longer stood in the plan.', null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('action', 'order'), name='milestone_order')],
                    },
                ),
                migrations.CreateModel(
                    name='MilestoneEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('text', models.TextField(blank=True)),
                        ('printed_leads', models.TextField(blank=True, help_text="The lead cell's own words where it stands at this step.")),
                        ('added_on', models.DateField()),
                        ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.action')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.milestone')),
                        ('each_occurrence', models.BooleanField(default=False, help_text='Every due occurrence is reported as done or not done.')),
                        ('first_due', models.DateField(blank=True, help_text='When it is first due, where the timescale does not say.', null=True)),
                        ('recurrence', models.CharField(blank=True, help_text="An RRULE that the step's own words hold.", max_length=200)),
                        ('removed_on', models.DateField(blank=True, help_text='The first day it no longer stood in the plan.', null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MilestoneLead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leads', to='actionplans.milestone')),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='councils.officer')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('milestone', 'officer'), name='lead_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MilestoneLeadEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('milestone', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.milestone')),
                        ('officer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.officer')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.milestonelead')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProgressDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('fields', models.JSONField()),
                        ('saved_at', models.DateTimeField(auto_now=True)),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='actionplans.action')),
                        ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='actionplans.milestone')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                        ('for_others', models.BooleanField(default=False)),
                        ('occurrence', models.DateField(blank=True, help_text='The one due check it is of.', null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'action', 'milestone', 'for_others', 'occurrence'), name='draft_once', nulls_distinct=False)],
                    },
                ),
                migrations.CreateModel(
                    name='ProgressLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('progress', models.CharField(choices=[('not_stated', 'Not stated'), ('not_started', 'Not started'), ('in_progress', 'In progress'), ('complete', 'Done')], max_length=20)),
                        ('outlook', models.CharField(blank=True, choices=[('on_track', 'On track'), ('at_risk', 'At risk'), ('off_track', 'Off track')], max_length=20)),
                        ('reason', models.TextField(blank=True)),
                        ('occurrence', models.DateField(blank=True, null=True)),
                        ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='actionplans.milestone')),
                        ('update', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='actionplans.progressupdate')),
                        ('printed_rating', models.TextField(blank=True, help_text='The rating as its paper or file has it.')),
                    ],
                    options={
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('reason', config='english'), condition=models.Q(('reason', ''), _negated=True), name='line_words')],
                        'constraints': [models.UniqueConstraint(fields=('update', 'milestone'), name='line_once_per_milestone', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('progress__in', ['not_stated', 'not_started', 'in_progress', 'complete'])), name='line_progress_is_known'), models.CheckConstraint(condition=models.Q(('outlook__in', ['', 'on_track', 'at_risk', 'off_track'])), name='line_outlook_is_known'), models.CheckConstraint(condition=models.Q(('occurrence__isnull', True), models.Q(('milestone__isnull', False), ('progress', 'complete')), models.Q(('milestone__isnull', False), ('progress', 'not_started'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='line_occurrence_done_or_why_not')],
                    },
                ),
                migrations.CreateModel(
                    name='ProgressUpdate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('text', models.TextField()),
                        ('difference', models.TextField(blank=True, help_text='What difference it has made.')),
                        ('how', models.CharField(choices=[('here', 'here'), ('link', 'by link'), ('email', 'by e-mail'), ('telephone', 'by telephone'), ('meeting', 'at a meeting'), ('paper', 'in a paper')], default='here', max_length=10)),
                        ('reported_by', models.CharField(blank=True, help_text='Who said it, when somebody else entered it.', max_length=200)),
                        ('source', models.CharField(blank=True, help_text='The paper it stands in.', max_length=200)),
                        ('is_confidential', models.BooleanField(default=False)),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='actionplans.action')),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('key', models.UUIDField(editable=False, help_text='Made when its form was opened: the same post twice is one update.', null=True)),
                        ('same_words_on', models.DateField(editable=False, help_text='The day for which the same words were said before.', null=True)),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['action', '-day', '-id'], name='update_latest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('how__in', ['here', 'paper']), models.Q(('reported_by', ''), _negated=True), _connector='OR'), name='update_for_others_says_who'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'paper'), _negated=True), models.Q(('source', ''), _negated=True), _connector='OR'), name='update_from_paper_says_which'), models.CheckConstraint(condition=models.Q(('day__lte', models.F('known_on'))), name='update_not_from_the_future'), models.CheckConstraint(condition=models.Q(('entered_by__isnull', False), ('how__in', ['paper', 'link']), _connector='OR'), name='update_has_an_author'), models.UniqueConstraint(fields=('action', 'key'), name='update_once_a_form'), models.CheckConstraint(condition=models.Q(('same_words_on__isnull', True), ('same_words_on__lte', models.F('known_on')), _connector='OR'), name='update_same_words_were_said_before')],
                    },
                ),
                migrations.CreateModel(
                    name='RatingLabel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('meaning', models.CharField(choices=[('embedded', 'Complete and checked that it lasts'), ('complete', 'Complete'), ('on_track', 'On track'), ('at_risk', 'At risk'), ('off_track', 'Off track'), ('not_started', 'Not started')], max_length=20)),
                        ('label', models.CharField(max_length=60)),
                        ('definition', models.TextField()),
                        ('colour', models.CharField(help_text='Like #00703c.', max_length=7)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('scale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='actionplans.ratingscale')),
                        ('over_days_late', models.PositiveSmallIntegerField(default=0, help_text='Of labels with one meaning: the one for what is later than this.')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('scale', 'order'), name='rating_order'), models.CheckConstraint(condition=models.Q(('colour__regex', '^#[0-9a-f]{6}$')), name='rating_colour_form'), models.UniqueConstraint(fields=('scale', 'meaning', 'over_days_late'), name='rating_meaning_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RatingScale',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('version', models.PositiveSmallIntegerField(default=1)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rating_scales', to='councils.council')),
                        ('saved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rating_scales_saved', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('council', 'name', 'version'), name='rating_scale_version_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Review',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('verdict', models.CharField(choices=[('accepted', 'Accepted'), ('to_sign', 'Accepted, waits for sign-off'), ('not_signed', 'Not signed off'), ('returned', 'Returned'), ('embedded', 'Checked that it lasts'), ('reopened', 'Reopened')], max_length=10)),
                        ('comment', models.TextField(blank=True)),
                        ('paper_wording', models.TextField(blank=True)),
                        ('source', models.CharField(blank=True, help_text='The paper that shows it was accepted.', max_length=200)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to=settings.AUTH_USER_MODEL)),
                        ('due_date', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='actionplans.duedate')),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('update', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='actionplans.progressupdate')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('paper_wording', config='english'), condition=models.Q(('paper_wording', ''), _negated=True), name='wording_words')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('due_date__isnull', True), ('update__isnull', False)), models.Q(('due_date__isnull', False), ('update__isnull', True)), _connector='OR'), name='review_of_one_thing'), models.CheckConstraint(condition=models.Q(('by__isnull', False), models.Q(('source', ''), _negated=True), _connector='OR'), name='review_says_by_whom'), models.CheckConstraint(condition=models.Q(('verdict__in', ['accepted', 'to_sign']), models.Q(('comment', ''), _negated=True), _connector='OR'), name='review_says_why_unless_accepted')],
                    },
                ),
                migrations.CreateModel(
                    name='Theme',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='actionplans.actionplan')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('plan', 'order'), name='theme_order'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('plan', 'name'), name='theme_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ThemeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.theme')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Answer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('text', models.TextField()),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='actionplans.question')),
                        ('said_by', models.CharField(blank=True, help_text='Who said it, when somebody else entered it.', max_length=200)),
                        ('turn', models.CharField(blank=True, choices=[('', 'Leaves it as it is'), ('closes', 'Needs no answer any more'), ('asks', 'Asks for an answer')], default='', max_length=10)),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='answer_says_something'), models.CheckConstraint(condition=models.Q(('entered_by__isnull', False)), name='answer_says_by_whom'), models.CheckConstraint(condition=models.Q(('turn', ''), models.Q(('said_by', ''), ('turn__in', ['closes', 'asks'])), _connector='OR'), name='answer_turn_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='CouncilRules',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('moves_need_a_body', models.BooleanField(default=False, help_text='A moved date counts only once a body has agreed it.')),
                        ('due_soon_days', models.PositiveSmallIntegerField(default=14)),
                        ('moves_to_flag', models.PositiveSmallIntegerField(default=2)),
                        ('quiet_days', models.PositiveSmallIntegerField(default=90, help_text='Where no meeting is held: nothing reported for so many days.')),
                        ('grace_days', models.PositiveSmallIntegerField(default=14, help_text='How long after its date a recurring check may be reported.')),
                        ('claim_days', models.PositiveSmallIntegerField(default=14, help_text='How long an update may wait for acceptance.')),
                        ('council', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='councils.council')),
                        ('columns', models.JSONField(blank=True, default=list, help_text='The columns of plans that have none of their own.')),
                        ('needs_sign_off', models.BooleanField(default=False, help_text='What was accepted counts once a second person signed it off.')),
                        ('answer_before_meeting', models.BooleanField(default=False, help_text='What a body asks is answered before its next meeting.')),
                        ('answer_days', models.PositiveSmallIntegerField(default=10, help_text='Working days in which what members ask is to be answered.')),
                    ],
                    options={
                        'verbose_name_plural': 'council rules',
                    },
                ),
                migrations.CreateModel(
                    name='CouncilRulesEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('moves_need_a_body', models.BooleanField(default=False, help_text='A moved date counts only once a body has agreed it.')),
                        ('due_soon_days', models.PositiveSmallIntegerField(default=14)),
                        ('moves_to_flag', models.PositiveSmallIntegerField(default=2)),
                        ('quiet_days', models.PositiveSmallIntegerField(default=90, help_text='Where no meeting is held: nothing reported for so many days.')),
                        ('grace_days', models.PositiveSmallIntegerField(default=14, help_text='How long after its date a recurring check may be reported.')),
                        ('claim_days', models.PositiveSmallIntegerField(default=14, help_text='How long an update may wait for acceptance.')),
                        ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.councilrules')),
                        ('columns', models.JSONField(blank=True, default=list, help_text='The columns of plans that have none of their own.')),
                        ('needs_sign_off', models.BooleanField(default=False, help_text='What was accepted counts once a second person signed it off.')),
                        ('answer_before_meeting', models.BooleanField(default=False, help_text='What a body asks is answered before its next meeting.')),
                        ('answer_days', models.PositiveSmallIntegerField(default=10, help_text='Working days in which what members ask is to be answered.')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Ending',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('kind', models.CharField(choices=[('withdrawn', 'Withdrawn'), ('superseded', 'Superseded'), ('carried', 'Carried into another plan'), ('restored', 'Put back')], max_length=12)),
                        ('reason', models.TextField(blank=True)),
                        ('agreed_by', models.CharField(blank=True, help_text='Who agreed, in words.', max_length=200)),
                        ('source', models.CharField(blank=True, help_text='The paper it stands in.', max_length=200)),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endings', to='actionplans.action')),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='actionplans.action')),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['withdrawn', 'superseded', 'carried', 'restored'])), name='ending_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('source', ''), _negated=True), _connector='OR'), name='ending_says_why_or_where'), models.CheckConstraint(condition=models.Q(('entered_by__isnull', False), models.Q(('source', ''), _negated=True), _connector='OR'), name='ending_says_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['withdrawn', 'superseded', 'restored']), ('successor__isnull', True)), models.Q(('kind__in', ['superseded', 'carried']), ('successor__isnull', False)), _connector='OR'), name='ending_successor_where_there_is_one'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('action')), _negated=True), _connector='OR'), name='ending_successor_is_another')],
                    },
                ),
                migrations.CreateModel(
                    name='Evidence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('title', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('document', 'Document'), ('data', 'Data or report'), ('audit', 'Audit'), ('minutes', 'Minutes or agenda'), ('feedback', 'Feedback from children, families or staff'), ('other', 'Other')], max_length=10)),
                        ('url', models.URLField(blank=True, max_length=500)),
                        ('file', models.FileField(blank=True, max_length=200, upload_to=actionplans.models.facts.evidence_path)),
                        ('file_name', models.CharField(blank=True, help_text='As it was uploaded.', max_length=200)),
                        ('content_type', models.CharField(blank=True, max_length=100)),
                        ('size', models.PositiveIntegerField(default=0, help_text='In bytes.')),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('is_confidential', models.BooleanField(default=False)),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('update', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='actionplans.progressupdate')),
                    ],
                    options={
                        'verbose_name_plural': 'evidence',
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file', ''), models.Q(('url', ''), _negated=True)), models.Q(models.Q(('file', ''), _negated=True), ('url', '')), _connector='OR'), name='evidence_is_a_file_or_a_link'), models.CheckConstraint(condition=models.Q(('file', ''), models.Q(models.Q(('file_name', ''), _negated=True), models.Q(('content_type', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='evidence_file_is_described'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='evidence_has_a_title')],
                    },
                ),
                migrations.CreateModel(
                    name='Measure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=300)),
                        ('unit', models.CharField(blank=True, help_text='Like %, days or children.', max_length=40)),
                        ('better', models.CharField(choices=[('higher', 'Higher is better'), ('lower', 'Lower is better'), ('not_stated', 'Not stated')], default='not_stated', max_length=12)),
                        ('baseline_value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ('baseline_words', models.TextField(blank=True)),
                        ('baseline_on', models.DateField(blank=True, null=True)),
                        ('target_value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ('target_on', models.DateField(blank=True, null=True)),
                        ('printed_target', models.CharField(blank=True, help_text='When it is to be reached, as the plan prints it.', max_length=300)),
                        ('added_on', models.DateField()),
                        ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='actionplans.action')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='actionplans.actionplan')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('plan', 'order'), name='measure_order'), models.CheckConstraint(condition=models.Q(('better__in', ['higher', 'lower', 'not_stated'])), name='measure_better_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='MeasureBand',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('label', models.CharField(max_length=60)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('is_met', models.BooleanField(help_text='Reaching this band means that the measure is met.')),
                        ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ('due', models.DateField(blank=True, null=True)),
                        ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bands', to='actionplans.measure')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('measure', 'order'), name='band_order'), models.UniqueConstraint(fields=('measure', 'label'), name='band_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MeasureBandEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('label', models.CharField(max_length=60)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('is_met', models.BooleanField(help_text='Reaching this band means that the measure is met.')),
                        ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ('due', models.DateField(blank=True, null=True)),
                        ('measure', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.measure')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.measureband')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MeasureEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=300)),
                        ('unit', models.CharField(blank=True, help_text='Like %, days or children.', max_length=40)),
                        ('better', models.CharField(choices=[('higher', 'Higher is better'), ('lower', 'Lower is better'), ('not_stated', 'Not stated')], default='not_stated', max_length=12)),
                        ('baseline_value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ('baseline_words', models.TextField(blank=True)),
                        ('baseline_on', models.DateField(blank=True, null=True)),
                        ('target_value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ('target_on', models.DateField(blank=True, null=True)),
                        ('printed_target', models.CharField(blank=True, help_text='When it is to be reached, as the plan prints it.', max_length=300)),
                        ('added_on', models.DateField()),
                        ('action', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.action')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.measure')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PublishedCount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.CharField(choices=[('complete', 'Complete'), ('on_course', 'On course'), ('revised', 'Revised'), ('delayed', 'Delayed'), ('incomplete', 'Not complete'), ('not_stated', 'Not stated'), ('ended', 'No longer in the plan')], max_length=20)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('due', models.DateField(blank=True, null=True)),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='actionplans.publishedgroup')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('group', 'position'), name='published_count_once'), models.CheckConstraint(condition=models.Q(('position__in', ['complete', 'on_course', 'revised', 'delayed', 'incomplete', 'not_stated', 'ended'])), name='published_position_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='PublishedGroup',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('words', models.TextField(help_text='The group as the paper delimits it.')),
                        ('source', models.CharField(max_length=200)),
                        ('paragraph', models.CharField(blank=True, max_length=20)),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='published_groups', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PublishedMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='published_in', to='actionplans.action')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='actionplans.publishedgroup')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('group', 'action'), name='published_member_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Question',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('flag', models.CharField(blank=True, help_text='The key of the flag it is about.', max_length=100)),
                        ('text', models.TextField()),
                        ('for_members', models.BooleanField(default=True, help_text='Members may read it.')),
                        ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='actionplans.action')),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='actionplans.actionplan')),
                        ('wanted_from', models.CharField(blank=True, choices=[('', 'Nobody'), ('leads', 'The leads'), ('manager', 'The plan manager')], default='', help_text='Who is asked to answer; nobody for a comment.', max_length=10)),
                        ('asked_by', models.CharField(blank=True, help_text='Who asked, when somebody else entered it.', max_length=500)),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(condition=models.Q(('flag', ''), _negated=True), fields=('plan', 'flag'), name='question_once_per_flag'), models.CheckConstraint(condition=models.Q(('entered_by__isnull', False), models.Q(('flag', ''), _negated=True), _connector='OR'), name='question_says_by_whom'), models.CheckConstraint(condition=models.Q(('wanted_from__in', ['', 'leads', 'manager'])), name='question_is_to_somebody_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Reading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ('words', models.TextField(blank=True)),
                        ('source', models.CharField(blank=True, help_text='The paper it stands in.', max_length=200)),
                        ('band', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='actionplans.measureband')),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='actionplans.measure')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['measure', '-day', '-id'], name='reading_latest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('value__isnull', False), models.Q(('words', ''), _negated=True), ('band__isnull', False), _connector='OR'), name='reading_says_something'), models.CheckConstraint(condition=models.Q(('entered_by__isnull', False), models.Q(('source', ''), _negated=True), _connector='OR'), name='reading_says_by_whom')],
                    },
                ),
                migrations.CreateModel(
                    name='Risk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('uncontrolled', models.CharField(blank=True, help_text='As the plan rates it.', max_length=60)),
                        ('controls', models.TextField(blank=True)),
                        ('controlled', models.CharField(blank=True, help_text='Once controlled.', max_length=60)),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='risks', to='actionplans.actionplan')),
                        ('added_on', models.DateField(blank=True, help_text="The day it entered the plan; empty for the plan's own.", null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('plan', 'order'), name='risk_order')],
                    },
                ),
                migrations.CreateModel(
                    name='RiskEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('uncontrolled', models.CharField(blank=True, help_text='As the plan rates it.', max_length=60)),
                        ('controls', models.TextField(blank=True)),
                        ('controlled', models.CharField(blank=True, help_text='Once controlled.', max_length=60)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.risk')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('added_on', models.DateField(blank=True, help_text="The day it entered the plan; empty for the plan's own.", null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Upload',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('for_others', models.BooleanField(default=False)),
                        ('title', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('document', 'Document'), ('data', 'Data or report'), ('audit', 'Audit'), ('minutes', 'Minutes or agenda'), ('feedback', 'Feedback from children, families or staff'), ('other', 'Other')], max_length=10)),
                        ('file', models.FileField(blank=True, max_length=200, upload_to=actionplans.models.drafts.upload_path)),
                        ('file_name', models.CharField(blank=True, max_length=200)),
                        ('content_type', models.CharField(blank=True, max_length=100)),
                        ('size', models.PositiveIntegerField(default=0, help_text='In bytes.')),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to='actionplans.action')),
                        ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to='actionplans.milestone')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to=settings.AUTH_USER_MODEL)),
                        ('is_confidential', models.BooleanField(default=False)),
                        ('url', models.URLField(blank=True, max_length=500)),
                        ('occurrence', models.DateField(blank=True, help_text='The one due check it is of.', null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file', ''), models.Q(('url', ''), _negated=True)), models.Q(models.Q(('file', ''), _negated=True), ('url', '')), _connector='OR'), name='upload_is_a_file_or_a_link')],
                    },
                ),
                migrations.CreateModel(
                    name='ActionRecommendation',
                    fields=[
                    ],
                    options={
                        'proxy': True,
                    },
                    bases=('actionplans.action_recommendations',),
                ),
                migrations.CreateModel(
                    name='PlanBody',
                    fields=[
                    ],
                    options={
                        'proxy': True,
                    },
                    bases=('actionplans.actionplan_reports_to',),
                ),
                migrations.CreateModel(
                    name='PlanSource',
                    fields=[
                    ],
                    options={
                        'proxy': True,
                    },
                    bases=('actionplans.actionplan_sources',),
                ),
                migrations.CreateModel(
                    name='AnsweredElsewhere',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.CharField(blank=True, help_text='The plan that answers it, where it is not held here.', max_length=200)),
                        ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers_for', to='actionplans.actionplan')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='left_to_others', to='actionplans.actionplan')),
                        ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='left_to_others', to='inspections.recommendation')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('plan', 'recommendation'), name='elsewhere_once'), models.CheckConstraint(condition=models.Q(('other__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='elsewhere_says_where'), models.CheckConstraint(condition=models.Q(('other__isnull', True), models.Q(('other', models.F('plan')), _negated=True), _connector='OR'), name='elsewhere_is_another_plan')],
                    },
                ),
                migrations.CreateModel(
                    name='AnsweredElsewhereEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('words', models.CharField(blank=True, help_text='The plan that answers it, where it is not held here.', max_length=200)),
                        ('other', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.answeredelsewhere')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('recommendation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.recommendation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PlanImport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_revision', models.BooleanField(default=False, help_text='It changes a plan that was there.')),
                        ('title', models.CharField(blank=True, max_length=200)),
                        ('agreed_on', models.DateField(help_text='The day its timescales were agreed.')),
                        ('reported_on', models.DateField(help_text='The day of which its progress speaks.')),
                        ('asked_on', models.DateField()),
                        ('asked_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('docx', 'Word document'), ('xlsx', 'Excel workbook'), ('csv', 'CSV file'), ('pasted', 'Pasted table')], max_length=10)),
                        ('file', models.FileField(max_length=200, upload_to=actionplans.models.imports.import_path)),
                        ('file_name', models.CharField(max_length=200)),
                        ('content_type', models.CharField(max_length=100)),
                        ('size', models.PositiveIntegerField(default=0, help_text='In bytes.')),
                        ('sha256', models.CharField(max_length=64)),
                        ('status', models.CharField(choices=[('held', 'Held until its form is complete'), ('waiting', 'Waiting to be read'), ('reading', 'Being read'), ('read', 'Read'), ('refused', 'Could not be read'), ('confirming', 'Being taken in'), ('confirmed', 'Taken in'), ('dropped', 'Dropped')], default='waiting', max_length=10)),
                        ('problem', models.TextField(blank=True, help_text='Why it was refused, or what the worker could not do with it.')),
                        ('document', models.JSONField(blank=True, help_text='Its tables, as read.', null=True)),
                        ('corrections', models.JSONField(blank=True, default=dict)),
                        ('earlier', models.JSONField(blank=True, default=list, help_text='The corrections of each version before this one.')),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('corrected_at', models.DateTimeField(blank=True, null=True)),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('asked_by', models.ForeignKey(blank=True, help_text='Nobody where a command took it in.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL)),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports_confirmed', to=settings.AUTH_USER_MODEL)),
                        ('corrected_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports_corrected', to=settings.AUTH_USER_MODEL)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='councils.council')),
                        ('inspection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imports', to='inspections.inspection')),
                        ('plan', models.ForeignKey(blank=True, help_text='The plan it changes, or has become.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imports', to='actionplans.actionplan')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('problem', ''), _negated=True), _connector='OR'), name='import_refused_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'confirmed'), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='import_confirmed_says_when'), models.CheckConstraint(condition=models.Q(('status__in', ['held', 'waiting', 'reading', 'read', 'refused', 'confirming', 'confirmed', 'dropped'])), name='import_status_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['read', 'confirming', 'confirmed']), _negated=True), ('document__isnull', False), _connector='OR'), name='import_read_has_its_tables')],
                    },
                ),
                migrations.CreateModel(
                    name='ColumnMapping',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('heading', models.CharField(help_text='As `headings.key` makes it.', max_length=200)),
                        ('field', models.CharField(choices=[('reference', 'REFERENCE'), ('recommendation', 'RECOMMENDATION'), ('action', 'ACTION'), ('milestones', 'MILESTONES'), ('timescale', 'TIMESCALE'), ('leads', 'LEADS'), ('progress', 'PROGRESS'), ('rating', 'RATING'), ('success_measure', 'SUCCESS_MEASURE'), ('revised_date', 'REVISED_DATE'), ('next_steps', 'NEXT_STEPS'), ('paragraph_reference', 'PARAGRAPH_REFERENCE'), ('theme', 'THEME'), ('other', 'OTHER'), ('accountable', 'ACCOUNTABLE'), ('confidential', 'CONFIDENTIAL')], max_length=30)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='column_mappings', to='councils.council')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('council', 'heading'), name='column_mapping_once'), models.CheckConstraint(condition=models.Q(('field__in', ['reference', 'recommendation', 'action', 'milestones', 'timescale', 'leads', 'progress', 'rating', 'success_measure', 'revised_date', 'next_steps', 'paragraph_reference', 'theme', 'other', 'accountable', 'confidential'])), name='column_mapping_field_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='ActionRecommendationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('action', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.action')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.actionrecommendation')),
                        ('recommendation', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.recommendation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PlanBodyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('actionplan', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('body', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.planbody')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PlanSourceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('actionplan', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('inspection', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.inspection')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.plansource')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReminderRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('covers_to', models.DateField()),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminder_runs', to='actionplans.actionplan')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('plan', 'day'), name='reminded_once_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='ReminderSettings',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_on', models.BooleanField(default=False)),
                        ('words', models.TextField(blank=True, help_text='What the manager asks, in their own words.')),
                        ('days_before', models.PositiveSmallIntegerField(default=7, help_text='How many days before the date; 0 for not before it.')),
                        ('on_the_day', models.BooleanField(default=True)),
                        ('days_after', models.PositiveSmallIntegerField(default=7, help_text='While it is late, every so many days; 0 for never.')),
                        ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='actionplans.actionplan')),
                    ],
                    options={
                        'verbose_name_plural': 'reminder settings',
                    },
                ),
                migrations.CreateModel(
                    name='ReminderSettingsEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('is_on', models.BooleanField(default=False)),
                        ('words', models.TextField(blank=True, help_text='What the manager asks, in their own words.')),
                        ('days_before', models.PositiveSmallIntegerField(default=7, help_text='How many days before the date; 0 for not before it.')),
                        ('on_the_day', models.BooleanField(default=True)),
                        ('days_after', models.PositiveSmallIntegerField(default=7, help_text='While it is late, every so many days; 0 for never.')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.remindersettings')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReportLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(max_length=254)),
                        ('name', models.CharField(help_text='Whom the report is by.', max_length=200)),
                        ('nonce', models.CharField(default=actionplans.models.reminders.a_nonce, max_length=32, unique=True)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('expires_on', models.DateField(help_text='The last day it works.')),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='report_links', to='actionplans.action')),
                        ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='report_links', to='actionplans.milestone')),
                        ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='report_links', to='councils.officer')),
                        ('update', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='by_link', to='actionplans.progressupdate')),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='report_link_says_who'), models.CheckConstraint(condition=models.Q(models.Q(('update__isnull', True), ('used_at__isnull', True)), models.Q(('update__isnull', False), ('used_at__isnull', False)), _connector='OR'), name='report_link_used_by_an_update')],
                    },
                ),
                migrations.CreateModel(
                    name='ReportLinkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('email', models.EmailField(max_length=254)),
                        ('name', models.CharField(help_text='Whom the report is by.', max_length=200)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('expires_on', models.DateField(help_text='The last day it works.')),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.action')),
                        ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('milestone', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.milestone')),
                        ('officer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.officer')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.reportlink')),
                        ('update', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.progressupdate')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StandsIn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('reference', models.CharField(help_text='Its number in this plan.', max_length=60)),
                        ('added_on', models.DateField(help_text='The day from which it stands in this plan.')),
                        ('removed_on', models.DateField(blank=True, help_text='The first day it no longer stood in this plan.', null=True)),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='actionplans.action')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guests', to='actionplans.actionplan')),
                        ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='guests', to='actionplans.theme')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('removed_on__isnull', True)), fields=('plan', 'action'), name='stands_in_once'), models.CheckConstraint(condition=models.Q(('removed_on__isnull', True), ('removed_on__gte', models.F('added_on')), _connector='OR'), name='stands_in_until_later')],
                    },
                ),
                migrations.CreateModel(
                    name='StandsInEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('reference', models.CharField(help_text='Its number in this plan.', max_length=60)),
                        ('added_on', models.DateField(help_text='The day from which it stands in this plan.')),
                        ('removed_on', models.DateField(blank=True, help_text='The first day it no longer stood in this plan.', null=True)),
                        ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.action')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.standsin')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('theme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.theme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ImportReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(help_text="Of the import's corrections.")),
                        ('known', models.CharField(help_text='A digest of what the council held.', max_length=64)),
                        ('outline', models.JSONField(help_text='What is said of the file as a whole.')),
                        ('planned', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='actionplans.planimport')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('planned', 'version'), name='import_reading_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ImportReadingPart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(help_text='From 0.')),
                        ('rows', models.JSONField()),
                        ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='actionplans.importreading')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('reading', 'number'), name='import_reading_part_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Delegation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts', models.DateField()),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('is_reminded', models.BooleanField(default=False, help_text='Reminders go to the delegate too.')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('delegate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports_for', to='councils.officer')),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations', to='councils.officer')),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='delegations', to='actionplans.actionplan')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('officer', models.F('delegate')), _negated=True), name='delegation_to_another'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='delegation_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='DelegationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('starts', models.DateField()),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('is_reminded', models.BooleanField(default=False, help_text='Reminders go to the delegate too.')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('delegate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.officer')),
                        ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('officer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.officer')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.delegation')),
                        ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Chase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('since', models.DateField(help_text='From which day on they have not reported.')),
                        ('words', models.TextField(blank=True)),
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chases', to='actionplans.actionplan')),
                        ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chases', to='actionplans.reportingcycle')),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('entered_by__isnull', False)), name='chase_says_by_whom')],
                    },
                ),
                migrations.CreateModel(
                    name='Chased',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('chase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chased', to='actionplans.chase')),
                        ('email', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chased', to='councils.outgoingemail')),
                        ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chased', to='actionplans.milestone')),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chased', to='councils.officer')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['milestone', 'officer'], name='chased_of_step')],
                        'constraints': [models.UniqueConstraint(fields=('chase', 'officer', 'milestone', 'email'), name='chased_once')],
                    },
                ),
                migrations.CreateModel(
                    name='CycleClosing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('reported', models.PositiveSmallIntegerField()),
                        ('on_time', models.PositiveSmallIntegerField()),
                        ('accepted', models.PositiveSmallIntegerField()),
                        ('missing', models.PositiveSmallIntegerField()),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('cycle', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='actionplans.reportingcycle')),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('accepted__lte', models.F('reported')), ('on_time__lte', models.F('reported'))), name='closing_counts_add_up')],
                    },
                ),
                migrations.CreateModel(
                    name='ReportingCycle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('opens_on', models.DateField()),
                        ('updates_due_on', models.DateField()),
                        ('closes_on', models.DateField()),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='councils.meeting')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(fields=('plan', 'updates_due_on'), name='cycle_once'), models.CheckConstraint(condition=models.Q(('opens_on__lte', models.F('updates_due_on')), ('updates_due_on__lte', models.F('closes_on'))), name='cycle_days_in_order')],
                    },
                ),
                migrations.CreateModel(
                    name='ReportingRhythm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('monthly', 'Every month'), ('meetings', 'Before each meeting of a body'), ('dates', 'On dates I give')], max_length=10)),
                        ('day_of_month', models.PositiveSmallIntegerField(default=1)),
                        ('due_before', models.PositiveSmallIntegerField(default=10)),
                        ('dates', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, size=None)),
                        ('opens_before', models.PositiveSmallIntegerField(default=10)),
                        ('closes_after', models.PositiveSmallIntegerField(default=3)),
                        ('since', models.DateField(help_text='The day it was set: no cycle due before it is opened.')),
                        ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rhythms', to='councils.body')),
                        ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rhythm', to='actionplans.actionplan')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['monthly', 'meetings', 'dates'])), name='rhythm_kind_is_known'), models.CheckConstraint(condition=models.Q(('day_of_month__gte', 1), ('day_of_month__lte', 31)), name='rhythm_day_of_a_month'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'meetings'), _negated=True), ('body__isnull', False), _connector='OR'), name='rhythm_of_meetings_names_a_body')],
                    },
                ),
                migrations.CreateModel(
                    name='ReportingRhythmEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('monthly', 'Every month'), ('meetings', 'Before each meeting of a body'), ('dates', 'On dates I give')], max_length=10)),
                        ('day_of_month', models.PositiveSmallIntegerField(default=1)),
                        ('due_before', models.PositiveSmallIntegerField(default=10)),
                        ('dates', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, size=None)),
                        ('opens_before', models.PositiveSmallIntegerField(default=10)),
                        ('closes_after', models.PositiveSmallIntegerField(default=3)),
                        ('since', models.DateField(help_text='The day it was set: no cycle due before it is opened.')),
                        ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.reportingrhythm')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='HandOver',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('reason', models.TextField()),
                        ('given', models.JSONField(default=list)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='councils.officer')),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='hand_over_says_why'), models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='hand_over_done_or_withdrawn')],
                    },
                ),
                migrations.CreateModel(
                    name='HandOverEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField()),
                        ('reason', models.TextField()),
                        ('given', models.JSONField(default=list)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('officer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.officer')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.handover')),
                        ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CalendarFeed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(max_length=64, unique=True)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('content_sha256', models.CharField(blank=True, max_length=64)),
                        ('changed_at', models.DateTimeField(blank=True, null=True)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to='councils.council')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to='actionplans.actionplan')),
                        ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('plan__isnull', False), ('user__isnull', True)), models.Q(('plan__isnull', True), ('user__isnull', False)), _connector='OR'), name='feed_of_a_person_or_a_plan'), models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('council', 'user', 'plan'), name='feed_once_while_open', nulls_distinct=False)],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarFeedEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council')),
                        ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.calendarfeed')),
                        ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('revoked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PastedBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('text', models.TextField()),
                        ('pieces', models.JSONField(default=list)),
                        ('saved_at', models.DateTimeField(auto_now=True)),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pasted', to='actionplans.actionplan')),
                        ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'pasted batches',
                    },
                ),
                migrations.CreateModel(
                    name='AnswerDate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('kind', models.CharField(choices=[('first', 'When it was asked'), ('wanted', 'Asked for by who is to answer'), ('moved', 'Agreed later'), ('again', 'Asked again')], default='first', max_length=10)),
                        ('due_on', models.DateField()),
                        ('reason', models.TextField(blank=True, help_text='Why it moves.')),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answer_dates', to='actionplans.question')),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['first', 'wanted', 'moved', 'again'])), name='answer_date_of_a_known_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['first', 'again']), models.Q(('reason', ''), _negated=True), _connector='OR'), name='answer_date_says_why_it_moves'), models.CheckConstraint(condition=models.Q(('entered_by__isnull', False)), name='answer_date_says_by_whom'), models.UniqueConstraint(condition=models.Q(('kind', 'first')), fields=('question',), name='answer_date_begins_once')],
                    },
                ),
            ],
        ),
        migrations.RunSQL(
            sql="""
            ALTER TABLE actionplans_progressupdate ADD COLUMN words tsvector
            GENERATED ALWAYS AS (to_tsvector('english', text || ' ' || difference)) STORED;
            """,
            reverse_sql='ALTER TABLE actionplans_progressupdate DROP COLUMN words',
        ),
        AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name='action',
                    trigger=pgtrigger.compiler.Trigger(name='theme_of_the_plan', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.theme_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_theme AS theme\n       WHERE theme.id = NEW.theme_id AND theme.plan_id = NEW.plan_id) THEN\n                RAISE EXCEPTION 'The theme belongs to another plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='58d903a4f1bbd5d7f619bf932ade80a64ec88557', operation='INSERT OR UPDATE', pgid='pgtrigger_theme_of_the_plan_a56be', table='actionplans_action', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='action',
                    trigger=pgtrigger.compiler.Trigger(name='accountable_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.accountable_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       JOIN councils_officer AS officer ON officer.council_id = plan.council_id\n       WHERE plan.id = NEW.plan_id AND officer.id = NEW.accountable_id) THEN\n                RAISE EXCEPTION 'The accountable officer belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='1e052e2068c3f757917f28ef58b32c8e2d77b8b0', operation='INSERT OR UPDATE', pgid='pgtrigger_accountable_of_the_council_e4700', table='actionplans_action', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='action',
                    trigger=pgtrigger.compiler.Trigger(name='watched_by_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.watched_by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       JOIN councils_body AS body ON body.council_id = plan.council_id\n       WHERE plan.id = NEW.plan_id AND body.id = NEW.watched_by_id) THEN\n                RAISE EXCEPTION 'The watching body belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='f11f16e70e4b2f5bc6d02bead3db4e5b7ec0ec22', operation='INSERT OR UPDATE', pgid='pgtrigger_watched_by_the_council_cb268', table='actionplans_action', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='action',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='26eb4333f5ebf3b0d0f0eeae62d66fd290cd5a5c', operation='UPDATE', pgid='pgtrigger_plan_stays_20789', table='actionplans_action', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='action',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_actionevent" ("accountable_id", "added_on", "id", "is_confidential", "next_review_on", "next_steps", "order", "other", "paragraph_reference", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "printed_leads", "reference", "source_text", "success_measure", "text", "theme_id", "watched_by_id") VALUES (NEW."accountable_id", NEW."added_on", NEW."id", NEW."is_confidential", NEW."next_review_on", NEW."next_steps", NEW."order", NEW."other", NEW."paragraph_reference", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."printed_leads", NEW."reference", NEW."source_text", NEW."success_measure", NEW."text", NEW."theme_id", NEW."watched_by_id"); RETURN NULL;', hash='4c312ebcf51828d462cc3056283f8e268243fb97', operation='INSERT', pgid='pgtrigger_insert_insert_483c5', table='actionplans_action', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='action',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_actionevent" ("accountable_id", "added_on", "id", "is_confidential", "next_review_on", "next_steps", "order", "other", "paragraph_reference", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "printed_leads", "reference", "source_text", "success_measure", "text", "theme_id", "watched_by_id") VALUES (NEW."accountable_id", NEW."added_on", NEW."id", NEW."is_confidential", NEW."next_review_on", NEW."next_steps", NEW."order", NEW."other", NEW."paragraph_reference", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."printed_leads", NEW."reference", NEW."source_text", NEW."success_measure", NEW."text", NEW."theme_id", NEW."watched_by_id"); RETURN NULL;', hash='b9d42f6c0a1726c978f6dadbe4799846e140ce33', operation='UPDATE', pgid='pgtrigger_update_update_84f4a', table='actionplans_action', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='action',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_actionevent" ("accountable_id", "added_on", "id", "is_confidential", "next_review_on", "next_steps", "order", "other", "paragraph_reference", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "printed_leads", "reference", "source_text", "success_measure", "text", "theme_id", "watched_by_id") VALUES (OLD."accountable_id", OLD."added_on", OLD."id", OLD."is_confidential", OLD."next_review_on", OLD."next_steps", OLD."order", OLD."other", OLD."paragraph_reference", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."printed_leads", OLD."reference", OLD."source_text", OLD."success_measure", OLD."text", OLD."theme_id", OLD."watched_by_id"); RETURN NULL;', hash='48b804ed52575c81fcafa394514db65ac7c1a546', operation='DELETE', pgid='pgtrigger_delete_delete_aa16d', table='actionplans_action', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='6100e70504efcf952fd82a28f267533d341f15dd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_64388', table='actionplans_actionevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionplan',
                    trigger=pgtrigger.compiler.Trigger(name='scale_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.rating_scale_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_ratingscale AS scale\n       WHERE scale.id = NEW.rating_scale_id AND scale.council_id = NEW.council_id) THEN\n                RAISE EXCEPTION 'The rating scale belongs to another council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='31d9a7ffbe0aebbe189abd8650b57b8263b0eafa', operation='INSERT OR UPDATE', pgid='pgtrigger_scale_of_the_council_21f7e', table='actionplans_actionplan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionplan',
                    trigger=pgtrigger.compiler.Trigger(name='approved_by_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.approved_at_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM councils_meeting AS meeting\n       JOIN councils_body AS body ON body.id = meeting.body_id\n       WHERE meeting.id = NEW.approved_at_id AND body.council_id = NEW.council_id) THEN\n                RAISE EXCEPTION 'The meeting belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='e8fb6d553590cb362e3342352049dc84421aea38', operation='INSERT OR UPDATE', pgid='pgtrigger_approved_by_the_council_fffb9', table='actionplans_actionplan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionplan',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e816f837308c8492363f9457d4c6e69c8fa93bcb', operation='UPDATE', pgid='pgtrigger_council_stays_aed92', table='actionplans_actionplan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionplan',
                    trigger=pgtrigger.compiler.Trigger(name='follows_one_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.follows_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS before\n       WHERE before.id = NEW.follows_id AND before.council_id = NEW.council_id) THEN\n                RAISE EXCEPTION 'The plan it follows belongs to another council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='acbd0a679f30a318c69f688de303fc8a80c513b6', operation='INSERT OR UPDATE', pgid='pgtrigger_follows_one_of_the_council_cb2c4', table='actionplans_actionplan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionplan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_actionplanevent" ("agreed_on", "approved_at_id", "approved_by", "approved_on", "called_in_on", "columns", "council_id", "follows_id", "id", "is_archived", "manager_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_scale_id", "reference", "status", "title") VALUES (NEW."agreed_on", NEW."approved_at_id", NEW."approved_by", NEW."approved_on", NEW."called_in_on", NEW."columns", NEW."council_id", NEW."follows_id", NEW."id", NEW."is_archived", NEW."manager_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rating_scale_id", NEW."reference", NEW."status", NEW."title"); RETURN NULL;', hash='8b94ce95f6bc58acee5c5025fbadccd9ce2defe1', operation='INSERT', pgid='pgtrigger_insert_insert_de50d', table='actionplans_actionplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionplan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_actionplanevent" ("agreed_on", "approved_at_id", "approved_by", "approved_on", "called_in_on", "columns", "council_id", "follows_id", "id", "is_archived", "manager_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_scale_id", "reference", "status", "title") VALUES (NEW."agreed_on", NEW."approved_at_id", NEW."approved_by", NEW."approved_on", NEW."called_in_on", NEW."columns", NEW."council_id", NEW."follows_id", NEW."id", NEW."is_archived", NEW."manager_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rating_scale_id", NEW."reference", NEW."status", NEW."title"); RETURN NULL;', hash='615f1e31c6dc87a3034dcadff1ab3f9d09a2eece', operation='UPDATE', pgid='pgtrigger_update_update_1992c', table='actionplans_actionplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionplan',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_actionplanevent" ("agreed_on", "approved_at_id", "approved_by", "approved_on", "called_in_on", "columns", "council_id", "follows_id", "id", "is_archived", "manager_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_scale_id", "reference", "status", "title") VALUES (OLD."agreed_on", OLD."approved_at_id", OLD."approved_by", OLD."approved_on", OLD."called_in_on", OLD."columns", OLD."council_id", OLD."follows_id", OLD."id", OLD."is_archived", OLD."manager_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rating_scale_id", OLD."reference", OLD."status", OLD."title"); RETURN NULL;', hash='fe6fdb8c7e3b812211b64bbed9e26007ea2bb1c6', operation='DELETE', pgid='pgtrigger_delete_delete_d2cd7', table='actionplans_actionplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionplanevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='da4255e428b482c1a58e4e3691d6785d9935c6bf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bfbd0', table='actionplans_actionplanevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='duedate',
                    trigger=pgtrigger.compiler.Trigger(name='step_of_the_action', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.milestone_id IS NOT NULL AND NEW.update_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_milestone AS step\n       JOIN actionplans_progressupdate AS said ON said.action_id = step.action_id\n       WHERE step.id = NEW.milestone_id AND said.id = NEW.update_id) THEN\n                RAISE EXCEPTION 'The step and the update belong to different actions.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='ba41514051c19ab2547968208721b7f02b73bb84', operation='INSERT OR UPDATE', pgid='pgtrigger_step_of_the_action_47f4f', table='actionplans_duedate', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='duedate',
                    trigger=pgtrigger.compiler.Trigger(name='agreed_by_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.agreed_at_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_milestone AS step\n       JOIN actionplans_action AS action ON action.id = step.action_id\n       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id\n       JOIN councils_body AS body ON body.council_id = plan.council_id\n       JOIN councils_meeting AS meeting ON meeting.body_id = body.id\n       WHERE step.id = NEW.milestone_id AND meeting.id = NEW.agreed_at_id) THEN\n                RAISE EXCEPTION 'The meeting belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='95e54fc77f4df093904abed0dfc384081794bbf4', operation='INSERT OR UPDATE', pgid='pgtrigger_agreed_by_the_council_578f1', table='actionplans_duedate', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='duedate',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'DELETE' AND OLD.update_id IS NULL AND EXISTS (\n            SELECT 1 FROM actionplans_action AS action\n            JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id\n            WHERE action.id = (SELECT action_id FROM actionplans_milestone WHERE id = OLD.milestone_id) AND plan.status = 'draft' AND NOT EXISTS (\n                SELECT 1 FROM actionplans_actionplanevent AS was\n                WHERE was.pgh_obj_id = plan.id AND was.status <> 'draft'\n            ) AND NOT EXISTS (\n                SELECT 1 FROM actionplans_progressupdate AS said\n                WHERE said.action_id = action.id AND said.how <> 'paper'))\n        THEN\n            RETURN OLD;\n        END IF;\n        RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='82c2912501c62ca0e36a4133a8483e3187b60f93', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_f5c64', table='actionplans_duedate', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestone',
                    trigger=pgtrigger.compiler.Trigger(name='action_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."action_id" IS DISTINCT FROM (NEW."action_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7264251e0381d435b1f36392f52a4ce37a75ccad', operation='UPDATE', pgid='pgtrigger_action_stays_918d1', table='actionplans_milestone', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestone',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_milestoneevent" ("action_id", "added_on", "each_occurrence", "first_due", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_leads", "recurrence", "removed_on", "text") VALUES (NEW."action_id", NEW."added_on", NEW."each_occurrence", NEW."first_due", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."printed_leads", NEW."recurrence", NEW."removed_on", NEW."text"); RETURN NULL;', hash='b84854087eaaa77a675403154007b4a3ac6d8af7', operation='INSERT', pgid='pgtrigger_insert_insert_859d8', table='actionplans_milestone', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestone',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_milestoneevent" ("action_id", "added_on", "each_occurrence", "first_due", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_leads", "recurrence", "removed_on", "text") VALUES (NEW."action_id", NEW."added_on", NEW."each_occurrence", NEW."first_due", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."printed_leads", NEW."recurrence", NEW."removed_on", NEW."text"); RETURN NULL;', hash='ea2beeb76999a9cb3dcb8b115a454ed98bb9d74a', operation='UPDATE', pgid='pgtrigger_update_update_c5c44', table='actionplans_milestone', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestone',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_milestoneevent" ("action_id", "added_on", "each_occurrence", "first_due", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_leads", "recurrence", "removed_on", "text") VALUES (OLD."action_id", OLD."added_on", OLD."each_occurrence", OLD."first_due", OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."printed_leads", OLD."recurrence", OLD."removed_on", OLD."text"); RETURN NULL;', hash='8dcb031d6754f10347eda29a19dce61ddbf1fe9f', operation='DELETE', pgid='pgtrigger_delete_delete_cf634', table='actionplans_milestone', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestoneevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='c26f045623ce3528d2073c13293b3352b5e5e561', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_299c8', table='actionplans_milestoneevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestonelead',
                    trigger=pgtrigger.compiler.Trigger(name='lead_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_milestone AS step\n       JOIN actionplans_action AS action ON action.id = step.action_id\n       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id\n       JOIN councils_officer AS officer ON officer.council_id = plan.council_id\n       WHERE step.id = NEW.milestone_id AND officer.id = NEW.officer_id) THEN\n                RAISE EXCEPTION 'The officer belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='6bd9549d91ad6719958e2b4e168004a132c7c53f', operation='INSERT OR UPDATE', pgid='pgtrigger_lead_of_the_council_f6f75', table='actionplans_milestonelead', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestonelead',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_milestoneleadevent" ("id", "milestone_id", "officer_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."milestone_id", NEW."officer_id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='d44bb1d9385fbd188bf94b83771a753f1dff7db2', operation='INSERT', pgid='pgtrigger_insert_insert_5db61', table='actionplans_milestonelead', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestonelead',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_milestoneleadevent" ("id", "milestone_id", "officer_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."milestone_id", NEW."officer_id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='7af35c259621abb2c9ee8428949865174d537f24', operation='UPDATE', pgid='pgtrigger_update_update_ee934', table='actionplans_milestonelead', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestonelead',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_milestoneleadevent" ("id", "milestone_id", "officer_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."milestone_id", OLD."officer_id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='29da363df4ae6540337c8a6cfcf9cbbca354ab48', operation='DELETE', pgid='pgtrigger_delete_delete_28da5', table='actionplans_milestonelead', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestonelead',
                    trigger=pgtrigger.compiler.Trigger(name='milestone_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."milestone_id" IS DISTINCT FROM (NEW."milestone_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f034410749bb2ccb987529c3f5dae04589de02ff', operation='UPDATE', pgid='pgtrigger_milestone_stays_9138b', table='actionplans_milestonelead', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestoneleadevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='e6aa812ba5ec2b2dfff7ea413803f2e97b17cfb0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_69681', table='actionplans_milestoneleadevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='progressdraft',
                    trigger=pgtrigger.compiler.Trigger(name='draft_of_the_action', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.milestone_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_milestone AS step\n       WHERE step.id = NEW.milestone_id AND step.action_id = NEW.action_id) THEN\n                RAISE EXCEPTION 'The step belongs to another action.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='71c709573a3f0bc1cbd6c5d66ce9a466f84a3a27', operation='INSERT OR UPDATE', pgid='pgtrigger_draft_of_the_action_e4f0a', table='actionplans_progressdraft', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='progressline',
                    trigger=pgtrigger.compiler.Trigger(name='step_of_the_action', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.milestone_id IS NOT NULL AND NEW.update_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_milestone AS step\n       JOIN actionplans_progressupdate AS said ON said.action_id = step.action_id\n       WHERE step.id = NEW.milestone_id AND said.id = NEW.update_id) THEN\n                RAISE EXCEPTION 'The step and the update belong to different actions.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='07edb955a7178b94457dfd96506fa64caf879d92', operation='INSERT OR UPDATE', pgid='pgtrigger_step_of_the_action_8ffb9', table='actionplans_progressline', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='progressline',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'DELETE' AND TRUE AND EXISTS (\n            SELECT 1 FROM actionplans_action AS action\n            JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id\n            WHERE action.id = (SELECT action_id FROM actionplans_progressupdate\n    WHERE id = OLD.update_id AND how = 'paper') AND plan.status = 'draft' AND NOT EXISTS (\n                SELECT 1 FROM actionplans_actionplanevent AS was\n                WHERE was.pgh_obj_id = plan.id AND was.status <> 'draft'\n            ) AND NOT EXISTS (\n                SELECT 1 FROM actionplans_progressupdate AS said\n                WHERE said.action_id = action.id AND said.how <> 'paper'))\n        THEN\n            RETURN OLD;\n        END IF;\n        RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='8421a96db2a29cdd4d0ca35972aefeaaf8aaceb3', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_84c13', table='actionplans_progressline', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='progressupdate',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'DELETE' AND OLD.how = 'paper' AND EXISTS (\n            SELECT 1 FROM actionplans_action AS action\n            JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id\n            WHERE action.id = (OLD.action_id) AND plan.status = 'draft' AND NOT EXISTS (\n                SELECT 1 FROM actionplans_actionplanevent AS was\n                WHERE was.pgh_obj_id = plan.id AND was.status <> 'draft'\n            ) AND NOT EXISTS (\n                SELECT 1 FROM actionplans_progressupdate AS said\n                WHERE said.action_id = action.id AND said.how <> 'paper'))\n        THEN\n            RETURN OLD;\n        END IF;\n        RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='eee6c953ee4308dbfb1b6cfa3dc90c5f9fa61f64', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_4d2d8', table='actionplans_progressupdate', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ratinglabel',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='8fc5c29940df689051ab914fa0df2f302e68d7c1', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_cf551', table='actionplans_ratinglabel', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ratingscale',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='64c2b6724b6c9b00c65dde355532279579a0d5a9', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_964ff', table='actionplans_ratingscale', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='review',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'DELETE' AND OLD.source <> '' AND EXISTS (\n            SELECT 1 FROM actionplans_action AS action\n            JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id\n            WHERE action.id = (SELECT action_id FROM actionplans_progressupdate\n    WHERE id = OLD.update_id AND how = 'paper') AND plan.status = 'draft' AND NOT EXISTS (\n                SELECT 1 FROM actionplans_actionplanevent AS was\n                WHERE was.pgh_obj_id = plan.id AND was.status <> 'draft'\n            ) AND NOT EXISTS (\n                SELECT 1 FROM actionplans_progressupdate AS said\n                WHERE said.action_id = action.id AND said.how <> 'paper'))\n        THEN\n            RETURN OLD;\n        END IF;\n        RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='a2cf1b170b9df49d727bd3bf30ffb43746c3c6a5', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_fbe15', table='actionplans_review', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='theme',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_themeevent" ("id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (NEW."id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id"); RETURN NULL;', hash='5a89e2bd622718ff9689d54ddaffd370c7d7ca41', operation='INSERT', pgid='pgtrigger_insert_insert_bd96c', table='actionplans_theme', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='theme',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_themeevent" ("id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (NEW."id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id"); RETURN NULL;', hash='48b728e4730e8db6384c2e19fbad8e2305558681', operation='UPDATE', pgid='pgtrigger_update_update_61f32', table='actionplans_theme', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='theme',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_themeevent" ("id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (OLD."id", OLD."name", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id"); RETURN NULL;', hash='293ea752547bfa15dc69246a98208346a3d7ac6f', operation='DELETE', pgid='pgtrigger_delete_delete_3e009', table='actionplans_theme', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='theme',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fa0a8909b0a5aa8b4b39e2f21770c3e3d11e4499', operation='UPDATE', pgid='pgtrigger_plan_stays_32b67', table='actionplans_theme', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='themeevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='6eb7316f6b112e4e33bf4580cc4ffcc660a7cdd1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8be56', table='actionplans_themeevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='answer',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='587fa1fee40584c8720a9370d443a79ae3f0a93a', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_38680', table='actionplans_answer', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='councilrules',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='adc83e013baffbf03a36188a2f197d899b9ac998', operation='UPDATE', pgid='pgtrigger_council_stays_d59ef', table='actionplans_councilrules', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='councilrules',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_councilrulesevent" ("answer_before_meeting", "answer_days", "claim_days", "columns", "council_id", "due_soon_days", "grace_days", "id", "moves_need_a_body", "moves_to_flag", "needs_sign_off", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_days") VALUES (NEW."answer_before_meeting", NEW."answer_days", NEW."claim_days", NEW."columns", NEW."council_id", NEW."due_soon_days", NEW."grace_days", NEW."id", NEW."moves_need_a_body", NEW."moves_to_flag", NEW."needs_sign_off", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quiet_days"); RETURN NULL;', hash='d4d94f94d8210761a4d3b073e39a05131cf10294', operation='INSERT', pgid='pgtrigger_insert_insert_f579f', table='actionplans_councilrules', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='councilrules',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_councilrulesevent" ("answer_before_meeting", "answer_days", "claim_days", "columns", "council_id", "due_soon_days", "grace_days", "id", "moves_need_a_body", "moves_to_flag", "needs_sign_off", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_days") VALUES (NEW."answer_before_meeting", NEW."answer_days", NEW."claim_days", NEW."columns", NEW."council_id", NEW."due_soon_days", NEW."grace_days", NEW."id", NEW."moves_need_a_body", NEW."moves_to_flag", NEW."needs_sign_off", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quiet_days"); RETURN NULL;', hash='e485ad33595a42e2da75f8a168eb35d696c832f5', operation='UPDATE', pgid='pgtrigger_update_update_9fa8c', table='actionplans_councilrules', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='councilrules',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_councilrulesevent" ("answer_before_meeting", "answer_days", "claim_days", "columns", "council_id", "due_soon_days", "grace_days", "id", "moves_need_a_body", "moves_to_flag", "needs_sign_off", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_days") VALUES (OLD."answer_before_meeting", OLD."answer_days", OLD."claim_days", OLD."columns", OLD."council_id", OLD."due_soon_days", OLD."grace_days", OLD."id", OLD."moves_need_a_body", OLD."moves_to_flag", OLD."needs_sign_off", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quiet_days"); RETURN NULL;', hash='d203ef55819ea0bb9683a3ecec51d28c168c95db', operation='DELETE', pgid='pgtrigger_delete_delete_53b5b', table='actionplans_councilrules', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='councilrulesevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='ebad62c951729c165bdaa8b1e5eb911cb5e83216', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_06c36', table='actionplans_councilrulesevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ending',
                    trigger=pgtrigger.compiler.Trigger(name='successor_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.successor_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_action AS ended\n       JOIN actionplans_actionplan AS plan ON plan.id = ended.plan_id\n       JOIN actionplans_actionplan AS next ON next.council_id = plan.council_id\n       JOIN actionplans_action AS successor ON successor.plan_id = next.id\n       WHERE ended.id = NEW.action_id AND successor.id = NEW.successor_id) THEN\n                RAISE EXCEPTION 'The action that takes its place belongs to another council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='7fa54334021b7bb8bc84bc71d321c2c7d0f77604', operation='INSERT OR UPDATE', pgid='pgtrigger_successor_of_the_council_ec372', table='actionplans_ending', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ending',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='5668c8aaf195ede229fa32f6065449ea53ba1e60', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_cd601', table='actionplans_ending', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidence',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='68dd6f92dbe4287359a0ef0b1f6088e1cb1469f1', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_4594a', table='actionplans_evidence', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='measured_of_the_plan', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.action_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_action AS action\n       WHERE action.id = NEW.action_id AND action.plan_id = NEW.plan_id) THEN\n                RAISE EXCEPTION 'The action belongs to another plan than the measure.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='5606c2d7d49b10ec199b3433d75f74a77a89b32f', operation='INSERT OR UPDATE', pgid='pgtrigger_measured_of_the_plan_edeb8', table='actionplans_measure', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='de2deea99962664c824f137cd1743dd340ae16ab', operation='UPDATE', pgid='pgtrigger_plan_stays_34474', table='actionplans_measure', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_measureevent" ("action_id", "added_on", "baseline_on", "baseline_value", "baseline_words", "better", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "printed_target", "target_on", "target_value", "title", "unit") VALUES (NEW."action_id", NEW."added_on", NEW."baseline_on", NEW."baseline_value", NEW."baseline_words", NEW."better", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."printed_target", NEW."target_on", NEW."target_value", NEW."title", NEW."unit"); RETURN NULL;', hash='6e4203a637e32b974444c6b2ab4eb3079494e0a1', operation='INSERT', pgid='pgtrigger_insert_insert_f90d3', table='actionplans_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_measureevent" ("action_id", "added_on", "baseline_on", "baseline_value", "baseline_words", "better", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "printed_target", "target_on", "target_value", "title", "unit") VALUES (NEW."action_id", NEW."added_on", NEW."baseline_on", NEW."baseline_value", NEW."baseline_words", NEW."better", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."printed_target", NEW."target_on", NEW."target_value", NEW."title", NEW."unit"); RETURN NULL;', hash='55b068defb3859b7e5fd196a9f70deec34c93da1', operation='UPDATE', pgid='pgtrigger_update_update_5b275', table='actionplans_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_measureevent" ("action_id", "added_on", "baseline_on", "baseline_value", "baseline_words", "better", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "printed_target", "target_on", "target_value", "title", "unit") VALUES (OLD."action_id", OLD."added_on", OLD."baseline_on", OLD."baseline_value", OLD."baseline_words", OLD."better", OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."printed_target", OLD."target_on", OLD."target_value", OLD."title", OLD."unit"); RETURN NULL;', hash='cd6d19fefe0a1122f3a08ea0680d86c5546b3843', operation='DELETE', pgid='pgtrigger_delete_delete_2a9b4', table='actionplans_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measureband',
                    trigger=pgtrigger.compiler.Trigger(name='measure_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."measure_id" IS DISTINCT FROM (NEW."measure_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ba928bb5fd601ba4b426c31eda6561fb5fe6b6cd', operation='UPDATE', pgid='pgtrigger_measure_stays_45491', table='actionplans_measureband', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measureband',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_measurebandevent" ("due", "id", "is_met", "label", "measure_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "words") VALUES (NEW."due", NEW."id", NEW."is_met", NEW."label", NEW."measure_id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."value", NEW."words"); RETURN NULL;', hash='78b44afead5761fe3c342038fb3eb2d5ba13082c', operation='INSERT', pgid='pgtrigger_insert_insert_0f1c2', table='actionplans_measureband', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measureband',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_measurebandevent" ("due", "id", "is_met", "label", "measure_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "words") VALUES (NEW."due", NEW."id", NEW."is_met", NEW."label", NEW."measure_id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."value", NEW."words"); RETURN NULL;', hash='f1c9c9078daf5ce0726aeeceba9c3ab8e01479e6', operation='UPDATE', pgid='pgtrigger_update_update_80b9c', table='actionplans_measureband', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measureband',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_measurebandevent" ("due", "id", "is_met", "label", "measure_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "words") VALUES (OLD."due", OLD."id", OLD."is_met", OLD."label", OLD."measure_id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."value", OLD."words"); RETURN NULL;', hash='d040009401e7808187ca560214cd1c43293e855a', operation='DELETE', pgid='pgtrigger_delete_delete_d2bcc', table='actionplans_measureband', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurebandevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='0195e81153d58c0889819d67651be9a2a150b2cd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a5f4f', table='actionplans_measurebandevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measureevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='de1018a0d4c39125297aab2059f69acba82f860d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_32770', table='actionplans_measureevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='publishedcount',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='4622da6f40f2f18f94bcf958827740f631d0393c', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_ae794', table='actionplans_publishedcount', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='publishedgroup',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='50add24ceee1e43565647c074b92c0eaceb5b095', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_b8fc9', table='actionplans_publishedgroup', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='publishedmember',
                    trigger=pgtrigger.compiler.Trigger(name='published_of_the_plan', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_publishedgroup AS published\n       JOIN actionplans_action AS action ON action.plan_id = published.plan_id\n       WHERE published.id = NEW.group_id AND action.id = NEW.action_id) THEN\n                RAISE EXCEPTION 'The action belongs to another plan than the published numbers.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='75f2f36bf2adfb32a3045a6d752dafd28e187c46', operation='INSERT OR UPDATE', pgid='pgtrigger_published_of_the_plan_30f7c', table='actionplans_publishedmember', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='publishedmember',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='a1c2784a32efd5cf40beb3faa8549af2b094fb43', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_13165', table='actionplans_publishedmember', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='question',
                    trigger=pgtrigger.compiler.Trigger(name='asked_of_the_plan', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.action_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_action AS action\n       WHERE action.id = NEW.action_id AND action.plan_id = NEW.plan_id) THEN\n                RAISE EXCEPTION 'The action belongs to another plan than the question.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='950a19a9f003c326d5e81dc5a61f2015e1f96c7a', operation='INSERT OR UPDATE', pgid='pgtrigger_asked_of_the_plan_d1d05', table='actionplans_question', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='question',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='a37a584255ee78bcc7e46d6b423f619339c02f37', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_859cc', table='actionplans_question', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reading',
                    trigger=pgtrigger.compiler.Trigger(name='band_of_the_measure', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.band_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_measureband AS band\n       WHERE band.id = NEW.band_id AND band.measure_id = NEW.measure_id) THEN\n                RAISE EXCEPTION 'The band belongs to another measure.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='6b19299f8d391d10422b55dd7b3e9e53749a9873', operation='INSERT OR UPDATE', pgid='pgtrigger_band_of_the_measure_e0274', table='actionplans_reading', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reading',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='29d050c4a320e0392f8971def71335f2eec89825', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_c01d7', table='actionplans_reading', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='risk',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0fa95f9f95f77dcb669bf40fa0ea91ad961aa7f7', operation='UPDATE', pgid='pgtrigger_plan_stays_c62c7', table='actionplans_risk', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='risk',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_riskevent" ("added_on", "controlled", "controls", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "text", "uncontrolled") VALUES (NEW."added_on", NEW."controlled", NEW."controls", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."text", NEW."uncontrolled"); RETURN NULL;', hash='bd1f3d7358a155912969a857966de52a992f5797', operation='INSERT', pgid='pgtrigger_insert_insert_bcd7c', table='actionplans_risk', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='risk',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_riskevent" ("added_on", "controlled", "controls", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "text", "uncontrolled") VALUES (NEW."added_on", NEW."controlled", NEW."controls", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."text", NEW."uncontrolled"); RETURN NULL;', hash='39868ea97196055291260461eaf37aa8ffc75191', operation='UPDATE', pgid='pgtrigger_update_update_61888', table='actionplans_risk', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='risk',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_riskevent" ("added_on", "controlled", "controls", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "text", "uncontrolled") VALUES (OLD."added_on", OLD."controlled", OLD."controls", OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."text", OLD."uncontrolled"); RETURN NULL;', hash='e7416fa3630fcca14c91fabddaff369e7449b663', operation='DELETE', pgid='pgtrigger_delete_delete_8b4ae', table='actionplans_risk', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='riskevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='01f823b2a07de91b7fd7bf832fb3f3519697d8cb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_def6b', table='actionplans_riskevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='upload',
                    trigger=pgtrigger.compiler.Trigger(name='upload_of_the_action', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.milestone_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_milestone AS step\n       WHERE step.id = NEW.milestone_id AND step.action_id = NEW.action_id) THEN\n                RAISE EXCEPTION 'The step belongs to another action.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='41fac13264072f6469800a330934be25bda0f303', operation='INSERT OR UPDATE', pgid='pgtrigger_upload_of_the_action_aac11', table='actionplans_upload', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionrecommendation',
                    trigger=pgtrigger.compiler.Trigger(name='recommended_to_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_action AS action\n       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id\n       JOIN inspections_recommendation AS asked ON asked.id = NEW.recommendation_id\n       JOIN inspections_inspection AS inspected ON inspected.id = asked.inspection_id\n       WHERE action.id = NEW.action_id AND plan.council_id IN (\n           SELECT inspected.council_id UNION ALL\n           SELECT to_council_id FROM councils_council_replaced_by\n           WHERE from_council_id = inspected.council_id)) THEN\n                RAISE EXCEPTION 'The recommendation was made to another council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='8786b438346cb005266a076b31293db27992b8c3', operation='INSERT OR UPDATE', pgid='pgtrigger_recommended_to_the_council_ed021', table='actionplans_action_recommendations', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionrecommendation',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_actionrecommendationevent" ("action_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."action_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='fd8a49544e0a7f8d8b3388db36a36c08c64d3275', operation='INSERT', pgid='pgtrigger_insert_insert_716cd', table='actionplans_action_recommendations', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionrecommendation',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_actionrecommendationevent" ("action_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."action_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='c2176d90d97f857133458308ff2c61f46a76dec3', operation='UPDATE', pgid='pgtrigger_update_update_5647b', table='actionplans_action_recommendations', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionrecommendation',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_actionrecommendationevent" ("action_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (OLD."action_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id"); RETURN NULL;', hash='f49dbe02ea98f25ad96757a05123c522540bd5d8', operation='DELETE', pgid='pgtrigger_delete_delete_0c737', table='actionplans_action_recommendations', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planbody',
                    trigger=pgtrigger.compiler.Trigger(name='told_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       JOIN councils_body AS body ON body.council_id = plan.council_id\n       WHERE plan.id = NEW.actionplan_id AND body.id = NEW.body_id) THEN\n                RAISE EXCEPTION 'The body told belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='68b319f4939a8dd7b2b84395ceffcf6b033571e9', operation='INSERT OR UPDATE', pgid='pgtrigger_told_of_the_council_2d18b', table='actionplans_actionplan_reports_to', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planbody',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_planbodyevent" ("actionplan_id", "body_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actionplan_id", NEW."body_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='6c4ccfe9aac65dd38bb8c5802d2d700f77066702', operation='INSERT', pgid='pgtrigger_insert_insert_f3b5f', table='actionplans_actionplan_reports_to', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planbody',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_planbodyevent" ("actionplan_id", "body_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actionplan_id", NEW."body_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='3b900fe2c333c6f09f1b7d612aaa71054dd83a73', operation='UPDATE', pgid='pgtrigger_update_update_adcff', table='actionplans_actionplan_reports_to', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planbody',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_planbodyevent" ("actionplan_id", "body_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."actionplan_id", OLD."body_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='baedad2f6ed6317f42e747c7b379cc3dd849bca4', operation='DELETE', pgid='pgtrigger_delete_delete_12f75', table='actionplans_actionplan_reports_to', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansource',
                    trigger=pgtrigger.compiler.Trigger(name='source_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       JOIN inspections_inspection AS inspected ON inspected.id = NEW.inspection_id\n       WHERE plan.id = NEW.actionplan_id AND plan.council_id IN (\n           SELECT inspected.council_id UNION ALL\n           SELECT to_council_id FROM councils_council_replaced_by\n           WHERE from_council_id = inspected.council_id)) THEN\n                RAISE EXCEPTION 'The inspection is of another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='c8cbfa4796342f7d2f4baf9d63b5e2253972b49c', operation='INSERT OR UPDATE', pgid='pgtrigger_source_of_the_council_85cea', table='actionplans_actionplan_sources', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansource',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_plansourceevent" ("actionplan_id", "id", "inspection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actionplan_id", NEW."id", NEW."inspection_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='b519502fe9100038569c6ce23fccb49b1980dca3', operation='INSERT', pgid='pgtrigger_insert_insert_35874', table='actionplans_actionplan_sources', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansource',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_plansourceevent" ("actionplan_id", "id", "inspection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actionplan_id", NEW."id", NEW."inspection_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='43ac31ae4791ca27e8b8f9c2c3937d76121d50be', operation='UPDATE', pgid='pgtrigger_update_update_1ea96', table='actionplans_actionplan_sources', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansource',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_plansourceevent" ("actionplan_id", "id", "inspection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."actionplan_id", OLD."id", OLD."inspection_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='5ddfe7f92bbb54a6fb4dd9d2de6247da4aa3ada6', operation='DELETE', pgid='pgtrigger_delete_delete_efa7b', table='actionplans_actionplan_sources', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='answeredelsewhere',
                    trigger=pgtrigger.compiler.Trigger(name='elsewhere_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       JOIN inspections_recommendation AS asked ON asked.id = NEW.recommendation_id\n       JOIN inspections_inspection AS inspected ON inspected.id = asked.inspection_id\n       WHERE plan.id = NEW.plan_id AND plan.council_id IN (\n           SELECT inspected.council_id UNION ALL\n           SELECT to_council_id FROM councils_council_replaced_by\n           WHERE from_council_id = inspected.council_id)) THEN\n                RAISE EXCEPTION 'The recommendation was made to another council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='1c79be3fc0fa791eae7ce72c9e641bab2fa68342', operation='INSERT OR UPDATE', pgid='pgtrigger_elsewhere_of_the_council_e2928', table='actionplans_answeredelsewhere', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='answeredelsewhere',
                    trigger=pgtrigger.compiler.Trigger(name='other_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.other_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       JOIN actionplans_actionplan AS other ON other.council_id = plan.council_id\n       WHERE plan.id = NEW.plan_id AND other.id = NEW.other_id) THEN\n                RAISE EXCEPTION 'The plan that answers it belongs to another council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='d1f6b2e3d02b8f26310c4ecb9318685f98a6409d', operation='INSERT OR UPDATE', pgid='pgtrigger_other_of_the_council_32b0a', table='actionplans_answeredelsewhere', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='answeredelsewhere',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6c898dbe1c12efc444fe7570e092804441d5bddb', operation='UPDATE', pgid='pgtrigger_plan_stays_700a8', table='actionplans_answeredelsewhere', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='answeredelsewhere',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_answeredelsewhereevent" ("id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recommendation_id", "words") VALUES (NEW."id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."recommendation_id", NEW."words"); RETURN NULL;', hash='3a8bf29c959ac669a1a23aa372a66dd3c587d733', operation='INSERT', pgid='pgtrigger_insert_insert_2afc8', table='actionplans_answeredelsewhere', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='answeredelsewhere',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_answeredelsewhereevent" ("id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recommendation_id", "words") VALUES (NEW."id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."recommendation_id", NEW."words"); RETURN NULL;', hash='80f0d4d1e39f1f6c5bcf925ea9c8beb3b8ce8d4e', operation='UPDATE', pgid='pgtrigger_update_update_2c15a', table='actionplans_answeredelsewhere', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='answeredelsewhere',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_answeredelsewhereevent" ("id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recommendation_id", "words") VALUES (OLD."id", OLD."other_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."recommendation_id", OLD."words"); RETURN NULL;', hash='7624890ecd462ddb43eb5814d329f0b29e1337cc', operation='DELETE', pgid='pgtrigger_delete_delete_befd7', table='actionplans_answeredelsewhere', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='answeredelsewhereevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='0d9f02ea2934f202eb5d34fb2daa86c891065a3d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d5bcd', table='actionplans_answeredelsewhereevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planimport',
                    trigger=pgtrigger.compiler.Trigger(name='imported_by_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.plan_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       WHERE plan.id = NEW.plan_id AND plan.council_id = NEW.council_id) THEN\n                RAISE EXCEPTION 'The plan belongs to another council than the import.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='f56e167c6244a6c9bb0c309b1ddd94cea201d72f', operation='INSERT OR UPDATE', pgid='pgtrigger_imported_by_the_council_e7e2e', table='actionplans_planimport', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planimport',
                    trigger=pgtrigger.compiler.Trigger(name='answered_by_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.inspection_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM inspections_inspection AS inspected\n       WHERE inspected.id = NEW.inspection_id AND NEW.council_id IN (\n           SELECT inspected.council_id UNION ALL\n           SELECT to_council_id FROM councils_council_replaced_by\n           WHERE from_council_id = inspected.council_id)) THEN\n                RAISE EXCEPTION 'The inspection is of another council than the import.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='33f51ca9e33b963b6ecdd31686d4dc1af85709f4', operation='INSERT OR UPDATE', pgid='pgtrigger_answered_by_the_council_3a76d', table='actionplans_planimport', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planimport',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ecdeede00fec9e2e11833961aa22123b96c79d4c', operation='UPDATE', pgid='pgtrigger_council_stays_8a520', table='actionplans_planimport', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='columnmapping',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='96d3aefa302e0272f8d1c7ce597349b4af23e07f', operation='UPDATE', pgid='pgtrigger_council_stays_05512', table='actionplans_columnmapping', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionrecommendationevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='1b4055edc4f31394574f41876f752c7dabaa7b53', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_37d67', table='actionplans_actionrecommendationevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planbodyevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='aacaa0f492d8fde3888f69e1d57c9640bc6b6385', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e583e', table='actionplans_planbodyevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansourceevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='38b174b7dbe45926f95e4bed69abd516e5f5f841', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9d8f5', table='actionplans_plansourceevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reminderrun',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='605977ab90844752ecfa0f4c9f9ca2e2d60601a8', operation='UPDATE', pgid='pgtrigger_plan_stays_34abb', table='actionplans_reminderrun', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remindersettings',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2cd705cc9bed7d9481e323c820bdcbb8af424d6e', operation='UPDATE', pgid='pgtrigger_plan_stays_5dad4', table='actionplans_remindersettings', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remindersettings',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_remindersettingsevent" ("days_after", "days_before", "id", "is_on", "on_the_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "words") VALUES (NEW."days_after", NEW."days_before", NEW."id", NEW."is_on", NEW."on_the_day", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."words"); RETURN NULL;', hash='02ac9ecadcd033f8ed4426ba9b73e835f2010ee8', operation='INSERT', pgid='pgtrigger_insert_insert_1609f', table='actionplans_remindersettings', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remindersettings',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_remindersettingsevent" ("days_after", "days_before", "id", "is_on", "on_the_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "words") VALUES (NEW."days_after", NEW."days_before", NEW."id", NEW."is_on", NEW."on_the_day", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."words"); RETURN NULL;', hash='c3bc3b61637c5d5b7016c8b823df39e80706b87a', operation='UPDATE', pgid='pgtrigger_update_update_17e97', table='actionplans_remindersettings', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remindersettings',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_remindersettingsevent" ("days_after", "days_before", "id", "is_on", "on_the_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "words") VALUES (OLD."days_after", OLD."days_before", OLD."id", OLD."is_on", OLD."on_the_day", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."words"); RETURN NULL;', hash='0241ea1698847ebed32842cba0e78f378070f306', operation='DELETE', pgid='pgtrigger_delete_delete_85045', table='actionplans_remindersettings', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remindersettingsevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='1fdc247a8e16de9c6f4e59f1ea7b608e5b585956', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1c7a6', table='actionplans_remindersettingsevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportlink',
                    trigger=pgtrigger.compiler.Trigger(name='draft_of_the_action', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.milestone_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_milestone AS step\n       WHERE step.id = NEW.milestone_id AND step.action_id = NEW.action_id) THEN\n                RAISE EXCEPTION 'The step belongs to another action.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='f265a0424ce27e4fcdf1df4435c6d8fcea7e4861', operation='INSERT OR UPDATE', pgid='pgtrigger_draft_of_the_action_cdf2e', table='actionplans_reportlink', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportlink',
                    trigger=pgtrigger.compiler.Trigger(name='link_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.officer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_action AS action\n       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id\n       JOIN councils_officer AS officer ON officer.council_id = plan.council_id\n       WHERE action.id = NEW.action_id AND officer.id = NEW.officer_id) THEN\n                RAISE EXCEPTION 'The officer belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='e5adce5b64967eccc4813ad13a8ca543e3b42d48', operation='INSERT OR UPDATE', pgid='pgtrigger_link_of_the_council_75b44', table='actionplans_reportlink', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportlink',
                    trigger=pgtrigger.compiler.Trigger(name='action_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."action_id" IS DISTINCT FROM (NEW."action_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d2419c6caad17d6f847caf71a2b5247e963c96f9', operation='UPDATE', pgid='pgtrigger_action_stays_7e44a', table='actionplans_reportlink', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportlink',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_reportlinkevent" ("action_id", "email", "expires_on", "id", "made_at", "made_by_id", "milestone_id", "name", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "update_id", "used_at", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."action_id", NEW."email", NEW."expires_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."milestone_id", NEW."name", NEW."officer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."update_id", NEW."used_at", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='6f58174cb14b77fb2d35962a0be6bb79425b6b91', operation='INSERT', pgid='pgtrigger_insert_insert_50d22', table='actionplans_reportlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportlink',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."action_id" IS DISTINCT FROM (NEW."action_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."milestone_id" IS DISTINCT FROM (NEW."milestone_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."officer_id" IS DISTINCT FROM (NEW."officer_id") OR OLD."update_id" IS DISTINCT FROM (NEW."update_id") OR OLD."used_at" IS DISTINCT FROM (NEW."used_at") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id"))', func='INSERT INTO "actionplans_reportlinkevent" ("action_id", "email", "expires_on", "id", "made_at", "made_by_id", "milestone_id", "name", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "update_id", "used_at", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."action_id", NEW."email", NEW."expires_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."milestone_id", NEW."name", NEW."officer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."update_id", NEW."used_at", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='597be45e6759ac3fc544dd7b002918e0429c893d', operation='UPDATE', pgid='pgtrigger_update_update_f0313', table='actionplans_reportlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportlink',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_reportlinkevent" ("action_id", "email", "expires_on", "id", "made_at", "made_by_id", "milestone_id", "name", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "update_id", "used_at", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."action_id", OLD."email", OLD."expires_on", OLD."id", OLD."made_at", OLD."made_by_id", OLD."milestone_id", OLD."name", OLD."officer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."update_id", OLD."used_at", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;', hash='33d9f6b5894b08543f966a47a8b8395c96e151fc', operation='DELETE', pgid='pgtrigger_delete_delete_a9a37', table='actionplans_reportlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportlinkevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='e82e50db478c57d277663fb5a4ef6c8b49ce3127', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9f1e0', table='actionplans_reportlinkevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standsin',
                    trigger=pgtrigger.compiler.Trigger(name='stands_in_another', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_action AS action\n       JOIN actionplans_actionplan AS home ON home.id = action.plan_id\n       JOIN actionplans_actionplan AS plan ON plan.council_id = home.council_id\n       WHERE action.id = NEW.action_id AND plan.id = NEW.plan_id AND plan.id <> home.id) THEN\n                RAISE EXCEPTION 'The action belongs to this plan already, or to another council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='523ef441c33178317bfdce0b419ccf335d0925a1', operation='INSERT OR UPDATE', pgid='pgtrigger_stands_in_another_51dc5', table='actionplans_standsin', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standsin',
                    trigger=pgtrigger.compiler.Trigger(name='theme_of_the_plan', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.theme_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_theme AS theme\n       WHERE theme.id = NEW.theme_id AND theme.plan_id = NEW.plan_id) THEN\n                RAISE EXCEPTION 'The theme belongs to another plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='2b847996797c3a3f5831e0241d8ff7aca5779bf5', operation='INSERT OR UPDATE', pgid='pgtrigger_theme_of_the_plan_a51e2', table='actionplans_standsin', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standsin',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fd6e1eb375a9fef21c767b26c6363cc77f9fb6af', operation='UPDATE', pgid='pgtrigger_plan_stays_ea27e', table='actionplans_standsin', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standsin',
                    trigger=pgtrigger.compiler.Trigger(name='action_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."action_id" IS DISTINCT FROM (NEW."action_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0ef24edc58f3b844c171df02e89aa19cbb16eb25', operation='UPDATE', pgid='pgtrigger_action_stays_f5345', table='actionplans_standsin', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standsin',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_standsinevent" ("action_id", "added_on", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reference", "removed_on", "theme_id") VALUES (NEW."action_id", NEW."added_on", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."reference", NEW."removed_on", NEW."theme_id"); RETURN NULL;', hash='2ef141e5fdfb3cce685f2e4ef0480315b42fa3b9', operation='INSERT', pgid='pgtrigger_insert_insert_7bf89', table='actionplans_standsin', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standsin',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_standsinevent" ("action_id", "added_on", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reference", "removed_on", "theme_id") VALUES (NEW."action_id", NEW."added_on", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."reference", NEW."removed_on", NEW."theme_id"); RETURN NULL;', hash='4b1132e719309ab4e1a26d9d8bd82e937226be2f', operation='UPDATE', pgid='pgtrigger_update_update_dee48', table='actionplans_standsin', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standsin',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_standsinevent" ("action_id", "added_on", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reference", "removed_on", "theme_id") VALUES (OLD."action_id", OLD."added_on", OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."reference", OLD."removed_on", OLD."theme_id"); RETURN NULL;', hash='d83942a611f16597eeb372e45d4ac9caff379540', operation='DELETE', pgid='pgtrigger_delete_delete_20e6f', table='actionplans_standsin', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standsinevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='c0b8833f4c61211280ee5cdfa88d4ec8a62f90b4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e662f', table='actionplans_standsinevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='delegation',
                    trigger=pgtrigger.compiler.Trigger(name='delegate_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM councils_officer AS lead\n       JOIN councils_officer AS other ON other.council_id = lead.council_id\n       WHERE lead.id = NEW.officer_id AND other.id = NEW.delegate_id) THEN\n                RAISE EXCEPTION 'The delegate belongs to another council than the lead.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='9f664ca5881ef1d6c827ef9bd5caf5270dbe8fa8', operation='INSERT OR UPDATE', pgid='pgtrigger_delegate_of_the_council_f323a', table='actionplans_delegation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='delegation',
                    trigger=pgtrigger.compiler.Trigger(name='delegated_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.plan_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM councils_officer AS lead\n       JOIN actionplans_actionplan AS plan ON plan.council_id = lead.council_id\n       WHERE lead.id = NEW.officer_id AND plan.id = NEW.plan_id) THEN\n                RAISE EXCEPTION 'The plan belongs to another council than the lead.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='f42b5dfab77f9157d387adb003dddd6c69f79b2c', operation='INSERT OR UPDATE', pgid='pgtrigger_delegated_of_the_council_4d070', table='actionplans_delegation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='delegation',
                    trigger=pgtrigger.compiler.Trigger(name='officer_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."officer_id" IS DISTINCT FROM (NEW."officer_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2ad668a045900f8e80a5879e92cb8dadfa3c1e71', operation='UPDATE', pgid='pgtrigger_officer_stays_a30cb', table='actionplans_delegation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='delegation',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_delegationevent" ("delegate_id", "ended_by_id", "ends", "id", "is_reminded", "made_at", "made_by_id", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "starts") VALUES (NEW."delegate_id", NEW."ended_by_id", NEW."ends", NEW."id", NEW."is_reminded", NEW."made_at", NEW."made_by_id", NEW."officer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."starts"); RETURN NULL;', hash='6687eaa21a6e0a4fa47d765ccb952e4486319c73', operation='INSERT', pgid='pgtrigger_insert_insert_fe4c7', table='actionplans_delegation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='delegation',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_delegationevent" ("delegate_id", "ended_by_id", "ends", "id", "is_reminded", "made_at", "made_by_id", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "starts") VALUES (NEW."delegate_id", NEW."ended_by_id", NEW."ends", NEW."id", NEW."is_reminded", NEW."made_at", NEW."made_by_id", NEW."officer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."starts"); RETURN NULL;', hash='803d4ac063b1ec3b6e2f20ab9e85f7cdd64831af', operation='UPDATE', pgid='pgtrigger_update_update_27585', table='actionplans_delegation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='delegation',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_delegationevent" ("delegate_id", "ended_by_id", "ends", "id", "is_reminded", "made_at", "made_by_id", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "starts") VALUES (OLD."delegate_id", OLD."ended_by_id", OLD."ends", OLD."id", OLD."is_reminded", OLD."made_at", OLD."made_by_id", OLD."officer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."starts"); RETURN NULL;', hash='a524d6839383f616165e981c5e5d86850ec752a6', operation='DELETE', pgid='pgtrigger_delete_delete_a9e76', table='actionplans_delegation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='delegationevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='ca7334121031517c2bb7c045f2aafa5de963c280', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_aa183', table='actionplans_delegationevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='chase',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='1cd3b5802517524c0c90d2d0b49298cfa3205414', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_3cb98', table='actionplans_chase', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='chase',
                    trigger=pgtrigger.compiler.Trigger(name='cycle_of_the_plan', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.cycle_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_reportingcycle AS cycle\n       WHERE cycle.id = NEW.cycle_id AND cycle.plan_id = NEW.plan_id) THEN\n                RAISE EXCEPTION 'The cycle belongs to another plan than the chase.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='9a58368ac4326af81c3bb3972e152c600374a77c', operation='INSERT OR UPDATE', pgid='pgtrigger_cycle_of_the_plan_34d4e', table='actionplans_chase', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='chased',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='b29006c0f75848a3e6af7cc6c6988453f5e9ddce', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_3a0a1', table='actionplans_chased', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='chased',
                    trigger=pgtrigger.compiler.Trigger(name='was_chased_in_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_chase AS chase\n       JOIN actionplans_actionplan AS plan ON plan.id = chase.plan_id\n       JOIN actionplans_actionplan AS home ON home.council_id = plan.council_id\n       JOIN actionplans_action AS action ON action.plan_id = home.id\n       JOIN actionplans_milestone AS step ON step.action_id = action.id\n       JOIN councils_officer AS officer ON officer.council_id = plan.council_id\n       JOIN councils_outgoingemail AS email ON email.council_id = plan.council_id\n       WHERE chase.id = NEW.chase_id AND step.id = NEW.milestone_id\n         AND officer.id = NEW.officer_id AND email.id = NEW.email_id) THEN\n                RAISE EXCEPTION 'Who was chased, or about what, belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='b95cf218d8dfa6b8146b3a1897e8088bcf3fafcd', operation='INSERT OR UPDATE', pgid='pgtrigger_was_chased_in_the_council_fb816', table='actionplans_chased', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='cycleclosing',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='1ccd2fb9d6972ab3edd7cce30d845aa9b322b6b7', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_706f0', table='actionplans_cycleclosing', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportingcycle',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='f3830cc5ea4a7ea3921c6b0e53dd9698d61e99b5', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_3dcad', table='actionplans_reportingcycle', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportingcycle',
                    trigger=pgtrigger.compiler.Trigger(name='cycle_for_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.meeting_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       JOIN councils_body AS body ON body.council_id = plan.council_id\n       JOIN councils_meeting AS meeting ON meeting.body_id = body.id\n       WHERE plan.id = NEW.plan_id AND meeting.id = NEW.meeting_id) THEN\n                RAISE EXCEPTION 'The meeting of the cycle belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='00d10812f56293ca5a9ce6efe8300ea32388a685', operation='INSERT OR UPDATE', pgid='pgtrigger_cycle_for_the_council_9cdb6', table='actionplans_reportingcycle', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportingrhythm',
                    trigger=pgtrigger.compiler.Trigger(name='rhythm_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.body_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       JOIN councils_body AS body ON body.council_id = plan.council_id\n       WHERE plan.id = NEW.plan_id AND body.id = NEW.body_id) THEN\n                RAISE EXCEPTION 'The body whose meetings set the rhythm belongs to another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='1f3ed224b5b93da12bdffdb765b59182d46ac2c1', operation='INSERT OR UPDATE', pgid='pgtrigger_rhythm_of_the_council_1b868', table='actionplans_reportingrhythm', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportingrhythm',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6a8ae21d41583fb303e1889f46e1b7a6c551f4f8', operation='UPDATE', pgid='pgtrigger_plan_stays_a535b', table='actionplans_reportingrhythm', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportingrhythm',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_reportingrhythmevent" ("body_id", "closes_after", "dates", "day_of_month", "due_before", "id", "kind", "opens_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "since") VALUES (NEW."body_id", NEW."closes_after", NEW."dates", NEW."day_of_month", NEW."due_before", NEW."id", NEW."kind", NEW."opens_before", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."since"); RETURN NULL;', hash='a997e19ccf5b59d70dc454edb9345443eaf944d6', operation='INSERT', pgid='pgtrigger_insert_insert_24508', table='actionplans_reportingrhythm', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportingrhythm',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_reportingrhythmevent" ("body_id", "closes_after", "dates", "day_of_month", "due_before", "id", "kind", "opens_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "since") VALUES (NEW."body_id", NEW."closes_after", NEW."dates", NEW."day_of_month", NEW."due_before", NEW."id", NEW."kind", NEW."opens_before", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."since"); RETURN NULL;', hash='e5d8f6f26619b332da2c8c6324f355a84a9cbeb8', operation='UPDATE', pgid='pgtrigger_update_update_1a06a', table='actionplans_reportingrhythm', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportingrhythm',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_reportingrhythmevent" ("body_id", "closes_after", "dates", "day_of_month", "due_before", "id", "kind", "opens_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "since") VALUES (OLD."body_id", OLD."closes_after", OLD."dates", OLD."day_of_month", OLD."due_before", OLD."id", OLD."kind", OLD."opens_before", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."since"); RETURN NULL;', hash='d22e5a6bc28bf245cf6ea8289928a65546aed54f', operation='DELETE', pgid='pgtrigger_delete_delete_584a2', table='actionplans_reportingrhythm', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportingrhythmevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='0d93f1735e2792b965c2dfede8d53ea143a6f4cd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8b1ba', table='actionplans_reportingrhythmevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='officer_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."officer_id" IS DISTINCT FROM (NEW."officer_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='457c8c764758858c91e8d079e467086081ee895c', operation='UPDATE', pgid='pgtrigger_officer_stays_9c6de', table='actionplans_handover', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_handoverevent" ("day", "done_at", "given", "id", "made_at", "made_by_id", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."day", NEW."done_at", NEW."given", NEW."id", NEW."made_at", NEW."made_by_id", NEW."officer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='2451b4e1c4c759e19da3911523013b2b4f94d3f7', operation='INSERT', pgid='pgtrigger_insert_insert_059ab', table='actionplans_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actionplans_handoverevent" ("day", "done_at", "given", "id", "made_at", "made_by_id", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."day", NEW."done_at", NEW."given", NEW."id", NEW."made_at", NEW."made_by_id", NEW."officer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='3d88c1e8fc872e7a5e5f82b95e82940ac88c4031', operation='UPDATE', pgid='pgtrigger_update_update_fff21', table='actionplans_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_handoverevent" ("day", "done_at", "given", "id", "made_at", "made_by_id", "officer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."day", OLD."done_at", OLD."given", OLD."id", OLD."made_at", OLD."made_by_id", OLD."officer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;', hash='932d2f9a581bf75392fcc5fa86fa46cbbea07bc3', operation='DELETE', pgid='pgtrigger_delete_delete_8b013', table='actionplans_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoverevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='d06d17916aa006f108680e6654075e8c3cfa3aea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7bbb4', table='actionplans_handoverevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='calendarfeed',
                    trigger=pgtrigger.compiler.Trigger(name='feed_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.plan_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n       WHERE plan.id = NEW.plan_id AND plan.council_id = NEW.council_id) THEN\n                RAISE EXCEPTION 'The plan belongs to another council than the calendar.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='57afa6f8597df1435eaa2bcc085d882260a3465b', operation='INSERT OR UPDATE', pgid='pgtrigger_feed_of_the_council_a7d0e', table='actionplans_calendarfeed', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='calendarfeed',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='27cc0deaa2dc515db63c4d28ba1d5a328abdbc60', operation='UPDATE', pgid='pgtrigger_council_stays_fc157', table='actionplans_calendarfeed', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='calendarfeed',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_calendarfeedevent" ("council_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revoked_at", "revoked_by_id", "user_id") VALUES (NEW."council_id", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."revoked_at", NEW."revoked_by_id", NEW."user_id"); RETURN NULL;', hash='f45dddadc9a70772c950eac3ba878389d626b137', operation='INSERT', pgid='pgtrigger_insert_insert_fb5e5', table='actionplans_calendarfeed', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='calendarfeed',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "actionplans_calendarfeedevent" ("council_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revoked_at", "revoked_by_id", "user_id") VALUES (NEW."council_id", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."revoked_at", NEW."revoked_by_id", NEW."user_id"); RETURN NULL;', hash='fe536524afec6b18a1fa8a8f436b2ded09f85045', operation='UPDATE', pgid='pgtrigger_update_update_fdd06', table='actionplans_calendarfeed', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='calendarfeed',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actionplans_calendarfeedevent" ("council_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revoked_at", "revoked_by_id", "user_id") VALUES (OLD."council_id", OLD."id", OLD."made_at", OLD."made_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."revoked_at", OLD."revoked_by_id", OLD."user_id"); RETURN NULL;', hash='64ab36d4cc0dcd780270ad5a7bfa98ea5082f037', operation='DELETE', pgid='pgtrigger_delete_delete_37690', table='actionplans_calendarfeed', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='calendarfeedevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='7b64a11d29cc4ec9640c82628985784f6fb2edf5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_97878', table='actionplans_calendarfeedevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pastedbatch',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='de1ee00fc9aaa231236de7ac9d7b41c9c0c974ea', operation='UPDATE', pgid='pgtrigger_plan_stays_6e4d2', table='actionplans_pastedbatch', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='answerdate',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='8c43d1588df814008f00d7a2d5d752eaba9f6c7b', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_269f6', table='actionplans_answerdate', when='BEFORE')),
                ),
            ],
        ),
    ]
