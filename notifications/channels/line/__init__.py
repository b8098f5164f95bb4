"""LINE, by an official account of this house."""

from notifications.channels.line.carrier import Line

CARRIER = Line()
