"""What every answer has in common."""

from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg_pool import PoolTimeout

from config import errors

Next = Callable[[HttpRequest], HttpResponse]


def is_database_down(error: BaseException | None) -> bool:
    """Return whether `error` says that the database does not answer."""
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError, PoolTimeout)):
            return True
        error = error.__cause__ if isinstance(error, DatabaseError) else error.__context__
    return False


class database_down:
    """Answers 503 with what was typed while the database does not answer.

    Nothing that was acknowledged is touched: an answer is sent after the commit.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        error = getattr(request, "database_error", None)
        return errors.database_down(request) if error else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.database_down(request) if is_database_down(exception) else None


def htmx_sign_in(get_response: Next) -> Next:
    """An expired session must not put the sign-in page into a fragment of another page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "htmx", False) and response.status_code in (301, 302):
            address = response.headers["Location"]
            if address.startswith("/accounts/login/"):
                response.status_code = 204
                response["HX-Redirect"] = address
                del response.headers["Location"]
        return response

    return middleware


def private_pages(get_response: Next) -> Next:
    """What a signed-in person sees is kept by no cache, theirs included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware
