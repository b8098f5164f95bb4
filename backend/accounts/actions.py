"""Accounts, and what people change about their own."""

import datetime as dt
import hashlib
import zoneinfo
from collections.abc import Container
from dataclasses import asdict, dataclass
from functools import cache

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from backend.accounts.models import Session, TextSize, User
from backend.calendars import Calendar
from backend.errors import Invalid


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPerson:
    """Who is let in. Without a password she cannot sign in until she is given one."""

    username: str
    password: str = ""
    display_name: str = ""
    email: str = ""
    language: str = "en"
    time_zone: str = "Asia/Bangkok"
    calendar: str = Calendar.GREGORIAN


def add_person(new: NewPerson) -> User:
    """Keep a new person; whoever calls decides whether she may come in.

    Raises:
        Invalid: the password is too weak.
        ValidationError: the user name is taken or impossible, or the language unknown.
    """
    user = User(
        username=User.normalize_username(new.username),
        display_name=new.display_name,
        email=new.email,
        language=new.language,
        time_zone=new.time_zone,
        calendar=new.calendar,
    )
    if new.password:
        require_strong(new.password, user=user)
    user.set_password(new.password or None)
    user.full_clean()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as taken:  # by somebody who chose it at the same moment
        raise ValidationError({"username": _("This user name is taken.")}) from taken
    return user


def person_named(handle: str) -> User | None:
    """Return whose handle it is, however her phone wrote it; for the door alone."""
    return User.objects.filter(username=User.normalize_username(handle)).first()


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnSettings:
    """How a person reads the pages, and the name others see."""

    display_name: str
    language: str
    time_zone: str
    calendar: str
    text_size: str


def keep_settings(user: User, *, chosen: OwnSettings) -> User:
    """Remember how ``user`` wants to read, and what she is called.

    Preferences and no act: they leave no event, and nobody is told.

    Raises:
        Invalid: a choice is none of those offered, or the name is too long.
    """
    _require_known("language", chosen.language, among=dict(settings.LANGUAGES))
    _require_known("time_zone", chosen.time_zone, among=time_zones())
    _require_known("calendar", chosen.calendar, among=Calendar.values)
    _require_known("text_size", chosen.text_size, among=TextSize.values)
    _require_valid_name(chosen.display_name)
    changed = asdict(chosen)
    User.objects.filter(pk=user.pk).update(**changed)
    for name, value in changed.items():
        setattr(user, name, value)
    return user


def set_language(user: User, *, language: str) -> User:
    """Remember the language ``user`` reads in, BCP 47.

    A preference and no act: it leaves no event, and nobody is told.

    Raises:
        Invalid: the house does not speak that language.
    """
    _require_known("language", language, among=dict(settings.LANGUAGES))
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
    return user


def set_password(user: User, *, password: str) -> None:
    """Replace the password on a saved person; whoever is signed in as her is signed out.

    Sessions end by themselves, since each knows the password's hash; tokens of programs
    are ended here.

    Raises:
        Invalid: it is too weak.
    """
    require_strong(password, user=user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_tokens(user)


def end_tokens(user: User) -> None:
    """Take away every token: who learnt the old password may hold one, and it lives for weeks."""
    AuthToken.objects.filter(user=user).delete()


def end_sessions(user: User, *, besides: str = "") -> int:
    """Sign ``user`` out everywhere, save in the session whose key is ``besides``."""
    ended, _each = Session.objects.filter(user=user).exclude(session_key=besides).delete()
    return ended


def sessions_of(user: User, *, now: dt.datetime) -> list[Session]:
    """Return where ``user`` is signed in, the last seen first."""
    running = Session.objects.filter(user=user, expire_date__gt=now)
    return list(running.order_by("-seen_at", "pk"))


def digest_of(session_key: str) -> str:
    """Return what names a session on a page; the key itself would open it."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:32]


def end_session(user: User, *, digest: str) -> bool:
    """End one session of hers, and say whether there was one."""
    keys = Session.objects.filter(user=user).values_list("session_key", flat=True)
    named = [key for key in keys.order_by("pk") if digest_of(key) == digest]
    ended, _each = Session.objects.filter(user=user, session_key__in=named).delete()
    return bool(ended)


def forget_factors(user: User) -> None:
    """Take away every second factor, and the recovery codes with them."""
    Authenticator.objects.filter(user=user).delete()


def keep_sign_in_address(user: User, *, address: str) -> bool:
    """Keep the one address to which a code for signing in goes; ``False`` if another has it."""
    written = address.lower()
    if EmailAddress.objects.filter(email__iexact=written).exclude(user=user).exists():
        return False
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=written, verified=True, primary=True)
    return True


def forget_sign_in_address(user: User) -> None:
    EmailAddress.objects.filter(user=user).delete()


def require_strong(password: str, *, user: User) -> None:
    """Refuse a password that is easy to guess.

    Raises:
        Invalid: it is too weak.
    """
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Invalid(field="password", message=" ".join(weak.messages)) from weak


@cache
def time_zones() -> frozenset[str]:
    """Return the time zones this machine knows, by IANA name."""
    return frozenset(zoneinfo.available_timezones())


def _require_known(field: str, value: str, *, among: Container[str]) -> None:
    if value not in among:
        raise Invalid(field=field, message=_NOT_OFFERED[field])


def _require_valid_name(name: str) -> None:
    try:
        User._meta.get_field("display_name").run_validators(name)
    except ValidationError as wrong:
        raise Invalid(field="display_name", message=" ".join(wrong.messages)) from wrong


_NOT_OFFERED: dict[str, str | Promise] = {
    "language": _("Choose one of the languages offered."),
    "time_zone": _("Choose one of the time zones offered."),
    "calendar": _("Choose one of the calendars offered."),
    "text_size": _("Choose one of the sizes offered."),
}
