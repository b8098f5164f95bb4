"""Web push: a phone or computer shows that there is news, and nothing of what it is."""

from notifications.channels.push.carrier import Push

CARRIER = Push()
