"""The append-only records of who did what and who read what, and the regular tasks' rounds."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.sight import FieldClass

LONGEST_REASON = 300


class Event(models.Model):
    """One thing that happened, written in the same transaction as the change.

    It holds no foreign keys, so it neither blocks nor follows a deletion. ``changes``
    holds ids, dates, codes and names of changed fields, never private text.
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=64, help_text="Dotted past tense: 'milestone.reached'.")
    subject_type = models.CharField(max_length=64, help_text="Model label: 'cases.milestone'.")
    subject_id = models.UUIDField()
    actor_id = models.UUIDField(null=True, help_text="Empty where the calendar acted.")
    actor_label = models.CharField(max_length=150, blank=True)
    changes = models.JSONField(default=dict)
    dedupe_key = models.CharField(  # noqa: DJ001  # NULLs may repeat under a unique key
        max_length=200,
        null=True,
        unique=True,
        help_text="Set where the same fact may be found twice, e.g. by a daily check.",
    )
    happened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes: ClassVar = [
            models.Index(
                fields=["subject_type", "subject_id", "-id"], name="audit_event_of_subject"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="audit_event_kind_is_dotted",
                condition=Q(kind__regex=r"^[a-z_]+\.[a-z_]+$"),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.subject_type}:{self.subject_id}"


class DispatchState(models.TextChoices):
    PENDING = "pending", _("waiting")
    DONE = "done", _("passed on")
    FAILED = "failed", _("failed")


class Dispatch(models.Model):
    """Whether one event was passed on to those who follow.

    Born with its event, so what is still to do is found by its state and never
    by comparing ids, which may commit out of order.
    """

    event = models.OneToOneField(
        Event, models.CASCADE, primary_key=True, related_name="dispatch", db_constraint=False
    )
    state = models.CharField(max_length=8, choices=DispatchState, default=DispatchState.PENDING)
    cursor = models.UUIDField(null=True, help_text="The last person already served.")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        indexes: ClassVar = [
            models.Index(
                fields=["lease_until"],
                name="audit_dispatch_pending",
                condition=Q(state="pending"),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="audit_dispatch_state_is_known",
                condition=Q(state__in=DispatchState.values),
            ),
            models.CheckConstraint(
                name="audit_dispatch_done_has_its_moment",
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"dispatch of event #{self.event_id}: {self.state}"


class Read(models.Model):
    """One person was shown one thing, written in the transaction in which it was read.

    Rows of one network are numbered without a gap and chained (``backend.audit.chain``). No
    foreign keys: a row neither blocks nor follows a deletion.
    """

    id = models.BigAutoField(primary_key=True)
    network_id = models.UUIDField(help_text="Whose record was read.")
    seq = models.PositiveBigIntegerField(help_text="From 1, in each network.")
    reader_id = models.UUIDField()
    reader_label = models.CharField(max_length=150)
    subject_type = models.CharField(max_length=64, help_text="Model label: 'cases.advocacycase'.")
    subject_id = models.UUIDField()
    field_class = models.CharField(
        max_length=16, choices=FieldClass, help_text="The narrowest class she was shown."
    )
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    read_at = models.DateTimeField()
    mac = models.CharField(max_length=100, help_text="'key id:HMAC-SHA-256'.")

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        indexes: ClassVar = [
            models.Index(
                fields=["subject_type", "subject_id", "-id"], name="audit_read_of_subject"
            ),
            models.Index(fields=["network_id", "reader_id", "-read_at"], name="audit_read_by"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(name="audit_read_once", fields=["network_id", "seq"]),
            models.CheckConstraint(
                name="audit_read_field_class_is_known",
                condition=Q(field_class__in=FieldClass.values),
            ),
            models.CheckConstraint(name="audit_read_seq_starts_at_one", condition=Q(seq__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.network_id} #{self.seq}: {self.subject_type}:{self.subject_id}"


class Round(models.Model):
    """When one regular task last ran, so that any worker can tell that the scheduler is silent."""

    task = models.CharField(primary_key=True, max_length=64)
    ran_at = models.DateTimeField(null=True)
    rung_at = models.DateTimeField(null=True, help_text="When a worker rang in its stead.")
    lease_until = models.DateTimeField(
        null=True, help_text="Held by whoever runs it alone, where the database has no such locks."
    )

    class Meta:
        verbose_name = _("regular task")
        verbose_name_plural = _("regular tasks")

    def __str__(self) -> str:
        return self.task
