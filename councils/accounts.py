"""How accounts come about: never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Only an administrator adds people; the sign-up page says so."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
