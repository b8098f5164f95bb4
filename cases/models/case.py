"""Advocacy cases: what a network takes up on behalf of its members."""

import uuid
from collections.abc import Sequence
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.roles import Permission, roles_with
from campaigns import access
from campaigns.models import Ask, Campaign, Network
from cases.models.law import Provision, StandardArticle

LONGEST_TITLE = 200


class IssueKind(models.TextChoices):
    """What a case is about. Coded, so that cases can be counted and never name anyone."""

    SOCIAL_SECURITY_EXCLUSION = "social_security_exclusion", _("left out of social security")
    REGISTRATION_REFUSED = "registration_refused", _("registration refused")
    WORK_INJURY = "work_injury", _("injury at work without cover")
    SICK_LEAVE = "sick_leave", _("sick leave or medical costs")
    MATERNITY = "maternity", _("maternity")
    UNPAID_WAGES = "unpaid_wages", _("unpaid wages")
    MINIMUM_WAGE = "minimum_wage", _("paid below the minimum wage")
    REST_DAY = "rest_day", _("no weekly rest day or holidays")
    WORKING_HOURS = "working_hours", _("excessive hours")
    DISMISSAL = "dismissal", _("dismissal")
    DOCUMENTS_WITHHELD = "documents_withheld", _("papers withheld")
    ABUSE = "abuse", _("violence or harassment")
    OTHER = "other", _("other")


class CaseStatus(models.TextChoices):
    LOGGED = "logged", _("logged")
    ACTIVE = "active", _("active")
    SUBMITTED = "submitted", _("submitted to an authority")
    WON = "won", _("won")
    PARTLY_WON = "partly_won", _("partly won")
    LOST = "lost", _("lost")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN_STATUSES = frozenset({CaseStatus.LOGGED, CaseStatus.ACTIVE, CaseStatus.SUBMITTED})
OUTCOMES = frozenset({CaseStatus.WON, CaseStatus.PARTLY_WON, CaseStatus.LOST, CaseStatus.WITHDRAWN})


class Visibility(models.TextChoices):
    NETWORK = "network", _("my network")
    ALLIES = "allies", _("my network and leaders of allied networks")
    ILO = "ilo", _("my network and the ILO officer")
    ALLIES_AND_ILO = "allies_and_ilo", _("my network, allied leaders and the ILO officer")


SHARED_WITH_ALLIES = frozenset({Visibility.ALLIES, Visibility.ALLIES_AND_ILO})
SHARED_WITH_ILO = frozenset({Visibility.ILO, Visibility.ALLIES_AND_ILO})


def narrower(one: str, other: str) -> Visibility:
    """Return what lets in only those whom both let in."""
    allies = one in SHARED_WITH_ALLIES and other in SHARED_WITH_ALLIES
    if one in SHARED_WITH_ILO and other in SHARED_WITH_ILO:
        return Visibility.ALLIES_AND_ILO if allies else Visibility.ILO
    return Visibility.ALLIES if allies else Visibility.NETWORK


class Risk(models.TextChoices):
    NONE = "none", _("none known")
    POSSIBLE = "possible", _("possible")
    SERIOUS = "serious", _("serious")
    DANGER = "danger", _("danger")


DANGEROUS = frozenset({Risk.SERIOUS, Risk.DANGER})
"""Risks that whoever opens the case should see at once."""


class OnBehalfOf(models.TextChoices):
    SELF = "self", _("herself")
    MEMBER = "member", _("a member")
    GROUP = "group", _("several members")
    OTHER = "other", _("somebody outside the network")


class AdvocacyCaseQuerySet(models.QuerySet["AdvocacyCase"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep the cases ``user`` may read: her network's, her own, and those shared with her."""
        return self.filter(readable_by(user))

    def open(self) -> Self:
        return self.filter(status__in=OPEN_STATUSES)

    def with_place(self) -> Self:
        """Load the campaign and network with the row: access checks need both."""
        return self.select_related("campaign", "network")

    def with_links(self) -> Self:
        """Load kinds, provisions, articles and asks: what an answer or page lists."""
        return self.prefetch_related("issues", "provisions", "standards__standard", "asks")


Circle = tuple[frozenset[Visibility], Q]
"""How a case must be shared to let a circle outside its network in, and the cases it is near to."""


def readable_by(user: access.Visitor, *, case: str = "", narrowed_by: Sequence[str] = ()) -> Q:
    """Return the filter for cases ``user`` may read, or for what belongs to such cases.

    ``case`` is the path from a row to its case, "case__". Allies and the officer are let in
    only where each field of ``narrowed_by``, a visibility of its own, does so as well.
    """
    shared = [f"{case}visibility", *narrowed_by]
    rule = readable_inside(user, case=case)
    for lets_in, near in circles_of(user, case=case):
        rule |= Q(near, *(Q(**{f"{field}__in": lets_in}) for field in shared))
    return rule


def readable_inside(user: access.Visitor, *, case: str = "") -> Q:
    """Return the filter for cases ``user`` reads however they are shared."""
    ours = access.reach_of(user, Permission.CASE_READ).networks
    own = access.reach_of(user, Permission.CASE_READ_OWN).networks
    inside = Q(**{f"{case}network__in": ours})
    hers = Q(**{f"{case}network__in": own, f"{case}logged_by": user.pk})
    return inside | hers if own else inside


def circles_of(user: access.Visitor, *, case: str = "") -> list[Circle]:
    """Return the circles ``user`` stands in: those of allied leaders and of the ILO's officers."""
    allied = access.reach_of(user, Permission.CASE_READ_SHARED_WITH_ALLIES).networks
    ilo = access.reach_of(user, Permission.CASE_READ_SHARED_WITH_ILO).countries
    circles = []
    if allied:
        circles.append((SHARED_WITH_ALLIES, Q(**{f"{case}campaign__in": _campaigns_of(allied)})))
    if ilo:
        circles.append((SHARED_WITH_ILO, Q(**{f"{case}country__in": ilo})))
    return circles


def _campaigns_of(networks: frozenset[uuid.UUID]) -> "models.QuerySet[Campaign, uuid.UUID]":
    joined = Campaign.allies.through._default_manager.filter(network__in=networks)
    return Campaign.objects.filter(
        Q(lead_network__in=networks) | Q(pk__in=joined.values("campaign"))
    ).values_list("pk", flat=True)


AdvocacyCaseManager = models.Manager.from_queryset(AdvocacyCaseQuerySet)


class AdvocacyCase(models.Model):
    """One problem a network takes up, linked to the asks and provisions that would solve it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=16, unique=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="cases")
    network = models.ForeignKey(Network, models.PROTECT, related_name="cases")
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[countries.validate],
        help_text="The network's, kept here so that lists stay fast at a million rows.",
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    summary = models.TextField(_("what happened"), blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=CaseStatus, default=CaseStatus.LOGGED
    )
    visibility = models.CharField(
        _("who may read it"), max_length=16, choices=Visibility, default=Visibility.NETWORK
    )
    risk = models.CharField(_("risk for her"), max_length=16, choices=Risk, default=Risk.NONE)
    on_behalf_of = models.CharField(
        _("logged for"), max_length=16, choices=OnBehalfOf, default=OnBehalfOf.MEMBER
    )
    people_affected = models.PositiveIntegerField(_("people affected"), null=True, blank=True)
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("No finer than a province.")
    )
    originals = models.JSONField(
        _("texts as they were typed"),
        default=dict,
        blank=True,
        help_text="{'title': …}: of what was converted from another encoding than Unicode.",
    )
    outcome_note = models.TextField(_("how it ended"), blank=True)
    asks = models.ManyToManyField(Ask, related_name="cases", blank=True)
    provisions = models.ManyToManyField(Provision, related_name="cases", blank=True)
    standards = models.ManyToManyField(StandardArticle, related_name="cases", blank=True)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="logged_cases",
        verbose_name=_("logged by"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_cases",
        verbose_name=_("owner"),
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = AdvocacyCaseManager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes: ClassVar = [
            models.Index(fields=["network", "-created_at", "-id"], name="cases_case_of_network"),
            models.Index(fields=["country", "-created_at", "-id"], name="cases_case_of_country"),
            models.Index(fields=["-created_at", "-id"], name="cases_case_newest"),
            models.Index(fields=["-updated_at", "-id"], name="cases_case_last_changed"),
            models.Index(fields=["title", "id"], name="cases_case_by_title"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"cases_advocacycase_{field}_is_known",
                condition=Q(**{f"{field}__in": choices.values}),
            )
            for field, choices in (
                ("status", CaseStatus),
                ("visibility", Visibility),
                ("risk", Risk),
                ("on_behalf_of", OnBehalfOf),
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_dangerous(self) -> bool:
        return self.risk in DANGEROUS

    def audience(self) -> access.Audience:
        """Tell who may read this case: the other direction of ``visible_to``."""
        return self.audience_if(Visibility(self.visibility))

    def audience_if(self, visibility: Visibility) -> access.Audience:
        """Tell who might read this case if it was shared like that."""
        rule = Q(role__in=roles_with(Permission.CASE_READ), network=self.network_id) | Q(
            role__in=roles_with(Permission.CASE_READ_OWN),
            network=self.network_id,
            user=self.logged_by_id,
        )
        if visibility in SHARED_WITH_ALLIES:
            joined = Network.objects.filter(
                Q(led_campaigns=self.campaign_id) | Q(allied_campaigns=self.campaign_id)
            )
            rule |= access.holding_in(
                Permission.CASE_READ_SHARED_WITH_ALLIES, networks=joined.values("pk")
            )
        if visibility in SHARED_WITH_ILO:
            rule |= Q(
                role__in=roles_with(Permission.CASE_READ_SHARED_WITH_ILO), country=self.country
            )
        return access.Audience(rule)


class CaseIssue(models.Model):
    """One coded kind of problem in one case."""

    case = models.ForeignKey(AdvocacyCase, models.CASCADE, related_name="issues")
    kind = models.CharField(_("kind"), max_length=32, choices=IssueKind)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_caseissue_once", fields=["case", "kind"]),
            models.CheckConstraint(
                name="cases_caseissue_kind_is_known", condition=Q(kind__in=IssueKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class CaseNumber(models.Model):
    """The last reference number given out per country and year."""

    country = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_casenumber_once", fields=["country", "year"]),
        ]

    def __str__(self) -> str:
        return f"{self.country}-{self.year}-{self.last:04}"
