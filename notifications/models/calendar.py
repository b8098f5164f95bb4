"""The secret address at which a person's calendar program fetches the dates she follows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.models.owned import OwnedQuerySet


class CalendarQuerySet(OwnedQuerySet["Calendar"]):
    pass


CalendarManager = models.Manager.from_queryset(CalendarQuerySet)


class Calendar(models.Model):
    """One per person. The token is sealed, and found by its keyed hash; a new one ends the old."""

    id = models.BigAutoField(primary_key=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="alerts_calendar"
    )
    sealed = models.BinaryField(editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField()

    objects = CalendarManager()

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="notifications_calendar_token_is_one_persons", fields=["fingerprint"]
            ),
        ]

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"

    @property
    def place(self) -> str:
        """Where the sealed token belongs; it opens nowhere else."""
        return f"notifications.calendar.{self.user_id}"
