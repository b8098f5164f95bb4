"""What the workers say of support: it changed something for them, or it did not."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Network
from cases.models.support import IloSupport


class Effect(models.TextChoices):
    CHANGED = "changed", _("this changed for us")
    UNCHANGED = "unchanged", _("this did not change for us")


class WorkersWord(models.Model):
    """One network's word on one piece of support.

    A trigger in the database refuses changes: the officer whose support is judged cannot
    touch it, and a network that thinks again says so in a further word.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    support = models.ForeignKey(IloSupport, models.PROTECT, related_name="effects")
    network = models.ForeignKey(Network, models.PROTECT, related_name="+")
    effect = models.CharField(_("effect"), max_length=16, choices=Effect)
    words = models.TextField(_("in their words"), blank=True)
    said_on = models.DateField(_("said on"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("workers' word on support")
        verbose_name_plural = _("workers' words on support")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_workersword_effect_is_known", condition=Q(effect__in=Effect.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.said_on} {self.effect}"
