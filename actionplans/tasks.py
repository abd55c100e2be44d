"""What the worker does for plans."""

from django.utils import timezone
from procrastinate.contrib.django import app

from actionplans.evidence import drop_unsent
from actionplans.importing.receiving import read_in, remove_dropped
from actionplans.models import PlanImport
from actionplans.reminding.sending import remind
from councils.days import today


@app.task(name="actionplans.read_plan_file")
def read_plan_file(import_id: int) -> None:
    """Read the file of a plan that somebody sent."""
    for planned in PlanImport.objects.filter(pk=import_id):
        read_in(planned)


@app.periodic(cron="47 3 * * *")
@app.task(name="actionplans.drop_unsent_uploads")
def drop_unsent_uploads(timestamp: int) -> None:
    """Remove files that were attached to a report and never sent."""
    drop_unsent()


@app.periodic(cron="53 3 * * *")
@app.task(name="actionplans.remove_dropped_imports")
def remove_dropped_imports(timestamp: int) -> None:
    """Remove files of plans that were dropped or refused 30 days ago."""
    remove_dropped()


OFFICE_HOURS = range(8, 18)


@app.periodic(cron="*/15 * * * *")
@app.task(name="actionplans.send_reminders")
def send_reminders(timestamp: int) -> None:
    """Remind leads of what is due and late; what a killed run left out comes with the next."""
    if timezone.localtime().hour in OFFICE_HOURS:
        remind(today())
