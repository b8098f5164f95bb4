"""Webhooks: public news for other programs, signed and repeated as Standard Webhooks says.

A post holds codes, ids and the address of a public page: what may be read there, a receiver
reads there. What is not public when a post goes out is not sent.
"""

import base64
import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend import crypto
from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.errors import DomainError, Invalid
from campaigns import access
from campaigns.models import Campaign, Network
from notifications.channels import guard
from notifications.models import PostState, Webhook, WebhookPost, WebhookState

OLD_SECRET_LIVES = dt.timedelta(days=2)
MOST_OF_A_NETWORK = 10
LONGEST_URL = 1000


class TooManyWebhooks(DomainError):
    """A network has ten at most."""

    message = _("This network has ten webhooks, and more would help nobody. Remove one first.")


class NothingToReplay(DomainError):
    """It waits to be sent anyway."""

    message = _("This is on its way already.")


@transaction.atomic
def add(
    url: str, *, network: Network, campaign: Campaign | None, by: User, now: dt.datetime
) -> Webhook:
    """Have public news of a network's campaigns, or of one of them, posted to a program.

    Raises:
        PermissionDenied: ``by`` may not change campaigns of the network.
        Invalid: the address leads nowhere we may go, or the campaign is another network's.
        TooManyWebhooks: the network has ten.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=network.pk)
    _check(url, campaign=campaign, network=network)
    if Webhook.objects.filter(network=network).count() >= MOST_OF_A_NETWORK:
        raise TooManyWebhooks
    webhook = Webhook(network=network, campaign=campaign, made_by=by, created_at=now)
    webhook.sealed = crypto.seal(url, place=webhook.place)
    webhook.secret = crypto.seal(_new_secret(), place=webhook.place)
    webhook.save(force_insert=True)
    return webhook


def _check(url: str, *, campaign: Campaign | None, network: Network) -> None:
    try:
        guard.check(url)
    except guard.NotPublic as closed:
        message = _("Give an address that begins with https:// and is open to the internet.")
        raise Invalid(field="url", message=message) from closed
    theirs = Campaign.objects.of_network(network.pk)
    if campaign is not None and not theirs.filter(pk=campaign.pk).exists():
        raise Invalid(field="campaign", message=_("This is not a campaign of the network."))


def _new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


@transaction.atomic
def rotate(webhook: Webhook, *, by: User, now: dt.datetime) -> None:
    """Sign with a new secret; the former one is good for two days more, beside it.

    Raises:
        PermissionDenied: ``by`` may not change campaigns of the network.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=webhook.network_id)
    held = Webhook.objects.select_for_update().get(pk=webhook.pk)
    held.old_secret, held.old_until = held.secret, now + OLD_SECRET_LIVES
    held.secret = crypto.seal(_new_secret(), place=held.place)
    held.save(update_fields=["secret", "old_secret", "old_until"])


@transaction.atomic
def stop(webhook: Webhook, *, by: User) -> None:
    """Post nothing there for now; what waits is given up, and can be replayed.

    Raises:
        PermissionDenied: ``by`` may not change campaigns of the network.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=webhook.network_id)
    switch_off(webhook, becomes=WebhookState.STOPPED, why="stopped")


def switch_off(webhook: Webhook, *, becomes: WebhookState, why: str) -> None:
    """Post nothing there any more; what waits is given up."""
    if Webhook.objects.active().filter(pk=webhook.pk).update(state=becomes):
        waiting = WebhookPost.objects.filter(webhook=webhook, state=PostState.QUEUED)
        waiting.update(state=PostState.DEAD, last_error=why)


@transaction.atomic
def start(webhook: Webhook, *, by: User) -> None:
    """Post there again.

    Raises:
        PermissionDenied: ``by`` may not change campaigns of the network.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=webhook.network_id)
    Webhook.objects.filter(pk=webhook.pk).update(
        state=WebhookState.ACTIVE, failing_since=None, last_error=""
    )


@transaction.atomic
def remove(webhook: Webhook, *, by: User) -> None:
    """Forget a webhook and its posts.

    Raises:
        PermissionDenied: ``by`` may not change campaigns of the network.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=webhook.network_id)
    Webhook.objects.filter(pk=webhook.pk).delete()


@transaction.atomic
def replay(post: WebhookPost, *, by: User, now: dt.datetime) -> None:
    """Send a post once more, under its old id.

    Raises:
        PermissionDenied: ``by`` may not change campaigns of the network.
        NothingToReplay: it waits already.
    """
    access.require(by, Permission.CAMPAIGN_EDIT, network=post.webhook.network_id)
    ended = [PostState.ACCEPTED, PostState.DEAD, PostState.DROPPED]
    gone = WebhookPost.objects.filter(pk=post.pk, state__in=ended)
    if not gone.update(state=PostState.QUEUED, attempts=0, due_at=now):
        raise NothingToReplay


def url_of(webhook: Webhook) -> str:
    """Open the sealed address."""
    return crypto.open_sealed(bytes(webhook.sealed), place=webhook.place)


def secrets_of(webhook: Webhook, *, now: dt.datetime) -> list[str]:
    """Return the secrets that are good now, the newest first."""
    sealed = [webhook.secret]
    if webhook.old_secret is not None and webhook.old_until and webhook.old_until > now:
        sealed.append(webhook.old_secret)
    return [crypto.open_sealed(bytes(one), place=webhook.place) for one in sealed]
