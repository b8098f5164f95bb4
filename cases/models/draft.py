"""A case somebody is still writing: hers alone, sealed, and forgotten if she never ends it."""

import json
import uuid
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backend import crypto
from backend.accounts.roles import Permission
from campaigns import access
from campaigns.models import Campaign, Network
from cases.models.case import DANGEROUS, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was said so far; empty is what was not said yet. Records are named by their ids."""

    title: str = ""
    issue_kinds: tuple[str, ...] = ()
    summary: str = ""
    on_behalf_of: str = ""
    people_affected: int | None = None
    place: str = ""
    risk: str = ""
    asks: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    visibility: str = Visibility.NETWORK

    @property
    def says_what(self) -> bool:
        return bool(self.title and self.issue_kinds)

    @property
    def says_whom(self) -> bool:
        return bool(self.on_behalf_of and self.risk)

    @property
    def is_dangerous(self) -> bool:
        return self.risk in DANGEROUS


class CaseDraftQuerySet(models.QuerySet["CaseDraft"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep what ``user`` wrote herself, for networks she still logs cases for."""
        networks = access.reach_of(user, Permission.CASE_LOG).networks
        return self.filter(author=user.pk, network__in=networks)


CaseDraftManager = models.Manager.from_queryset(CaseDraftQuerySet)


class CaseDraft(models.Model):
    """A case before it is logged. Its id becomes the case's, so that it is logged once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="case_drafts")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    sealed = models.BinaryField(editable=False, help_text="The answers; see docs/decisions/0011.")
    saved_at = models.DateTimeField()

    objects = CaseDraftManager()

    class Meta:
        verbose_name = _("case being written")
        verbose_name_plural = _("cases being written")
        indexes: ClassVar = [
            models.Index(fields=["author", "-saved_at"], name="cases_casedraft_of_author"),
            models.Index(fields=["saved_at"], name="cases_casedraft_age"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def answers(self) -> Answers:
        """Open what was said; nothing, where the key it was sealed with is gone."""
        try:
            text = crypto.open_sealed(bytes(self.sealed), place=_place(self.pk))
        except crypto.Unreadable:
            return Answers()
        return _read(json.loads(text))


def sealed_answers(answers: Answers, *, draft_id: uuid.UUID) -> bytes:
    """Seal what was said; it opens in the draft of this id alone."""
    return crypto.seal(json.dumps(asdict(answers)), place=_place(draft_id))


def _place(draft_id: uuid.UUID) -> str:
    return f"cases.draft.{draft_id}"


def _read(said: dict[str, Any]) -> Answers:
    # A draft may be older than this code: what it does not know any more is left out.
    known = {field.name: said[field.name] for field in fields(Answers) if field.name in said}
    lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    return Answers(**known | lists)
