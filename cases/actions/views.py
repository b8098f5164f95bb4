"""Views of a portfolio that an officer keeps for herself."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.errors import DomainError
from campaigns import access
from cases.models import SavedView

MOST_KEPT = 20


class TooManyViews(DomainError):
    """Twenty are kept already."""

    message = _("You keep as many views as there is room for. Remove one first.")


@transaction.atomic
def keep(*, name: str, query: str, by: User) -> SavedView:
    """Keep a view under a name; kept again under it, the name means the new one.

    Nobody is told and nothing is recorded: it is a note to herself.

    Raises:
        PermissionDenied: ``by`` keeps no country.
        TooManyViews: there is room for no more.
    """
    if not access.holds(by, Permission.REVIEW_KEEP):
        raise PermissionDenied
    mine = SavedView.objects.filter(owner=by)
    if not mine.filter(name=name).exists() and mine.count() >= MOST_KEPT:
        raise TooManyViews
    view, _is_new = mine.update_or_create(
        owner=by, name=name, defaults={"query": query, "created_at": timezone.now()}
    )
    return view


@transaction.atomic
def forget(view: SavedView, *, by: User) -> None:
    """Take a view away.

    Raises:
        PermissionDenied: it is another's.
    """
    if view.owner_id != by.pk:
        raise PermissionDenied
    view.delete()
