"""What the worker does for plans."""

import datetime
from contextlib import suppress

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from actionplans.cycles.keeping import keep_cycles
from actionplans.evidence import drop_unsent
from actionplans.handing_over import do_what_is_due
from actionplans.importing.receiving import read_in, remove_unconfirmed
from actionplans.importing.taking import read_again, take_in
from actionplans.models import PlanImport
from actionplans.reminding.sending import remind
from councils.days import today


@app.task(name="actionplans.read_plan_file")
def read_plan_file(import_id: int) -> None:
    """Read the file of a plan that somebody sent."""
    for planned in PlanImport.objects.filter(pk=import_id):
        read_in(planned)


@app.task(name="actionplans.understand_plan_file")
def understand_plan_file(import_id: int) -> None:
    """Understand a large file with what somebody put right in it."""
    for planned in PlanImport.objects.filter(pk=import_id):
        read_again(planned)


def understand_soon(planned: PlanImport) -> None:
    """Let the worker understand a file anew, once however often it is asked for."""
    name = f"understand-{planned.pk}"
    job = understand_plan_file.configure(lock=name, queueing_lock=name)
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(import_id=planned.pk)


@app.task(name="actionplans.take_in_plan_file")
def take_in_plan_file(import_id: int, shown: str) -> None:
    """Take in a large file that somebody confirmed; a worker killed meanwhile leaves nothing."""
    for planned in PlanImport.objects.filter(pk=import_id):
        take_in(planned, shown)


@app.periodic(cron="47 3 * * *")
@app.task(name="actionplans.drop_unsent_uploads")
def drop_unsent_uploads(timestamp: int) -> None:
    """Remove files that were attached to a report and never sent."""
    drop_unsent()


@app.periodic(cron="53 3 * * *")
@app.task(name="actionplans.remove_unconfirmed_imports")
def remove_unconfirmed_imports(timestamp: int) -> None:
    """Remove files of plans that nobody confirmed for so long."""
    remove_unconfirmed()


@app.periodic(cron="5 * * * *")
@app.task(name="actionplans.keep_reporting_cycles")
def keep_reporting_cycles(timestamp: int) -> None:
    """Close the reporting cycles that have ended and open those that begin today."""
    keep_cycles(today())


OFFICE_HOURS = range(8, 18)
LATE = datetime.timedelta(hours=1)


@app.periodic(cron="*/15 * * * *")
@app.task(name="actionplans.send_reminders")
def send_reminders(timestamp: int) -> None:
    """Remind leads of what is due and late; what a killed run left out comes with the next.

    It is for the moment it was to run (`timestamp`, in seconds); one that an idle worker finds
    more than an hour later is left to the next.
    """
    moment = timezone.localtime(datetime.datetime.fromtimestamp(timestamp, datetime.UTC))
    if moment.hour in OFFICE_HOURS and timezone.now() - moment < LATE:
        remind(moment.date())


@app.periodic(cron="7 * * * *")
@app.task(name="actionplans.hand_over")
def hand_over_what_is_due(timestamp: int) -> None:
    """Hand over what was to be handed over as from today, or from a day the worker missed."""
    do_what_is_due(today())


@app.task(
    name="actionplans.remove_file",
    retry=RetryStrategy(max_attempts=20, linear_wait=300),
)
def remove_file(path: str) -> None:
    """Remove a stored file that no row names any more; tried again where its storage fails."""
    default_storage.delete(path)
