"""What a risk means for how a case is kept, shown and told. Pure: a table, and five questions.

The questions are those a leader can answer without asking her for more than she wants to say.
"""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from campaigns import access
from cases.models.case import AdvocacyCase, Risk, Visibility, narrower


class Question(models.TextChoices):
    LIVES_WITH_EMPLOYER = "lives_with_employer", _("Does she live in her employer's house?")
    HAS_NO_PAPERS = "has_no_papers", _("Is she without valid papers?")
    PAPERS_HELD = "papers_held", _("Does somebody else hold her papers?")
    PHONE_CHECKED = "phone_checked", _("Does somebody look into her phone?")
    THREATENED = "threatened", _("Has anybody threatened her, or somebody close to her?")


class Wording(StrEnum):
    """How much of a case a notice inside the house says; outside it never says any."""

    TITLE = "title"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Precautions:
    """What is done, and what is refused, at one risk."""

    pseudonym_only: bool
    """Nobody is named in the case, whatever she agreed to."""
    is_place_coarse: bool
    """The country stands where the place would."""
    wording: Wording
    widest: Visibility
    """How far it may be shared."""
    may_be_kept_offline: bool
    kept_after_end: dt.timedelta
    counted_after: dt.timedelta
    """How old it is before a published number may count it."""


_YEAR = dt.timedelta(days=365)

PRECAUTIONS: dict[Risk, Precautions] = {
    Risk.NONE: Precautions(
        pseudonym_only=False,
        is_place_coarse=False,
        wording=Wording.TITLE,
        widest=Visibility.ALLIES_AND_ILO,
        may_be_kept_offline=True,
        kept_after_end=5 * _YEAR,
        counted_after=dt.timedelta(0),
    ),
    Risk.POSSIBLE: Precautions(
        pseudonym_only=True,
        is_place_coarse=False,
        wording=Wording.TITLE,
        widest=Visibility.ALLIES_AND_ILO,
        may_be_kept_offline=True,
        kept_after_end=3 * _YEAR,
        counted_after=dt.timedelta(days=7),
    ),
    Risk.SERIOUS: Precautions(
        pseudonym_only=True,
        is_place_coarse=True,
        wording=Wording.REFERENCE,
        widest=Visibility.ILO,
        may_be_kept_offline=False,
        kept_after_end=2 * _YEAR,
        counted_after=dt.timedelta(days=30),
    ),
    Risk.DANGER: Precautions(
        pseudonym_only=True,
        is_place_coarse=True,
        wording=Wording.REFERENCE,
        widest=Visibility.NETWORK,
        may_be_kept_offline=False,
        kept_after_end=_YEAR,
        counted_after=dt.timedelta(days=90),
    ),
}


def precautions_at(risk: str) -> Precautions:
    return PRECAUTIONS[Risk(risk)]


def may_be_shared(risk: str, *, as_: str) -> bool:
    """Say whether a case of this risk may be shared like that."""
    widest = precautions_at(risk).widest
    return widest == Visibility.ALLIES_AND_ILO or narrower(as_, widest) == as_


def risk_of(yes: Collection[Question]) -> Risk:
    """Return the risk that the questions answered with yes amount to; one more never lowers it."""
    others = len(set(yes) - {Question.THREATENED})
    if Question.THREATENED in yes:
        return Risk.DANGER if others else Risk.SERIOUS
    return (Risk.NONE, Risk.POSSIBLE)[others] if others < _SERIOUS_FROM else Risk.SERIOUS


_SERIOUS_FROM = 2
_RANK = {risk: number for number, risk in enumerate(Risk)}


def is_lower(risk: str, *, than: str) -> bool:
    return _RANK[Risk(risk)] < _RANK[Risk(than)]


def place_shown(case: AdvocacyCase) -> str:
    """Return the place of a case as pages and answers say it; the form of who edits it has more."""
    return "" if precautions_at(case.risk).is_place_coarse else case.place


class LoweringState(models.TextChoices):
    OPEN = "open", _("open")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")
    OVERTAKEN = "overtaken", _("overtaken: the risk rose meanwhile")


class RiskLoweringQuerySet(models.QuerySet["RiskLowering"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep those of cases of one's network."""
        ours = access.reach_of(user, Permission.CASE_READ).networks
        return self.filter(case__network__in=ours)

    def open(self) -> Self:
        return self.filter(state=LoweringState.OPEN)

    def with_people(self) -> Self:
        return self.select_related("asked_by", "case")


RiskLoweringManager = models.Manager.from_queryset(RiskLoweringQuerySet)


class RiskLowering(models.Model):
    """One person finds a case less dangerous than it was said to be; a second one has to agree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(AdvocacyCase, models.CASCADE, related_name="lowerings")
    risk_before = models.CharField(max_length=16, choices=Risk)
    risk_after = models.CharField(max_length=16, choices=Risk)
    yes = models.JSONField(default=list, help_text="The questions answered with yes.")
    state = models.CharField(max_length=16, choices=LoweringState, default=LoweringState.OPEN)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = RiskLoweringManager()

    class Meta:
        verbose_name = _("lowering of a risk")
        verbose_name_plural = _("lowerings of risks")
        constraints: ClassVar = [
            *(
                models.CheckConstraint(
                    name=f"cases_risklowering_{field}_is_known",
                    condition=Q(**{f"{field}__in": choices.values}),
                )
                for field, choices in (
                    ("risk_before", Risk),
                    ("risk_after", Risk),
                    ("state", LoweringState),
                )
            ),
            models.CheckConstraint(
                name="cases_risklowering_when_and_by_whom_it_was_settled",
                condition=Q(state="open", settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_by__isnull=False, settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="cases_risklowering_takes_two",
                condition=~Q(state="agreed") | ~Q(settled_by=F("asked_by")),
            ),
            models.UniqueConstraint(
                name="cases_risklowering_one_open_for_each_case",
                fields=["case"],
                condition=Q(state="open"),
            ),
        ]

    def __str__(self) -> str:
        return f"of {self.case_id} to {self.risk_after}"
