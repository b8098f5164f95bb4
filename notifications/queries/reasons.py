"""Why somebody got a notice."""

from django.utils.translation import gettext as _

from backend.accounts.models import User
from notifications.models import ADDRESSED, Notification, Scope, Subscription
from notifications.queries.fate import fates_of
from notifications.queries.followed import Followed, named


def why(notice: Notification, *, reader: User) -> list[str]:
    """Return the reason that was kept with it, and what became of it outside."""
    fates = fates_of(notice)
    nowhere = [_("It went nowhere but to your inbox.")]
    return [_reason(notice, reader=reader), *(fates or nowhere)]


def _reason(notice: Notification, *, reader: User) -> str:
    if notice.reason == ADDRESSED:
        return _("It is meant for you: it was given to you, asked of you or done for you.")
    scope, _colon, key = notice.reason.partition(":")
    if scope not in Scope.values:
        return _("You followed something that it belongs to.")
    followed = Subscription(user=reader, scope_type=scope, scope_id=key)
    kept = Subscription.objects.visible_to(reader).filter(scope_type=scope, scope_id=key).first()
    (one,) = named([kept or followed], user=reader)
    return _sentence(one, is_kept=kept is not None)


def _sentence(one: Followed, *, is_kept: bool) -> str:
    said = {
        "kind": one.subscription.get_scope_type_display(),
        "title": one.title or _("not open to you any more"),
    }
    if not is_kept:
        return _("You followed the %(kind)s “%(title)s” then, and do not any more.") % said
    if one.subscription.by_default:
        return _("You follow the %(kind)s “%(title)s”, since it became yours.") % said
    return _("You follow the %(kind)s “%(title)s”.") % said
