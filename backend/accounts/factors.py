"""The second factor: who has one, who has to have one, and judging a code.

Who has to is decided by roles, which this app does not know: an app above says so, once,
from its ``AppConfig.ready``.
"""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings

from backend.accounts import guesses
from backend.accounts.models import User

Rule = Callable[[User], bool]
_RULES: list[Rule] = []

REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes stand in for one of these and are none themselves."""


def required_where(rule: Rule) -> Rule:
    """Ask a second factor of whomever ``rule`` says, besides those of other rules."""
    _RULES.append(rule)
    return rule


def has_one(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=REAL).exists())


def has_to_have_one(user: User) -> bool:
    """Say whether ``user`` may do nothing else before she has a second factor."""
    return bool(settings.SECOND_FACTOR_REQUIRED) and any(rule(user) for rule in _RULES)


def judge(user: User, *, code: str) -> bool:
    """Say whether ``code`` is a right one of her app or her paper, and use it up."""
    place = guesses.take_place(f"code of {user.pk}")
    if not place:
        return False
    own = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN)
    is_right = any(one.wrap().validate_code(code) for one in own.order_by("pk"))
    if is_right:
        guesses.give_back(place)
    return is_right
