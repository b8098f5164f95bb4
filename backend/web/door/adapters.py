"""How allauth behaves in this house: what it may do, what it says, and what it never does."""

import base64
import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.throttling import BaseThrottle

from backend import crypto
from backend.accounts import actions, factors
from backend.accounts.models import User
from backend.audit import log
from backend.web.door import known
from backend.web.door.fresh import is_fresh
from backend.web.door.middleware import begin

BACKEND = "django.contrib.auth.backends.ModelBackend"
PLACE = "mfa.authenticator"

logger = logging.getLogger(__name__)

_NOT_RIGHT = _("This code is not right, or was used already. Wait for the next one.")
_TOO_OFTEN = _("Too many tries. Wait five minutes, then try again.")
_CLOSED = _("This account is closed.")


class DoorAdapter(DefaultAccountAdapter):
    """Nobody signs up; who signs in is remembered, and told in our words."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _CLOSED,
        "incorrect_code": _NOT_RIGHT,
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
    }
    _WAYS: ClassVar[dict[str, str | Promise]] = {
        "reauthenticate": _("Use my password"),
        "mfa_reauthenticate": _("Use a code of my app"),
        "mfa_reauthenticate:webauthn": _("Use my passkey"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse: the link of an invitation is the only way in."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:  # noqa: ARG002
        """Say it where she tried, in the same words as everywhere."""
        messages.error(request, str(_CLOSED))
        return HttpResponseRedirect(reverse("sign-in"))

    def add_message(self, request: HttpRequest, level: int, *_args: Any, **more: Any) -> None:
        """Say what is said in words; of allauth's own little letters nothing."""
        if more.get("message"):
            messages.add_message(request, level, str(more["message"]))

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session, by the backend that can find her again."""
        user.backend = BACKEND
        super().login(request, user)
        begin(request)

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Lead her on, and know this device from now on."""
        answer: HttpResponse = super().post_login(request, user, **more)
        known.remember(request, answer, user)
        return answer

    def set_password(self, user: User, password: str) -> None:
        """Replace a forgotten password, as every other."""
        with transaction.atomic():
            actions.set_password(user, password=password)
            log.record("person.password_changed", user, by=user)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address as our other limits count it, behind our own proxies."""
        return BaseThrottle().get_ident(request) or ""  # type: ignore[arg-type]

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:  # noqa: ARG002
        """Ask again whoever did not show a short while ago who she is; signing in shows it."""
        return not is_fresh(self.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Name the ways in which she can show again who she is."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way | {"description": self._WAYS.get(way["id"], "")} for way in ways]

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a code; where the mail server is away, the page looks the same."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("a code could not be sent")


class FactorAdapter(DefaultMFAAdapter):
    """Secrets sealed; the last factor stays with those who have to have one."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _NOT_RIGHT,
        "cannot_delete_authenticator": _(
            "Your role needs a second factor. Add another one before you remove this."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal the secret of an app, or the seed of recovery codes."""
        return base64.b64encode(crypto.seal(text, place=PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.open_sealed(base64.b64decode(encrypted_text), place=PLACE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to take the last one from somebody who has to have one."""
        user: User = authenticator.user
        others = Authenticator.objects.filter(user=user, type__in=factors.REAL)
        return others.exclude(pk=authenticator.pk).exists() or not factors.has_to_have_one(user)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """Suggest what to call a passkey."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return str(_("Passkey %(number)s")) % {"number": count + 1}

    def _get_user_identifier(self, user: User) -> str:
        return str(user.get_username())
