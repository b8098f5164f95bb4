from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "backend.accounts"
    label = "accounts"
    verbose_name = _("people")

    def ready(self) -> None:
        # Named, not imported: models are not there yet while this module is read.
        import_module("backend.accounts.checks")
