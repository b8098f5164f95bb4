"""Her calendar's secret address: shown, renewed, ended."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.web.forms import Confirm
from notifications import texts
from notifications.actions import calendars
from notifications.web.views.ways import AboutWays


class Renew(AboutWays[Confirm]):
    """One page: the address if there is one, and the button that makes a new one."""

    form_class = Confirm
    template_name = "notifications/calendar.html"
    heading = _("Dates in my calendar")
    lead = _(
        "Your calendar program fetches the dates of what you follow. Of what is not public it"
        " shows only that there is a date."
    )
    done = _("The address is new. Put it into your calendar program.")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        token = calendars.token_of(self.user)
        file = token and texts.link(reverse("notifications:calendar-file", args=[token]))
        return super().get_context_data(file=file, **more)

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        calendars.renew(by=self.user, now=timezone.now())
        return None

    def form_valid(self, form: Confirm) -> Any:
        self.is_sent = True
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse(
            "notifications:calendar" if hasattr(self, "is_sent") else "notifications:ways"
        )


class End(AboutWays[Confirm]):
    form_class = Confirm
    heading = _("Close the calendar")
    lead = _("The address stops working at once. Dates that were fetched stay where they are.")
    button = _("Close it")
    done = _("The address works no more.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        calendars.end(by=self.user)
        return None
