"""Hnin leads a network and has a password; helpers that do at the door what she would do."""

import json
import re
import time
from typing import Any, cast

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from campaigns.models import Network
from tests import factories
from tests.softkey import SoftKey, passkey_of

PASSWORD = "four-words-of-my-own"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOON = "2027-03-08T12:00:05Z"


@pytest.fixture
def champa() -> Network:
    return factories.NetworkFactory.create(slug="champa", name="Champa")


@pytest.fixture
def hnin(champa: Network) -> User:
    hnin = factories.leader(champa, "hnin")
    hnin.set_password(PASSWORD)
    hnin.save()
    return hnin


def is_in(browser: Client) -> bool:
    return SESSION_KEY in browser.session


def with_password(browser: Client, password: str = PASSWORD, *, handle: str = "hnin") -> Any:
    typed = {"username": handle, "password": password}
    return browser.post(reverse("sign-in"), typed)


def with_app(hnin: User) -> None:
    """Let Hnin have an authenticator app."""
    TOTP.activate(hnin, SECRET)


def code_of(secret: str = SECRET) -> str:
    """Return what an app that keeps ``secret`` shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def with_passkey(hnin: User) -> SoftKey:
    """Let Hnin have a passkey."""
    key = SoftKey()
    passkey_of(hnin, key)
    return key


def asked_of_passkey(browser: Client) -> dict[str, Any]:
    """Return what the page for signing in has a passkey sign."""
    answer = browser.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    return cast("dict[str, Any]", answer.json()["request_options"])


def by_passkey(browser: Client, signed: str) -> Any:
    return browser.post(reverse("mfa_login_webauthn"), {"credential": signed})


def with_address(hnin: User, address: str = "hnin@example.org") -> str:
    EmailAddress.objects.create(user=hnin, email=address, verified=True, primary=True)
    return address


def mailed_code() -> str:
    """Return the code in the newest mail."""
    found = re.search(r"(?m)^([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})$", str(mail.outbox[-1].body))
    assert found
    return found[1]


def factors_of(user: User) -> list[str]:
    return list(
        Authenticator.objects.filter(user=user).order_by("pk").values_list("type", flat=True)
    )


def stored(user: User) -> str:
    """Return all that the database keeps of her second factors, as text."""
    return json.dumps(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))
