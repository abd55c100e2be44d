"""What somebody typed, to show it again where it could not be taken."""

from django.http import HttpRequest

# Sent along by the page that offers to send the same again.
SENT_AGAIN = "sent_again"
NOT_TYPED = {"csrfmiddlewaretoken", SENT_AGAIN}


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the form held, field by field, without passwords and tokens."""
    if request.method != "POST":
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_TYPED and "password" not in name
    ]
