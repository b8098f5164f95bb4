"""The key of one case: what is told in confidence about it is sealed under this."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import AdvocacyCase


class CaseKey(models.Model):
    """A case's data key, wrapped by a master key that is in neither database nor backup.

    Backups leave this table out and keep it apart (``manage.py export_case_keys``), so that a key
    destroyed today opens nothing in yesterday's backup. A destroyed one is never made anew.
    """

    case = models.OneToOneField(AdvocacyCase, models.CASCADE, primary_key=True, related_name="key")
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("key of a case")
        verbose_name_plural = _("keys of cases")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_casekey_is_there_or_destroyed",
                condition=Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | Q(wrapped__isnull=False, destroyed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"key of {self.case_id}"
