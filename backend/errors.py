"""Errors a user can cause and act upon; anything else is a bug and should crash."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule of the domain said no.

    Subclass it beside the action that raises it and give it a ``message`` for
    people; the API answers 409 with it, a page shows it beside the form.
    """

    message: str | Promise = _("That is not possible.")

    def __str__(self) -> str:
        return str(self.message)


class Stale(DomainError):
    """Somebody else changed the record since it was read."""

    message = _("Somebody changed this meanwhile. Look at the new version, then try again.")

    def __init__(self, *, changed: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.changed = changed


class Invalid(DomainError):
    """What was sent cannot be true, whoever sends it; ``field`` says where."""

    def __init__(self, *, field: str, message: str | Promise) -> None:
        super().__init__()
        self.field = field
        self.message = message
