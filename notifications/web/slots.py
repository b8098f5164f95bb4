"""What alerts add to the pages of others: the count of new ones, follow buttons, a part of home."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.web import slots
from campaigns import access
from notifications import texts
from notifications.models import Level, Notification, Subscription
from notifications.queries.followed import followed_by

_MOST_COUNTED = 100
_MOST_NEWS = 3
_MOST_FOLLOWED = 5


def inbox_count(request: HttpRequest, **_about: Any) -> str:
    """Write how many notices are unread, in a place that a page kept open fills anew."""
    if not isinstance(request.user, User):
        return ""
    shown = {"count": mark_safe(unread_count(request.user))}  # noqa: S308  # nosec  # our own template wrote it
    return render_to_string("notifications/_live_count.html", shown)


def unread_count(user: User) -> str:
    """Write how many notices are unread; nothing where there are none."""
    unread = Notification.objects.visible_to(user).unread()
    count = unread.values("pk")[:_MOST_COUNTED].count()
    shown = {"count": count, "is_more": count == _MOST_COUNTED, "most": _MOST_COUNTED - 1}
    return render_to_string("notifications/_count.html", shown) if count else ""


def follow(request: HttpRequest, **about: Any) -> str:
    """Write the button that follows one thing, or changes how much of it she hears."""
    if not isinstance(request.user, User):
        return ""
    scope_type, scope_id = about["scope_type"], str(about["scope_id"])
    mine = Subscription.objects.visible_to(request.user).with_pause(now=timezone.now())
    shown = {
        "scope_type": scope_type,
        "scope_id": scope_id,
        "subscription": mine.filter(scope_type=scope_type, scope_id=scope_id).first(),
        "levels": Level.choices,
    }
    return render_to_string("notifications/_follow.html", shown, request=request)


def news(request: HttpRequest, **_about: Any) -> str:
    """Write the newest unread notices, for the first page; nothing where there are none."""
    if not isinstance(request.user, User):
        return ""
    unread = Notification.objects.visible_to(request.user).unread().with_event()
    newest = list(unread.order_by("-created_at", "-id")[:_MOST_NEWS])
    shown = {"notices": texts.worded(newest, user=request.user)}
    return render_to_string("notifications/_news.html", shown, request=request) if newest else ""


def following(request: HttpRequest, **_about: Any) -> str:
    """Write what she follows, for the first page."""
    if not isinstance(request.user, User):
        return ""
    shown = {"followed": followed_by(request.user, most=_MOST_FOLLOWED, now=timezone.now())}
    return render_to_string("notifications/_at_home.html", shown, request=request)


def keep_search(request: HttpRequest, **about: Any) -> str:
    """Write the link that keeps a list, as it is narrowed now, as a search."""
    if not isinstance(request.user, User):
        return ""
    narrowed = request.GET.copy()
    narrowed.pop("after", None)
    narrowed["page"] = about["page"]
    return render_to_string("notifications/_keep_search.html", {"query": narrowed.urlencode()})


slots.fill("keep_search", keep_search)


def webhooks(request: HttpRequest, **about: Any) -> str:
    """Write the way to a network's webhooks, for those who may change its campaigns."""
    network = about["network"]
    reach = access.reach_of(request.user, Permission.CAMPAIGN_EDIT)
    if not reach.includes(network=network.pk):
        return ""
    return render_to_string("notifications/_webhooks.html", {"network": network})


def feed(request: HttpRequest, **about: Any) -> str:  # noqa: ARG001
    """Write the way to a public campaign's news for feed readers."""
    return render_to_string("notifications/_feed.html", {"campaign": about["campaign"]})


slots.fill("webhooks", webhooks)
slots.fill("feed", feed)


slots.fill("inbox_count", inbox_count)
slots.fill("follow", follow)
slots.fill("news", news)
slots.fill("following", following)
