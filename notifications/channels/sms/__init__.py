"""Text messages, through the gateway that ``SMS_GATEWAY`` names."""

from notifications.channels.sms.carrier import Sms

CARRIER = Sms()
