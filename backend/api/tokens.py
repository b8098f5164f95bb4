"""Tokens for programs: signing in for one, and ending it."""

import datetime as dt
from typing import Any

from django.contrib.auth import authenticate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from knox.models import AuthToken
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle, ScopedRateThrottle

from backend.accounts import factors, guesses
from backend.accounts.hashing import Busy
from backend.accounts.models import User
from backend.api.auth import TokenAuthentication
from backend.api.serializers import In
from backend.api.views import Interface


class TokenIn(In):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=1024, trim_whitespace=False)
    otp = serializers.CharField(
        max_length=16,
        required=False,
        allow_blank=True,
        help_text=_("The code of a second factor, where one is set; otherwise passed over."),
    )


class TokenOut(serializers.Serializer[Any]):
    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


class TokenView(Interface):
    """Tokens for programs. They are stored hashed: this answer alone shows one."""

    throttle_scope = "sign_in"

    def get_authenticators(self) -> list[BaseAuthentication]:
        # Who signs in is not asked who she is, or an expired token would keep her out.
        return [TokenAuthentication()] if self._is_ending() else []

    def get_permissions(self) -> list[BasePermission]:
        return [IsAuthenticated()] if self._is_ending() else [AllowAny()]

    def get_throttles(self) -> list[BaseThrottle]:
        return super().get_throttles() if self._is_ending() else [ScopedRateThrottle()]

    def get_authenticate_header(self, request: Request) -> str:
        return TokenAuthentication().authenticate_header(request)

    def _is_ending(self) -> bool:
        return getattr(self.request, "method", "") == "DELETE"

    @extend_schema(request=TokenIn, responses={201: TokenOut}, auth=[])
    def post(self, _request: Request) -> Response:
        """Sign in with user name and password."""
        given = self.parse(TokenIn)
        user = _judged(username=given["username"], password=given["password"])
        _require_second_factor(user, otp=given.get("otp", ""))
        now = timezone.now()
        AuthToken.objects.filter(user=user, expiry__lt=now).delete()
        kept, token = AuthToken.objects.create(user)
        answer = TokenOut({"token": token, "expires_at": _second(kept.expiry)})
        return Response(answer.data, status=201, headers={"Cache-Control": "no-store"})

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """End the token this request is signed with."""
        AuthToken.objects.filter(pk=request.auth.pk).delete()
        return Response(status=204)


def _judged(*, username: str, password: str) -> User:
    """Return whose password it is; a program is no known device, so strangers' tries are its own.

    Raises:
        Throttled: too many were judged already, or are being judged at this moment.
        AuthenticationFailed: it is nobody's. It takes as long for a name nobody has, and the
            inactive are refused in the same words.
    """
    place = guesses.take_place(username)
    if not place:
        raise Throttled(wait=guesses.WITHIN_SECONDS)
    try:
        user = authenticate(username=username, password=password)
    except Busy as busy:
        raise Throttled(wait=busy.come_again_seconds) from busy
    if not isinstance(user, User):
        raise AuthenticationFailed(_("User name or password is wrong."))
    guesses.give_back(place)
    return user


def _require_second_factor(user: User, *, otp: str) -> None:
    """Ask for the second factor of who has one, and for having one of who has to.

    Raises:
        AuthenticationFailed: the code is missing or wrong, or was used.
        PermissionDenied: her role needs one, and she has none.
    """
    if factors.has_one(user):
        if not otp or not factors.judge(user, code=otp):
            raise AuthenticationFailed(_("The code of the second factor is missing or wrong."))
    elif factors.has_to_have_one(user):
        raise PermissionDenied(_("Your role needs a second factor. Set one on the pages first."))


def _second(moment: dt.datetime) -> dt.datetime:
    return moment.replace(microsecond=0)
