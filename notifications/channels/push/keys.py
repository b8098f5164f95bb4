"""The key pair by which push services know this house (VAPID)."""

import base64

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02


def new() -> str:
    """Make a private key, as ``PUSH_PRIVATE_KEY`` takes it."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _written(number.to_bytes(32, "big"))


def public() -> str:
    """Return the public half, as browsers want it; "" where push is off."""
    if not settings.PUSH_PRIVATE_KEY:
        return ""
    key = Vapid02.from_string(settings.PUSH_PRIVATE_KEY).public_key
    return _written(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
