"""How the alerts do, for administrators: figures, what was given up, trials, previews."""

import datetime as dt
from typing import Any

from babel.dates import format_timedelta
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.errors import DomainError
from backend.web.pages import INVALID, FormPage, signed_in
from campaigns import access
from notifications.actions import operating
from notifications.clock import database_now
from notifications.models import DeliveryState
from notifications.queries import texting
from notifications.queries.figures import ChannelFigures, figures
from notifications.queries.given_up import MOST_SHOWN, Wanted, given_up, reasons
from notifications.queries.preview import preview
from notifications.web.operation_forms import FilterGivenUp, Look, SendAgain, TryOut


def _administrator(request: HttpRequest) -> User:
    user = signed_in(request)
    access.require(user, Permission.HOUSE_MANAGE)
    return user


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show whether alerts get out: what waits, what failed, who takes nothing."""
    _administrator(request)
    found = figures()
    states = [one for one in DeliveryState if found.total(one)]
    more = {
        "figures": found,
        "states": [one.label for one in states],
        "channels": [_row(one, states) for one in found.channels],
        "reported": any(one.delivered or one.failed for one in found.channels),
        "providers": [(one, one.is_shut_at(found.at)) for one in found.providers],
        "given_up": found.total(DeliveryState.DEAD) + found.total(DeliveryState.UNKNOWN),
        "oldest_due": _lasting(found.oldest_due),
        "oldest_event": _lasting(found.oldest_event),
    }
    return render(request, "notifications/operations/overview.html", more)


def _row(one: ChannelFigures, states: list[DeliveryState]) -> dict[str, Any]:
    return {
        "channel": one.channel.label,
        "numbers": [(state.label, one.counts.get(state, 0)) for state in states],
        "delivered": one.delivered,
        "failed": one.failed,
        "oldest_due": _lasting(one.oldest_due),
    }


def _lasting(seconds: float) -> str:
    """Write how long something has waited; "" where nothing waits."""
    if seconds < 1:
        return ""
    return format_timedelta(
        dt.timedelta(seconds=seconds), threshold=2, locale=get_language() or "en"
    )


@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """Show what texts take and cost before they go out, and what is left of the day's share."""
    _administrator(request)
    shares, waiting = texting.forecast(), texting.waiting()
    pieces, left = sum(one.pieces for one in shares), texting.left_today(now=database_now())
    names = dict(settings.LANGUAGES)
    more = {
        "shares": [(names.get(one.language, one.language), one) for one in shares],
        "people": sum(one.people for one in shares),
        "pieces": pieces,
        "cost": texting.cost(pieces),
        "waiting": waiting,
        "waiting_cost": texting.cost(waiting.pieces),
        "left": left,
        "share": settings.SMS_A_DAY,
        "beyond": max(pieces - left, 0),
    }
    return render(request, "notifications/operations/costs.html", more)


@require_http_methods(["GET", "HEAD", "POST"])
def not_sent(request: HttpRequest) -> HttpResponse:
    """List messages that were given up, with their reasons; send the ticked ones again."""
    user = _administrator(request)
    ticked = SendAgain(request.POST if request.method == "POST" else None)
    if ticked.is_valid():
        sent = operating.send_again(ticked.cleaned_data["message"], by=user, now=database_now())
        messages.success(request, _on_their_way(sent))
        return HttpResponseRedirect(request.get_full_path())
    form = FilterGivenUp(request.GET)
    rows = list(given_up(Wanted(**form.wanted()))[: MOST_SHOWN + 1])
    more = {
        "form": form,
        "ticked": ticked,
        "rows": rows[:MOST_SHOWN],
        "has_more": len(rows) > MOST_SHOWN,
        "most": MOST_SHOWN,
        "reasons": reasons(),
    }
    status = INVALID if ticked.is_bound else 200
    return render(request, "notifications/operations/not_sent.html", more, status=status)


def _on_their_way(number: int) -> str:
    said = ngettext("%(count)d is on its way again.", "%(count)d are on their way again.", number)
    return said % {"count": number}


class TryIt(FormPage[TryOut]):
    """Sends a message without content to the administrator herself."""

    form_class = TryOut
    heading = _("Send a trial message to yourself")
    lead = _("It goes to your own confirmed address, by the same way as alerts.")
    button = _("Send it")

    def admit(self) -> None:
        _administrator(self.request)

    def get_initial(self) -> dict[str, Any]:
        return {"language": self.user.language}

    def form_valid(self, form: TryOut) -> HttpResponse:
        channel, language = form.cleaned_data["channel"], form.cleaned_data["language"]
        try:
            tried = operating.try_out(channel, language=language, by=self.user)
        except DomainError as refused:
            return self.refused(form, refused)
        if tried.provider:
            said = gettext("Accepted by “%(provider)s”.") % {"provider": tried.provider}
            messages.success(self.request, said)
        else:
            said = gettext("Not accepted: %(reason)s.") % {"reason": tried.reason}
            messages.error(self.request, said)
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("notifications:operations")


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Show how a message of one kind reads, by language and channel."""
    user = _administrator(request)
    asked = {"language": user.language, **request.GET.dict()} if request.GET else None
    form = Look(asked, initial={"language": user.language})
    seen = None
    if form.is_valid():
        chosen = form.cleaned_data
        seen = preview(chosen["kind"], language=chosen["language"], channel=chosen["channel"])
    more = {
        "form": form,
        "preview": seen,
        "language": form.cleaned_data.get("language") if seen else "",
    }
    return render(request, "notifications/operations/look.html", more)
