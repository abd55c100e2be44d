import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from councils.migrating import AtOnce


class Migration(migrations.Migration):
    """What the migrations it replaces come to on an empty database."""

    replaces = [
        ('scrutiny', '0001_reviews'),
        ('scrutiny', '0002_glossary_and_briefings'),
        ('scrutiny', '0003_members_questions'),
        ('scrutiny', '0004_oversight'),
    ]

    initial = True

    dependencies = [
        ('actionplans', '0038_questions_of_members'),
        ('councils', '0008_redaction_and_generated_columns'),
        ('inspections', '0014_search'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('reports', '0013_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            operations=[
                migrations.CreateModel(
                    name='ReviewRecommendation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('strand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='scrutiny.reviewstrand')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('review', 'order'), name='review_recommendation_order')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewSession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('held_on', models.DateField(blank=True, null=True)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('about', models.TextField(blank=True, help_text='What it was about.')),
                        ('met', models.TextField(blank=True, help_text='Who was met, one to a line.')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('review', 'order'), name='review_session_order')],
                    },
                ),
                migrations.CreateModel(
                    name='ActionFromReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='from_reviews', to='actionplans.action')),
                        ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='scrutiny.reviewrecommendation')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('recommendation', 'action'), name='action_from_review_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewAddressee',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('executive', 'The executive'), ('other', 'Another body')], default='executive', max_length=10)),
                        ('name', models.CharField(help_text='As its papers name it: Cabinet, a health trust, a board.', max_length=200)),
                        ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recommended_to', to='councils.body')),
                        ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addressees', to='scrutiny.reviewrecommendation')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('recommendation', 'order'), name='review_addressee_order'), models.UniqueConstraint(fields=('recommendation', 'name'), name='review_addressee_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['executive', 'other'])), name='review_addressee_of_a_known_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text="As the review's papers name them.", max_length=200)),
                        ('part', models.CharField(choices=[('chair', 'Chair'), ('member', 'Member'), ('co_opted', 'Co-opted member'), ('officer', 'Scrutiny officer')], default='member', max_length=10)),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, help_text='The first day without them.', null=True)),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review_parts', to=settings.AUTH_USER_MODEL)),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ends__isnull', True), ('user__isnull', False)), fields=('review', 'user'), name='review_member_once'), models.CheckConstraint(condition=models.Q(('part__in', ['chair', 'member', 'co_opted', 'officer'])), name='review_member_has_a_known_part'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='review_member_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewPaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='about_review', to='reports.report')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='scrutiny.scrutinyreview')),
                    ],
                ),
                migrations.CreateModel(
                    name='ReviewAddresseeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('executive', 'The executive'), ('other', 'Another body')], default='executive', max_length=10)),
                        ('name', models.CharField(help_text='As its papers name it: Cabinet, a health trust, a board.', max_length=200)),
                        ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.reviewaddressee')),
                        ('recommendation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.reviewrecommendation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Response',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('known_on', models.DateField()),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('verdict', models.CharField(choices=[('accepted', 'Accepted'), ('in_part', 'Accepted in part'), ('not_accepted', 'Not accepted'), ('in_place', 'Already in place'), ('for_another', 'For another body to decide'), ('not_stated', 'Not stated')], max_length=15)),
                        ('text', models.TextField(blank=True)),
                        ('due', models.DateField(blank=True, help_text='By when it is to be done.', null=True)),
                        ('source', models.CharField(blank=True, help_text='The paper it stands in.', max_length=200)),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                        ('lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review_responses', to='councils.officer')),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='scrutiny.reviewaddressee')),
                        ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='scrutiny.reviewrecommendation')),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['accepted', 'in_part', 'not_accepted', 'in_place', 'for_another', 'not_stated'])), name='review_response_has_a_known_verdict'), models.CheckConstraint(condition=models.Q(('verdict', 'accepted'), models.Q(('text', ''), _negated=True), _connector='OR'), name='review_response_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'not_stated'), _negated=True), models.Q(('source', ''), _negated=True), _connector='OR'), name='review_response_not_stated_in_a_paper'), models.CheckConstraint(condition=models.Q(('entered_by__isnull', False), models.Q(('source', ''), _negated=True), _connector='OR'), name='review_response_says_by_whom')],
                    },
                ),
                migrations.CreateModel(
                    name='ActionFromReviewEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.action')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.actionfromreview')),
                        ('recommendation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.reviewrecommendation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReviewStrand',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('heading', models.CharField(blank=True, help_text='As its report words it; empty: from the data.', max_length=500)),
                        ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_strands', to='inspections.recommendation')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='strands', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('review', 'order'), name='review_strand_order'), models.UniqueConstraint(fields=('review', 'recommendation'), name='review_strand_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField()),
                        ('written_at', models.DateTimeField(auto_now_add=True)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_notes', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='scrutiny.reviewsession')),
                        ('strand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='scrutiny.reviewstrand')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='scrutiny.scrutinyreview')),
                    ],
                ),
                migrations.CreateModel(
                    name='ReviewFinding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('strand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='scrutiny.reviewstrand')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('review', 'order'), name='review_finding_order')],
                    },
                ),
                migrations.CreateModel(
                    name='ScrutinyReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200)),
                        ('commissioned_on', models.DateField(blank=True, null=True)),
                        ('terms', models.TextField(blank=True, help_text='What the group was asked to look at.')),
                        ('methodology', models.TextField(blank=True, help_text='How it went about it, whom it met.')),
                        ('reported_on', models.DateField(blank=True, help_text='The day the group reported to the body.', null=True)),
                        ('adopted_on', models.DateField(blank=True, help_text='The day the body adopted its recommendations.', null=True)),
                        ('received_on', models.DateField(blank=True, help_text='The day the executive received what was adopted.', null=True)),
                        ('published_on', models.DateField(blank=True, help_text='From this day findings and recommendations are open.', null=True)),
                        ('notes_opened_on', models.DateField(blank=True, help_text="From this day the group's notes are open too.", null=True)),
                        ('version', models.PositiveIntegerField(default=1, help_text='Goes up with every change to anything in the review.')),
                        ('commissioned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scrutiny_reviews', to='councils.body')),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scrutiny_reviews', to='councils.council')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scrutiny_reviews', to='actionplans.actionplan')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('council', 'title'), name='review_title_once'), models.CheckConstraint(condition=models.Q(('received_on__isnull', True), ('adopted_on__isnull', True), ('received_on__gte', models.F('adopted_on')), _connector='OR'), name='review_received_after_adopted'), models.CheckConstraint(condition=models.Q(('notes_opened_on__isnull', True), models.Q(('notes_opened_on__gte', models.F('published_on')), ('published_on__isnull', False)), _connector='OR'), name='review_notes_open_after_the_rest')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewStrandEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('heading', models.CharField(blank=True, help_text='As its report words it; empty: from the data.', max_length=500)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.reviewstrand')),
                        ('recommendation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.recommendation')),
                        ('review', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReviewSessionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('held_on', models.DateField(blank=True, null=True)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('about', models.TextField(blank=True, help_text='What it was about.')),
                        ('met', models.TextField(blank=True, help_text='Who was met, one to a line.')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.reviewsession')),
                        ('review', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReviewRecommendationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.reviewrecommendation')),
                        ('strand', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.reviewstrand')),
                        ('review', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReviewPaperEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.reviewpaper')),
                        ('report', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reports.report')),
                        ('review', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReviewNoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('text', models.TextField()),
                        ('written_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.reviewnote')),
                        ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.reviewsession')),
                        ('strand', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.reviewstrand')),
                        ('review', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReviewMemberEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(help_text="As the review's papers name them.", max_length=200)),
                        ('part', models.CharField(choices=[('chair', 'Chair'), ('member', 'Member'), ('co_opted', 'Co-opted member'), ('officer', 'Scrutiny officer')], default='member', max_length=10)),
                        ('starts', models.DateField(blank=True, null=True)),
                        ('ends', models.DateField(blank=True, help_text='The first day without them.', null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.reviewmember')),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('review', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReviewFindingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.reviewfinding')),
                        ('strand', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.reviewstrand')),
                        ('review', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.scrutinyreview')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ScrutinyReviewEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=200)),
                        ('commissioned_on', models.DateField(blank=True, null=True)),
                        ('terms', models.TextField(blank=True, help_text='What the group was asked to look at.')),
                        ('methodology', models.TextField(blank=True, help_text='How it went about it, whom it met.')),
                        ('reported_on', models.DateField(blank=True, help_text='The day the group reported to the body.', null=True)),
                        ('adopted_on', models.DateField(blank=True, help_text='The day the body adopted its recommendations.', null=True)),
                        ('received_on', models.DateField(blank=True, help_text='The day the executive received what was adopted.', null=True)),
                        ('published_on', models.DateField(blank=True, help_text='From this day findings and recommendations are open.', null=True)),
                        ('notes_opened_on', models.DateField(blank=True, help_text="From this day the group's notes are open too.", null=True)),
                        ('version', models.PositiveIntegerField(default=1, help_text='Goes up with every change to anything in the review.')),
                        ('commissioned_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.scrutinyreview')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Acronym',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('short', models.CharField(max_length=30)),
                        ('full', models.CharField(max_length=300)),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acronyms', to='councils.council')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('council', 'short'), name='acronym_once_in_council'), models.CheckConstraint(condition=models.Q(models.Q(('short', ''), _negated=True), models.Q(('full', ''), _negated=True)), name='acronym_is_spelled_out')],
                    },
                ),
                migrations.CreateModel(
                    name='AcronymEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('short', models.CharField(max_length=30)),
                        ('full', models.CharField(max_length=300)),
                        ('council', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.acronym')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Briefing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked_at', models.DateTimeField(auto_now_add=True)),
                        ('asked_on', models.DateField()),
                        ('as_at', models.DateField()),
                        ('known_on', models.DateField(blank=True, null=True)),
                        ('status', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Ready'), ('failed', 'Failed')], default='waiting', max_length=10)),
                        ('problem', models.TextField(blank=True)),
                        ('content', models.BinaryField(blank=True, null=True)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='briefings', to=settings.AUTH_USER_MODEL)),
                        ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='briefings', to='councils.body')),
                        ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='briefings', to='councils.council')),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='briefings', to='actionplans.actionplan')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['asked_at'], name='briefing_by_moment')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('status', 'done'), _negated=True), ('content__isnull', False), _connector='OR'), models.Q(models.Q(('status', 'failed'), _negated=True), models.Q(('problem', ''), _negated=True), _connector='OR')), name='briefing_has_what_its_status_says')],
                    },
                ),
                migrations.CreateModel(
                    name='MembersQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('member', models.CharField(blank=True, help_text='The member who asked, when an officer entered it.', max_length=200)),
                        ('is_named', models.BooleanField(default=False, help_text='Papers say the member’s name.')),
                        ('flag', models.CharField(blank=True, help_text='The key of the flag.', max_length=100)),
                        ('flag_said', models.TextField(blank=True, help_text='The flag’s sentence when it was asked.')),
                        ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='councils.body')),
                        ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='reports.edition')),
                        ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='councils.meeting')),
                        ('question', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='actionplans.question')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('flag', ''), ('flag_said', '')), models.Q(models.Q(('flag', ''), _negated=True), models.Q(('flag_said', ''), _negated=True)), _connector='OR'), name='members_question_says_the_flag')],
                    },
                ),
                migrations.CreateModel(
                    name='ForwardItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('each', 'At each meeting'), ('every', 'Every so many weeks or months'), ('once', 'At one meeting')], max_length=10)),
                        ('every', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('unit', models.CharField(blank=True, choices=[('weeks', 'Weeks'), ('months', 'Months')], max_length=10)),
                        ('words', models.CharField(blank=True, help_text="As the body's forward plan prints it: quarterly.", max_length=200)),
                        ('starts', models.DateField()),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forward_items', to='councils.body')),
                        ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='forward_items', to='councils.meeting')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forward_items', to='actionplans.actionplan')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('every__isnull', True), ('kind', 'each'), ('meeting__isnull', True), ('unit', '')), models.Q(('every__gte', 1), ('kind', 'every'), ('meeting__isnull', True), ('unit__in', ['weeks', 'months'])), models.Q(('every__isnull', True), ('kind', 'once'), ('meeting__isnull', False), ('unit', '')), _connector='OR'), name='forward_item_says_when'), models.UniqueConstraint(condition=models.Q(models.Q(('kind', 'once'), _negated=True), ('ends__isnull', True)), fields=('body', 'plan'), name='forward_item_one_rhythm'), models.UniqueConstraint(condition=models.Q(('ends__isnull', True), ('kind', 'once')), fields=('body', 'plan', 'meeting'), name='forward_item_once_a_meeting'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='forward_item_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='ForwardItemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('each', 'At each meeting'), ('every', 'Every so many weeks or months'), ('once', 'At one meeting')], max_length=10)),
                        ('every', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('unit', models.CharField(blank=True, choices=[('weeks', 'Weeks'), ('months', 'Months')], max_length=10)),
                        ('words', models.CharField(blank=True, help_text="As the body's forward plan prints it: quarterly.", max_length=200)),
                        ('starts', models.DateField()),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.meeting')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.forwarditem')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='LearningPoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(blank=True, help_text="Empty: the lesson's words.")),
                        ('theme', models.CharField(blank=True, choices=[('leadership', 'Leadership'), ('partnerships', 'Partnerships and governance'), ('scrutiny', 'Scrutiny and challenge'), ('parenting', 'Corporate parenting'), ('performance', 'Performance management')], max_length=40)),
                        ('source', models.CharField(blank=True, help_text='Whose inspection, and where it is written.', max_length=300)),
                        ('taken_on', models.DateField(help_text='The day the body took it up.')),
                        ('removed_on', models.DateField(blank=True, null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='learning_points', to='councils.body')),
                        ('lesson', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_up', to='inspections.lesson')),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='learning_points', to='actionplans.actionplan')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lesson__isnull', False), ('source', ''), ('text', ''), ('theme', '')), models.Q(('lesson__isnull', True), models.Q(('text', ''), _negated=True), models.Q(('source', ''), _negated=True)), _connector='OR'), name='learning_point_has_words_and_a_source'), models.UniqueConstraint(condition=models.Q(('removed_on__isnull', True)), fields=('body', 'lesson'), name='learning_point_once_in_body')],
                    },
                ),
                migrations.CreateModel(
                    name='LearningPointEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('text', models.TextField(blank=True, help_text="Empty: the lesson's words.")),
                        ('theme', models.CharField(blank=True, choices=[('leadership', 'Leadership'), ('partnerships', 'Partnerships and governance'), ('scrutiny', 'Scrutiny and challenge'), ('parenting', 'Corporate parenting'), ('performance', 'Performance management')], max_length=40)),
                        ('source', models.CharField(blank=True, help_text='Whose inspection, and where it is written.', max_length=300)),
                        ('taken_on', models.DateField(help_text='The day the body took it up.')),
                        ('removed_on', models.DateField(blank=True, null=True)),
                        ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('lesson', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.lesson')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.learningpoint')),
                        ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NextStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(blank=True, help_text="Empty: the lesson's words.")),
                        ('who', models.CharField(blank=True, help_text='Empty: not stated.', max_length=200)),
                        ('due', models.DateField(blank=True, null=True)),
                        ('said_on', models.DateField(help_text='The day it was agreed, or named as possible.')),
                        ('is_agreed', models.BooleanField(default=True)),
                        ('ended', models.CharField(blank=True, choices=[('done', 'Done'), ('dropped', 'Not pursued')], max_length=10)),
                        ('ended_on', models.DateField(blank=True, null=True)),
                        ('outcome', models.TextField(blank=True, help_text='What came of it.')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='next_steps', to='councils.body')),
                        ('lesson', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_steps', to='inspections.lesson')),
                        ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_steps', to='councils.meeting')),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_steps', to='actionplans.actionplan')),
                        ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_steps', to='scrutiny.learningpoint')),
                        ('visit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_steps', to='scrutiny.visit')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lesson__isnull', False), ('text', '')), models.Q(('lesson__isnull', True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='next_step_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('ended', ''), ('ended_on__isnull', True)), models.Q(('ended__in', ['done', 'dropped']), ('ended_on__isnull', False)), _connector='OR'), name='next_step_ends_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('ended', 'dropped'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='next_step_not_pursued_says_why')],
                    },
                ),
                migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('place', models.CharField(help_text='The service that was visited.', max_length=200)),
                        ('who', models.TextField(help_text='Who went, as the council writes it, one to a line.')),
                        ('learned', models.TextField(help_text='What was learned.')),
                        ('removed_on', models.DateField(blank=True, null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='councils.body')),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='actionplans.actionplan')),
                        ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='scrutiny.learningpoint')),
                        ('actions', models.ManyToManyField(blank=True, related_name='visits', through='scrutiny.VisitAction', to='actionplans.action')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), models.Q(('who', ''), _negated=True), models.Q(('learned', ''), _negated=True)), name='visit_says_what')],
                    },
                ),
                migrations.CreateModel(
                    name='NextStepEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('text', models.TextField(blank=True, help_text="Empty: the lesson's words.")),
                        ('who', models.CharField(blank=True, help_text='Empty: not stated.', max_length=200)),
                        ('due', models.DateField(blank=True, null=True)),
                        ('said_on', models.DateField(help_text='The day it was agreed, or named as possible.')),
                        ('is_agreed', models.BooleanField(default=True)),
                        ('ended', models.CharField(blank=True, choices=[('done', 'Done'), ('dropped', 'Not pursued')], max_length=10)),
                        ('ended_on', models.DateField(blank=True, null=True)),
                        ('outcome', models.TextField(blank=True, help_text='What came of it.')),
                        ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('lesson', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inspections.lesson')),
                        ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.meeting')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.nextstep')),
                        ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('point', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.learningpoint')),
                        ('visit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.visit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VisitAction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seen_at_visits', to='actionplans.action')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='about_actions', to='scrutiny.visit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('visit', 'action'), name='visit_action_once')],
                    },
                ),
                migrations.CreateModel(
                    name='VisitActionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.action')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.visitaction')),
                        ('visit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.visit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VisitEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField()),
                        ('place', models.CharField(help_text='The service that was visited.', max_length=200)),
                        ('who', models.TextField(help_text='Who went, as the council writes it, one to a line.')),
                        ('learned', models.TextField(help_text='What was learned.')),
                        ('removed_on', models.DateField(blank=True, null=True)),
                        ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.body')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scrutiny.visit')),
                        ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.actionplan')),
                        ('point', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scrutiny.learningpoint')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
        AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewrecommendation',
                    trigger=pgtrigger.compiler.Trigger(name='review_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."review_id" IS DISTINCT FROM (NEW."review_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cd8fc2eebac1dc6b8ee579d61d33fe60adb0d199', operation='UPDATE', pgid='pgtrigger_review_stays_ccf70', table='scrutiny_reviewrecommendation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewrecommendation',
                    trigger=pgtrigger.compiler.Trigger(name='recommended_in_the_strand', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.strand_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scrutiny_reviewstrand AS strand\n                   WHERE strand.id = NEW.strand_id AND strand.review_id = NEW.review_id) THEN\n                RAISE EXCEPTION 'The strand belongs to another review.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='24d42cfa46dbf8c2ab05b9791df379e1ae2710b5', operation='INSERT OR UPDATE', pgid='pgtrigger_recommended_in_the_strand_8a699', table='scrutiny_reviewrecommendation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewrecommendation',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewrecommendationevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "strand_id", "text") VALUES (NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_id", NEW."strand_id", NEW."text"); RETURN NULL;', hash='c4f1ab24597e0671eb4a1694f140d49a161c4159', operation='INSERT', pgid='pgtrigger_insert_insert_a2d45', table='scrutiny_reviewrecommendation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewrecommendation',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_reviewrecommendationevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "strand_id", "text") VALUES (NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."strand_id", NEW."text"); RETURN NULL;', hash='abc2bd7a797e11b0e76c4b774c46c5316c15162e', operation='UPDATE', pgid='pgtrigger_update_update_bd6ef', table='scrutiny_reviewrecommendation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewrecommendation',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewrecommendationevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "strand_id", "text") VALUES (OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_id", OLD."strand_id", OLD."text"); RETURN NULL;', hash='54b0dd90c4fd3664d63e7c934edafa63472df1f1', operation='DELETE', pgid='pgtrigger_delete_delete_b1100', table='scrutiny_reviewrecommendation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewsession',
                    trigger=pgtrigger.compiler.Trigger(name='review_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."review_id" IS DISTINCT FROM (NEW."review_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0c0867898f4d44b061e92760c550bbd891e95294', operation='UPDATE', pgid='pgtrigger_review_stays_ecef8', table='scrutiny_reviewsession', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewsession',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewsessionevent" ("about", "held_on", "id", "met", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "review_id") VALUES (NEW."about", NEW."held_on", NEW."id", NEW."met", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."review_id"); RETURN NULL;', hash='f85eb64b40525928bb9dad197f21507be2a90ec3', operation='INSERT', pgid='pgtrigger_insert_insert_b8343', table='scrutiny_reviewsession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewsession',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_reviewsessionevent" ("about", "held_on", "id", "met", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "review_id") VALUES (NEW."about", NEW."held_on", NEW."id", NEW."met", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."review_id"); RETURN NULL;', hash='4b94d18e99d42da69a26803fd4fd21c87304c80e', operation='UPDATE', pgid='pgtrigger_update_update_e22dd', table='scrutiny_reviewsession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewsession',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewsessionevent" ("about", "held_on", "id", "met", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "review_id") VALUES (OLD."about", OLD."held_on", OLD."id", OLD."met", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."review_id"); RETURN NULL;', hash='c2d5a19b8e5e30eae7fd4df5135e7a4c59abe316', operation='DELETE', pgid='pgtrigger_delete_delete_8105d', table='scrutiny_reviewsession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionfromreview',
                    trigger=pgtrigger.compiler.Trigger(name='recommendation_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."recommendation_id" IS DISTINCT FROM (NEW."recommendation_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='292cced4c1f05ebc7ed87e38569a9570836000a5', operation='UPDATE', pgid='pgtrigger_recommendation_stays_44a2e', table='scrutiny_actionfromreview', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionfromreview',
                    trigger=pgtrigger.compiler.Trigger(name='action_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."action_id" IS DISTINCT FROM (NEW."action_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='708047673bff6ff216725980404f7c883e53ea58', operation='UPDATE', pgid='pgtrigger_action_stays_63d48', table='scrutiny_actionfromreview', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionfromreview',
                    trigger=pgtrigger.compiler.Trigger(name='action_from_review_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM scrutiny_reviewrecommendation AS asked\n                   JOIN scrutiny_scrutinyreview AS review ON review.id = asked.review_id\n                   JOIN actionplans_actionplan AS plan ON plan.council_id = review.council_id\n                   JOIN actionplans_action AS action ON action.plan_id = plan.id\n                   WHERE asked.id = NEW.recommendation_id AND action.id = NEW.action_id) THEN\n                RAISE EXCEPTION 'The action is of another council than the review.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='a2abb6fefa51aa3ea15b3faf1a1d017f9f63a626', operation='INSERT OR UPDATE', pgid='pgtrigger_action_from_review_of_the_council_0b228', table='scrutiny_actionfromreview', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionfromreview',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_actionfromreviewevent" ("action_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."action_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='043036b46683ed5f64f834ecdbc408bbe5151f7c', operation='INSERT', pgid='pgtrigger_insert_insert_f5a1c', table='scrutiny_actionfromreview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionfromreview',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_actionfromreviewevent" ("action_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."action_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='e6dda61c4112d71dc46b3783d91b96f2f5c7abdf', operation='UPDATE', pgid='pgtrigger_update_update_c0ebe', table='scrutiny_actionfromreview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionfromreview',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_actionfromreviewevent" ("action_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (OLD."action_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id"); RETURN NULL;', hash='13321a84cd4d0cad8efeb4fa8db417413e57f166', operation='DELETE', pgid='pgtrigger_delete_delete_479e7', table='scrutiny_actionfromreview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewaddressee',
                    trigger=pgtrigger.compiler.Trigger(name='recommendation_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."recommendation_id" IS DISTINCT FROM (NEW."recommendation_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1b06bebb2efafadb0ded62792742eb6e910a4373', operation='UPDATE', pgid='pgtrigger_recommendation_stays_cee0a', table='scrutiny_reviewaddressee', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewaddressee',
                    trigger=pgtrigger.compiler.Trigger(name='addressee_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.body_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scrutiny_reviewrecommendation AS asked\n                   JOIN scrutiny_scrutinyreview AS review ON review.id = asked.review_id\n                   JOIN councils_body AS body ON body.council_id = review.council_id\n                   WHERE asked.id = NEW.recommendation_id AND body.id = NEW.body_id) THEN\n                RAISE EXCEPTION 'The body is of another council than the review.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='5b416effbe708244bdffb4fcf94fe1dd9b9d2a6c', operation='INSERT OR UPDATE', pgid='pgtrigger_addressee_of_the_council_8e520', table='scrutiny_reviewaddressee', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewaddressee',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewaddresseeevent" ("body_id", "id", "kind", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."body_id", NEW."id", NEW."kind", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='4f1511852e1ace4d95c1bf8f5964519195bd98bd', operation='INSERT', pgid='pgtrigger_insert_insert_896d9', table='scrutiny_reviewaddressee', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewaddressee',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_reviewaddresseeevent" ("body_id", "id", "kind", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."body_id", NEW."id", NEW."kind", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='77b62512dc8c8a2564c5cfebd1ec76d99a024e25', operation='UPDATE', pgid='pgtrigger_update_update_a746c', table='scrutiny_reviewaddressee', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewaddressee',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewaddresseeevent" ("body_id", "id", "kind", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (OLD."body_id", OLD."id", OLD."kind", OLD."name", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id"); RETURN NULL;', hash='bb41c1601167f938a84bf2734c74dd4d44d1673c', operation='DELETE', pgid='pgtrigger_delete_delete_74885', table='scrutiny_reviewaddressee', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewmember',
                    trigger=pgtrigger.compiler.Trigger(name='review_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."review_id" IS DISTINCT FROM (NEW."review_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='df2a704b17dfe7ca933e859e8f982ffcf5508af8', operation='UPDATE', pgid='pgtrigger_review_stays_ad104', table='scrutiny_reviewmember', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewmember',
                    trigger=pgtrigger.compiler.Trigger(name='member_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.user_id IS NOT NULL AND NEW.ends IS NULL AND NOT EXISTS (SELECT 1 FROM councils_membership AS membership\n                   JOIN scrutiny_scrutinyreview AS review\n                   ON review.council_id = membership.council_id\n                   WHERE review.id = NEW.review_id AND membership.user_id = NEW.user_id) THEN\n                RAISE EXCEPTION 'Whoever is in the group needs a role in the council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='15460bc6f740553e49c3aba64aa43dbbe1be0bb2', operation='INSERT OR UPDATE', pgid='pgtrigger_member_of_the_council_7e554', table='scrutiny_reviewmember', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewmember',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewmemberevent" ("ends", "id", "name", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "starts", "user_id") VALUES (NEW."ends", NEW."id", NEW."name", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_id", NEW."starts", NEW."user_id"); RETURN NULL;', hash='4523ce26644d88b6b03dd604a9cb7f953779a5c0', operation='INSERT', pgid='pgtrigger_insert_insert_47353', table='scrutiny_reviewmember', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewmember',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_reviewmemberevent" ("ends", "id", "name", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "starts", "user_id") VALUES (NEW."ends", NEW."id", NEW."name", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."starts", NEW."user_id"); RETURN NULL;', hash='b744349beff7119984889d41a54349ef8a8e6ebc', operation='UPDATE', pgid='pgtrigger_update_update_90447', table='scrutiny_reviewmember', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewmember',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewmemberevent" ("ends", "id", "name", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "starts", "user_id") VALUES (OLD."ends", OLD."id", OLD."name", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_id", OLD."starts", OLD."user_id"); RETURN NULL;', hash='e783aa2e4b3421e1058d5ecdc8528702ce74a57a', operation='DELETE', pgid='pgtrigger_delete_delete_80b8a', table='scrutiny_reviewmember', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewpaper',
                    trigger=pgtrigger.compiler.Trigger(name='review_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."review_id" IS DISTINCT FROM (NEW."review_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fae42d779c3e73585ac4e08b10e61890008446c1', operation='UPDATE', pgid='pgtrigger_review_stays_bb737', table='scrutiny_reviewpaper', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewpaper',
                    trigger=pgtrigger.compiler.Trigger(name='report_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."report_id" IS DISTINCT FROM (NEW."report_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2b1599d6e23df5d806c43e2f53b8cc92dbefc9e3', operation='UPDATE', pgid='pgtrigger_report_stays_8b124', table='scrutiny_reviewpaper', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewpaper',
                    trigger=pgtrigger.compiler.Trigger(name='review_paper_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM scrutiny_scrutinyreview AS review\n                   JOIN reports_report AS report ON report.council_id = review.council_id\n                   WHERE review.id = NEW.review_id AND report.id = NEW.report_id) THEN\n                RAISE EXCEPTION 'The paper is of another council than the review.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='21b958e6639e78de092e44c2700a052600fc6361', operation='INSERT OR UPDATE', pgid='pgtrigger_review_paper_of_the_council_feb0c', table='scrutiny_reviewpaper', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewpaper',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewpaperevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "review_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."report_id", NEW."review_id"); RETURN NULL;', hash='80851494fda08f54bbe291fa0e71663d5c199ce8', operation='INSERT', pgid='pgtrigger_insert_insert_35034', table='scrutiny_reviewpaper', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewpaper',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_reviewpaperevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "review_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report_id", NEW."review_id"); RETURN NULL;', hash='0c4ea14196d06d6f8faffacb17a0d1bf4067b46d', operation='UPDATE', pgid='pgtrigger_update_update_195ca', table='scrutiny_reviewpaper', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewpaper',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewpaperevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "review_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."report_id", OLD."review_id"); RETURN NULL;', hash='3871900297f8e5ce865fcb9894a644f812f043e9', operation='DELETE', pgid='pgtrigger_delete_delete_efff1', table='scrutiny_reviewpaper', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewaddresseeevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='ce50bac7162b0496fe4ad4ce7aaba8d893d5f3ac', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d472b', table='scrutiny_reviewaddresseeevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='response',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='055742727922aad8070e523eb0c4769380416d46', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_ad575', table='scrutiny_response', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='response',
                    trigger=pgtrigger.compiler.Trigger(name='response_by_an_addressee', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scrutiny_reviewaddressee AS asked\n                   WHERE asked.id = NEW.by_id\n                   AND asked.recommendation_id = NEW.recommendation_id) THEN\n                RAISE EXCEPTION 'Whoever answers was not asked.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='4b88a50414a93f5618558f2293455cde99c6a671', operation='INSERT OR UPDATE', pgid='pgtrigger_response_by_an_addressee_3ac6d', table='scrutiny_response', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='response',
                    trigger=pgtrigger.compiler.Trigger(name='response_lead_of_the_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.lead_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scrutiny_reviewrecommendation AS asked\n                   JOIN scrutiny_scrutinyreview AS review ON review.id = asked.review_id\n                   JOIN councils_officer AS lead ON lead.council_id = review.council_id\n                   WHERE asked.id = NEW.recommendation_id AND lead.id = NEW.lead_id) THEN\n                RAISE EXCEPTION 'The lead is of another council than the review.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='af44a9ad32d93e0f733fc73cc862307329f3f8d6', operation='INSERT OR UPDATE', pgid='pgtrigger_response_lead_of_the_council_3c389', table='scrutiny_response', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='actionfromreviewevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='390ad4b1585b2b00370290b9dba63d5d24c7834b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2f80a', table='scrutiny_actionfromreviewevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewstrand',
                    trigger=pgtrigger.compiler.Trigger(name='review_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."review_id" IS DISTINCT FROM (NEW."review_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='72cbdffff92d7531a8a6fb5674a5d6ee5adf0f41', operation='UPDATE', pgid='pgtrigger_review_stays_0bc10', table='scrutiny_reviewstrand', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewstrand',
                    trigger=pgtrigger.compiler.Trigger(name='strand_of_the_plan', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM scrutiny_scrutinyreview AS review\n                   JOIN actionplans_actionplan_sources AS source\n                   ON source.actionplan_id = review.plan_id\n                   JOIN inspections_recommendation AS asked\n                   ON asked.inspection_id = source.inspection_id\n                   WHERE review.id = NEW.review_id AND asked.id = NEW.recommendation_id) THEN\n                RAISE EXCEPTION 'The recommendation is none that the plan answers.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='043cdba5cf27113f5ae949f223b0a3a8e791fcea', operation='INSERT OR UPDATE', pgid='pgtrigger_strand_of_the_plan_c0f92', table='scrutiny_reviewstrand', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewstrand',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewstrandevent" ("heading", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "review_id") VALUES (NEW."heading", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id", NEW."review_id"); RETURN NULL;', hash='c8bbc826d7e32edc3917c56870e4d04c8ff05ee2', operation='INSERT', pgid='pgtrigger_insert_insert_8cff6', table='scrutiny_reviewstrand', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewstrand',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_reviewstrandevent" ("heading", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "review_id") VALUES (NEW."heading", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id", NEW."review_id"); RETURN NULL;', hash='4d7515c9b3f7c1d2723edcba7b7a7769593e90d4', operation='UPDATE', pgid='pgtrigger_update_update_b8fd9', table='scrutiny_reviewstrand', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewstrand',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewstrandevent" ("heading", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "review_id") VALUES (OLD."heading", OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."review_id"); RETURN NULL;', hash='fa94d4874e70897f61df02905f73dcfcdc2df11a', operation='DELETE', pgid='pgtrigger_delete_delete_edc91', table='scrutiny_reviewstrand', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewnote',
                    trigger=pgtrigger.compiler.Trigger(name='review_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."review_id" IS DISTINCT FROM (NEW."review_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f62aaa1c739055617d3c4b8b52a59da93e2da9e3', operation='UPDATE', pgid='pgtrigger_review_stays_f72a6', table='scrutiny_reviewnote', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewnote',
                    trigger=pgtrigger.compiler.Trigger(name='note_of_the_session', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.session_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scrutiny_reviewsession AS session\n                   WHERE session.id = NEW.session_id AND session.review_id = NEW.review_id) THEN\n                RAISE EXCEPTION 'The session belongs to another review.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='3c69ae2ace7ba8060c728285c6d2d7fcdd65d432', operation='INSERT OR UPDATE', pgid='pgtrigger_note_of_the_session_d83a4', table='scrutiny_reviewnote', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewnote',
                    trigger=pgtrigger.compiler.Trigger(name='note_of_the_strand', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.strand_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scrutiny_reviewstrand AS strand\n                   WHERE strand.id = NEW.strand_id AND strand.review_id = NEW.review_id) THEN\n                RAISE EXCEPTION 'The strand belongs to another review.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='b7b69d5d180a6f87260b10c99ae7ff4fa5df0fa5', operation='INSERT OR UPDATE', pgid='pgtrigger_note_of_the_strand_d601c', table='scrutiny_reviewnote', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewnote',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewnoteevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "session_id", "strand_id", "text", "written_at", "written_by_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_id", NEW."session_id", NEW."strand_id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='4acf98e54c1df4856c0a1ce9beb86b76fd2500b5', operation='INSERT', pgid='pgtrigger_insert_insert_1a5fc', table='scrutiny_reviewnote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewnote',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_reviewnoteevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "session_id", "strand_id", "text", "written_at", "written_by_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."session_id", NEW."strand_id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='867cf5067772cca3875d335c8f9d0d4e6ef7863d', operation='UPDATE', pgid='pgtrigger_update_update_6986a', table='scrutiny_reviewnote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewnote',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewnoteevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "session_id", "strand_id", "text", "written_at", "written_by_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_id", OLD."session_id", OLD."strand_id", OLD."text", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='9ed616789acd9d2e4938e0d27e44031f51922b7a', operation='DELETE', pgid='pgtrigger_delete_delete_e293d', table='scrutiny_reviewnote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewfinding',
                    trigger=pgtrigger.compiler.Trigger(name='review_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."review_id" IS DISTINCT FROM (NEW."review_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9823c1ebc6b27e707ea1715dd90abe9684bb675c', operation='UPDATE', pgid='pgtrigger_review_stays_0808d', table='scrutiny_reviewfinding', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewfinding',
                    trigger=pgtrigger.compiler.Trigger(name='finding_of_the_strand', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.strand_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scrutiny_reviewstrand AS strand\n                   WHERE strand.id = NEW.strand_id AND strand.review_id = NEW.review_id) THEN\n                RAISE EXCEPTION 'The strand belongs to another review.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='e7e3e2cc195900f7add9ecce4da3c8bf64604c96', operation='INSERT OR UPDATE', pgid='pgtrigger_finding_of_the_strand_7978f', table='scrutiny_reviewfinding', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewfinding',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewfindingevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "strand_id", "text") VALUES (NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_id", NEW."strand_id", NEW."text"); RETURN NULL;', hash='82ab81d04cb4ec2396690ed0fd12c9881ed0bd35', operation='INSERT', pgid='pgtrigger_insert_insert_f47af', table='scrutiny_reviewfinding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewfinding',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_reviewfindingevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "strand_id", "text") VALUES (NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."strand_id", NEW."text"); RETURN NULL;', hash='66cad65fc5372e382ff6a266401ea34ca6a9be27', operation='UPDATE', pgid='pgtrigger_update_update_90653', table='scrutiny_reviewfinding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewfinding',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_reviewfindingevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "strand_id", "text") VALUES (OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_id", OLD."strand_id", OLD."text"); RETURN NULL;', hash='8f72a79e39b357d1d75fa9749a16cb5d8d5c9215', operation='DELETE', pgid='pgtrigger_delete_delete_ae015', table='scrutiny_reviewfinding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scrutinyreview',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ae7479a138dd903c852541155dab642eedaef3d6', operation='UPDATE', pgid='pgtrigger_council_stays_fc286', table='scrutiny_scrutinyreview', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scrutinyreview',
                    trigger=pgtrigger.compiler.Trigger(name='plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."plan_id" IS DISTINCT FROM (NEW."plan_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6f8c127f9e826f5684d94bdb76816e015a1b3fb3', operation='UPDATE', pgid='pgtrigger_plan_stays_06641', table='scrutiny_scrutinyreview', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scrutinyreview',
                    trigger=pgtrigger.compiler.Trigger(name='review_of_one_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM councils_body AS body, actionplans_actionplan AS plan\n                   WHERE body.id = NEW.commissioned_by_id AND plan.id = NEW.plan_id\n                   AND body.council_id = NEW.council_id AND plan.council_id = NEW.council_id) THEN\n                RAISE EXCEPTION 'The body or the plan is of another council than the review.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='86e45e97be01bdd506ea9afeda980def2c602e2b', operation='INSERT OR UPDATE', pgid='pgtrigger_review_of_one_council_5ae03', table='scrutiny_scrutinyreview', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scrutinyreview',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_scrutinyreviewevent" ("adopted_on", "commissioned_by_id", "commissioned_on", "council_id", "id", "methodology", "notes_opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "published_on", "received_on", "reported_on", "terms", "title", "version") VALUES (NEW."adopted_on", NEW."commissioned_by_id", NEW."commissioned_on", NEW."council_id", NEW."id", NEW."methodology", NEW."notes_opened_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."published_on", NEW."received_on", NEW."reported_on", NEW."terms", NEW."title", NEW."version"); RETURN NULL;', hash='248505ba42d11f83e7a35acfd1f6aa777d65c4d9', operation='INSERT', pgid='pgtrigger_insert_insert_628b2', table='scrutiny_scrutinyreview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scrutinyreview',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_scrutinyreviewevent" ("adopted_on", "commissioned_by_id", "commissioned_on", "council_id", "id", "methodology", "notes_opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "published_on", "received_on", "reported_on", "terms", "title", "version") VALUES (NEW."adopted_on", NEW."commissioned_by_id", NEW."commissioned_on", NEW."council_id", NEW."id", NEW."methodology", NEW."notes_opened_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."published_on", NEW."received_on", NEW."reported_on", NEW."terms", NEW."title", NEW."version"); RETURN NULL;', hash='4f466332348a3390e3a838d11a7b8ebf19291a45', operation='UPDATE', pgid='pgtrigger_update_update_c7958', table='scrutiny_scrutinyreview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scrutinyreview',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_scrutinyreviewevent" ("adopted_on", "commissioned_by_id", "commissioned_on", "council_id", "id", "methodology", "notes_opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "published_on", "received_on", "reported_on", "terms", "title", "version") VALUES (OLD."adopted_on", OLD."commissioned_by_id", OLD."commissioned_on", OLD."council_id", OLD."id", OLD."methodology", OLD."notes_opened_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."published_on", OLD."received_on", OLD."reported_on", OLD."terms", OLD."title", OLD."version"); RETURN NULL;', hash='b4ff6712bc2b430c582b7ffc360263d628f139ab', operation='DELETE', pgid='pgtrigger_delete_delete_091f9', table='scrutiny_scrutinyreview', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewstrandevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='3101ae93b0c14fbdac423be1e6fe1b6722317c12', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_de176', table='scrutiny_reviewstrandevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewsessionevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='bb9ac9ba560b85ef29d566d180e34a418c9868d1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_80bfa', table='scrutiny_reviewsessionevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewrecommendationevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='6846d9b3430e521b5409f1e6fe3cc3bdad271f04', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_76b65', table='scrutiny_reviewrecommendationevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewpaperevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='74b10e5645ddbd175a14002cde350dd451711326', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5c764', table='scrutiny_reviewpaperevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewnoteevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='d28240c6d24d22b79dda203a5ed96d711acd8693', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_24f07', table='scrutiny_reviewnoteevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewmemberevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='5ebd9e16cebafc0bce079b602c51a1700205ff69', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5050b', table='scrutiny_reviewmemberevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewfindingevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='05423339aa6af3643ac8dd7366009451e9af26ed', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0df15', table='scrutiny_reviewfindingevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scrutinyreviewevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='39e07767b8cb3c78a3280a3a0743d3be538e9080', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_67e2b', table='scrutiny_scrutinyreviewevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='acronym',
                    trigger=pgtrigger.compiler.Trigger(name='council_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='12d06802d035a628e139f4b8eed69465f1fc4a8e', operation='UPDATE', pgid='pgtrigger_council_stays_32975', table='scrutiny_acronym', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='acronym',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_acronymevent" ("council_id", "full", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short") VALUES (NEW."council_id", NEW."full", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short"); RETURN NULL;', hash='7ba90711eaf97e3f3af0deaa650913817861c408', operation='INSERT', pgid='pgtrigger_insert_insert_4c152', table='scrutiny_acronym', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='acronym',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_acronymevent" ("council_id", "full", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short") VALUES (NEW."council_id", NEW."full", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short"); RETURN NULL;', hash='9b707d038eee3451e1def60a2da1f8d4304e2928', operation='UPDATE', pgid='pgtrigger_update_update_02475', table='scrutiny_acronym', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='acronym',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_acronymevent" ("council_id", "full", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short") VALUES (OLD."council_id", OLD."full", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."short"); RETURN NULL;', hash='a8ba72f1fa48fe0f1ff90c39b2ec9ca15de3117e', operation='DELETE', pgid='pgtrigger_delete_delete_38319', table='scrutiny_acronym', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='acronymevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='ec007bbbc6dea10a71e520cf20d0d45e16db89e4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_582b0', table='scrutiny_acronymevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='briefing',
                    trigger=pgtrigger.compiler.Trigger(name='about_its_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 WHERE (NEW.plan_id IS NULL OR EXISTS (SELECT 1 FROM actionplans_actionplan p WHERE p.id = NEW.plan_id AND p.council_id = NEW.council_id)) AND (NEW.body_id IS NULL OR EXISTS (SELECT 1 FROM councils_body b WHERE b.id = NEW.body_id AND b.council_id = NEW.council_id))) THEN\n                RAISE EXCEPTION 'A briefing is about its own council' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='1df6f3104eb787fb72f8ca366f0dd3afdafbe5de', operation='INSERT OR UPDATE', pgid='pgtrigger_about_its_council_d0721', table='scrutiny_briefing', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membersquestion',
                    trigger=pgtrigger.compiler.Trigger(name='facts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='97f818c3d4d3703e26852fd75920b80225bf8bff', operation='UPDATE OR DELETE', pgid='pgtrigger_facts_stay_18046', table='scrutiny_membersquestion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membersquestion',
                    trigger=pgtrigger.compiler.Trigger(name='asked_in_its_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_question AS question\n       JOIN actionplans_actionplan AS plan ON plan.id = question.plan_id\n       WHERE question.id = NEW.question_id\n       AND (NEW.body_id IS NULL OR EXISTS (SELECT 1 FROM councils_body AS body\n            WHERE body.id = NEW.body_id AND body.council_id = plan.council_id))\n       AND (NEW.edition_id IS NULL OR EXISTS (SELECT 1 FROM reports_edition AS edition\n            WHERE edition.id = NEW.edition_id AND edition.council_id = plan.council_id))) THEN\n                RAISE EXCEPTION 'The body or the paper is of another council than the plan.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='2d732b877dd3a78a6c078e17cad60c8d91264568', operation='INSERT OR UPDATE', pgid='pgtrigger_asked_in_its_council_b410a', table='scrutiny_membersquestion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membersquestion',
                    trigger=pgtrigger.compiler.Trigger(name='asked_at_the_body', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.meeting_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM councils_meeting AS meeting\n       WHERE meeting.id = NEW.meeting_id AND meeting.body_id = NEW.body_id) THEN\n                RAISE EXCEPTION 'The meeting is of another body.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='0a7d65546e3095290d8e300f8e950cb8b57bcea9', operation='INSERT OR UPDATE', pgid='pgtrigger_asked_at_the_body_4c66f', table='scrutiny_membersquestion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membersquestion',
                    trigger=pgtrigger.compiler.Trigger(name='asked_by_members', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM actionplans_question AS question\n       WHERE question.id = NEW.question_id AND question.for_members\n       AND question.flag = '' AND question.wanted_from <> '') THEN\n                RAISE EXCEPTION 'The question is none that members ask and read.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='7260bc8f1411289b77dbc554c2c78cf05d466f3a', operation='INSERT OR UPDATE', pgid='pgtrigger_asked_by_members_dc317', table='scrutiny_membersquestion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='forwarditem',
                    trigger=pgtrigger.compiler.Trigger(name='body_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1e22a5a15d5dc61adb10027b67f540e7e280f459', operation='UPDATE', pgid='pgtrigger_body_stays_22b1c', table='scrutiny_forwarditem', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='forwarditem',
                    trigger=pgtrigger.compiler.Trigger(name='forward_item_of_one_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM councils_body AS body WHERE body.id = NEW.body_id AND (NEW.plan_id IS NULL OR EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n    WHERE plan.id = NEW.plan_id AND plan.council_id = body.council_id)) AND (NEW.meeting_id IS NULL OR EXISTS (SELECT 1 FROM councils_meeting AS meeting\n    WHERE meeting.id = NEW.meeting_id AND meeting.body_id = body.id))) THEN\n                RAISE EXCEPTION 'The plan or the meeting is not of this body and its council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='bb17bf1756f32c950dc5e8f941afab02e2763445', operation='INSERT OR UPDATE', pgid='pgtrigger_forward_item_of_one_council_b61ca', table='scrutiny_forwarditem', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='forwarditem',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_forwarditemevent" ("body_id", "ends", "every", "id", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "starts", "unit", "words") VALUES (NEW."body_id", NEW."ends", NEW."every", NEW."id", NEW."kind", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."starts", NEW."unit", NEW."words"); RETURN NULL;', hash='c0cf5d89f9aebaa08a0260c900781e15b2b2a4da', operation='INSERT', pgid='pgtrigger_insert_insert_87e65', table='scrutiny_forwarditem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='forwarditem',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_forwarditemevent" ("body_id", "ends", "every", "id", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "starts", "unit", "words") VALUES (NEW."body_id", NEW."ends", NEW."every", NEW."id", NEW."kind", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."starts", NEW."unit", NEW."words"); RETURN NULL;', hash='869253a544c74e36969a4f756bf45c7884df86e0', operation='UPDATE', pgid='pgtrigger_update_update_7dc38', table='scrutiny_forwarditem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='forwarditem',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_forwarditemevent" ("body_id", "ends", "every", "id", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "starts", "unit", "words") VALUES (OLD."body_id", OLD."ends", OLD."every", OLD."id", OLD."kind", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."starts", OLD."unit", OLD."words"); RETURN NULL;', hash='ee892f859cb8ad3d2113d0a81dc57f91c0a1bf2a', operation='DELETE', pgid='pgtrigger_delete_delete_ed635', table='scrutiny_forwarditem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='forwarditemevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='51688c10e4fde5b1140e0393dff5c2d02e95d285', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2420b', table='scrutiny_forwarditemevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='learningpoint',
                    trigger=pgtrigger.compiler.Trigger(name='body_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4ea69eb9cf045f17bc24a8eecaf4933a79b991a6', operation='UPDATE', pgid='pgtrigger_body_stays_4f610', table='scrutiny_learningpoint', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='learningpoint',
                    trigger=pgtrigger.compiler.Trigger(name='lesson_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."lesson_id" IS DISTINCT FROM (NEW."lesson_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e93c6c04cdc823158e758be03f3cdd448f9d515b', operation='UPDATE', pgid='pgtrigger_lesson_stays_9c24d', table='scrutiny_learningpoint', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='learningpoint',
                    trigger=pgtrigger.compiler.Trigger(name='learning_point_of_one_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM councils_body AS body WHERE body.id = NEW.body_id AND (NEW.plan_id IS NULL OR EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n    WHERE plan.id = NEW.plan_id AND plan.council_id = body.council_id))) THEN\n                RAISE EXCEPTION 'The plan is of another council than the body.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='2089e3c57c37cf343160811e053ed18b49df4c35', operation='INSERT OR UPDATE', pgid='pgtrigger_learning_point_of_one_council_1b3fb', table='scrutiny_learningpoint', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='learningpoint',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_learningpointevent" ("body_id", "id", "lesson_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "removed_on", "source", "taken_on", "text", "theme") VALUES (NEW."body_id", NEW."id", NEW."lesson_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."removed_on", NEW."source", NEW."taken_on", NEW."text", NEW."theme"); RETURN NULL;', hash='62f15bec286d54a3418f3d2c54ffe2c955a33e9e', operation='INSERT', pgid='pgtrigger_insert_insert_10dde', table='scrutiny_learningpoint', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='learningpoint',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_learningpointevent" ("body_id", "id", "lesson_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "removed_on", "source", "taken_on", "text", "theme") VALUES (NEW."body_id", NEW."id", NEW."lesson_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."removed_on", NEW."source", NEW."taken_on", NEW."text", NEW."theme"); RETURN NULL;', hash='2485710001ac9783122cbb5994e0d9c3538b8df5', operation='UPDATE', pgid='pgtrigger_update_update_dbe92', table='scrutiny_learningpoint', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='learningpoint',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_learningpointevent" ("body_id", "id", "lesson_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "removed_on", "source", "taken_on", "text", "theme") VALUES (OLD."body_id", OLD."id", OLD."lesson_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."removed_on", OLD."source", OLD."taken_on", OLD."text", OLD."theme"); RETURN NULL;', hash='96729f849461c71febbb57d01a23d84e65bfdb4e', operation='DELETE', pgid='pgtrigger_delete_delete_0ba4b', table='scrutiny_learningpoint', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='learningpointevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='8bdfba62437997978660391fe84040d7ee983684', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_628f4', table='scrutiny_learningpointevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nextstep',
                    trigger=pgtrigger.compiler.Trigger(name='body_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='70669887784ba28ad8541bc3bc1d72128b40361c', operation='UPDATE', pgid='pgtrigger_body_stays_20793', table='scrutiny_nextstep', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nextstep',
                    trigger=pgtrigger.compiler.Trigger(name='lesson_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."lesson_id" IS DISTINCT FROM (NEW."lesson_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f310af8d797854f11da64add77e9071701fca877', operation='UPDATE', pgid='pgtrigger_lesson_stays_f40f4', table='scrutiny_nextstep', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nextstep',
                    trigger=pgtrigger.compiler.Trigger(name='next_step_of_one_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM councils_body AS body WHERE body.id = NEW.body_id AND (NEW.plan_id IS NULL OR EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n    WHERE plan.id = NEW.plan_id AND plan.council_id = body.council_id)) AND (NEW.meeting_id IS NULL OR EXISTS (SELECT 1 FROM councils_meeting AS meeting\n    WHERE meeting.id = NEW.meeting_id AND meeting.body_id = body.id)) AND (NEW.point_id IS NULL OR EXISTS (SELECT 1 FROM scrutiny_learningpoint AS point\n    WHERE point.id = NEW.point_id AND point.body_id = body.id)) AND (NEW.visit_id IS NULL OR EXISTS (SELECT 1 FROM scrutiny_visit AS visit\n    WHERE visit.id = NEW.visit_id AND visit.body_id = body.id))) THEN\n                RAISE EXCEPTION 'What the next step comes from is not of this body and its council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='3413db382e8e6c9c972091f98ade214d793606eb', operation='INSERT OR UPDATE', pgid='pgtrigger_next_step_of_one_council_d5cda', table='scrutiny_nextstep', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nextstep',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_nextstepevent" ("body_id", "due", "ended", "ended_on", "id", "is_agreed", "lesson_id", "meeting_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "point_id", "said_on", "text", "visit_id", "who") VALUES (NEW."body_id", NEW."due", NEW."ended", NEW."ended_on", NEW."id", NEW."is_agreed", NEW."lesson_id", NEW."meeting_id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."point_id", NEW."said_on", NEW."text", NEW."visit_id", NEW."who"); RETURN NULL;', hash='c438b0c8a2755fc82f2169168dba33ce92bd8011', operation='INSERT', pgid='pgtrigger_insert_insert_70886', table='scrutiny_nextstep', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nextstep',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_nextstepevent" ("body_id", "due", "ended", "ended_on", "id", "is_agreed", "lesson_id", "meeting_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "point_id", "said_on", "text", "visit_id", "who") VALUES (NEW."body_id", NEW."due", NEW."ended", NEW."ended_on", NEW."id", NEW."is_agreed", NEW."lesson_id", NEW."meeting_id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."point_id", NEW."said_on", NEW."text", NEW."visit_id", NEW."who"); RETURN NULL;', hash='e308d034861bf759c0b3cab2096927a97019074c', operation='UPDATE', pgid='pgtrigger_update_update_4c96a', table='scrutiny_nextstep', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nextstep',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_nextstepevent" ("body_id", "due", "ended", "ended_on", "id", "is_agreed", "lesson_id", "meeting_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "point_id", "said_on", "text", "visit_id", "who") VALUES (OLD."body_id", OLD."due", OLD."ended", OLD."ended_on", OLD."id", OLD."is_agreed", OLD."lesson_id", OLD."meeting_id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."point_id", OLD."said_on", OLD."text", OLD."visit_id", OLD."who"); RETURN NULL;', hash='14b58297d5c68f6c534742b9815d50517c6345dd', operation='DELETE', pgid='pgtrigger_delete_delete_5b35f', table='scrutiny_nextstep', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='body_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a168ca07d561fac59a1ace3bda790a454d3b18ee', operation='UPDATE', pgid='pgtrigger_body_stays_699a7', table='scrutiny_visit', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='visit_of_one_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM councils_body AS body WHERE body.id = NEW.body_id AND (NEW.plan_id IS NULL OR EXISTS (SELECT 1 FROM actionplans_actionplan AS plan\n    WHERE plan.id = NEW.plan_id AND plan.council_id = body.council_id)) AND (NEW.point_id IS NULL OR EXISTS (SELECT 1 FROM scrutiny_learningpoint AS point\n    WHERE point.id = NEW.point_id AND point.body_id = body.id))) THEN\n                RAISE EXCEPTION 'The plan or the learning point is not of this body and its council.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='9d7df261e8cc5a65c8058c62853085cc202430a4', operation='INSERT OR UPDATE', pgid='pgtrigger_visit_of_one_council_df432', table='scrutiny_visit', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_visitevent" ("body_id", "day", "id", "learned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "point_id", "removed_on", "who") VALUES (NEW."body_id", NEW."day", NEW."id", NEW."learned", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."plan_id", NEW."point_id", NEW."removed_on", NEW."who"); RETURN NULL;', hash='21095bf44fe7d11adf71cd942797e34186764049', operation='INSERT', pgid='pgtrigger_insert_insert_44931', table='scrutiny_visit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_visitevent" ("body_id", "day", "id", "learned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "point_id", "removed_on", "who") VALUES (NEW."body_id", NEW."day", NEW."id", NEW."learned", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."plan_id", NEW."point_id", NEW."removed_on", NEW."who"); RETURN NULL;', hash='7e4c697a254751591301a3ea9b9564c26c0e3ef2', operation='UPDATE', pgid='pgtrigger_update_update_dcb05', table='scrutiny_visit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_visitevent" ("body_id", "day", "id", "learned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "point_id", "removed_on", "who") VALUES (OLD."body_id", OLD."day", OLD."id", OLD."learned", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."plan_id", OLD."point_id", OLD."removed_on", OLD."who"); RETURN NULL;', hash='b9d53c11fc15c1d964e948e539c07de2de39628a', operation='DELETE', pgid='pgtrigger_delete_delete_19116', table='scrutiny_visit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='nextstepevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='6656752943fd667c1acb3a4061a9077b23c4376e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dbb8c', table='scrutiny_nextstepevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitaction',
                    trigger=pgtrigger.compiler.Trigger(name='visit_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."visit_id" IS DISTINCT FROM (NEW."visit_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d2959cbf630fcca770063bbfa16803877dbf57f5', operation='UPDATE', pgid='pgtrigger_visit_stays_36626', table='scrutiny_visitaction', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitaction',
                    trigger=pgtrigger.compiler.Trigger(name='action_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."action_id" IS DISTINCT FROM (NEW."action_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='700454e08c36c6f1190f1ed84c95de46c25d275a', operation='UPDATE', pgid='pgtrigger_action_stays_2d8a4', table='scrutiny_visitaction', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitaction',
                    trigger=pgtrigger.compiler.Trigger(name='visit_action_of_one_council', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TRUE AND NOT EXISTS (SELECT 1 FROM scrutiny_visit AS visit\n                   JOIN councils_body AS body ON body.id = visit.body_id\n                   JOIN actionplans_actionplan AS plan ON plan.council_id = body.council_id\n                   JOIN actionplans_action AS action ON action.plan_id = plan.id\n                   WHERE visit.id = NEW.visit_id AND action.id = NEW.action_id) THEN\n                RAISE EXCEPTION 'The action is of another council than the visit.' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='ed7e0ad409a8059a44548fe2482ece05749f5a9d', operation='INSERT OR UPDATE', pgid='pgtrigger_visit_action_of_one_council_e4cc4', table='scrutiny_visitaction', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitaction',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_visitactionevent" ("action_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") VALUES (NEW."action_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."visit_id"); RETURN NULL;', hash='480fe91903a921f7b8b989e5f24a853d396ec12b', operation='INSERT', pgid='pgtrigger_insert_insert_5bec1', table='scrutiny_visitaction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitaction',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scrutiny_visitactionevent" ("action_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") VALUES (NEW."action_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."visit_id"); RETURN NULL;', hash='df25315935bf14bfedd5cc4f35ad3d6e4b3b5195', operation='UPDATE', pgid='pgtrigger_update_update_73ebb', table='scrutiny_visitaction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitaction',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scrutiny_visitactionevent" ("action_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") VALUES (OLD."action_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."visit_id"); RETURN NULL;', hash='9165f04bc2589c3c982e60e0632e94ac210d9415', operation='DELETE', pgid='pgtrigger_delete_delete_9ce7e', table='scrutiny_visitaction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitactionevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='03d1ad641cdc7c4c82bba07de8564f59b2030614', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_57af0', table='scrutiny_visitactionevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;\n        ", hash='460617ae8c96ca189b0e3ac1162bc31b5d3bd269', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1846e', table='scrutiny_visitevent', when='BEFORE')),
                ),
            ],
        ),
    ]
