"""What other programs are told: where a network has public news posted, and each post."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from campaigns import access
from campaigns.models import Campaign, Network


class WebhookState(models.TextChoices):
    ACTIVE = "active", _("in use")
    STOPPED = "stopped", _("stopped")
    FAILED = "failed", _("switched off after days of failures")


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep those of networks whose campaigns ``user`` may change."""
        reach = access.reach_of(user, Permission.CAMPAIGN_EDIT)
        return self if reach.everywhere else self.filter(network__in=reach.networks)

    def active(self) -> Self:
        return self.filter(state=WebhookState.ACTIVE)

    def with_place(self) -> Self:
        """Load the network and the campaign with the row."""
        return self.select_related("network", "campaign")


WebhookManager = models.Manager.from_queryset(WebhookQuerySet)


class Webhook(models.Model):
    """An address of another program that is told the public news of a network's campaigns.

    Address and secrets are sealed. While ``old_until`` lies ahead, posts are signed with the
    former secret as well, so that a receiver can change over without losing one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="webhooks")
    campaign = models.ForeignKey(
        Campaign,
        models.CASCADE,
        null=True,
        related_name="webhooks",
        help_text="Of this campaign alone; else of all the network leads or is allied to.",
    )
    sealed = models.BinaryField(editable=False)
    secret = models.BinaryField(editable=False)
    old_secret = models.BinaryField(null=True, editable=False)
    old_until = models.DateTimeField(null=True)
    state = models.CharField(
        _("state"), max_length=16, choices=WebhookState, default=WebhookState.ACTIVE
    )
    failing_since = models.DateTimeField(null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = WebhookManager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notifications_webhook_state_is_known",
                condition=Q(state__in=WebhookState.values),
            ),
            models.CheckConstraint(
                name="notifications_webhook_old_secret_has_its_end",
                condition=Q(old_secret__isnull=True, old_until__isnull=True)
                | Q(old_secret__isnull=False, old_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"webhook of {self.network_id}: {self.state}"

    @property
    def place(self) -> str:
        """Where what is sealed belongs; it opens nowhere else."""
        return f"notifications.webhook.{self.pk}"


class PostState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    ACCEPTED = "accepted", _("taken")
    DROPPED = "dropped", _("not public any more")
    DEAD = "dead", _("given up")


class WebhookPostQuerySet(models.QuerySet["WebhookPost"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the posts of webhooks ``user`` may see."""
        return self.filter(webhook__in=Webhook.objects.visible_to(user))

    def due(self, *, now: dt.datetime) -> Self:
        """Keep what is to go out now, or whose worker died: the receiver knows a repeat."""
        lost = Q(state=PostState.SENDING, lease_until__lt=now)
        return self.filter(Q(state=PostState.QUEUED, due_at__lte=now) | lost)


WebhookPostManager = models.Manager.from_queryset(WebhookPostQuerySet)


class WebhookPost(models.Model):
    """One piece of news on its way to one webhook; ``uid`` stays the same over every attempt."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="posts")
    event = models.ForeignKey(
        "audit.Event", models.CASCADE, related_name="webhook_posts", db_constraint=False
    )
    state = models.CharField(_("state"), max_length=16, choices=PostState, default=PostState.QUEUED)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = WebhookPostManager()

    class Meta:
        verbose_name = _("post to a webhook")
        verbose_name_plural = _("posts to webhooks")
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="notifications_posts_due",
                condition=Q(state__in=["queued", "sending"]),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="notifications_webhookpost_once", fields=["webhook", "event"]
            ),
            models.CheckConstraint(
                name="notifications_webhookpost_state_is_known",
                condition=Q(state__in=PostState.values),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    @property
    def is_settled(self) -> bool:
        return self.state not in {PostState.QUEUED, PostState.SENDING}
