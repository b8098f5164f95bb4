"""Who is asking: the session of the pages, or a token of a program."""

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from knox import auth as knox_auth
from knox.crypto import hash_token
from knox.models import AuthToken
from knox.settings import CONSTANTS, knox_settings
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from backend.accounts.models import User


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the pages, so that a stranger hears 401 and not 403."""

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        return "Session"


class TokenAuthentication(knox_auth.TokenAuthentication):
    """``Authorization: Token …``, found with one query."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        """Return the person and her token.

        Raises:
            AuthenticationFailed: the token is unknown, has expired or outlived the sample,
                or she is inactive.
        """
        text = token.decode("ascii", errors="replace")
        outlived = text.startswith(settings.SAMPLE_TOKEN_PREFIX) and not settings.SAMPLE
        if outlived or not text.isascii() or not text.isprintable():
            raise AuthenticationFailed(_("This token is not valid."))
        start, digest = text[: CONSTANTS.TOKEN_KEY_LENGTH], hash_token(text)
        usable = AuthToken.objects.filter(expiry__gt=timezone.now(), user__is_active=True)
        for known in usable.filter(token_key=start).select_related("user"):
            if constant_time_compare(digest, known.digest):
                return known.user, known
        raise AuthenticationFailed(_("This token is not valid."))

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        return str(knox_settings.AUTH_HEADER_PREFIX)
