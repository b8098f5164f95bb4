"""Mail, by SMTP or by one of the mail services that django-anymail knows."""

from django.conf import settings

from notifications.channels.base import Carrier
from notifications.channels.email.carrier import Email

CARRIER = Email()
STAND_INS: list[Carrier] = [Email(settings.EMAIL_SECOND)] if settings.EMAIL_SECOND else []
