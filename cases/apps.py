from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("cases, law reviews and support")

    def ready(self) -> None:
        # Named, not imported: this module stands below everything else of the app.
        import_module("cases.web.slots")
        import_module("cases.actions.handing_on")
