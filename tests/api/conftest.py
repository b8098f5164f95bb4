"""Somebody who may see every network, and programs that speak for her."""

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import User
from campaigns.models import Network
from tests.factories import NetworkFactory, administrator

PASSWORD = "correct-horse-battery"


@pytest.fixture
def somchai() -> User:
    """Return an administrator: she may read all networks."""
    somchai = administrator("somchai")
    somchai.set_password(PASSWORD)
    somchai.save(update_fields=["password"])
    return somchai


@pytest.fixture
def client(somchai: User) -> APIClient:
    """Return a program that is signed in for Somchai."""
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(somchai)
    return client


@pytest.fixture
def network() -> Network:
    return NetworkFactory.create(name="Champa")
