"""When a leader has gone or was taken: two others end what is open to her and go on.

It takes two of the network's leaders, so that nobody can be shut out by one person's word, and
no administrator, who need not know them. What happened to her is written nowhere.
"""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts import leaving
from backend.accounts.leaving import PassingOn
from backend.accounts.models import Life, User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import DomainError, Invalid
from campaigns import access
from campaigns.actions import people, roles
from campaigns.models import Handover, Network, Why
from campaigns.queries import leaders_of


class HandoverAsked(DomainError):
    """Another leader asked the same before."""

    message = _("This was asked already. Another leader has to agree to it.")


class HandoverNotOpen(DomainError):
    """It was settled or withdrawn before."""

    message = _("This is settled already.")


class TakesTwo(DomainError):
    """One leader asks, and another agrees."""

    message = _("You asked for it yourself, or it is about you: another leader has to agree.")


@transaction.atomic
def ask(  # noqa: PLR0913  # who, where, to whom and why are all it is about
    leader: User, *, network: Network, successor: User, why: Why, by: User, now: dt.datetime
) -> Handover:
    """Ask the other leaders to agree that ``leader`` is shut out and ``successor`` goes on.

    Raises:
        PermissionDenied: ``by`` does not lead the network.
        Invalid: one of the two does not lead it, or both are the same person.
        TakesTwo: ``by`` means herself, who can simply leave.
        HandoverAsked: it was asked before.
    """
    _require_to_lead(by, network=network)
    if leader == by:
        raise TakesTwo
    _require_leader(leader, network=network, field="leader")
    _require_leader(successor, network=network, field="successor")
    if leader == successor:
        raise Invalid(field="successor", message=_("Choose somebody else to go on."))
    try:
        with transaction.atomic():
            asked = Handover.objects.create(
                network=network,
                leader=leader,
                successor=successor,
                why=why,
                asked_by=by,
                asked_at=now,
            )
    except IntegrityError as before:
        raise HandoverAsked from before
    log.record("member.handover_asked", asked, by=by)
    return asked


@transaction.atomic
def settle(handover: Handover, *, by: User, now: dt.datetime) -> None:
    """Agree: her access ends, her roles in the network too, and her cases are passed on.

    Whoever cannot be reached is locked out of everything until an administrator lets her in
    again, since her phone may be in other hands. Who simply left keeps her account, and
    signs in anew.

    Raises:
        PermissionDenied: ``by`` does not lead the network.
        TakesTwo: ``by`` asked for it, or it is about her.
        Invalid: who should go on leads no more.
        HandoverNotOpen: it was settled or withdrawn before.
    """
    _require_to_lead(by, network=handover.network)
    if by.pk in {handover.asked_by_id, handover.leader_id}:
        raise TakesTwo
    _require_leader(handover.successor, network=handover.network, field="successor")
    waiting = Handover.objects.open().filter(pk=handover.pk)
    if not waiting.update(settled_by=by, settled_at=now):
        raise HandoverNotOpen
    leader = handover.leader
    passing = PassingOn(
        network=handover.network_id, giver=leader, taker=handover.successor, by=by, now=now
    )
    leaving.pass_on(passing)
    roles.end_all(leader, network=handover.network, by=by, on=now.date())
    _close(leader, why=Why(handover.why))
    log.record("network.handed_over", handover.network, by=by)


@transaction.atomic
def withdraw(handover: Handover, *, by: User, now: dt.datetime) -> None:
    """Take back what was asked: she is here again, or it was a mistake.

    Raises:
        PermissionDenied: ``by`` does not lead the network.
        TakesTwo: it is about ``by``, whose phone may be in other hands.
        HandoverNotOpen: it was settled or withdrawn before.
    """
    _require_to_lead(by, network=handover.network)
    if by.pk == handover.leader_id:
        raise TakesTwo
    if not Handover.objects.open().filter(pk=handover.pk).update(withdrawn_at=now):
        raise HandoverNotOpen
    log.record("member.handover_withdrawn", handover, by=by)


def _require_to_lead(by: User, *, network: Network) -> None:
    """Let a leader of this very network pass; an administrator is none.

    Raises:
        PermissionDenied: she does not lead it.
    """
    access.require(by, Permission.CASE_EDIT, network=network.pk)


def _require_leader(somebody: User, *, network: Network, field: str) -> None:
    if not leaders_of(network).filter(pk=somebody.pk).exists():
        raise Invalid(field=field, message=_("She does not lead this network."))


def _close(leader: User, *, why: Why) -> None:
    if why == Why.OUT_OF_REACH and leader.is_active:
        people.shut(leader, to=Life.PAUSED)
    else:
        leaving.end_access(leader)
