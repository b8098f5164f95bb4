"""From an event to the programs that are told of it, and each post on its way."""

import base64
import datetime as dt
import hmac
import json
import logging
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from backend import bell
from backend.audit.models import Event
from campaigns.models import Campaign
from notifications import texts
from notifications.actions import webhooks
from notifications.actions.doubts import WAITS
from notifications.channels import guard, http
from notifications.channels.base import SendFailed
from notifications.clock import database_now
from notifications.models import PostState, Scope, Webhook, WebhookPost, WebhookState
from notifications.subjects import SUBJECTS
from notifications.subjects.base import Subject

logger = logging.getLogger(__name__)

TASK = "notifications.post_webhooks"
BATCH = 20
LEASE = dt.timedelta(seconds=60)
PATIENCE = dt.timedelta(days=5)
"""How long a webhook may fail without one success before it is switched off."""
RETRIES = [*WAITS, *[dt.timedelta(hours=hours) for hours in (14, 20, 24)]]
"""Before each further attempt: three days in all."""


def queue(event: Event, subject_type: Subject[Any], subject: Any, *, now: dt.datetime) -> None:
    """Queue a post for each program that is told of an event, if it is about something public."""
    if not subject_type.is_public(subject):
        return
    told = Webhook.objects.active().filter(_around(subject_type.scopes(subject)))
    WebhookPost.objects.bulk_create(
        [WebhookPost(webhook=one, event=event, due_at=now, created_at=now) for one in told],
        ignore_conflicts=True,
    )


def _around(scopes: list[tuple[str, str]]) -> Q:
    """Match the campaigns an event is about, and the networks that lead them or are allied."""
    campaigns = Campaign.objects.filter(pk__in=[k for s, k in scopes if s == Scope.CAMPAIGN])
    networks = {key for scope, key in scopes if scope == Scope.NETWORK}
    networks |= {str(pk) for pk in campaigns.values_list("lead_network", flat=True)}
    networks |= {str(pk) for pk in campaigns.exclude(allies=None).values_list("allies", flat=True)}
    return Q(campaign__in=campaigns) | Q(campaign=None, network__in=networks)


def is_due(*, now: dt.datetime) -> bool:
    """Say whether a post waits to go out."""
    return WebhookPost.objects.due(now=now).exists()


def wake() -> None:
    """Tell a worker that posts wait; the sweep finds them, too."""
    bell.ring(TASK)


def post_due(*, now: dt.datetime) -> int:
    """Send one batch of posts; return how many were taken."""
    due = WebhookPost.objects.due(now=now).order_by("due_at", "id")
    taken = 0
    for post in due.select_related("webhook", "event")[:BATCH]:
        if _take(post):
            taken += 1
            _try(post)
    return taken


def _try(post: WebhookPost) -> None:
    try:
        _send(post)
    except Exception as failure:  # one bad row must not hold up the rest
        logger.exception("post %s could not be sent", post.pk)
        _failed(post, reason=type(failure).__name__, now=database_now())


def _take(post: WebhookPost) -> bool:
    """Note that it is on its way; say whether no other worker has it."""
    now = database_now()
    mine = WebhookPost.objects.due(now=now).filter(pk=post.pk, attempts=post.attempts)
    taken = mine.update(
        state=PostState.SENDING, attempts=F("attempts") + 1, lease_until=now + LEASE
    )
    post.attempts += 1
    return bool(taken)


def _send(post: WebhookPost) -> None:
    said = _body(post)
    if said is None:
        _finish(post, becomes=PostState.DROPPED)
        return
    try:
        answer = http.ask(
            "POST",
            webhooks.url_of(post.webhook),
            session=guard.session(),
            data=said,
            headers=_headers(post, said, now=database_now()),
        )
    except SendFailed as failure:
        _failed(post, reason=failure.reason, now=database_now())
        return
    if answer.is_fine:
        _finish(post, becomes=PostState.ACCEPTED, accepted_at=database_now(), last_error="")
        Webhook.objects.filter(pk=post.webhook_id).update(failing_since=None, last_error="")
    elif answer.status == HTTPStatus.GONE:
        _failed(post, reason="HTTP 410", now=database_now())
        webhooks.switch_off(post.webhook, becomes=WebhookState.FAILED, why="HTTP 410")
    else:
        _failed(post, reason=f"HTTP {answer.status}", now=database_now())


def _body(post: WebhookPost) -> bytes | None:
    """Write what happened, in codes and ids; ``None`` where it is not public any more."""
    event = post.event
    subject_type = SUBJECTS.get(event.subject_type)
    subject = subject_type and subject_type.rows().filter(pk=event.subject_id).first()
    if subject_type is None or subject is None or not subject_type.is_public(subject):
        return None
    said = {
        "type": event.kind,
        "timestamp": event.happened_at.isoformat(),
        "data": {
            "event": str(event.uid),
            "subject": event.subject_type.rpartition(".")[2],
            "id": str(event.subject_id),
            "link": texts.link(subject_type.path(subject)),
        },
    }
    return json.dumps(said, separators=(",", ":")).encode()


def _headers(post: WebhookPost, body: bytes, *, now: dt.datetime) -> dict[str, str]:
    """Sign a post with every secret that is good now (Standard Webhooks 1.0.0)."""
    name, moment = f"msg_{post.uid.hex}", str(int(now.timestamp()))
    signed = f"{name}.{moment}.".encode() + body
    signatures = [
        base64.b64encode(
            hmac.digest(base64.b64decode(secret.removeprefix("whsec_")), signed, "sha256")
        ).decode()
        for secret in webhooks.secrets_of(post.webhook, now=now)
    ]
    return {
        "Content-Type": "application/json",
        "User-Agent": "Saphan",
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{one}" for one in signatures),
    }


def _finish(post: WebhookPost, *, becomes: PostState, **outcome: dt.datetime | str) -> None:
    """Write what became of it, unless another worker took it up meanwhile."""
    mine = WebhookPost.objects.filter(pk=post.pk, state=PostState.SENDING, attempts=post.attempts)
    mine.update(state=becomes, lease_until=None, **outcome)


@transaction.atomic
def _failed(post: WebhookPost, *, reason: str, now: dt.datetime) -> None:
    """Put a post off, ever longer; switch a webhook off that failed for days."""
    left = post.attempts <= len(RETRIES)
    _finish(
        post,
        becomes=PostState.QUEUED if left else PostState.DEAD,
        last_error=reason,
        due_at=now + RETRIES[min(post.attempts, len(RETRIES)) - 1],
    )
    mine = Webhook.objects.filter(pk=post.webhook_id)
    mine.filter(failing_since=None).update(failing_since=now)
    mine.update(last_error=reason)
    if mine.active().filter(failing_since__lt=now - PATIENCE).exists():
        webhooks.switch_off(post.webhook, becomes=WebhookState.FAILED, why=reason)
