"""Reports that are drafted from what is there: results, briefs, and what donors are told."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from campaigns import access
from campaigns.models import Campaign
from cases.models.milestone import Milestone
from cases.models.support import Programme


class ReportKind(models.TextChoices):
    RESULT = "result", _("result, as the Results Monitoring Tool asks for it")
    COUNTRY_BRIEF = "country_brief", _("country brief")
    CAMPAIGN_BRIEF = "campaign_brief", _("campaign brief")
    DONOR_REPORT = "donor_report", _("report to a donor")


class ReportState(models.TextChoices):
    WAITING = "waiting", _("waits its turn")
    MAKING = "making", _("is being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be made")


STEPS = 4
"""Of making one: gathering, then each of its three forms."""


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep one's own: a report counts what its reader may see, and nobody else's eyes."""
        return self.filter(requested_by=user.pk) if user.is_active else self.none()


ReportManager = models.Manager.from_queryset(ReportQuerySet)


class Report(models.Model):
    """What somebody asked to be drafted, with what went into it.

    Two texts at most are hers; all else is assembled. A result is final only with a milestone
    that was reached and a source that says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=ReportKind)
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[countries.validate]
    )
    campaign = models.ForeignKey(Campaign, models.CASCADE, null=True, blank=True, related_name="+")
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="+"
    )
    milestone = models.ForeignKey(
        Milestone, models.CASCADE, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    language = models.CharField(_("language"), max_length=8)
    summary = models.TextField(_("outcome summary"), blank=True)
    gender = models.TextField(_("gender equality and non-discrimination"), blank=True)
    is_final = models.BooleanField(_("final"), default=False)
    state = models.CharField(
        _("state"), max_length=16, choices=ReportState, default=ReportState.WAITING
    )
    steps_done = models.PositiveSmallIntegerField(default=0)
    inputs: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        _("what went into it"), default=dict, blank=True
    )
    digest = models.CharField(_("digest of what went into it"), max_length=64, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    requested_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = ReportManager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes: ClassVar = [
            models.Index(
                fields=["requested_at"],
                name="cases_report_to_make",
                condition=Q(state__in=["waiting", "making"]),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_report_kind_is_known", condition=Q(kind__in=ReportKind.values)
            ),
            models.CheckConstraint(
                name="cases_report_state_is_known", condition=Q(state__in=ReportState.values)
            ),
            models.CheckConstraint(
                name="cases_report_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="cases_report_names_what_its_kind_asks",
                condition=Q(kind="result", milestone__isnull=False)
                | (Q(kind="country_brief") & ~Q(country=""))
                | Q(kind="campaign_brief", campaign__isnull=False)
                | Q(kind="donor_report", programme__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_report_final_is_a_result_that_was_made",
                condition=Q(is_final=False)
                | Q(kind="result", milestone__isnull=False, state="ready"),
            ),
            models.CheckConstraint(
                name="cases_report_ready_knows_its_inputs",
                condition=~Q(state="ready") | (Q(made_at__isnull=False) & ~Q(digest="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on}"


class ReportForm(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    XLSX = "xlsx", "XLSX"


class ReportFile(models.Model):
    """One form of a report, as it was made."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    form = models.CharField(_("form"), max_length=8, choices=ReportForm)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_reportfile_once", fields=["report", "form"]),
            models.CheckConstraint(
                name="cases_reportfile_form_is_known", condition=Q(form__in=ReportForm.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}.{self.form}"
