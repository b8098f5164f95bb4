"""Text messages: short, paid for by the piece, readable by every company on the way."""

from collections.abc import Iterable

from django.conf import settings

from notifications.channels import phones
from notifications.channels.base import Call, Heard, Message, Proof, Repeat
from notifications.channels.sms.gateway import Gateway
from notifications.channels.sms.generic import Generic
from notifications.channels.sms.twilio import Twilio

GATEWAYS: dict[str, Gateway] = {"http": Generic(), "twilio": Twilio()}


class Sms:
    """One text per message, by whichever gateway there is."""

    proof = Proof.CODE

    @property
    def repeat(self) -> Repeat:
        """Say what the gateway makes of a repeat."""
        gateway = GATEWAYS.get(settings.SMS_GATEWAY)
        return gateway.repeat if gateway else Repeat.NONE

    def is_on(self) -> bool:
        """Say whether a gateway is named and knows what it needs."""
        gateway = GATEWAYS.get(settings.SMS_GATEWAY)
        return gateway is not None and gateway.is_on()

    def clean(self, typed: str) -> str:
        """Return the number as E.164."""
        return phones.clean(typed)

    def masked(self, address: str) -> str:
        """Keep the country and the last digits."""
        return phones.masked(address)

    def send(self, message: Message, *, to: str) -> str:
        """Send one text; see ``Carrier.send``."""
        return GATEWAYS[settings.SMS_GATEWAY].send(message.short, to=to, key=message.key)

    def look_up(self, key: str) -> str | None:
        """Ask the gateway for a message; see ``LooksUp``."""
        return GATEWAYS[settings.SMS_GATEWAY].look_up(key)

    def is_genuine(self, call: Call) -> bool:
        """Say whether the gateway is calling; see ``Reports``."""
        return GATEWAYS[settings.SMS_GATEWAY].is_genuine(call)

    def heard(self, call: Call) -> Iterable[Heard]:
        """Read what the gateway reports; see ``Reports``."""
        return GATEWAYS[settings.SMS_GATEWAY].heard(call)
