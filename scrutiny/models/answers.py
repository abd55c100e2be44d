"""What a review recommends, to whom, and what each of them answers."""

from django.db import models
from django.db.models import Q

from actionplans.models import Action, Fact
from councils.models import FACTS_STAY, Body, Officer, belongs, stays, track
from scrutiny.models.reviews import ReviewStrand, ScrutinyReview
from scrutiny.models.settled import ADDRESSEES_STAY, WORDS_STAY


@track()
class ReviewRecommendation(models.Model):
    """What the group recommends: a draft until its review is published, Markdown."""

    council_path = "review__council"

    review = models.ForeignKey(
        ScrutinyReview, on_delete=models.CASCADE, related_name="recommendations"
    )
    strand = models.ForeignKey(
        ReviewStrand,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recommendations",
    )
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "order"],
                name="review_recommendation_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [
            stays("review"),
            WORDS_STAY,
            belongs(
                "recommended_in_the_strand",
                "NEW.strand_id IS NOT NULL",
                """SELECT 1 FROM scrutiny_reviewstrand AS strand
                   WHERE strand.id = NEW.strand_id AND strand.review_id = NEW.review_id""",
                "The strand belongs to another review.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.text}"


@track()
class ReviewAddressee(models.Model):
    """To whom a recommendation is made: the executive, or another body by its name."""

    class Kind(models.TextChoices):
        EXECUTIVE = "executive", "The executive"
        OTHER = "other", "Another body"

    council_path = "recommendation__review__council"

    recommendation = models.ForeignKey(
        ReviewRecommendation, on_delete=models.CASCADE, related_name="addressees"
    )
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.EXECUTIVE)
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="recommended_to"
    )
    name = models.CharField(
        max_length=200, help_text="As its papers name it: Cabinet, a health trust, a board."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "order"],
                name="review_addressee_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["recommendation", "name"], name="review_addressee_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["executive", "other"]),
                name="review_addressee_of_a_known_kind",
            ),
        ]
        triggers = [
            stays("recommendation"),
            ADDRESSEES_STAY,
            belongs(
                "addressee_of_the_council",
                "NEW.body_id IS NOT NULL",
                """SELECT 1 FROM scrutiny_reviewrecommendation AS asked
                   JOIN scrutiny_scrutinyreview AS review ON review.id = asked.review_id
                   JOIN councils_body AS body ON body.council_id = review.council_id
                   WHERE asked.id = NEW.recommendation_id AND body.id = NEW.body_id""",
                "The body is of another council than the review.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Response(Fact):
    """What was answered to a recommendation, on `day`; a later one is added, none is changed.

    One that was recorded wrongly is corrected by another, which says why; which stand is which no
    other corrects.
    `by` is the addressee who answers; empty where the paper does not say which. Walsall's paper of
    21 June 2018 gives words alone: then the verdict is not stated.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        IN_PART = "in_part", "Accepted in part"
        NOT_ACCEPTED = "not_accepted", "Not accepted"
        IN_PLACE = "in_place", "Already in place"
        FOR_ANOTHER = "for_another", "For another body to decide"
        NOT_STATED = "not_stated", "Not stated"

    council_path = "recommendation__review__council"

    recommendation = models.ForeignKey(
        ReviewRecommendation, on_delete=models.PROTECT, related_name="responses"
    )
    by = models.ForeignKey(
        ReviewAddressee, null=True, blank=True, on_delete=models.PROTECT, related_name="responses"
    )
    verdict = models.CharField(max_length=15, choices=Verdict.choices)
    text = models.TextField(blank=True)
    lead = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="review_responses"
    )
    due = models.DateField(null=True, blank=True, help_text="By when it is to be done.")
    source = models.CharField(max_length=200, blank=True, help_text="The paper it stands in.")
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    why = models.TextField(blank=True, help_text="Why it corrects what was recorded before.")

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    verdict__in=[
                        "accepted",
                        "in_part",
                        "not_accepted",
                        "in_place",
                        "for_another",
                        "not_stated",
                    ]
                ),
                name="review_response_has_a_known_verdict",
            ),
            models.CheckConstraint(
                condition=Q(verdict="accepted") | ~Q(text=""), name="review_response_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="not_stated") | ~Q(source=""),
                name="review_response_not_stated_in_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False) | ~Q(source=""),
                name="review_response_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(why=""),
                name="review_response_says_why_it_corrects",
            ),
        ]
        triggers = [
            FACTS_STAY,
            belongs(
                "response_by_an_addressee",
                "NEW.by_id IS NOT NULL",
                """SELECT 1 FROM scrutiny_reviewaddressee AS asked
                   WHERE asked.id = NEW.by_id
                   AND asked.recommendation_id = NEW.recommendation_id""",
                "Whoever answers was not asked.",
            ),
            belongs(
                "response_corrects_one_of_its_own",
                "NEW.corrects_id IS NOT NULL",
                """SELECT 1 FROM scrutiny_response AS before
                   WHERE before.id = NEW.corrects_id
                   AND before.recommendation_id = NEW.recommendation_id""",
                "The answer corrects one to another recommendation.",
            ),
            belongs(
                "response_lead_of_the_council",
                "NEW.lead_id IS NOT NULL",
                """SELECT 1 FROM scrutiny_reviewrecommendation AS asked
                   JOIN scrutiny_scrutinyreview AS review ON review.id = asked.review_id
                   JOIN councils_officer AS lead ON lead.council_id = review.council_id
                   WHERE asked.id = NEW.recommendation_id AND lead.id = NEW.lead_id""",
                "The lead is of another council than the review.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.recommendation}"


@track()
class ActionFromReview(models.Model):
    """An action that carries out what a review recommended."""

    council_path = "recommendation__review__council"

    recommendation = models.ForeignKey(
        ReviewRecommendation, on_delete=models.PROTECT, related_name="actions"
    )
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="from_reviews")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "action"], name="action_from_review_once"
            ),
        ]
        triggers = [
            stays("recommendation"),
            stays("action"),
            belongs(
                "action_from_review_of_the_council",
                "TRUE",
                """SELECT 1 FROM scrutiny_reviewrecommendation AS asked
                   JOIN scrutiny_scrutinyreview AS review ON review.id = asked.review_id
                   JOIN actionplans_actionplan AS plan ON plan.council_id = review.council_id
                   JOIN actionplans_action AS action ON action.plan_id = plan.id
                   WHERE asked.id = NEW.recommendation_id AND action.id = NEW.action_id""",
                "The action is of another council than the review.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} from {self.recommendation}"
