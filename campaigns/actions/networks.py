"""What people do to networks."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.adding import add
from backend.audit import log
from backend.errors import DomainError
from backend.versions import Unchanged, change
from campaigns import access
from campaigns.models import Network


class NetworkTaken(DomainError):
    """A network of this id or short name exists already."""

    message = _("There is already a network under this short name.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewNetwork:
    """What is said when a network is registered."""

    id: UUID
    slug: str
    name: str
    kind: str
    country: str
    names: dict[str, str] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    parent: Network | None = None
    about: str = ""


@transaction.atomic
def register(new: NewNetwork, *, by: User) -> Network:
    """Add a network.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        NetworkTaken: the id or short name is in use.
    """
    access.require(by, Permission.NETWORK_MANAGE)
    countries.validate(new.country)
    network = add(
        Network,
        pk=new.id,
        unless=Q(slug=new.slug),
        taken=NetworkTaken,
        slug=new.slug,
        name=new.name,
        names=new.names,
        kind=new.kind,
        country=new.country,
        languages=new.languages,
        parent=new.parent,
        about=new.about,
        updated_at=timezone.now(),
    )
    log.record("network.registered", network, by=by)
    return network


@transaction.atomic
def edit(  # noqa: PLR0913  # one for each thing that may change
    network: Network,
    *,
    by: User,
    version: int | None,
    name: str | Unchanged = Unchanged.FIELD,
    about: str | Unchanged = Unchanged.FIELD,
    languages: list[str] | Unchanged = Unchanged.FIELD,
) -> Network:
    """Change what a network says of itself.

    Raises:
        PermissionDenied: ``by`` does not manage its members.
        Stale: it was changed since ``version``.
    """
    access.require(by, Permission.MEMBER_MANAGE, network=network.pk, country=network.country)
    changed = change(network, version=version, name=name, about=about, languages=languages)
    if changed:
        log.record("network.changed", network, by=by, changes={"fields": changed})
    return network
