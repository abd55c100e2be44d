"""What the worker does for members."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from councils.holding_back import redactions_so_far
from councils.models import Council
from reports.pdf import FAILED, RenderingFailed
from reports.tasks import KEPT_FOR
from scrutiny.briefing import briefing_pdf
from scrutiny.models import Briefing


@app.task(name="scrutiny.draw_briefing")
def draw_briefing(briefing_id: int) -> None:
    """Draw one briefing; a second run of the same is harmless."""
    found = Briefing.objects.select_related("council", "plan__council", "asked_by")
    waiting = found.filter(pk=briefing_id).exclude(status=Briefing.Status.DONE).first()
    if waiting is None:
        return
    try:
        _keep(waiting)
    except RenderingFailed as failure:
        _failed(waiting, str(failure))
    except Exception:
        # A fault of ours: the job fails and is logged, and whoever asked is told.
        _failed(waiting, FAILED)
        raise


def _failed(briefing: Briefing, problem: str) -> None:
    briefing.status, briefing.problem = Briefing.Status.FAILED, problem
    briefing.save(update_fields=["status", "problem"])


def _keep(briefing: Briefing) -> None:
    """Make the file; anew where a name was asked about, or taken out, while it was made."""
    while True:
        before = redactions_so_far(briefing.council_id)
        content = briefing_pdf(briefing)
        with transaction.atomic():
            Council.objects.select_for_update(no_key=True).get(pk=briefing.council_id)
            if redactions_so_far(briefing.council_id) == before:
                briefing.content = content
                briefing.status, briefing.problem = Briefing.Status.DONE, ""
                briefing.save(update_fields=["content", "status", "problem"])
                return


@app.periodic(cron="27 3 * * *")
@app.task(name="scrutiny.drop_old_briefings")
def drop_old_briefings(timestamp: int) -> None:
    """Remove briefings nobody needs any more: they can be made again at any time."""
    Briefing.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
