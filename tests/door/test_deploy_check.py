"""``check --deploy`` fails at each way in that stands open, and at none where all are shut."""

from typing import Any

import pytest
from django.conf import LazySettings

from backend.accounts.checks import door_is_shut

LOCMEM = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REDIS = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
OPEN: dict[str, Any] = {
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": True,
    "MFA_TOTP_INSECURE_BYPASS_CODE": "123456",
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_PASSKEY_SIGNUP_ENABLED": True,
    "ACCOUNT_ADAPTER": "allauth.account.adapter.DefaultAccountAdapter",
    "ACCOUNT_LOGIN_ON_PASSWORD_RESET": True,
    "ACCOUNT_USER_MODEL_EMAIL_FIELD": "email",
    "MFA_ADAPTER": "allauth.mfa.adapter.DefaultMFAAdapter",
    "SAMPLE": True,
    "SECOND_FACTOR_REQUIRED": False,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
}


@pytest.fixture(autouse=True)
def _shut(settings: LazySettings) -> None:
    settings.SAMPLE, settings.SECOND_FACTOR_REQUIRED = False, True
    settings.PASSWORD_HASHERS = ["backend.accounts.hashing.BoundedArgon2"]


class TestTheCheck:
    def test_passes_where_everything_is_shut(self) -> None:
        assert door_is_shut() == []

    @pytest.mark.parametrize("name", OPEN)
    def test_fails_at_each_setting_that_opens_a_way(
        self, name: str, settings: LazySettings
    ) -> None:
        setattr(settings, name, OPEN[name])

        assert len(door_is_shut()) == 1

    @pytest.mark.parametrize("caches", [LOCMEM, REDIS])
    def test_fails_where_limits_end_with_a_process_or_with_redis(
        self, caches: dict[str, Any], settings: LazySettings
    ) -> None:
        settings.CACHES = caches

        assert [error.msg.partition(":")[0] for error in door_is_shut()] == ["CACHES"]

    def test_fails_at_another_door(self, settings: LazySettings) -> None:
        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS]
        settings.INSTALLED_APPS.remove("django.contrib.humanize")

        assert len(door_is_shut()) == 1
