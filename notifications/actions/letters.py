"""What one message says, written from what holds now and just before it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from backend.accounts.models import User
from notifications import texts
from notifications.actions import doubts, preferences, summaries, wishes
from notifications.channels import switched_on
from notifications.channels.base import Message
from notifications.kinds import NEUTRAL
from notifications.models import Address, Channel, Delivery, Notification


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to go, and where."""

    message: Message
    to: str
    address: Address


def written(delivery: Delivery) -> Letter | None:
    """Write a message; ``None`` where it is no longer wanted, allowed or possible.

    Access, preference, address and whether the person is active are all asked again:
    any of them may have changed since the message was queued.
    """
    user, channel = delivery.user, Channel(delivery.channel)
    reachable = Address.objects.usable().not_suppressed()
    address = reachable.filter(deliveries=delivery, user__is_active=True).first()
    if address is None or channel not in switched_on():
        return None
    with translation.override(user.language):
        said = _said(delivery)
        if said is None:
            return None
        lines, link = said
        message = Message(
            key=str(delivery.key),
            language=user.language,
            subject=" ".join(lines[0].split()),  # no line may break in a header
            lines=lines,
            link=link,
            button=gettext("Open it in Saphan"),
            why=gettext("You get this mail because you follow this in Saphan."),
            stop_link=_stop_link(user, channel),
            settings_link=texts.link(reverse("notifications:settings")),
            neutral=lines[0] if delivery.digest_id else str(NEUTRAL),
            is_urgent=doubts.is_urgent(delivery),
            is_repeat=delivery.doubtful > 0,
            caution=gettext("This may be a repeat.") if doubts.may_come_twice(delivery) else "",
        )
    return Letter(message=message, to=preferences.plain(address), address=address)


def _stop_link(user: User, channel: Channel) -> str:
    token = preferences.unsubscribe_token(user, channel=channel)
    return texts.link(reverse("notifications:unsubscribe", args=[token]))


def _said(delivery: Delivery) -> tuple[list[str], str] | None:
    """Return the lines, the first of which is the subject, and where the message leads."""
    notices = _notices_of(delivery)
    said = _of_those_wanted(delivery, notices)
    if not said:
        return None
    if delivery.notification and len(notices) == 1:
        return [said[0].text], said[0].link
    return summaries.lines(said), texts.link(reverse("notifications:inbox"))


def _notices_of(delivery: Delivery) -> list[Notification]:
    """Return what a message tells: its notice and those it carries, or what its digest holds."""
    if delivery.notification:
        kept = Delivery.objects.filter(carried_by=delivery)
        carried = Notification.objects.filter(pk__in=kept.values("notification")).with_event()
        return [delivery.notification, *carried.order_by("created_at", "id")]
    kept = Delivery.objects.filter(bundled_in=delivery.digest_id)  # of each address of hers
    bundled = Notification.objects.filter(pk__in=kept.values("notification")).with_event()
    return list(bundled.order_by("created_at", "id"))


def _of_those_wanted(delivery: Delivery, notices: Sequence[Notification]) -> list[texts.Outside]:
    """Leave out what she switched off or muted after it was queued, and what she may not see."""
    channel = Channel(delivery.channel)
    wanted = wishes.still_hold(notices, of=delivery.user, channel=channel)
    return texts.outside(wanted, user=delivery.user)
