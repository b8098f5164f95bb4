"""What reached whom: notices in the inbox, and what became of each message sent out."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.models.address import Address, Channel
from notifications.models.following import Cadence
from notifications.models.owned import OwnedQuerySet

ADDRESSED = "addressed"
"""The reason of a notice that is meant for her, whatever she follows."""


class NotificationQuerySet(OwnedQuerySet["Notification"]):
    def unread(self) -> Self:
        return self.filter(read_at__isnull=True, archived_at__isnull=True)

    def in_inbox(self) -> Self:
        return self.filter(archived_at__isnull=True)

    def put_away(self) -> Self:
        return self.filter(archived_at__isnull=False)

    def with_event(self) -> Self:
        """Load the event with the row: its words need it."""
        return self.select_related("event")


NotificationManager = models.Manager.from_queryset(NotificationQuerySet)


class Notification(models.Model):
    """One notice in one person's inbox: exactly one per event and person.

    It holds no text: that is written when it is read, in her language, from what
    she may see then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(
        "audit.Event", models.CASCADE, related_name="notifications", db_constraint=False
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(_("kind"), max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    thread = models.CharField(
        max_length=60, blank=True, db_default="", help_text="'case:…': the thing it belongs to."
    )
    reason = models.CharField(
        max_length=60,
        blank=True,
        db_default="",
        help_text="Why she was told: 'addressed', or what she followed then, 'campaign:…'.",
    )
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    acked_at = models.DateTimeField(null=True, help_text="When she said that she saw it.")

    objects = NotificationManager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes: ClassVar = [
            models.Index(fields=["user", "-created_at", "-id"], name="notifications_inbox"),
            models.Index(
                fields=["user"],
                name="notifications_unread",
                condition=Q(read_at__isnull=True, archived_at__isnull=True),
            ),
            models.Index(
                fields=["created_at"],
                name="notifications_dealt_with",
                condition=Q(read_at__isnull=False) | Q(archived_at__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="notifications_notification_once", fields=["event", "user"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"


class Digest(models.Model):
    """One summary for one person, channel and local day, so that none is made twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    channel = models.CharField(max_length=16, choices=Channel)
    period = models.CharField(max_length=8, choices=Cadence)
    local_date = models.DateField(help_text="The person's own date, whatever her clock did.")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notifications_digest_channel_is_known",
                condition=Q(channel__in=Channel.values),
            ),
            models.UniqueConstraint(
                name="notifications_digest_once",
                fields=["user", "channel", "period", "local_date"],
            ),
            models.CheckConstraint(
                name="notifications_digest_period_is_known",
                condition=Q(period__in=[Cadence.DAILY, Cadence.WEEKLY]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} digest for {self.user_id} on {self.local_date}"


class DeliveryState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    LEASED = "leased", _("taken by a worker")
    SENDING = "sending", _("being sent")
    ACCEPTED = "accepted", _("accepted by the carrier")
    HELD = "held", _("kept for a digest")
    BUNDLED = "bundled", _("sent within another message")
    SUPPRESSED = "suppressed", _("not sent: no longer wanted or allowed")
    UNKNOWN = "unknown", _("sent, and nobody knows whether it arrived")
    DEAD = "dead", _("given up")


class Receipt(models.TextChoices):
    DELIVERED = "delivered", _("reported as arrived")
    FAILED = "failed", _("reported as not arrived")


class Delivery(models.Model):
    """One message to one address, about one notice or one digest.

    States only move forward, and each change names the state it expects, so two
    workers never act on one row. ``key`` stays the same over every attempt.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    notification = models.ForeignKey(
        Notification, models.CASCADE, null=True, related_name="deliveries"
    )
    digest = models.ForeignKey(Digest, models.CASCADE, null=True, related_name="deliveries")
    bundled_in = models.ForeignKey(
        Digest, models.SET_NULL, null=True, related_name="bundled", db_index=True
    )
    carried_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        related_name="carries",
        help_text="The message on the same thread that says this one's as well.",
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("channel"), max_length=16, choices=Channel)
    address = models.ForeignKey(
        Address,
        models.SET_NULL,
        null=True,
        related_name="deliveries",
        help_text="Nothing once its owner removed it; nothing goes out then.",
    )
    period = models.CharField(max_length=8, blank=True, help_text="'daily', 'weekly' while held.")
    state = models.CharField(
        _("state"), max_length=16, choices=DeliveryState, default=DeliveryState.QUEUED
    )
    is_urgent = models.BooleanField(
        default=False, db_default=False, help_text="Taken before all that is not."
    )
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    doubtful = models.PositiveSmallIntegerField(
        default=0, help_text="Attempts of which nobody knows whether the carrier took them."
    )
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True)
    provider = models.CharField(
        max_length=32, blank=True, db_default="", help_text="Which way out took it."
    )
    reference = models.CharField(
        max_length=200, blank=True, db_default="", help_text="What the carrier calls it."
    )
    pieces = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        help_text="In how many it was sent and is paid for, all attempts together.",
    )
    receipt = models.CharField(
        _("receipt"),
        max_length=16,
        choices=Receipt,
        blank=True,
        db_default="",
        help_text="What the carrier reported after it had taken it.",
    )
    receipt_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("message sent out")
        verbose_name_plural = _("messages sent out")
        indexes: ClassVar = [
            models.Index(
                fields=["-is_urgent", "due_at", "id"],
                name="notifications_next",
                condition=Q(state="queued"),
            ),
            models.Index(
                fields=["id"],
                name="notifications_given_up",
                condition=Q(state__in=["dead", "unknown"]),
            ),
            models.Index(
                fields=["lease_until"],
                name="notifications_leased",
                condition=Q(state__in=["leased", "sending"]),
            ),
            models.Index(
                fields=["accepted_at"],
                name="notifications_paid_for",
                condition=Q(channel="sms"),
            ),
            models.Index(
                fields=["user", "channel"],
                name="notifications_held",
                condition=Q(state="held"),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notifications_delivery_channel_is_known",
                condition=Q(channel__in=Channel.values),
            ),
            models.UniqueConstraint(
                name="notifications_delivery_once", fields=["notification", "address"]
            ),
            models.UniqueConstraint(
                name="notifications_delivery_once_per_digest", fields=["digest", "address"]
            ),
            models.CheckConstraint(
                name="notifications_delivery_is_about_one_thing",
                condition=Q(notification__isnull=False, digest__isnull=True)
                | Q(notification__isnull=True, digest__isnull=False),
            ),
            models.CheckConstraint(
                name="notifications_delivery_state_is_known",
                condition=Q(state__in=DeliveryState.values),
            ),
            models.CheckConstraint(
                name="notifications_delivery_receipt_is_known",
                condition=Q(receipt__in=["", *Receipt.values]),
            ),
            models.CheckConstraint(
                name="notifications_delivery_receipt_has_its_moment",
                condition=Q(receipt="", receipt_at__isnull=True)
                | (~Q(receipt="") & Q(receipt_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="notifications_delivery_taken_has_its_lease",
                condition=Q(state__in=["leased", "sending"], lease_token__isnull=False)
                | (~Q(state__in=["leased", "sending"]) & Q(lease_token__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.channel} {self.state}"
