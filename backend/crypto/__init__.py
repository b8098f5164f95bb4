"""Sealing of short texts and keyed hashes, on AES-256-GCM and HMAC-SHA-256.

Keys come from ``SEAL_KEYS`` (newest first, base64 of 32 bytes, named ``id:key``) and never
touch the database or its backups.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE_BYTES = 12


class Unreadable(Exception):
    """The sealed text was altered, moved to another place, or its key is gone."""


def seal(text: str, *, place: str) -> bytes:
    """Encrypt ``text``; it opens only at the same ``place``, e.g. 'notifications.address.<id>'."""
    return _seal_by_newest(text.encode(), place=place)


def open_sealed(sealed: bytes, *, place: str) -> str:
    """Decrypt what ``seal`` wrote for the same place.

    Raises:
        Unreadable: altered, moved, or sealed under a key no longer configured.
    """
    return _open_by_name(sealed, place=place).decode()


def new_key() -> bytes:
    """Make a key for ``seal_under``."""
    return AESGCM.generate_key(256)


def wrap(key: bytes, *, place: str) -> bytes:
    """Encrypt a key under the newest of ``SEAL_KEYS``, so that it can be kept."""
    return _seal_by_newest(key, place=place)


def unwrap(wrapped: bytes, *, place: str) -> bytes:
    """Return the key that ``wrap`` was given for the same place.

    Raises:
        Unreadable: altered, moved, or wrapped under a key no longer configured.
    """
    return _open_by_name(wrapped, place=place)


def is_by_newest(sealed: bytes) -> bool:
    """Say whether the newest of ``SEAL_KEYS`` is needed to open this, and no older one."""
    return bytes(sealed).startswith(next(iter(settings.SEAL_KEYS)).encode() + b":")


def seal_under(key: bytes, content: bytes, *, place: str) -> bytes:
    """Encrypt ``content`` under ``key``; it opens only at the same ``place``."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def open_under(key: bytes, sealed: bytes, *, place: str) -> bytes:
    """Decrypt what ``seal_under`` wrote under the same key for the same place.

    Raises:
        Unreadable: altered, moved, or of another key.
    """
    sealed = bytes(sealed)
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as broken:  # ValueError: cut so short that no nonce is left
        raise Unreadable from broken


def _seal_by_newest(content: bytes, *, place: str) -> bytes:
    name, key = next(iter(settings.SEAL_KEYS.items()))
    return name.encode() + b":" + seal_under(key, content, place=place)


def _open_by_name(sealed: bytes, *, place: str) -> bytes:
    name, _, rest = bytes(sealed).partition(b":")
    key = settings.SEAL_KEYS.get(name.decode(errors="replace"))
    if key is None:
        raise Unreadable
    return open_under(key, rest, place=place)


def keyed_hash(text: str, *, purpose: str) -> str:
    """Return a hash that finds equal texts but cannot be guessed without the key."""
    secret = hashlib.sha256(b"hash:" + settings.SECRET_KEY.encode()).digest()
    digest = hmac.new(secret, f"{purpose}:{text}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
