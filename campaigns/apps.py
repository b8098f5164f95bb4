from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("networks and campaigns")

    def ready(self) -> None:
        # Named, not imported: this module stands below everything else of the app.
        import_module("campaigns.web.gate")
