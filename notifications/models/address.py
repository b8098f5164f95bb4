"""Where each channel reaches a person."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from notifications.models.owned import OwnedQuerySet


class Channel(models.TextChoices):
    """Every way a message can travel; which of them a house has switched on, its settings say."""

    EMAIL = "email", _("e-mail")
    PUSH = "push", _("push on this device")
    SMS = "sms", _("text message")
    TELEGRAM = "telegram", _("Telegram")
    LINE = "line", _("LINE")
    WHATSAPP = "whatsapp", _("WhatsApp")


PAID_BY_THE_PIECE = frozenset({Channel.SMS})
"""Channels on which a house pays for each message: a day has its share of them."""
OF_SEVERAL = frozenset({Channel.PUSH})
"""Channels on which one person may have several addresses in use: a phone and a computer."""


class AddressState(models.TextChoices):
    PENDING = "pending", _("not confirmed yet")
    ACTIVE = "active", _("in use")
    BOUNCED = "bounced", _("nothing arrives there")
    STOPPED = "stopped", _("stopped by the person")


class AddressQuerySet(OwnedQuerySet["Address"]):
    def usable(self) -> Self:
        return self.filter(state=AddressState.ACTIVE)

    def awaiting_letter(self) -> Self:
        """Keep those whose owner asked for the mail that confirms them, and waits for it."""
        return self.filter(is_letter_due=True).exclude(state=AddressState.ACTIVE)

    def not_suppressed(self) -> Self:
        """Leave out those where nothing arrives or is wanted, whoever found that out."""
        noted = Suppression.objects.filter(
            channel=OuterRef("channel"), fingerprint=OuterRef("fingerprint")
        )
        return self.filter(~Exists(noted))


AddressManager = models.Manager.from_queryset(AddressQuerySet)


class Address(models.Model):
    """Where one channel reaches a person: sealed, and used only once she confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="addresses")
    channel = models.CharField(_("channel"), max_length=16, choices=Channel)
    sealed = models.BinaryField(editable=False)
    fingerprint = models.CharField(
        max_length=64, editable=False, help_text="Keyed hash of the address, to find equal ones."
    )
    state = models.CharField(
        _("state"), max_length=16, choices=AddressState, default=AddressState.PENDING
    )
    asked_at = models.DateTimeField(
        null=True, help_text="When she last asked for the mail that confirms it."
    )
    is_letter_due = models.BooleanField(default=False, help_text="That mail is still to go out.")
    label = models.CharField(
        _("name"), max_length=80, blank=True, db_default="", help_text="'Firefox on Android'."
    )
    code = models.CharField(
        max_length=64, blank=True, db_default="", help_text="Keyed hash of the number sent there."
    )
    code_tries = models.PositiveSmallIntegerField(db_default=0, default=0)
    verified_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = AddressManager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        indexes: ClassVar = [
            models.Index(
                fields=["asked_at"],
                name="notifications_letters_due",
                condition=Q(is_letter_due=True),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notifications_address_channel_is_known",
                condition=Q(channel__in=Channel.values),
            ),
            models.UniqueConstraint(
                name="notifications_address_once", fields=["user", "channel", "fingerprint"]
            ),
            models.UniqueConstraint(
                name="notifications_address_one_in_use",
                fields=["user", "channel"],
                condition=Q(state="active") & ~Q(channel="push"),
            ),
            models.CheckConstraint(
                name="notifications_address_state_is_known",
                condition=Q(state__in=AddressState.values),
            ),
            models.CheckConstraint(
                name="notifications_address_in_use_is_verified",
                condition=~Q(state="active") | Q(verified_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notifications_address_letter_was_asked_for",
                condition=Q(is_letter_due=False) | Q(asked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} of {self.user_id}: {self.state}"

    @property
    def place(self) -> str:
        """Where the sealed value belongs; it opens nowhere else."""
        return f"notifications.address.{self.pk}"


class SuppressionReason(models.TextChoices):
    BOUNCED = "bounced", _("nothing arrives there")
    COMPLAINED = "complained", _("reported as unwanted")


class Suppression(models.Model):
    """Where nothing is sent any more, whoever's address it is or becomes."""

    id = models.BigAutoField(primary_key=True)
    channel = models.CharField(_("channel"), max_length=16, choices=Channel)
    fingerprint = models.CharField(max_length=64, editable=False)
    reason = models.CharField(_("reason"), max_length=16, choices=SuppressionReason)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("address that gets nothing")
        verbose_name_plural = _("addresses that get nothing")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="notifications_suppression_once", fields=["channel", "fingerprint"]
            ),
            models.CheckConstraint(
                name="notifications_suppression_channel_is_known",
                condition=Q(channel__in=Channel.values),
            ),
            models.CheckConstraint(
                name="notifications_suppression_reason_is_known",
                condition=Q(reason__in=SuppressionReason.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.reason}"
