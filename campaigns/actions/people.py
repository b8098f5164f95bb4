"""Letting people in and closing their accounts. What they may do is said by roles alone."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts import actions as accounts
from backend.accounts import leaving
from backend.accounts.actions import NewPerson
from backend.accounts.models import Life, User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import DomainError
from campaigns import access
from campaigns.actions.roles import require_another_administrator


class AccountNotThere(DomainError):
    """It is closed, or open, already."""

    message = _("That is how the account is already.")


class SessionNotThere(DomainError):
    """It has ended by itself, or was never hers."""

    message = _("There you are signed out already.")


class AddressTaken(DomainError):
    """It opens another account."""

    message = _("This address cannot be used. Take another one.")


@transaction.atomic
def admit(new: NewPerson, *, by: User) -> User:
    """Add a person who can sign in and may do nothing yet.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        Invalid: the password is too weak.
        ValidationError: the user name is taken or impossible, or the language unknown.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    user = accounts.add_person(new)
    log.record("person.admitted", user, by=by)
    return user


@transaction.atomic
def give_password(user: User, *, password: str, by: User) -> None:
    """Give somebody a new password; where she or a program of hers is signed in, it ends.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        Invalid: it is too weak.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    accounts.set_password(user, password=password)
    log.record("person.password_given", user, by=by)


@transaction.atomic
def change_password(*, password: str, by: User) -> None:
    """Take another password for oneself; elsewhere one is signed out.

    Raises:
        Invalid: it is too weak.
    """
    accounts.set_password(by, password=password)
    log.record("person.password_changed", by, by=by)


@transaction.atomic
def close_account(user: User, *, by: User) -> None:
    """Shut somebody out at once, for good; what she did stays.

    Neither her sessions nor her programs come back with her, should she ever come back.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        LastAdministrator: nobody would be left to let people in.
        AccountNotThere: it was closed before.
    """
    _shut_out(user, to=Life.LEFT, by=by)
    log.record("person.account_closed", user, by=by)


@transaction.atomic
def pause_account(user: User, *, by: User) -> None:
    """Shut somebody out at once, for a while: a phone was lost, or nobody can reach her.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        LastAdministrator: nobody would be left to let people in.
        AccountNotThere: it was closed before.
    """
    _shut_out(user, to=Life.PAUSED, by=by)
    log.record("person.account_paused", user, by=by)


@transaction.atomic
def reopen_account(user: User, *, by: User) -> None:
    """Let somebody in again, with the roles that have not ended.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        AccountNotThere: it is open.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    closed = User.objects.filter(pk=user.pk, is_active=False)
    if not closed.update(is_active=True, closed_as=""):
        raise AccountNotThere
    user.is_active, user.closed_as = True, ""
    log.record("person.account_reopened", user, by=by)


@transaction.atomic
def reset_second_factor(user: User, *, by: User) -> None:
    """Take away somebody's second factors, who lost them all; she signs in and sets new ones.

    Raises:
        PermissionDenied: ``by`` is no administrator, or means herself: that is what recovery
            codes are for, and nobody should be able to talk herself out of the second factor.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    if by == user:
        raise PermissionDenied
    accounts.forget_factors(user)
    leaving.end_access(user)
    log.record("person.factors_reset", user, by=by)


@transaction.atomic
def end_other_sessions(*, by: User, besides: str) -> None:
    """Sign oneself out everywhere else; ``besides`` is the key of the session that stays."""
    accounts.end_sessions(by, besides=besides)
    log.record("person.sessions_ended", by, by=by)


@transaction.atomic
def end_session(*, by: User, digest: str) -> None:
    """Sign oneself out on one other device.

    Raises:
        SessionNotThere: it has ended by itself, or was never hers.
    """
    if not accounts.end_session(by, digest=digest):
        raise SessionNotThere
    log.record("person.sessions_ended", by, by=by)


@transaction.atomic
def note_factor(*, by: User, what: str) -> None:
    """Keep that somebody added, removed or renewed a second factor: ``what`` is the verb."""
    log.record(_OF_FACTORS[what], by, by=by)


_OF_FACTORS = {
    "added": "person.factor_added",
    "removed": "person.factor_removed",
    "renewed": "person.factor_renewed",
}


@transaction.atomic
def confirm_sign_in_address(address: str, *, by: User) -> None:
    """Let a code sent to ``address`` sign ``by`` in; it takes the place of an earlier one.

    Raises:
        AddressTaken: it opens another account.
    """
    if not accounts.keep_sign_in_address(by, address=address):
        raise AddressTaken
    log.record("person.address_confirmed", by, by=by)


@transaction.atomic
def forget_sign_in_address(*, by: User) -> None:
    """Let no code sign ``by`` in any more."""
    accounts.forget_sign_in_address(by)
    log.record("person.address_forgotten", by, by=by)


def _shut_out(user: User, *, to: Life, by: User) -> None:
    access.require(by, Permission.HOUSE_MANAGE)
    require_another_administrator(besides=user)
    shut(user, to=to)


def shut(user: User, *, to: Life) -> None:
    """Close an account and everything it has open; whoever calls decides whether she may.

    Raises:
        AccountNotThere: it was closed before.
    """
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False, closed_as=to):
        raise AccountNotThere
    user.is_active, user.closed_as = False, to
    leaving.end_access(user)
