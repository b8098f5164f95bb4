"""Coming in by another door than the page for signing in: with an account made a moment ago."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from backend.accounts.models import User


def come_in(request: HttpRequest, user: User) -> None:
    """Sign in who has just chosen handle and password, so nothing is left to be asked."""
    get_adapter().login(request, user)
    record_authentication(request, user, method="password")
