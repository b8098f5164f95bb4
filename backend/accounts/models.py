"""Who signs in."""

import uuid
import zoneinfo
from importlib import import_module
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from backend.calendars import Calendar


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None) -> "User":
        """Add a person; without a password she cannot sign in with one."""
        user = self.model(username=self.model.normalize_username(username))
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find who signs in, however her phone wrote the handle."""
        return self.get(username=self.model.normalize_username(username or ""))


class TextSize(models.TextChoices):
    """How large the pages are written; the style sheet knows what each means."""

    NORMAL = "normal", _("normal")
    LARGE = "large", _("large")
    LARGEST = "largest", _("very large")


class Life(models.TextChoices):
    """How far an account has come: see ``User.life``."""

    INVITED = "invited", _("invited, has not signed in yet")
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    LEFT = "left", _("has left")


class User(AbstractBaseUser):
    """A person who signs in.

    The handle is the identity: an e-mail address or phone number is not, since
    phones are shared and a SIM may need papers. It is kept in small letters, since
    phones begin with a capital one. There are no superusers: what somebody may do is
    said by role assignments alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        _("user name"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is taken.")},
    )
    display_name = models.CharField(_("name shown to others"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail for signing in"), blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default="en", help_text="BCP 47."
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Asia/Bangkok", help_text="IANA, 'Asia/Bangkok'."
    )
    calendar = models.CharField(
        _("calendar"), max_length=16, choices=Calendar, default=Calendar.GREGORIAN
    )
    text_size = models.CharField(
        _("text size"), max_length=16, choices=TextSize, default=TextSize.NORMAL
    )
    is_active = models.BooleanField(_("active"), default=True)
    closed_as = models.CharField(
        max_length=16,
        choices=[(life.value, life.label) for life in (Life.PAUSED, Life.LEFT)],
        blank=True,
        editable=False,
        help_text="How an account came to be closed; empty while it is open.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="accounts_user_calendar_is_known",
                condition=Q(calendar__in=Calendar.values),
            ),
            models.CheckConstraint(
                name="accounts_user_text_size_is_known",
                condition=Q(text_size__in=TextSize.values),
            ),
            models.CheckConstraint(
                name="accounts_user_name_is_in_small_letters",
                condition=Q(username=Lower(F("username"))),
                violation_error_message=_("User names are written in small letters."),
            ),
            models.CheckConstraint(
                name="accounts_user_closed_as_is_known",
                condition=Q(closed_as__in=["", Life.PAUSED, Life.LEFT]),
            ),
            models.CheckConstraint(
                name="accounts_user_active_is_neither_paused_nor_left",
                condition=Q(is_active=False) | Q(closed_as=""),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Write a handle as it is kept: one form of each letter, and small ones."""
        written = super().normalize_username(username)
        return super().normalize_username(written.lower())

    def get_session_auth_hash(self) -> str:
        """Return what a session must know to be hers.

        The sample's password is known to everybody: no session that began in the sample
        may outlive it.
        """
        known = super().get_session_auth_hash()
        return f"sample:{known}" if settings.SAMPLE else known

    @property
    def life(self) -> Life:
        """Where she stands: invited, active, paused or left.

        Who is admitted without a password is invited until she first signs in; who comes by a
        link is active at once, and before that nobody: a link names no one. An account that was
        closed without a word counts as paused, since it can be opened again.
        """
        if not self.is_active:
            return Life(self.closed_as or Life.PAUSED)
        is_new = self.last_login is None and not self.has_usable_password()
        return Life.INVITED if is_new else Life.ACTIVE

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """Her time zone; UTC where the name kept is none this machine knows."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo("UTC")


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in, or a visitor's language is kept.

    No address is kept of where it came from, and of the browser no more than its kind:
    the list is for her, to find the phone she lost.
    """

    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="sessions_held"
    )
    device = models.CharField(max_length=60, blank=True, help_text="'Chrome · Android'.")
    began_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return what reads and writes these rows."""
        # Named, not imported: it stands above the models.
        store: type[SessionBase] = import_module("backend.accounts.sessions").SessionStore
        return store

    def __str__(self) -> str:
        return f"{self.device or 'a browser'} of {self.user_id or 'a visitor'}"
