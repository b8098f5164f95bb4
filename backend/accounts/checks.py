"""``manage.py check --deploy`` fails where signing in is not as safe as it has to be.

Each of these is a setting with a default, or a value that helps while developing, which was
seen to open an account that should have stayed shut. Django's own checks know none of them.
"""

from collections.abc import Callable, Iterator
from typing import Any

from allauth.account.adapter import get_adapter as get_door
from allauth.mfa.adapter import get_adapter as get_factors
from django.conf import settings
from django.core.checks import Error, Tags, register

OF_ONE_PROCESS = ("LocMemCache", "DummyCache")
GONE_WITH_REDIS = ("Redis",)
OTHER_DOORS = ("allauth.headless", "allauth.socialaccount", "allauth.idp", "axes")


def _signing_in() -> Iterator[tuple[bool, str, str]]:
    yield (
        bool(getattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False)),
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
        "a passkey would be accepted from any site that tricks her into using it",
    )
    yield (
        bool(getattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE", None)),
        "MFA_TOTP_INSECURE_BYPASS_CODE",
        "one code would open every account",
    )
    yield (
        getattr(settings, "MFA_TOTP_TOLERANCE", 0) > 0,
        "MFA_TOTP_TOLERANCE",
        "a code that was used would work again half a minute later",
    )
    yield (
        getattr(settings, "MFA_PASSKEY_SIGNUP_ENABLED", False)
        or get_door().is_open_for_signup(None),
        "ACCOUNT_ADAPTER",
        "anybody could make an account; an invitation is the only way in",
    )
    yield (
        getattr(settings, "ACCOUNT_LOGIN_ON_PASSWORD_RESET", False),
        "ACCOUNT_LOGIN_ON_PASSWORD_RESET",
        "who reads her mail would be signed in at once",
    )
    yield (
        getattr(settings, "ACCOUNT_USER_MODEL_EMAIL_FIELD", "email") is not None,
        "ACCOUNT_USER_MODEL_EMAIL_FIELD",
        "a code would go to an address that nobody confirmed",
    )


def _secrets() -> Iterator[tuple[bool, str, str]]:
    yield (
        "plain" in get_factors().encrypt("plain"),
        "MFA_ADAPTER",
        "the secrets of authenticator apps would lie readable in the database",
    )
    caches: dict[str, Any] = settings.CACHES
    backend = str(caches["default"]["BACKEND"])
    yield (
        backend.endswith(OF_ONE_PROCESS),
        "CACHES",
        "limits and the memory of used codes would end at the border of one process",
    )
    yield (
        any(name in backend for name in GONE_WITH_REDIS),
        "CACHES",
        "limits would end, or signing in, when Redis does; keep them in the database",
    )


def _house() -> Iterator[tuple[bool, str, str]]:
    yield (settings.SAMPLE, "SAMPLE", "everybody knows the sample's password")
    yield (
        not settings.SECOND_FACTOR_REQUIRED,
        "SECOND_FACTOR_REQUIRED",
        "a stolen password would be enough to let strangers into a network",
    )
    yield (
        any(app in settings.INSTALLED_APPS for app in OTHER_DOORS),
        "INSTALLED_APPS",
        "another door, or a second count of guesses, stands beside ours",
    )
    yield (
        "django.contrib.humanize" not in settings.INSTALLED_APPS,
        "INSTALLED_APPS",
        "pages about passkeys would fail without django.contrib.humanize",
    )
    yield (
        not str(settings.PASSWORD_HASHERS[0]).endswith("BoundedArgon2"),
        "PASSWORD_HASHERS",
        "bad passwords by the hundred would stop everything else",
    )


_ALL: tuple[Callable[[], Iterator[tuple[bool, str, str]]], ...] = (_signing_in, _secrets, _house)


@register(Tags.security, deploy=True)
def door_is_shut(**_about: Any) -> list[Error]:
    """Return one error for each way in that stands open."""
    found = [one for part in _ALL for one in part()]
    return [
        Error(f"{setting}: {why}.", id=f"accounts.E{number:03}")
        for number, (is_open, setting, why) in enumerate(found, start=1)
        if is_open
    ]
