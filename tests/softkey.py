"""A passkey in software: it signs like a phone does, for whichever site it is told it is on."""

import hashlib
import json
import os
import struct
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

from backend.accounts.models import User

PRESENT_AND_VERIFIED = 0x05
WITH_A_NEW_KEY = 0x45


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class SoftKey:
    """One passkey of one person, made by ``create`` and used by ``sign``."""

    site: str = "https://testserver"
    host: str = "testserver"
    identity: bytes = field(default_factory=lambda: os.urandom(16))
    owner: str = ""
    count: int = 0

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())

    def create(self, options: dict[str, Any]) -> str:
        """Return what a browser sends once a passkey was made."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        point = self._key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        length = struct.pack(">H", len(self.identity))
        made = b"\0" * 16 + length + self.identity + cbor.encode(cose)
        kept = self._head(WITH_A_NEW_KEY) + made
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": kept})
        said = self._client("webauthn.create", asked["challenge"])
        response = {"clientDataJSON": text(said), "attestationObject": text(attested)}
        return json.dumps(
            self._credential(response) | {"clientExtensionResults": {"credProps": {"rk": True}}}
        )

    def sign(self, options: dict[str, Any], *, site: str = "") -> str:
        """Return what a browser on ``site`` sends when the passkey is used there."""
        self.count += 1
        said = self._client("webauthn.get", options["publicKey"]["challenge"], site=site)
        head = self._head(PRESENT_AND_VERIFIED)
        signed = self._key.sign(head + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": text(said),
            "authenticatorData": text(head),
            "signature": text(signed),
            "userHandle": self.owner,
        }
        return json.dumps(self._credential(response))

    def _head(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _client(self, what: str, challenge: str, *, site: str = "") -> bytes:
        said = {"type": what, "challenge": challenge, "origin": site or self.site}
        return json.dumps(said | {"crossOrigin": False}).encode()

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        name = text(self.identity)
        return {
            "type": "public-key",
            "id": name,
            "rawId": name,
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }


def passkey_of(user: User, key: SoftKey | None = None) -> Authenticator:
    """Keep a passkey for ``user``, as if she had added it."""
    key = key or SoftKey()
    made = key.create(
        {"publicKey": {"user": {"id": text(str(user.pk).encode())}, "challenge": "AA"}}
    )
    return Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Phone", "credential": json.loads(made)},
    )
