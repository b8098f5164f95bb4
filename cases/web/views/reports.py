"""Reports: asked for, watched while they are made, taken away, and a result made final."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.roles import Permission
from backend.web.forms import Confirm
from backend.web.pages import FormPage
from campaigns import access
from campaigns.models import Campaign
from cases.actions import reports
from cases.models import Milestone, MilestoneStatus, Report, ReportForm, ReportKind
from cases.models.report import STEPS
from cases.web.forms.reports import RequestReport

MOST = 30
KINDS = {
    ReportForm.PDF: "application/pdf",
    ReportForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_QUARTER = 3


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """List what she had drafted, the newest first."""
    mine = Report.objects.visible_to(request.user).select_related(
        "campaign", "programme", "milestone"
    )
    more = {
        "reports": mine.order_by("-requested_at", "-id")[:MOST],
        "may_request": _may_request(request),
    }
    return render(request, "cases/reports.html", more)


def _may_request(request: HttpRequest) -> bool:
    asks = (Permission.REVIEW_KEEP, Permission.CAMPAIGN_EDIT)
    return any(access.holds(request.user, permission) for permission in asks)


@require_safe
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show how far a report is, and what it says."""
    mine = Report.objects.visible_to(request.user)
    found = get_object_or_404(mine.select_related("milestone"), pk=report_id)
    more = {
        "report": found,
        "steps": STEPS,
        "forms": ReportForm.values,
        "may_finalise": found.kind == ReportKind.RESULT and not found.is_final,
    }
    return render(request, "cases/report.html", more)


@require_safe
def report_file(request: HttpRequest, report_id: UUID, form: str) -> HttpResponse:
    """Give one form of a report that is ready."""
    found = get_object_or_404(Report.objects.visible_to(request.user), pk=report_id)
    file = found.files.filter(form=form).first()
    if file is None:
        raise Http404
    answer = HttpResponse(bytes(file.content), content_type=KINDS[ReportForm(form)])
    name = f"{found.kind}-{found.from_on}-{found.until_on}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class RequestPage(FormPage[RequestReport]):
    form_class = RequestReport
    heading = _("Have a report drafted")
    lead = _("It is put together from what is recorded. You write two texts at most.")
    button = _("Draft it")
    done = _("It is being made; this takes a few seconds.")

    def admit(self) -> None:
        if not _may_request(self.request):
            raise PermissionDenied

    def get_initial(self) -> dict[str, Any]:
        first = _last_quarter(timezone.localdate())
        last = _months_on(first, _QUARTER) - dt.timedelta(1)
        kept = access.reach_of(self.user, Permission.REVIEW_KEEP).countries
        return {
            "id": uuid4(),
            "from_on": first,
            "until_on": last,
            "language": get_language(),
            "kind": ReportKind.COUNTRY_BRIEF if kept else ReportKind.CAMPAIGN_BRIEF,
            "country": next(iter(sorted(kept)), ""),
            "milestone": self.request.GET.get("milestone"),
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = access.reach_of(self.user, Permission.REVIEW_KEEP).countries
        led = access.reach_of(self.user, Permission.CAMPAIGN_EDIT).networks
        seen = Campaign.objects.visible_to(self.user)
        campaigns = (seen.filter(lead_network__in=led) | seen.filter(country__in=kept)).distinct()
        milestones = Milestone.objects.visible_to(self.user).filter(
            law_review__country__in=kept, status=MilestoneStatus.REACHED
        )
        return super().get_form_kwargs() | {
            "kept": kept,
            "campaigns": campaigns.order_by("title", "id"),
            "milestones": milestones.order_by("-reached_on", "id"),
        }

    def act(self, form: RequestReport) -> object:
        self.report_id = form.cleaned_data["id"]
        return reports.request(reports.Wanted(**form.cleaned_data), by=self.user)

    def get_success_url(self) -> str:
        if hasattr(self, "report_id"):
            return reverse("cases:report", args=[self.report_id])
        return reverse("cases:reports")


def _last_quarter(today: dt.date) -> dt.date:
    """Return the first day of the quarter that ended last."""
    this = today.replace(month=(today.month - 1) // _QUARTER * _QUARTER + 1, day=1)
    return _months_on(this, -_QUARTER)


def _months_on(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


class Finalise(FormPage[Confirm]):
    form_class = Confirm
    heading = _("Make the result final")
    lead = _("It has a milestone that was reached and a source for it. Nothing of it changes then.")
    button = _("It is final")
    done = _("The result is final.")

    @cached_property
    def report(self) -> Report:
        mine = Report.objects.visible_to(self.user).select_related(
            "milestone__law_review", "milestone__event", "requested_by"
        )
        return get_object_or_404(mine, pk=self.kwargs["report_id"])

    def admit(self) -> None:
        access.require(self.user, Permission.REVIEW_KEEP, country=self.report.country)

    def subject(self) -> str:
        return str(self.report.inputs.get("title", ""))

    def get_success_url(self) -> str:
        return reverse("cases:report", args=[self.report.pk])

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return reports.finalise(self.report, by=self.user)
