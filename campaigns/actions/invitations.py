"""Inviting people into a network, and joining one.

The inviter passes a link on herself, so no name, number or handle of somebody who is not a
member yet is written down, and nobody learns by inviting who has an account already.
"""

import datetime as dt
import secrets
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts import actions as accounts
from backend.accounts.actions import NewPerson
from backend.accounts.models import User
from backend.accounts.roles import SCOPE_OF, Permission, Role, Scope
from backend.audit import log
from backend.errors import DomainError, Invalid
from campaigns import access
from campaigns.actions import roles
from campaigns.models import Invitation, Network
from campaigns.models.invitation import digest_of
from campaigns.queries import usable_invitation

VALID_FOR = dt.timedelta(days=7)
MOST_OPEN = 20
"""Invitations that may wait at once in one network: who has more has lost count of them."""


class InvitationNotValid(DomainError):
    """It was used, withdrawn, has expired, or never was; which, is nobody's business."""

    message = _("This invitation cannot be used any more. Ask for a new one.")


class TooManyInvitations(DomainError):
    """Too many wait in this network."""

    message = _("Many invitations are waiting already. Withdraw some first.")


@dataclass(frozen=True, slots=True)
class Letter:
    """A new invitation with its secret, which is kept nowhere and can be shown only now."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(role: Role, *, to: Network, by: User, now: dt.datetime) -> Letter:
    """Make a link by which one person may take a role in a network, within a week.

    Raises:
        PermissionDenied: ``by`` does not manage the network's members.
        TooManyInvitations: many wait there already.
    """
    access.require(by, Permission.MEMBER_MANAGE, network=to.pk)
    if SCOPE_OF[role] != Scope.NETWORK:
        raise Invalid(field="role", message=_("This role is not held there."))
    if Invitation.objects.open(now=now).filter(network=to).count() >= MOST_OPEN:
        raise TooManyInvitations
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        network=to,
        role=role,
        digest=digest_of(token),
        invited_by=by,
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    log.record("member.invited", invitation, by=by, changes={"role": role})
    return Letter(invitation, token)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User, now: dt.datetime) -> None:
    """Make an invitation useless.

    Raises:
        PermissionDenied: ``by`` does not manage the network's members.
        InvitationNotValid: it is of no use as it is.
    """
    access.require(by, Permission.MEMBER_MANAGE, network=invitation.network_id)
    if not Invitation.objects.open(now=now).filter(pk=invitation.pk).update(withdrawn_at=now):
        raise InvitationNotValid
    log.record("member.invitation_withdrawn", invitation, by=by)


@transaction.atomic
def accept(token: str, *, by: User, now: dt.datetime) -> Invitation:
    """Take the role that a link offers, on behalf of the one who made the link.

    Raises:
        InvitationNotValid: the link is of no use, or its maker may not invite any more.
        RoleAlreadyHeld: ``by`` has that role there; the link stays good for somebody else.
    """
    invitation = usable_invitation(token, now=now)
    if invitation is None or not _claim(invitation, by=by, now=now):
        raise InvitationNotValid
    role, network = Role(invitation.role), invitation.network
    roles.grant_in_network(role, to=by, network=network, by=invitation.invited_by, on=now.date())
    changes = {"user": str(by.pk), "role": role}
    log.record("member.joined", invitation, by=by, changes=changes)
    return invitation


def _claim(invitation: Invitation, *, by: User, now: dt.datetime) -> bool:
    unused = Invitation.objects.open(now=now).filter(pk=invitation.pk)
    return bool(unused.update(accepted_by=by, accepted_at=now))


@transaction.atomic
def join(token: str, *, new: NewPerson, now: dt.datetime) -> User:
    """Let somebody in who holds a link and has no account: she chooses handle and password.

    Until she says otherwise, her days and hours are those of the one who invited her.

    Raises:
        InvitationNotValid: the link is of no use.
        Invalid: the handle is taken or impossible, or the password too weak.
    """
    invitation = usable_invitation(token, now=now)
    if invitation is None:
        raise InvitationNotValid
    host = invitation.invited_by
    user = _add(replace(new, time_zone=host.time_zone, calendar=host.calendar))
    log.record("person.joined", user, by=user)
    accept(token, by=user, now=now)
    return user


def _add(new: NewPerson) -> User:
    try:
        return accounts.add_person(new)
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        raise Invalid(field=field, message=" ".join(messages)) from wrong
