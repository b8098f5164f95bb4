"""Telegram, by a bot of this house."""

from notifications.channels.telegram.carrier import Telegram

CARRIER = Telegram()
