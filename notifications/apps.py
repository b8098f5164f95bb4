from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("alerts")

    def ready(self) -> None:
        # Named, not imported: this module stands below everything else of the app.
        import_module("notifications.web.slots")
        import_module("notifications.actions.calendars")
