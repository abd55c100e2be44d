"""What the worker does."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from councils.holding_back import redactions_so_far
from councils.models import Council
from councils.versions import Decided
from reports.compared import compared_pdf
from reports.editions import publishing
from reports.models import ComparisonFile, Export, PaperFile, Publication, ReadBack
from reports.paper_files import digest_of_file, paper_docx, paper_html, paper_pdf
from reports.papers_as_files import document_for
from reports.pdf import FAILED, RenderingFailed
from reports.plan_files.exporting import as_pdf, plan_for_files

KEPT_FOR = datetime.timedelta(days=7)
STALLED_AFTER_SECONDS = 300


@app.task(name="reports.render_export")
def render_export(export_id: int) -> None:
    """Render one export; a second run of the same is harmless."""
    export = Export.objects.select_related("plan__council").filter(pk=export_id).first()
    if export is None or export.status == Export.Status.DONE:
        return
    try:
        _render(export)
    except RenderingFailed as failure:
        _failed(export, str(failure))
    except Exception:
        # A fault of ours: the job fails and is logged, and whoever asked is told.
        _failed(export, FAILED)
        raise


@app.task(name="reports.render_comparison")
def render_comparison(file_id: int) -> None:
    """Render one comparison; a second run of the same is harmless."""
    file = ComparisonFile.objects.filter(pk=file_id).exclude(status=Export.Status.DONE).first()
    if file is None:
        return
    try:
        file.content, file.status = compared_pdf(file), Export.Status.DONE
    except RenderingFailed as failure:
        file.status, file.problem = Export.Status.FAILED, str(failure)
    except Exception:
        file.status, file.problem = Export.Status.FAILED, FAILED
        raise
    finally:
        file.save(update_fields=["content", "status", "problem"])


@app.task(name="reports.render_paper")
def render_paper(file_id: int) -> None:
    """Make one file of a paper; a second run of the same is harmless."""
    file = PaperFile.objects.select_related("report__council").filter(pk=file_id).first()
    if file is None or file.status != Export.Status.WAITING:
        return
    try:
        _keep(file, file.report.council, lambda: _paper(file))
    except RenderingFailed as failure:
        _failed(file, str(failure))
    except Exception:
        _failed(file, FAILED)
        raise


def _failed(file: Export | PaperFile, problem: str) -> None:
    """Say why a file was not made; one that was taken back meanwhile stays as it is."""
    held = type(file)._default_manager.filter(pk=file.pk, status=file.status)
    held.update(status=Export.Status.FAILED, problem=problem)


def _paper(file: PaperFile) -> bytes:
    """Return a file of a paper as it stands now, and note of which content it is."""
    document = document_for(file)
    file.digest = digest_of_file(document)
    file.save(update_fields=["digest"])
    if file.ending == PaperFile.Ending.WORD:
        return paper_docx(document)
    if file.ending == PaperFile.Ending.PAGE:
        return paper_html(document).encode()
    return paper_pdf(document)


@app.task(name="reports.make_edition")
def make_edition(publication_id: int) -> None:
    """Make the edition that was asked for; a second run of the same is harmless."""
    waiting = Publication.objects.filter(status=Publication.Status.WAITING)
    publication = waiting.filter(pk=publication_id).select_related("report__council").first()
    if publication is None:
        return
    try:
        publishing.make_edition(publication)
    except (RenderingFailed, Decided) as failure:
        _not_published(publication, str(failure))
    except Exception:
        _not_published(publication, FAILED)
        raise


def _not_published(publication: Publication, problem: str) -> None:
    """Say why, unless another worker finished the same meanwhile."""
    waiting = Publication.objects.filter(pk=publication.pk, status=Publication.Status.WAITING)
    waiting.update(status=Publication.Status.FAILED, problem=problem)


def _render(export: Export) -> None:
    _keep(
        export,
        export.plan.council,
        lambda: as_pdf(plan_for_files(export.plan, export.state())),
    )


def _keep(file: Export | PaperFile, council: Council, make: Callable[[], bytes]) -> None:
    """Make a file; anew where a name was asked about, or taken out, while it was made."""
    while True:
        before = redactions_so_far(council.pk)
        content = make()
        with transaction.atomic():
            Council.objects.select_for_update(no_key=True).get(pk=council.pk)
            if redactions_so_far(council.pk) == before:
                # One that was taken back meanwhile stays as it is.
                held = type(file)._default_manager.filter(pk=file.pk, status=file.status)
                held.update(content=content, status=Export.Status.DONE, problem="")
                return


@app.periodic(cron="*/5 * * * *")
@app.task(name="reports.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give jobs whose worker was killed to another: they would stay "doing" for ever."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="reports.drop_old_exports")
def drop_old_exports(timestamp: int) -> None:
    """Remove files nobody needs any more: they can be made again at any time."""
    for files in (Export, ComparisonFile, PaperFile):
        files.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
    ReadBack.objects.filter(read_at__lt=timezone.now() - KEPT_FOR).delete()
