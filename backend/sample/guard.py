"""Keeps the sample's password, which everybody knows, from opening anything else."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from backend.sample import SAMPLE_PASSWORD


class SamplePasswordGuard:
    """Refuse the sample's password where this installation is no sample.

    It stands first among the backends and lets nobody in. A database that once
    held the sample may be used in earnest later; its people must not come along.
    It has no ``get_user``, so no session is ever taken for one of its own. What was
    got with the password before ends elsewhere: sessions know whether they began in the
    sample (``User.get_session_auth_hash``), and so do tokens (``SAMPLE_TOKEN_PREFIX``).
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # noqa: ARG002
        """Leave the attempt to the next backend, or end it.

        Raises:
            PermissionDenied: the sample's password, and this is no sample.
        """
        password = credentials.get("password") or ""
        if not settings.SAMPLE and constant_time_compare(password, SAMPLE_PASSWORD):
            raise PermissionDenied
