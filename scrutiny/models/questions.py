"""What members ask: where, for whom, and about what beside the action."""

from django.db import models
from django.db.models import Q

from actionplans.models import Question
from councils.models import FACTS_STAY, Body, Meeting, belongs
from reports.models import Edition

ABOUT_ITS_COUNCIL = belongs(
    "asked_in_its_council",
    "TRUE",
    """SELECT 1 FROM actionplans_question AS question
       JOIN actionplans_actionplan AS plan ON plan.id = question.plan_id
       WHERE question.id = NEW.question_id
       AND (NEW.body_id IS NULL OR EXISTS (SELECT 1 FROM councils_body AS body
            WHERE body.id = NEW.body_id AND body.council_id = plan.council_id))
       AND (NEW.edition_id IS NULL OR EXISTS (SELECT 1 FROM reports_edition AS edition
            WHERE edition.id = NEW.edition_id AND edition.council_id = plan.council_id))""",
    "The body or the paper is of another council than the plan.",
)
ASKED_AT_THE_BODY = belongs(
    "asked_at_the_body",
    "NEW.meeting_id IS NOT NULL",
    """SELECT 1 FROM councils_meeting AS meeting
       WHERE meeting.id = NEW.meeting_id AND meeting.body_id = NEW.body_id""",
    "The meeting is of another body.",
)
OF_MEMBERS = belongs(
    "asked_by_members",
    "TRUE",
    """SELECT 1 FROM actionplans_question AS question
       WHERE question.id = NEW.question_id AND question.for_members
       AND question.flag = '' AND question.wanted_from <> ''""",
    "The question is none that members ask and read.",
)


class MembersQuestion(models.Model):
    """A question as members asked it: at a meeting, for a body or by themselves.

    Nobody changes or removes it. Its words, who is to answer and what was said stand in the
    question, by when in its dates.
    """

    council_path = "question__plan__council"

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="members")
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    member = models.CharField(
        max_length=200, blank=True, help_text="The member who asked, when an officer entered it."
    )
    is_named = models.BooleanField(default=False, help_text="Papers say the member’s name.")
    edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    flag = models.CharField(max_length=100, blank=True, help_text="The key of the flag.")
    flag_said = models.TextField(blank=True, help_text="The flag’s sentence when it was asked.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(flag="", flag_said="") | ~Q(flag="") & ~Q(flag_said=""),
                name="members_question_says_the_flag",
            ),
        ]
        triggers = [FACTS_STAY, ABOUT_ITS_COUNCIL, ASKED_AT_THE_BODY, OF_MEMBERS]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def who_in_papers(self) -> str:
        """Return who asked as papers print it: a member's name only where they want it named."""
        name = (self.member or str(self.question.entered_by)) if self.is_named else ""
        if self.meeting:
            return f"{name} at {self.body}" if name else str(self.body)
        if self.body:
            return f"{name or 'A member'}, for the {self.body}"
        return name or "A member"
