"""Files that speak for a case: photographs, recordings, documents; and in whose hands they were."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns import access
from cases.models.case import AdvocacyCase
from cases.models.confidence import audience_of, told_to


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", _("photo")
    VOICE = "voice", _("recording")
    DOCUMENT = "document", _("document")
    TEXT = "text", _("text")


class ScanResult(models.TextChoices):
    CLEAN = "clean", _("no virus was found")
    NOT_SCANNED = "not_scanned", _("not scanned for viruses")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep what ``user`` may open; see ``cases.models.confidence``."""
        return self.filter(told_to(user, author="added_by"))

    def kept(self) -> Self:
        """Keep what was not withdrawn: its file is there."""
        return self.filter(withdrawn_at__isnull=True)

    def with_place(self) -> Self:
        return self.select_related("case", "added_by")


EvidenceManager = models.Manager.from_queryset(EvidenceQuerySet)


class Evidence(models.Model):
    """One file of a case. The file itself lies sealed in the store, twice: as sent, and cleaned.

    Its name is not kept, for names tell who is in a picture. When it is withdrawn both files are
    destroyed; that it was there, and in whose hands, stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(AdvocacyCase, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=16, choices=EvidenceKind)
    format = models.CharField(
        _("format"), max_length=8, help_text="A code of backend.files.kinds, as it was sent."
    )
    copy_format = models.CharField(max_length=8, help_text="The same, of the copy to look at.")
    fingerprint = models.CharField(
        _("fingerprint"), max_length=64, help_text="SHA-256 of the file as it was sent, in hex."
    )
    size = models.PositiveIntegerField(_("size"), help_text="In bytes, as it was sent.")
    copy_size = models.PositiveIntegerField(help_text="In bytes, of the copy to look at.")
    original_name = models.CharField(max_length=64, help_text="In the store of sealed files.")
    copy_name = models.CharField(max_length=64, help_text="In the store of sealed files.")
    scan = models.CharField(_("virus scan"), max_length=16, choices=ScanResult)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(
        null=True, help_text="When both files were gone from the store."
    )

    objects = EvidenceManager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes: ClassVar = [
            models.Index(fields=["case", "added_at", "id"], name="cases_evidence_of_case"),
            models.Index(
                fields=["withdrawn_at"],
                name="cases_evidence_to_destroy",
                condition=Q(withdrawn_at__isnull=False, destroyed_at__isnull=True),
            ),
            models.Index(fields=["original_name"], name="cases_evidence_by_original"),
            models.Index(fields=["copy_name"], name="cases_evidence_by_copy"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_evidence_kind_is_known", condition=Q(kind__in=EvidenceKind.values)
            ),
            models.CheckConstraint(
                name="cases_evidence_scan_is_known", condition=Q(scan__in=ScanResult.values)
            ),
            models.CheckConstraint(
                name="cases_evidence_has_its_files",
                condition=~Q(original_name="") & ~Q(copy_name="") & Q(size__gt=0, copy_size__gt=0),
            ),
            models.CheckConstraint(
                name="cases_evidence_withdrawn_says_by_whom",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_evidence_destroyed_only_once_withdrawn",
                condition=Q(destroyed_at__isnull=True) | Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"

    def audience(self) -> access.Audience:
        """Tell who may open this: the other direction of ``visible_to``."""
        return audience_of(self.case, author=self.added_by_id)


class CustodyStep(models.TextChoices):
    RECEIVED = "received", _("received")
    CLEANED = "cleaned", _("a copy without hidden data was made")
    OPENED = "opened", _("opened")
    DOWNLOADED = "downloaded", _("taken away as it was sent")
    HANDED_OUT = "handed_out", _("shown to somebody outside the network, as she agreed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DESTROYED = "destroyed", _("destroyed")


class Custody(models.Model):
    """One thing that happened to a file, append-only: together they are its chain of custody."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="custody")
    step = models.CharField(_("what happened"), max_length=16, choices=CustodyStep)
    fingerprint = models.CharField(
        max_length=64, help_text="SHA-256 of the very bytes that were handled, in hex."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("chain of custody")
        verbose_name_plural = _("chains of custody")
        indexes: ClassVar = [
            models.Index(fields=["evidence", "id"], name="cases_custody_of_evidence"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_custody_step_is_known", condition=Q(step__in=CustodyStep.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.evidence_id}"
