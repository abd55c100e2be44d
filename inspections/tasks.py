"""What the worker does for inspections."""

from procrastinate.contrib.django import app

from inspections.models import ReportFile
from inspections.receiving.reading_in import read_in, remove_unconfirmed


@app.task(name="inspections.read_report_file")
def read_report_file(report_id: int) -> None:
    """Read an inspection report that somebody sent."""
    for report in ReportFile.objects.filter(pk=report_id):
        read_in(report)


@app.periodic(cron="57 3 * * *")
@app.task(name="inspections.remove_unconfirmed_reports")
def remove_unconfirmed_reports(timestamp: int) -> None:
    """Remove reports that were dropped, and those that nobody confirmed for so long."""
    remove_unconfirmed()
