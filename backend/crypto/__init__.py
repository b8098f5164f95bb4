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
    key_id, key = next(iter(settings.SEAL_KEYS.items()))
    nonce = os.urandom(_NONCE_BYTES)
    body = AESGCM(key).encrypt(nonce, text.encode(), place.encode())
    return key_id.encode() + b":" + nonce + body


def open_sealed(sealed: bytes, *, place: str) -> str:
    """Decrypt what ``seal`` wrote for the same place.

    Raises:
        Unreadable: altered, moved, or sealed under a key no longer configured.
    """
    key_id, _, rest = bytes(sealed).partition(b":")
    key = settings.SEAL_KEYS.get(key_id.decode(errors="replace"))
    if key is None:
        raise Unreadable
    try:
        plain = AESGCM(key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as broken:  # ValueError: cut so short that no nonce is left
        raise Unreadable from broken
    return plain.decode()


def keyed_hash(text: str, *, purpose: str) -> str:
    """Return a hash that finds equal texts but cannot be guessed without the key."""
    secret = hashlib.sha256(b"hash:" + settings.SECRET_KEY.encode()).digest()
    digest = hmac.new(secret, f"{purpose}:{text}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
