"""The page on which members ask, and officers record what members asked."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans.asat import AsAt
from actionplans.asking import row_asked
from actionplans.challenging import flags_of
from actionplans.models import Action, ActionPlan
from actionplans.on_day.plans import plan_on_day
from actionplans.telling_of_questions import names_asked
from actionplans.trail import Trail, trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body, Meeting
from reports.models import Edition
from scrutiny.models import MembersQuestion
from scrutiny.questions.forms import AskForm
from scrutiny.questions.keeping import About, Asks, ask
from scrutiny.questions.papers import plans_of_paper
from scrutiny.views.dashboards import state_asked
from scrutiny.views.question_acts import rule_words
from scrutiny.views.questions import list_trail

# Of which meetings an officer records what was asked.
HELD_WITHIN = datetime.timedelta(days=200)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.ASK)
def question_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Ask about a plan, an action, a flag or a published paper (`?plan=` and so on).

    It is asked about what members see, whoever enters it.
    """
    subject = _Subject(request, access)
    form = _form(request, access, subject)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and not subject.is_gone:
        return _asked(request, access, subject, form)
    context = {
        "access": access,
        "subject": subject,
        "form": form,
        "breadcrumbs": _trail(access, subject),
    }
    status = 409 if is_sent else 200
    return render(request, "scrutiny/questions/question_add.html", context, status=status)


class _Subject:
    """What the address says it is asked about."""

    def __init__(self, request: HttpRequest, access: Access) -> None:
        self.access, self.state = access, state_asked(request, access)
        self.edition = self._one(request, "edition", access.reach(Edition).defer("data"))
        self.plans = self._plans(request)
        self.action: Action | None = None
        self.row: Any = None
        if asked := self._one(request, "action", access.reach(Action)):
            self.action, self.row = asked, row_asked(access, asked, self.state)
            self.plans = [asked.plan]
        self.flag_asked = request.GET.get("flag", "")
        self.flag = self._flag(self.state) if self.flag_asked else None
        if self.flag and self.flag.action and self.action is None:
            self.action = access.get(Action, pk=self.flag.action)
            self.plans = [self.action.plan]

    @property
    def is_gone(self) -> bool:
        """Return whether it is asked about a flag that is no longer the case for members."""
        return bool(self.flag_asked) and self.flag is None

    @property
    def plan(self) -> ActionPlan | None:
        return self.plans[0] if len(self.plans) == 1 else None

    def _plans(self, request: HttpRequest) -> list[ActionPlan]:
        if plan := self._one(request, "plan", self.access.reach(ActionPlan)):
            return [plan]
        found = plans_of_paper(self.edition.report) if self.edition else []
        found = [plan for plan in found if self.access.reads(plan)]
        every = self.access.reach(ActionPlan).filter(is_archived=False)
        return found or list(every.order_by("title", "pk"))

    def _one(self, request: HttpRequest, name: str, rows: QuerySet[Any]) -> Any:
        asked = request.GET.get(name, "")
        if not asked:
            return None
        if not asked.isdecimal() or len(asked) > 18:
            raise Http404
        found = rows.filter(pk=int(asked)).first()
        if found is None:
            raise Http404
        return found

    def _flag(self, state: AsAt) -> Any:
        if self.plan is None:
            raise Http404
        raised = flags_of(plan_on_day(self.plan, state))
        return next((one for one in raised if one.key == self.flag_asked), None)


def _form(request: HttpRequest, access: Access, subject: _Subject) -> AskForm:
    day = today()
    records = access.may(Verb.RECORD_ASKED)
    held = access.reach(Meeting).filter(held_on__lte=day, held_on__gte=day - HELD_WITHIN)
    return AskForm(
        request.POST if request.method == "POST" else None,
        plans=subject.plans,
        bodies=_bodies(access, day),
        meetings=held.select_related("body").order_by("-held_on", "pk"),
        records=records,
        day=day,
        rule=rule_words(access, None),
    )


def _bodies(access: Access, day: datetime.date) -> QuerySet[Body]:
    ended = access.reach(Body).filter(ends__lte=day)
    return access.reach(Body).exclude(pk__in=ended).order_by("name", "pk")


def _asked(request: HttpRequest, access: Access, subject: _Subject, form: AskForm) -> HttpResponse:
    data = form.cleaned_data
    about = About(
        plan=subject.plan or data["plan"],
        action=subject.action,
        flag=subject.flag.key if subject.flag else "",
        flag_said=subject.flag.sentence if subject.flag else "",
        edition=subject.edition,
    )
    meeting = data.get("meeting")
    asks = Asks(
        text=data["text"],
        body=meeting.body if meeting else data.get("body"),
        meeting=meeting,
        member=data.get("member", ""),
        is_named=data["is_named"],
        answer_by=data["answer_by"],
    )
    made, _ = ask(about, asks, by=access.user, day=today())
    messages.success(request, _told(made))
    return redirect("scrutiny:question", access.council.slug, made.question_id)


def _told(made: MembersQuestion) -> str:
    """Return the confirmation: to whom it went, and by when it is to be answered."""
    asked = made.question
    first = asked.answer_dates.order_by("pk").first()
    by = f"An answer is due by {first.due_on:%-d %B %Y}." if first else ""
    if names := names_asked(asked):
        return f"The question went by e-mail to {names}. {by}"
    return f"The question stands here, but no e-mail reaches who is to answer it. {by}"


def _trail(access: Access, subject: _Subject) -> Trail:
    if subject.action:
        return trail(access, subject.action.plan, subject.action)
    return list_trail(access)
