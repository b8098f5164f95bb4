"""Which stages a kind of law passes in a country: templates as versioned data."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from cases.stages import Needs, Stage


class Track(models.TextChoices):
    """The kind of instrument a review leads to; each goes its own way."""

    ACT = "act", _("act of parliament")
    ROYAL_OR_EXECUTIVE_DECREE = "royal_or_executive_decree", _("royal or executive decree")
    MINISTERIAL_REGULATION = "ministerial_regulation", _("ministerial regulation")
    CONSTITUTIONAL_AMENDMENT = "constitutional_amendment", _("constitutional amendment")
    ADMINISTRATIVE_ORDER = "administrative_order", _("administrative order")
    COURT_CASE = "court_case", _("court case")
    TREATY_RATIFICATION = "treaty_ratification", _("ratification of a treaty")
    POLICY_STRATEGY = "policy_strategy", _("policy or strategy")
    COLLECTIVE_AGREEMENT = "collective_agreement", _("collective agreement")


class StageTemplateQuerySet(models.QuerySet["StageTemplate"]):
    def published(self) -> Self:
        """Keep what reviews may follow; drafts are for who writes them."""
        return self.filter(is_draft=False)

    def with_stages(self) -> Self:
        """Load the stages in their order, and the gates."""
        return self.prefetch_related(
            models.Prefetch("stages", TemplateStage.objects.order_by("position", "id")),
            models.Prefetch("gates", TemplateGate.objects.order_by("stage", "name", "id")),
        )


StageTemplateManager = models.Manager.from_queryset(StageTemplateQuerySet)


class StageTemplate(models.Model):
    """The stages of one track in one country, in order, as of one version.

    A published version is never edited: a new one is made by copy, and each review stays with
    the version it follows until it is moved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    track = models.CharField(_("track"), max_length=32, choices=Track)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    is_draft = models.BooleanField(
        _("draft"), default=False, help_text="Being written; no review follows it yet."
    )
    sources = models.JSONField(_("sources"), default=list, blank=True)

    objects = StageTemplateManager()

    class Meta:
        verbose_name = _("stage template")
        verbose_name_plural = _("stage templates")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_stagetemplate_once", fields=["country", "track", "version"]
            ),
            models.CheckConstraint(
                name="cases_stagetemplate_track_is_known", condition=Q(track__in=Track.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (v{self.version})"


class TemplateStage(models.Model):
    """One step of a template: its local name, who is responsible, how long it may take."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(StageTemplate, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField(_("position"))
    stage = models.CharField(_("stage"), max_length=32, choices=Stage)
    name = models.CharField(_("local name"), max_length=200)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    body = models.CharField(_("responsible body"), max_length=200, blank=True)
    needs = models.CharField(
        _("needs"),
        max_length=16,
        choices=Needs,
        default=Needs.EVIDENCE,
        help_text="What must stand behind a fact of this stage before it counts.",
    )
    next_stages = models.JSONField(
        _("what may come next"),
        default=list,
        blank=True,
        help_text="Codes of stages; empty where it is the next one in order.",
    )
    expected_days_min = models.PositiveIntegerField(
        _("expected to take at least"), null=True, blank=True, help_text="Days."
    )
    expected_n = models.PositiveIntegerField(
        _("number of cases behind the range"), null=True, blank=True
    )
    expected_days_max = models.PositiveIntegerField(
        _("expected to take at most"),
        null=True,
        blank=True,
        help_text="Days. Without news for longer, the review counts as stalled.",
    )
    expected_basis = models.CharField(_("basis of that"), max_length=300, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("stage of a template")
        verbose_name_plural = _("stages of templates")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_templatestage_position_once", fields=["template", "position"]
            ),
            models.CheckConstraint(
                name="cases_templatestage_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="cases_templatestage_needs_is_known", condition=Q(needs__in=Needs.values)
            ),
            models.CheckConstraint(
                name="cases_templatestage_range_is_not_turned_round",
                condition=Q(expected_days_min__isnull=True)
                | Q(expected_days_max__isnull=True)
                | Q(expected_days_min__lte=F("expected_days_max")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"


class GateKind(models.TextChoices):
    """What may stop a law on its way, or lets it through."""

    FINANCE_CERTIFICATION = "finance_certification", _("certification as a finance bill")
    SIGNATURE_THRESHOLD = "signature_threshold", _("number of signatures")
    HEARING_WINDOW = "hearing_window", _("hearing open for comments")
    LEGAL_SCRUTINY = "legal_scrutiny", _("legal scrutiny")
    DISSOLUTION = "dissolution", _("dissolution of parliament")
    OTHER = "other", _("another gate")


WARN_WORKING_DAYS = 10
"""How long before a gate closes people are told, where a template does not say (house rule)."""


class TemplateGate(models.Model):
    """A gate that laws of this kind meet at one stage, and what is to be done before it closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(StageTemplate, models.CASCADE, related_name="gates")
    stage = models.CharField(_("stage"), max_length=32, choices=Stage)
    kind = models.CharField(_("kind"), max_length=32, choices=GateKind)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    to_do = models.TextField(
        _("what to do before it closes"), blank=True, help_text="One thing a line."
    )
    warn_days = models.PositiveSmallIntegerField(
        _("told ahead"), default=WARN_WORKING_DAYS, help_text="Working days before it closes."
    )
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("gate of a template")
        verbose_name_plural = _("gates of templates")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_templategate_once", fields=["template", "stage", "kind", "name"]
            ),
            models.CheckConstraint(
                name="cases_templategate_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="cases_templategate_kind_is_known", condition=Q(kind__in=GateKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name
