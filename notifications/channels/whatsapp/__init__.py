"""WhatsApp, by a business number of this house."""

from notifications.channels.whatsapp.carrier import WhatsApp

CARRIER = WhatsApp()
