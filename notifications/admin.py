"""The record of events and what became of each message: to be read, and tried again.

Nobody's address and no text is shown; of cases, not even that something happened.
"""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from backend.audit.models import Dispatch, DispatchState, Event
from campaigns.admin import HouseAdmin, saying_why_not
from campaigns.admin.house import administrator
from notifications.actions import delivering, fanout
from notifications.clock import database_now
from notifications.models import Delivery, DeliveryState
from notifications.queries.record import ABOUT_CASES, without_cases


@admin.register(Event)
class EventAdmin(HouseAdmin[Event]):
    """What happened, except to cases."""

    fields = ("happened_at", "kind", "subject_type", "subject_id", "actor_label", "told")
    list_display = ("happened_at", "kind", "subject_type", "subject_id", "actor_label")
    list_filter = ("kind",)
    search_fields = ("=subject_id", "actor_label")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).exclude(subject_type__in=ABOUT_CASES)

    @admin.display(description=_("what changed"))
    def told(self, event: Event) -> dict[str, Any]:
        return without_cases(event)


class _StateFilter(admin.SimpleListFilter):
    """Shows what was given up unless something else is asked for."""

    title = _("state")
    parameter_name = "state"
    states: ClassVar[type[TextChoices]]
    given_up: ClassVar[str]
    _all = "all"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        others = [(value, label) for value, label in self.states.choices if value != self.given_up]
        return [*others, (self._all, _("all"))]

    def queryset(self, _request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.value() or self.given_up
        return rows if wanted == self._all else rows.filter(state=wanted)

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [first | {"display": self.states(self.given_up).label}, *others]


class DispatchStateFilter(_StateFilter):
    states, given_up = DispatchState, DispatchState.FAILED


class DeliveryStateFilter(_StateFilter):
    states, given_up = DeliveryState, DeliveryState.DEAD


@admin.register(Dispatch)
class DispatchAdmin(HouseAdmin[Dispatch]):
    """Events that could not be passed on come first."""

    fields = ("event_number", "state", "attempts", "last_error", "lease_until", "done_at")
    list_display = ("event_number", "state", "attempts", "last_error", "lease_until", "done_at")
    list_filter = (DispatchStateFilter,)
    ordering = ("-event",)
    actions = ("try_again",)

    @admin.display(description=_("event"))
    def event_number(self, dispatch: Dispatch) -> str:
        # Of which event only the number: it may be about a case.
        return f"#{dispatch.event_id}"

    @admin.action(description=_("Try the events chosen again"))
    def try_again(self, request: HttpRequest, chosen: QuerySet[Dispatch]) -> None:
        tried = 0
        for dispatch in chosen:
            with saying_why_not(request):
                fanout.try_again(dispatch, by=administrator(request))
                tried += 1
        _say_how_many(request, tried)


@admin.register(Delivery)
class DeliveryAdmin(HouseAdmin[Delivery]):
    """Messages that were given up come first."""

    fields = (
        "user", "channel", "period", "state", "due_at", "attempts", "doubtful", "last_error",
        "accepted_at", "receipt", "receipt_at", "pieces", "created_at",
    )  # fmt: skip
    list_display = (
        "id",
        "user",
        "channel",
        "state",
        "attempts",
        "doubtful",
        "last_error",
        "due_at",
    )
    list_filter = (DeliveryStateFilter, "channel")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    ordering = ("-id",)
    actions = ("send_again",)

    @admin.action(description=_("Send the messages chosen again"))
    def send_again(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        sent = 0
        for delivery in chosen:
            with saying_why_not(request):
                by = administrator(request)
                delivering.send_again(delivery, by=by, now=database_now())
                sent += 1
        _say_how_many(request, sent)


def _say_how_many(request: HttpRequest, number: int) -> None:
    if number:
        said = ngettext(
            "%(count)d is on its way again.", "%(count)d are on their way again.", number
        )
        messages.success(request, said % {"count": number})
