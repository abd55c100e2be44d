"""What the worker does for people: their e-mail."""

from procrastinate.contrib.django import app

from councils import emails


@app.task(name="councils.send_email")
def send_email(email_id: int) -> None:
    """Send one e-mail; a second run of the same is harmless."""
    emails.send(email_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="councils.ask_again_for_lost_emails")
def ask_again_for_lost_emails(timestamp: int) -> None:
    """See to e-mails whose job was lost."""
    emails.ask_again_for_lost()
