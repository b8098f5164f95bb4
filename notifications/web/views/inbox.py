"""What she was told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from backend.web.pager import page_of
from backend.web.pages import signed_in
from notifications import texts
from notifications.actions import answering, following
from notifications.actions import inbox as actions
from notifications.models import Notification
from notifications.queries import answers, reasons
from notifications.web.slots import unread_count

_PLACE = ("after", "put-away")


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List notices, newest first; listing them marks them seen, not read."""
    user = signed_in(request)
    mine = Notification.objects.visible_to(user)
    is_put_away = "put-away" in request.GET
    rows = mine.put_away() if is_put_away else mine.in_inbox()
    page = page_of(rows.with_event(), by="-created_at", after=request.GET.get("after", ""))
    more = {
        "page": page,
        "notices": texts.worded(page.rows, user=user),
        "has_unread": mine.unread().exists(),
        "is_put_away": is_put_away,
        "leads": answers.may_read(user),
    }
    answer = render(request, "notifications/inbox.html", more)
    actions.mark_seen(page.rows, by=user, now=timezone.now())
    return answer


@require_safe
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark a notice read and lead on to what it is about, if that is still hers to see."""
    user = signed_in(request)
    found = _notice(request, notice_id)
    actions.mark_read(found, by=user, now=timezone.now())
    (notice,) = texts.worded([found], user=user)
    if notice.path:
        return HttpResponseRedirect(notice.path)
    return render(request, "notifications/closed.html")


@require_POST
def read(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark one notice read."""
    notice = _notice(request, notice_id)
    actions.mark_read(notice, by=signed_in(request), now=timezone.now())
    return _back_to_list(request)


@require_POST
def archive(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Put one notice away."""
    notice = _notice(request, notice_id)
    actions.archive(notice, by=signed_in(request), now=timezone.now())
    return _back_to_list(request)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every notice read."""
    marked = actions.mark_all_read(by=signed_in(request), now=timezone.now())
    said = ngettext("%(count)d update marked as read.", "%(count)d updates marked as read.", marked)
    messages.success(request, said % {"count": marked})
    return HttpResponseRedirect(reverse("notifications:inbox"))


@require_POST
def mute(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Hear nothing more of the thing a notice belongs to."""
    try:
        following.mute_thread(_notice(request, notice_id), by=signed_in(request))
    except following.NothingToMute as refused:
        messages.warning(request, str(refused))
    else:
        said = gettext("You hear nothing more of this. “Choose what you get” takes it back.")
        messages.success(request, said)
    return _back_to_list(request)


@require_POST
def acknowledge(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Say that she saw it, so that nobody else is bothered with it."""
    try:
        notice = _notice(request, notice_id)
        answering.acknowledge(notice, by=signed_in(request), now=timezone.now())
    except answering.NoAnswerWanted as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, gettext("Thank you. The others see that it was answered."))
    return _back_to_list(request)


@require_safe
def why(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Say why she got a notice and what became of it outside."""
    user, found = signed_in(request), _notice(request, notice_id)
    (notice,) = texts.worded([found], user=user)
    more = {"notice": notice, "sentences": reasons.why(found, reader=user)}
    return render(request, "notifications/why.html", more)


@never_cache
@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """Write how many notices are unread, for a page that stays open."""
    return HttpResponse(unread_count(signed_in(request)))


def _notice(request: HttpRequest, notice_id: UUID) -> Notification:
    mine = Notification.objects.visible_to(signed_in(request)).with_event()
    return get_object_or_404(mine, pk=notice_id)


def _back_to_list(request: HttpRequest) -> HttpResponse:
    """Return to the page of the list she was on."""
    place = {name: request.POST[name] for name in _PLACE if request.POST.get(name)}
    return HttpResponseRedirect(reverse("notifications:inbox", query=place))
