"""What the worker does for plans."""

from procrastinate.contrib.django import app

from actionplans.evidence import drop_unsent


@app.periodic(cron="47 3 * * *")
@app.task(name="actionplans.drop_unsent_uploads")
def drop_unsent_uploads(timestamp: int) -> None:
    """Remove files that were attached to a report and never sent."""
    drop_unsent()
