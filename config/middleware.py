"""What every answer has in common."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from config import errors
from config.no_database import is_database_down
from config.sessions import WITHOUT_A_SESSION
from councils.typed import SENT_AGAIN

Next = Callable[[HttpRequest], HttpResponse]


class database_down:
    """Answers 503 with what was typed while the database does not answer.

    Nothing that was acknowledged is touched: an answer is sent after the commit.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.database_down(request) if is_database_down(exception) else None


class SignInFirst(LoginRequiredMiddleware):
    """Asks to sign in; whose session ended while they wrote gets their words back."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
        was_here = has_cookie or getattr(request, "htmx", False) or SENT_AGAIN in request.POST
        if was_here and errors.typed(request):
            return errors.signed_out(request)
        answer: HttpResponseBase = super().handle_no_permission(request, view_func)
        return answer


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
    """What a signed-in person sees is kept by no cache, theirs included.

    What anybody reads is the same for all, whoever asks: a cache keeps one of each.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        if request.path.startswith(WITHOUT_A_SESSION) and response.status_code != 302:
            response.headers.pop("Vary", None)
        return response

    return middleware
