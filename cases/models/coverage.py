"""Who is covered for what: cited facts of today, and what reviews and options would change."""

import datetime as dt
import uuid
from typing import ClassVar, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.roles import Permission
from campaigns import access
from campaigns.models import AskOption
from cases.branches import Branch, CoverageKind, Level, WorkerGroup
from cases.models.law import Provision, Standard
from cases.models.review import LawReview
from cases.models.sight import in_sight


class Mark(models.TextChoices):
    """How far a fact is to be trusted."""

    SEEN = "S", _("seen in the source")
    SECOND_HAND = "S2", _("told by a second source")
    INFERRED = "I", _("inferred from seen facts")
    UNVERIFIED = "R", _("from memory, not verified")


class Coverage(models.Model):
    """How far one group is covered in one branch, and where that is written.

    Without a citation, or from memory alone, a cell is shown and never counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.CharField(_("group of workers"), max_length=32, choices=WorkerGroup)
    branch = models.CharField(_("branch"), max_length=32, choices=Branch)
    kind = models.CharField(
        _("kind"), max_length=16, choices=CoverageKind, default=CoverageKind.LEGAL
    )
    level = models.CharField(_("how far"), max_length=16, choices=Level)
    citation = models.CharField(
        _("where it is written"),
        max_length=300,
        blank=True,
        help_text=_("E.g. “Section 33, Social Security Act B.E. 2533”."),
    )
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    mark = models.CharField(_("how sure"), max_length=16, choices=Mark, default=Mark.SEEN)
    contribution = models.CharField(
        _("contribution"), max_length=200, blank=True, help_text="'5% + 5% + 2.75%'."
    )
    qualifying_period = models.CharField(_("qualifying period"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"%(app_label)s_%(class)s_{field}_is_known",
                condition=Q(**{f"{field}__in": choices.values}),
            )
            for field, choices in (
                ("group", WorkerGroup),
                ("branch", Branch),
                ("kind", CoverageKind),
                ("level", Level),
                ("mark", Mark),
            )
        ]

    @property
    def is_sure(self) -> bool:
        """It is cited, and not only remembered."""
        return bool(self.citation) and self.mark != Mark.UNVERIFIED


class CoverageFactQuerySet(models.QuerySet["CoverageFact"]):
    def visible_to(self, _user: access.Visitor) -> Self:
        """Keep all: what the law says, and with what source, is everybody's to read."""
        return self.all()

    def standing(self, *, on: dt.date) -> Self:
        """Keep what holds on a day; a fact without a beginning has always held."""
        return self.filter(
            Q(from_on__isnull=True) | Q(from_on__lte=on),
            Q(until_on__isnull=True) | Q(until_on__gt=on),
        )


CoverageFactManager = models.Manager.from_queryset(CoverageFactQuerySet)


class CoverageFact(Coverage):
    """What holds in one country. Where sources disagree, each keeps its row.

    ``is_claim`` marks what another source says; it stands beside, and counts for nothing.
    """

    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day on which it no longer holds.")
    )
    is_claim = models.BooleanField(
        _("only claimed"),
        default=False,
        help_text=_("Another source says so, against what counts here."),
    )

    objects = CoverageFactManager()

    class Meta(Coverage.Meta):
        verbose_name = _("fact of coverage")
        verbose_name_plural = _("facts of coverage")
        indexes: ClassVar = [
            models.Index(fields=["country", "kind", "group"], name="cases_coveragefact_matrix"),
        ]
        constraints: ClassVar = [
            *Coverage.Meta.constraints,
            models.CheckConstraint(
                name="cases_coveragefact_ends_after_it_began",
                condition=Q(from_on__isnull=True)
                | Q(until_on__isnull=True)
                | Q(until_on__gt=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.group} {self.branch}: {self.level}"

    def audience(self) -> access.Audience:
        """Tell who may see it: everybody."""
        return access.Audience(Q(pk__in=[]), everyone=True)


class CoverageChangeQuerySet(models.QuerySet["CoverageChange"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep what belongs to reviews and options ``user`` may see."""
        options = AskOption.objects.visible_to(user).values("pk")
        of_reviews = in_sight(user, Permission.REVIEW_READ, prefix="law_review__")
        return self.filter(Q(law_review__isnull=False) & of_reviews | Q(option__in=options))


CoverageChangeManager = models.Manager.from_queryset(CoverageChangeQuerySet)


class CoverageChange(Coverage):
    """What one review's proposal, or one option of an ask, would make of one cell."""

    law_review = models.ForeignKey(
        LawReview, models.CASCADE, null=True, blank=True, related_name="coverage_changes"
    )
    option = models.ForeignKey(
        AskOption, models.CASCADE, null=True, blank=True, related_name="coverage_changes"
    )

    objects = CoverageChangeManager()

    class Meta(Coverage.Meta):
        verbose_name = _("proposed change of coverage")
        verbose_name_plural = _("proposed changes of coverage")
        constraints: ClassVar = [
            *Coverage.Meta.constraints,
            models.CheckConstraint(
                name="cases_coveragechange_belongs_to_one_proposal",
                condition=Q(law_review__isnull=False, option__isnull=True)
                | Q(law_review__isnull=True, option__isnull=False),
            ),
            models.UniqueConstraint(
                name="cases_coveragechange_once_in_a_review",
                fields=["law_review", "group", "branch", "kind"],
                condition=Q(law_review__isnull=False),
            ),
            models.UniqueConstraint(
                name="cases_coveragechange_once_in_an_option",
                fields=["option", "group", "branch", "kind"],
                condition=Q(option__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.branch}: {self.level}"

    def audience(self) -> access.Audience:
        """Tell who may see it: those who may see what proposes it."""
        belongs = cast("LawReview | AskOption", self.law_review or self.option)
        return belongs.audience()


class Ratification(models.Model):
    """A country that bound itself to a Convention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, models.CASCADE, related_name="ratifications")
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    on = models.DateField(_("registered on"))
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("ratification")
        verbose_name_plural = _("ratifications")
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_ratification_once", fields=["standard", "country"]),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.standard.code}"
