"""When she may be disturbed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backend.web.pages import FormPage
from notifications.actions import hours
from notifications.models import Hours
from notifications.web.form_of_hours import ChooseHours, as_chosen


class QuietHours(FormPage[ChooseHours]):
    """Quiet hours by her own clock, and when summaries come."""

    form_class = ChooseHours
    template_name = "notifications/hours.html"
    heading = _("When alerts may come")
    lead = _("Your inbox here is always up to date. This is about what is sent to you outside.")
    done = _("Your hours are kept.")

    def get_initial(self) -> dict[str, Any]:
        kept = Hours.objects.visible_to(self.user).first()
        return as_chosen(kept or Hours(user=self.user))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(zone=self.user.zone.key.replace("_", " "), **more)

    def act(self, form: ChooseHours) -> object:
        return hours.keep(form.week(), by=self.user)

    def get_success_url(self) -> str:
        return reverse("notifications:settings")
