"""What somebody told, and who she is: sealed, each under the key of its case."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission, roles_with
from backend.crypto.fields import SealedField
from campaigns import access
from cases.models.case import AdvocacyCase
from cases.models.confidence import audience_of, told_to


class TestimonyQuerySet(models.QuerySet["Testimony"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep what ``user`` may open; see ``cases.models.confidence``."""
        return self.filter(told_to(user, author="written_by"))

    def current(self) -> Self:
        """Keep the last version of each, as long as it was not taken back."""
        return self.filter(corrected_by=None, withdrawn_at=None)

    def with_place(self) -> Self:
        return self.select_related("case", "written_by", "corrected_by", "corrects")


TestimonyManager = models.Manager.from_queryset(TestimonyQuerySet)


class Testimony(models.Model):
    """One telling, as it was taken down. A correction is another row; the first one stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(AdvocacyCase, models.PROTECT, related_name="testimonies")
    pseudonym = models.CharField(
        _("name to use instead of hers"), max_length=60, help_text="Never her own."
    )
    text = SealedField(null=True, help_text="Empty once it was taken back.")
    language = models.CharField(_("language it was told in"), max_length=8)
    written_in = models.CharField(_("language it is written in"), max_length=8)
    told_on = models.DateField(_("told on"))
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = TestimonyManager()

    class Meta:
        verbose_name = _("testimony")
        verbose_name_plural = _("testimonies")
        indexes: ClassVar = [
            models.Index(fields=["case", "written_at", "id"], name="cases_testimony_of_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_testimony_is_there_or_taken_back",
                condition=Q(
                    text__isnull=False, withdrawn_at__isnull=True, withdrawn_by__isnull=True
                )
                | Q(text__isnull=True, withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_testimony_has_a_pseudonym", condition=~Q(pseudonym="")
            ),
            models.CheckConstraint(
                name="cases_testimony_says_its_languages",
                condition=~Q(language="") & ~Q(written_in=""),
            ),
        ]

    def __str__(self) -> str:
        return f"testimony {self.pk}"

    def audience(self) -> access.Audience:
        """Tell who may open it: the other direction of ``visible_to``."""
        return audience_of(self.case, author=self.written_by_id)


class IdentityQuerySet(models.QuerySet["Identity"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep those of networks one leads. That is to know there is one, not to read it."""
        return self.filter(
            case__network__in=access.reach_of(user, Permission.EVIDENCE_READ).networks
        )

    def with_place(self) -> Self:
        return self.select_related("case")


IdentityManager = models.Manager.from_queryset(IdentityQuerySet)


class Identity(models.Model):
    """Who somebody is, in the vault: opened on request, with a reason, and the leaders are told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(AdvocacyCase, models.PROTECT, related_name="identities")
    pseudonym = models.CharField(_("name to use instead of hers"), max_length=60)
    name = SealedField(_("her name"))
    contact = SealedField(_("how to reach her"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = IdentityManager()

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_identity_of_one_pseudonym", fields=["case", "pseudonym"]
            ),
            models.CheckConstraint(
                name="cases_identity_has_a_pseudonym", condition=~Q(pseudonym="")
            ),
        ]

    def __str__(self) -> str:
        return f"identity {self.pk}"

    def audience(self) -> access.Audience:
        """Tell who may know of it: the other direction of ``visible_to``."""
        leaders = roles_with(Permission.EVIDENCE_READ)
        return access.Audience(Q(role__in=leaders, network=self.case.network_id))
