import councils.models.invitations
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from councils.migrating import AtOnce

# The setting of the transaction, the redaction it names and a place of it must agree: then the
# columns that the place names may change, where they hold text in which a name was replaced.
# What the database makes of other columns is empty before a row is changed, and nobody sets it.
ALLOWS = """
CREATE FUNCTION councils_redaction_allows(rel oid, was jsonb, becomes jsonb) RETURNS boolean
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


class Migration(migrations.Migration):
    """What the migrations it replaces come to on an empty database."""

    replaces = [
        ('councils', '0001_initial'),
        ('councils', '0002_officers_keep_to_their_council'),
        ('councils', '0003_history_of_bodies_and_meetings'),
        ('councils', '0004_emails_sent'),
        ('councils', '0005_people'),
        ('councils', '0006_redaction'),
        ('councils', '0007_comparison'),
        ('councils', '0008_redaction_and_generated_columns'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        AtOnce(
            operations=[
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('email', models.EmailField(max_length=254, unique=True)),
                        ('name', models.CharField(max_length=200)),
                        ('is_active', models.BooleanField(default=True)),
                        ('is_site_operator', models.BooleanField(default=False, help_text='Keeps what is national: councils and published inspections.')),
                        ('date_joined', models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_lower_case')],
                    },
                ),
                migrations.CreateModel(
                    name='Council',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('slug', models.SlugField(max_length=100, unique=True)),
                        ('gss_code', models.CharField(blank=True, help_text='Nine characters, like E08000031.', max_length=9, verbose_name='GSS code')),
                        ('dfe_number', models.CharField(blank=True, help_text='Three digits, like 336.', max_length=3, verbose_name='DfE number')),
                        ('region', models.CharField(max_length=40)),
                        ('kind', models.CharField(choices=[('London borough', 'London Borough'), ('Metropolitan district', 'Metropolitan District'), ('Unitary authority', 'Unitary Authority'), ('County', 'County')], max_length=30)),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, help_text='The first day it was no more.', null=True)),
                        ('is_fictional', models.BooleanField(default=False)),
                        ('replaced_by', models.ManyToManyField(blank=True, to='councils.council')),
                        ('ofsted_urn', models.CharField(blank=True, help_text='Ofsted’s own number for the council.', max_length=7, verbose_name='Ofsted URN')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('gss_code', ''), _negated=True), fields=('gss_code',), name='council_gss_code_once'), models.UniqueConstraint(condition=models.Q(models.Q(('dfe_number', ''), _negated=True), ('ends__isnull', True)), fields=('dfe_number',), name='council_dfe_number_once'), models.CheckConstraint(condition=models.Q(('gss_code', ''), ('gss_code__regex', '^E(06|08|09|10)\\d{6}$'), _connector='OR'), name='council_gss_code_form'), models.CheckConstraint(condition=models.Q(('dfe_number', ''), ('dfe_number__regex', '^\\d{3}$'), _connector='OR'), name='council_dfe_number_form'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='council_ends_after_start'), models.UniqueConstraint(condition=models.Q(('ofsted_urn', ''), _negated=True), fields=('ofsted_urn',), name='council_ofsted_urn_once'), models.CheckConstraint(condition=models.Q(('ofsted_urn', ''), ('ofsted_urn__regex', '^\\d{5,7}$'), _connector='OR'), name='council_ofsted_urn_form')],
                    },
                ),
                migrations.CreateModel(
                    name='Body',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('cabinet', 'Cabinet'), ('overview_scrutiny', 'Overview and scrutiny committee'), ('improvement_board', 'Improvement board'), ('safeguarding_partnership', 'Safeguarding partnership'), ('management', 'Management team'), ('other', 'Other')], max_length=30)),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('predecessor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='councils.body')),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='councils.council')),
                    ],
                    options={
                        'verbose_name_plural': 'bodies',
                        'constraints': [models.UniqueConstraint(fields=('council', 'name'), name='body_once_in_council'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='body_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('held_on', models.DateField()),
                        ('outcome', models.TextField(blank=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='councils.body')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('body', 'held_on'), name='meeting_once_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('administrator', 'Administrator'), ('plan-manager', 'Plan manager'), ('lead-officer', 'Lead officer'), ('director', 'Director'), ('democratic-services', 'Democratic services'), ('scrutiny-member', 'Scrutiny member'), ('reader', 'Reader')], max_length=30)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='councils.council')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'council', 'role'), name='membership_once'), models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'plan-manager', 'lead-officer', 'director', 'democratic-services', 'scrutiny-member', 'reader'])), name='membership_role_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Officer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('person', 'Person'), ('post', 'Post'), ('group', 'Group'), ('partner', 'Partner outside the council')], max_length=10)),
                        ('name', models.CharField(help_text='The person, post, group or partner.', max_length=200)),
                        ('post', models.CharField(blank=True, help_text="A person's post, if known.", max_length=200)),
                        ('organisation', models.CharField(blank=True, max_length=200)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='councils.council')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='officers', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('council', 'kind', 'name', 'post'), name='officer_once_in_council'), models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'post', 'group', 'partner'])), name='officer_kind_is_known'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='officer_has_a_name'), models.CheckConstraint(condition=models.Q(('user__isnull', True), ('kind', 'person'), _connector='OR'), name='officer_with_account_is_a_person'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='officer_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Appointment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='councils.officer')),
                        ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='councils.officer')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('officer', models.F('to')), _negated=True), name='appointment_to_another'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='appointment_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='OfficerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('person', 'Person'), ('post', 'Post'), ('group', 'Group'), ('partner', 'Partner outside the council')], max_length=10)),
                        ('name', models.CharField(help_text='The person, post, group or partner.', max_length=200)),
                        ('post', models.CharField(blank=True, help_text="A person's post, if known.", max_length=200)),
                        ('organisation', models.CharField(blank=True, max_length=200)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='councils.officer')),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='BodyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('cabinet', 'Cabinet'), ('overview_scrutiny', 'Overview and scrutiny committee'), ('improvement_board', 'Improvement board'), ('safeguarding_partnership', 'Safeguarding partnership'), ('management', 'Management team'), ('other', 'Other')], max_length=30)),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='councils.body')),
                        ('predecessor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MeetingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('held_on', models.DateField()),
                        ('outcome', models.TextField(blank=True)),
                        ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='councils.meeting')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OutgoingEmail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=200, unique=True)),
                        ('kind', models.CharField(choices=[('reminder', 'Reminder'), ('chase', 'Chase'), ('returned', 'Update sent back'), ('question', 'Question or comment'), ('invitation', 'Invitation'), ('link', 'Link to report'), ('notice', 'Notice')], max_length=20)),
                        ('message_id', models.CharField(max_length=200, unique=True)),
                        ('to', models.EmailField(max_length=254)),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('reply_to', models.EmailField(blank=True, max_length=254)),
                        ('subject', models.CharField(max_length=200)),
                        ('body', models.TextField()),
                        ('links', models.JSONField(blank=True, default=dict, help_text='Mark: [kind, primary key].')),
                        ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Not sent'), ('unknown', 'Perhaps sent')], default='waiting', max_length=10)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('problem', models.CharField(blank=True, max_length=500)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('next_try_at', models.DateTimeField(blank=True, null=True)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emails', to='councils.council')),
                        ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='emails', to='councils.officer')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='emails', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['council', '-made_at', '-id'], name='email_latest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sending', 'sent', 'failed', 'unknown'])), name='email_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='email_sent_says_when')],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(max_length=254)),
                        ('name', models.CharField(max_length=200)),
                        ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('administrator', 'Administrator'), ('plan-manager', 'Plan manager'), ('lead-officer', 'Lead officer'), ('director', 'Director'), ('democratic-services', 'Democratic services'), ('scrutiny-member', 'Scrutiny member'), ('reader', 'Reader')], max_length=30), size=None)),
                        ('nonce', models.CharField(default=councils.models.invitations.new_nonce, editable=False, max_length=32)),
                        ('expires_on', models.DateField(help_text='The last day on which it can be accepted.')),
                        ('times_sent', models.PositiveSmallIntegerField(default=1)),
                        ('sent_at', models.DateTimeField()),
                        ('accepted_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='councils.council')),
                        ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invited', to=settings.AUTH_USER_MODEL)),
                        ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitations', to='councils.officer')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), fields=('council', 'email'), name='invitation_once_unanswered'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='invitation_email_lower_case'), models.CheckConstraint(condition=models.Q(('roles__contained_by', ['administrator', 'plan-manager', 'lead-officer', 'director', 'democratic-services', 'scrutiny-member', 'reader']), ('roles__len__gt', 0)), name='invitation_roles_are_known'), models.CheckConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None), _connector='OR'), name='invitation_has_one_end'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_says_who')],
                    },
                ),
                migrations.CreateModel(
                    name='MembershipEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('administrator', 'Administrator'), ('plan-manager', 'Plan manager'), ('lead-officer', 'Lead officer'), ('director', 'Director'), ('democratic-services', 'Democratic services'), ('scrutiny-member', 'Scrutiny member'), ('reader', 'Reader')], max_length=30)),
                        ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='councils.membership')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RegisterEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('signed_in', 'Signed in'), ('sign_in_failed', 'Wrong password'), ('password_reset', 'Password reset'), ('password_changed', 'Password changed'), ('invited', 'Invited'), ('invited_again', 'Invitation sent again'), ('withdrawn', 'Invitation withdrawn'), ('accepted', 'Invitation accepted'), ('role_given', 'Role given'), ('role_taken', 'Role taken away'), ('linked', 'Linked with a name in plans'), ('unlinked', 'Link with a name in plans ended'), ('left', 'Left')], max_length=20)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('name', models.CharField(max_length=200)),
                        ('email', models.EmailField(max_length=254)),
                        ('role', models.CharField(blank=True, choices=[('administrator', 'Administrator'), ('plan-manager', 'Plan manager'), ('lead-officer', 'Lead officer'), ('director', 'Director'), ('democratic-services', 'Democratic services'), ('scrutiny-member', 'Scrutiny member'), ('reader', 'Reader')], max_length=30)),
                        ('words', models.CharField(blank=True, max_length=500)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registered', to=settings.AUTH_USER_MODEL)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register', to='councils.council')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='register', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'register entries',
                        'indexes': [models.Index(fields=['council', '-at', '-id'], name='register_latest'), models.Index(fields=['council', 'user', 'kind'], name='register_of_person')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['signed_in', 'sign_in_failed', 'password_reset', 'password_changed', 'invited', 'invited_again', 'withdrawn', 'accepted', 'role_given', 'role_taken', 'linked', 'unlinked', 'left'])), name='register_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['role_given', 'role_taken']), ('role', ''), _negated=True), ('role__in', ['', 'administrator', 'plan-manager', 'lead-officer', 'director', 'democratic-services', 'scrutiny-member', 'reader'])), name='register_role_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='RedactedPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('table_name', models.CharField(max_length=100)),
                        ('row_pk', models.CharField(max_length=40)),
                        ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), size=None)),
                        ('takes_file', models.BooleanField(default=False, help_text='Its file was removed.')),
                        ('times', models.PositiveIntegerField(default=0)),
                        ('redaction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='councils.redaction')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('redaction', 'table_name', 'row_pk'), name='redacted_place_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Redaction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('asked', 'Asked for'), ('doing', 'Being done'), ('done', 'Done'), ('refused', 'Not done')], default='asked', max_length=10)),
                        ('words', models.TextField(blank=True, help_text='Empty once decided.')),
                        ('files', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, help_text='Files said to hold the name, like actionplans.Evidence:12; empty once decided.', size=None)),
                        ('why', models.TextField(help_text='Without the name.')),
                        ('asked_on', models.DateField()),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('decided_on', models.DateField(blank=True, null=True)),
                        ('refusal', models.TextField(blank=True, help_text='Why it was not done.')),
                        ('times', models.PositiveIntegerField(default=0, help_text='How often the name was taken out.')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions_asked', to=settings.AUTH_USER_MODEL)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='councils.council')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redactions_decided', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='redaction_by_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('decided_on__isnull', True), ('state', 'asked')), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('state__in', ['doing', 'done', 'refused'])), _connector='OR'), name='redaction_says_who_decided'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['asked', 'doing']), models.Q(('words', ''), _negated=True)), models.Q(('files', []), ('state__in', ['done', 'refused']), ('words', '')), _connector='OR'), name='redaction_forgets_the_words'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('refusal', ''), _negated=True), _connector='OR'), name='redaction_refused_says_why')],
                    },
                ),
                migrations.CreateModel(
                    name='CombinedAuthority',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('slug', models.SlugField(max_length=100, unique=True)),
                        ('gss_code', models.CharField(max_length=9, unique=True, verbose_name='GSS code')),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, help_text='The first day it was no more.', null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('gss_code__regex', '^E47\\d{6}$')), name='combined_authority_gss_code_form'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='combined_authority_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='CombinedAuthorityMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('combined_authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='councils.combinedauthority')),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='combined_authorities', to='councils.council')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('combined_authority', 'council'), name='combined_authority_member_once'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='combined_authority_member_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='StatisticalNeighbour',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rank', models.PositiveSmallIntegerField()),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statistical_neighbours', to='councils.council')),
                        ('neighbour', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='councils.council')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('council', 'rank'), name='neighbour_rank_once'), models.UniqueConstraint(fields=('council', 'neighbour'), name='neighbour_once'), models.CheckConstraint(condition=models.Q(('rank__gte', 1)), name='neighbour_rank_from_one'), models.CheckConstraint(condition=models.Q(('neighbour', models.F('council')), _negated=True), name='neighbour_is_another_council')],
                    },
                ),
            ],
        ),
        migrations.RunSQL(
            sql=ALLOWS,
            reverse_sql='DROP FUNCTION councils_redaction_allows',
        ),
        AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name='body',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='665f7b056202caaf74c51a91d4549c1719ce326d', operation='UPDATE', pgid='pgtrigger_council_stays_00305', table='councils_body', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='body',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "councils_bodyevent" ("council_id", "ends", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "starts") VALUES (NEW."council_id", NEW."ends", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."predecessor_id", NEW."starts"); RETURN NULL;', hash='06e1629acc4bde08954958d8f765a2bc0762b01f', operation='INSERT', pgid='pgtrigger_insert_insert_81916', table='councils_body', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='body',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "councils_bodyevent" ("council_id", "ends", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "starts") VALUES (NEW."council_id", NEW."ends", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."predecessor_id", NEW."starts"); RETURN NULL;', hash='9de910a26883e3732b2588d29f0a24ae460adcb7', operation='UPDATE', pgid='pgtrigger_update_update_a546e', table='councils_body', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='body',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "councils_bodyevent" ("council_id", "ends", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "starts") VALUES (OLD."council_id", OLD."ends", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."predecessor_id", OLD."starts"); RETURN NULL;', hash='43000f4f0d96989b9ee4c8cfab45fcf204a3d9ae', operation='DELETE', pgid='pgtrigger_delete_delete_c8578', table='councils_body', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='body_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='26e609a8814f1612735d2684bec920f8dbc2c691', operation='UPDATE', pgid='pgtrigger_body_stays_4d55d', table='councils_meeting', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "councils_meetingevent" ("body_id", "held_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body_id", NEW."held_on", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='985ca54e14bfe3ca846a2c92f173b4d96b905eed', operation='INSERT', pgid='pgtrigger_insert_insert_0b1d2', table='councils_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "councils_meetingevent" ("body_id", "held_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body_id", NEW."held_on", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='ed148c4a5c505a6e89259651da423ba1f965914b', operation='UPDATE', pgid='pgtrigger_update_update_09a52', table='councils_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "councils_meetingevent" ("body_id", "held_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."body_id", OLD."held_on", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='d209702951ba317d1f81d318233090b249c3efd1', operation='DELETE', pgid='pgtrigger_delete_delete_bb466', table='councils_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "councils_membershipevent" ("council_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."council_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;', hash='6dfc7e36f81dbe2b7edf25b8d5522438840a62e6', operation='INSERT', pgid='pgtrigger_insert_insert_a6f53', table='councils_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "councils_membershipevent" ("council_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."council_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;', hash='9544d13c7eb7d4b5316b68aae78cc2d19eda292b', operation='UPDATE', pgid='pgtrigger_update_update_9246c', table='councils_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "councils_membershipevent" ("council_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (OLD."council_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."user_id"); RETURN NULL;', hash='494fa61d363f4d9ab5e55cebdd0e2655135850f5', operation='DELETE', pgid='pgtrigger_delete_delete_3c35f', table='councils_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='officer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "councils_officerevent" ("council_id", "email", "ends", "id", "kind", "name", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts", "user_id") VALUES (NEW."council_id", NEW."email", NEW."ends", NEW."id", NEW."kind", NEW."name", NEW."organisation", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."starts", NEW."user_id"); RETURN NULL;', hash='485be05211b5e730f9f1af2bbf27f530cb1829ce', operation='INSERT', pgid='pgtrigger_insert_insert_642ce', table='councils_officer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='officer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "councils_officerevent" ("council_id", "email", "ends", "id", "kind", "name", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts", "user_id") VALUES (NEW."council_id", NEW."email", NEW."ends", NEW."id", NEW."kind", NEW."name", NEW."organisation", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."starts", NEW."user_id"); RETURN NULL;', hash='0b43fcc6f0fa2a3acdf36860b33ea2af0cd87d7d', operation='UPDATE', pgid='pgtrigger_update_update_6c3ad', table='councils_officer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='officer',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "councils_officerevent" ("council_id", "email", "ends", "id", "kind", "name", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts", "user_id") VALUES (OLD."council_id", OLD."email", OLD."ends", OLD."id", OLD."kind", OLD."name", OLD."organisation", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post", OLD."starts", OLD."user_id"); RETURN NULL;', hash='3a23dfc431f1dc51e75f8779c7e8c85a9befb7cc', operation='DELETE', pgid='pgtrigger_delete_delete_f41b9', table='councils_officer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='officer',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='3c78f091b4168712c9a131c6d9167bc869746aa8', operation='UPDATE', pgid='pgtrigger_council_stays_0a119', table='councils_officer', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='appointment',
                    trigger=pgtrigger.compiler.Trigger(name='appointed_in_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM councils_officer AS officer\n                   JOIN councils_officer AS post ON post.council_id = officer.council_id\n                   WHERE officer.id = NEW.officer_id AND post.id = NEW.to_id) THEN\n                RAISE EXCEPTION 'The officer and the post belong to different councils.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='4e2676d1b0caaf58d417eda84e2abd381729f8fa', operation='INSERT OR UPDATE', pgid='pgtrigger_appointed_in_the_council_10303', table='councils_appointment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='officerevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='a47485c4b1935f9bab1142ff5945125335d409a0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_035e1', table='councils_officerevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bodyevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='4e192441df82c92f7f9cb10b6eda521adaddcedb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a34a3', table='councils_bodyevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='69e2d8fc378ed861d0f171d2d822ffe38588c497', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_66b8a', table='councils_meetingevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='outgoingemail',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='10ca52dbfde7d1940242d33b0c5fcde3b7beb853', operation='UPDATE', pgid='pgtrigger_council_stays_34d91', table='councils_outgoingemail', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='invitation',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a159f6dbd472a4d3ca73f3a20ec4836ba956778d', operation='UPDATE', pgid='pgtrigger_council_stays_74803', table='councils_invitation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='invitation',
                    trigger=pgtrigger.compiler.Trigger(name='invited_as_one_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.officer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM councils_officer AS officer\n                   WHERE officer.id = NEW.officer_id AND officer.council_id = NEW.council_id) THEN\n                RAISE EXCEPTION 'The officer belongs to another council than the invitation.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='1efae3108a11f87e357d9560bca50ec45081fdc3', operation='INSERT OR UPDATE', pgid='pgtrigger_invited_as_one_of_the_council_b4e29', table='councils_invitation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='6ffd63fc9b5c314bd47ef23f75bd69b5e18440fb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9e52d', table='councils_membershipevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registerentry',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='9033647f5fb921e5dd38b1dd7972db4c38ff5f5a', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_694f0', table='councils_registerentry', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='redactedplace',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c7a1cc2cedd1caaf1b64dbfb89f2c08f88860f8c', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_acaa9', table='councils_redactedplace', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='redactedplace',
                    trigger=pgtrigger.compiler.Trigger(name='redacted_while_it_is_done', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM councils_redaction AS asked\n                   WHERE asked.id = NEW.redaction_id AND asked.state = 'doing') THEN\n                RAISE EXCEPTION 'The redaction is not being done.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='9fe33085b952b057ebf23a8746adbf0361762714', operation='INSERT OR UPDATE', pgid='pgtrigger_redacted_while_it_is_done_49e15', table='councils_redactedplace', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='redaction',
                    trigger=pgtrigger.compiler.Trigger(name='decided_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'INSERT' AND NEW.state = 'asked' THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE'\n            AND (OLD.state, NEW.state) IN (\n                ('asked', 'doing'), ('asked', 'refused'), ('doing', 'done'))\n            AND (NEW.id, NEW.council_id, NEW.asked_by_id, NEW.asked_at, NEW.asked_on, NEW.why)\n              = (OLD.id, OLD.council_id, OLD.asked_by_id, OLD.asked_at, OLD.asked_on, OLD.why)\n            AND (NEW.words, NEW.files) IN ((OLD.words, OLD.files), ('', '{}'))\n            AND (OLD.state = 'asked'\n                OR (NEW.decided_by_id, NEW.decided_on) = (OLD.decided_by_id, OLD.decided_on))\n        THEN\n            RETURN NEW;\n        END IF;\n        RAISE EXCEPTION 'A redaction is asked for by one person and decided once.'\n            USING ERRCODE = 'check_violation';\n    ", hash='297e52769bb5a373ae533c6ac845ba4a7b243e6b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_decided_once_852db', table='councils_redaction', when='BEFORE')),
                ),
            ],
        ),
    ]
