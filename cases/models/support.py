"""What the ILO and its partners do for a review, and the programmes behind it."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.roles import Permission
from backend.calendars import Precision
from campaigns import access
from cases.models.case import AdvocacyCase
from cases.models.milestone import Milestone
from cases.models.review import LawReview
from cases.models.sight import in_sight


class ProgrammeStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")
    UNKNOWN = "unknown", _("not known")


class Programme(models.Model):
    """A programme that pays for or carries support, with its dates: none lasts for ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    phase = models.CharField(_("phase"), max_length=64, blank=True)
    about = models.TextField(_("about"), blank=True)
    lead = models.CharField(_("led by"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=ProgrammeStatus, default=ProgrammeStatus.UNKNOWN
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    starts_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    ends_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    url = models.URLField(_("page"), blank=True)
    project_code = models.CharField(_("project code"), max_length=64, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_programme_starts_precision_is_known",
                condition=Q(starts_precision__in=Precision.values),
            ),
            models.CheckConstraint(
                name="cases_programme_ends_precision_is_known",
                condition=Q(ends_precision__in=Precision.values),
            ),
            models.CheckConstraint(
                name="cases_programme_status_is_known",
                condition=Q(status__in=ProgrammeStatus.values),
            ),
            models.CheckConstraint(
                name="cases_programme_ends_after_it_starts",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartKind(models.TextChoices):
    PHASE = "phase", _("phase")
    PILLAR = "pillar", _("pillar")
    STEP = "step", _("step")
    FACILITY = "facility", _("facility")
    NETWORK = "network", _("partner network")


class ProgrammePart(models.Model):
    """A pillar, step, facility, phase or partner network of a programme."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="parts")
    kind = models.CharField(_("kind"), max_length=16, choices=PartKind)
    code = models.SlugField(_("code"), max_length=64)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    about = models.TextField(_("about"), blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_programmepart_once", fields=["programme", "kind", "code"]
            ),
            models.CheckConstraint(
                name="cases_programmepart_kind_is_known", condition=Q(kind__in=PartKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CountryRole(models.TextChoices):
    PATHFINDER = "pathfinder", _("pathfinder country")
    IN_DEPTH = "in_depth", _("country supported in depth")
    PRIORITY = "priority", _("priority country")


class ProgrammeCountry(models.Model):
    """A country's part in a programme, as known on a date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="countries")
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    role = models.CharField(_("role"), max_length=16, choices=CountryRole)
    known_on = models.DateField(_("as known on"), null=True, blank=True)
    known_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_programmecountry_known_precision_is_known",
                condition=Q(known_precision__in=Precision.values),
            ),
            models.UniqueConstraint(
                name="cases_programmecountry_once", fields=["programme", "country", "role"]
            ),
            models.CheckConstraint(
                name="cases_programmecountry_role_is_known",
                condition=Q(role__in=CountryRole.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.role}"


class SupportKind(models.TextChoices):
    LEGAL_REVIEW = "legal_review", _("legal review")
    TRIPARTITE_CONSULTATION = "tripartite_consultation", _("tripartite consultation")
    POLICY_ADVICE = "policy_advice", _("policy advice")
    RESEARCH = "research", _("research")
    ACTUARIAL_STUDY = "actuarial_study", _("actuarial study")
    TRAINING = "training", _("training")
    MISSION = "mission", _("mission")
    GRANT = "grant", _("grant")


class SupportStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")
    CANCELLED = "cancelled", _("cancelled")


class IloSupportQuerySet(models.QuerySet["IloSupport"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep public support and that in one's own country."""
        return self.filter(in_sight(user, Permission.SUPPORT_READ))

    def with_links(self, user: access.Visitor) -> Self:
        """Load what was supported, of cases only what ``user`` may see."""
        return self.select_related("programme").prefetch_related(
            models.Prefetch("law_reviews", LawReview.objects.visible_to(user)),
            models.Prefetch("milestones", Milestone.objects.visible_to(user).with_place()),
            models.Prefetch("cases", AdvocacyCase.objects.visible_to(user)),
            "effects",
            "outcomes",
        )


IloSupportManager = models.Manager.from_queryset(IloSupportQuerySet)


class IloSupport(models.Model):
    """One piece of support in one country, linked to the milestones it helped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="support"
    )
    kind = models.CharField(_("kind"), max_length=32, choices=SupportKind)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    about = models.TextField(_("about"), blank=True)
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    status = models.CharField(
        _("status"), max_length=16, choices=SupportStatus, default=SupportStatus.ACTIVE
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    starts_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    ends_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    cpo_code = models.CharField(
        _("country programme outcome"), max_length=16, blank=True, help_text="'THA251'."
    )
    iati_id = models.CharField(_("IATI identifier"), max_length=200, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text="ISO 4217.")
    is_public = models.BooleanField(_("public"), default=True)
    law_reviews = models.ManyToManyField(LawReview, related_name="support", blank=True)
    milestones = models.ManyToManyField(Milestone, related_name="support", blank=True)
    cases = models.ManyToManyField(AdvocacyCase, related_name="support", blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = IloSupportManager()

    class Meta:
        verbose_name = _("ILO support")
        verbose_name_plural = _("ILO support")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_ilosupport_starts_precision_is_known",
                condition=Q(starts_precision__in=Precision.values),
            ),
            models.CheckConstraint(
                name="cases_ilosupport_ends_precision_is_known",
                condition=Q(ends_precision__in=Precision.values),
            ),
            models.CheckConstraint(
                name="cases_ilosupport_kind_is_known", condition=Q(kind__in=SupportKind.values)
            ),
            models.CheckConstraint(
                name="cases_ilosupport_status_is_known",
                condition=Q(status__in=SupportStatus.values),
            ),
            models.CheckConstraint(
                name="cases_ilosupport_ends_after_it_starts",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="cases_ilosupport_amount_has_its_currency",
                condition=Q(amount__isnull=True, currency="")
                | (Q(amount__isnull=False) & ~Q(currency="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def audience(self) -> access.Audience:
        """Tell who may see this support: the other direction of ``visible_to``."""
        return access.Audience(
            access.holding(Permission.SUPPORT_READ, home_country=self.country),
            everyone=self.is_public,
        )


class KeyFigure(models.Model):
    """One published number beside the campaign, never without its date and source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=80, unique=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text="Empty for the world."
    )
    label = models.CharField(_("label"), max_length=300)
    labels = models.JSONField(_("labels in other languages"), default=dict, blank=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=32, help_text="'people', 'percent', 'USD'.")
    qualifier = models.CharField(_("qualifier"), max_length=32, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    as_of_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    series = models.CharField(_("series"), max_length=64, blank=True, help_text="'SDG_0131'.")
    vintage = models.DateField(_("published on"), null=True, blank=True)
    sources = models.JSONField(_("sources"), default=list)

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_keyfigure_as_of_precision_is_known",
                condition=Q(as_of_precision__in=Precision.values),
            ),
        ]

    def __str__(self) -> str:
        return self.label
