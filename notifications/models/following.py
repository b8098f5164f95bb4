"""What a person wants to hear of, and how."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from notifications.models.address import Channel
from notifications.models.owned import OwnedQuerySet


class Scope(models.TextChoices):
    """What can be followed. A country's ``scope_id`` is its ISO code, all others' a UUID."""

    CASE = "case", _("case")
    CAMPAIGN = "campaign", _("campaign")
    REVIEW = "review", _("law review")
    NETWORK = "network", _("network")
    COUNTRY = "country", _("country")


class Level(models.TextChoices):
    ALL = "all", _("everything")
    IMPORTANT = "important", _("only what is important")
    MUTED = "muted", _("nothing")


class Cadence(models.TextChoices):
    NOW = "now", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    OFF = "off", _("never")


class SubscriptionQuerySet(OwnedQuerySet["Subscription"]):
    def of_scopes(self, scopes: Iterable[tuple[str, str]]) -> Self:
        """Keep what follows any of ``scopes``, pairs of type and id."""
        by_type: dict[str, set[str]] = {}
        for scope_type, scope_id in scopes:
            by_type.setdefault(scope_type, set()).add(scope_id)
        rule = Q(pk__in=[])
        for scope_type, ids in by_type.items():
            rule |= Q(scope_type=scope_type, scope_id__in=ids)
        return self.filter(rule)

    def muted(self, *, now: dt.datetime) -> Self:
        """Keep what is muted, for good or for now."""
        return self.filter(Q(level=Level.MUTED) | Q(muted_until__gt=now))

    def with_pause(self, *, now: dt.datetime) -> Self:
        """Say of each whether it is muted for now: ``is_paused``."""
        paused = Case(When(muted_until__gt=now, then=True), default=False)
        return self.annotate(is_paused=paused)


SubscriptionManager = models.Manager.from_queryset(SubscriptionQuerySet)


class Subscription(models.Model):
    """One person follows one thing. Muting is a row too, and wins over all she follows around.

    With ``muted_until`` it is muted up to that moment, and followed at its level from then on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscriptions")
    scope_type = models.CharField(_("what"), max_length=16, choices=Scope)
    scope_id = models.CharField(max_length=36)
    level = models.CharField(_("how much"), max_length=16, choices=Level, default=Level.ALL)
    muted_until = models.DateTimeField(
        _("nothing until"), null=True, help_text="Then the level counts again."
    )
    by_default = models.BooleanField(
        db_default=False, help_text="It became hers; she did not choose to follow it."
    )
    created_at = models.DateTimeField()

    objects = SubscriptionManager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        indexes: ClassVar = [
            models.Index(fields=["scope_type", "scope_id", "user"], name="notifications_followers"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="notifications_subscription_once", fields=["user", "scope_type", "scope_id"]
            ),
            models.CheckConstraint(
                name="notifications_subscription_scope_is_known",
                condition=Q(scope_type__in=Scope.values),
            ),
            models.CheckConstraint(
                name="notifications_subscription_level_is_known",
                condition=Q(level__in=Level.values),
            ),
            models.CheckConstraint(
                name="notifications_subscription_muted_once_or_for_good",
                condition=Q(muted_until__isnull=True) | ~Q(level="muted"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.scope_type} {self.scope_id}: {self.level}"

    @property
    def is_heard(self) -> bool:
        """Say whether she hears anything of it, now or after a pause."""
        return self.level != Level.MUTED


class PreferenceQuerySet(OwnedQuerySet["Preference"]):
    pass


PreferenceManager = models.Manager.from_queryset(PreferenceQuerySet)


class Preference(models.Model):
    """How often one kind of event reaches a person on one channel; no row means the default."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    kind = models.CharField(
        _("kind"), max_length=64, blank=True, help_text="'milestone.reached'; empty for every kind."
    )
    channel = models.CharField(_("channel"), max_length=16, choices=Channel)
    cadence = models.CharField(_("how often"), max_length=8, choices=Cadence)

    objects = PreferenceManager()

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="notifications_preference_once", fields=["user", "kind", "channel"]
            ),
            models.CheckConstraint(
                name="notifications_preference_channel_is_known",
                condition=Q(channel__in=Channel.values),
            ),
            models.CheckConstraint(
                name="notifications_preference_cadence_is_known",
                condition=Q(cadence__in=Cadence.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind or 'every kind'} by {self.channel}: {self.cadence}"
