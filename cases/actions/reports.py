"""Reports: asked for, made in the background, and a result made final."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from backend import bell
from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.adding import add
from backend.audit import log
from backend.calendars import last_day, written
from backend.errors import DomainError, Invalid
from backend.papers.docx import docx_of
from backend.papers.paper import Made
from backend.papers.pdf import pdf_of
from backend.papers.xlsx import xlsx_of
from campaigns import access
from campaigns.models import Campaign
from cases.models import (
    Milestone,
    MilestoneStatus,
    Programme,
    Report,
    ReportFile,
    ReportForm,
    ReportKind,
    ReportState,
)
from cases.queries.report_paper import paper_of
from cases.queries.report_result import sources_of

TASK = "cases.make_reports"
LOST_AFTER = dt.timedelta(minutes=5)
"""A worker that holds a report longer was killed; another takes it."""
MOST_AT_ONCE = 10
_ABOUT = ("campaign", "programme", "milestone__law_review", "milestone__event", "requested_by")
_FORMS: tuple[tuple[ReportForm, Callable[..., bytes]], ...] = (
    (ReportForm.PDF, pdf_of),
    (ReportForm.DOCX, docx_of),
    (ReportForm.XLSX, xlsx_of),
)


class ReportTaken(DomainError):
    """The id sent with the form names another report."""

    message = _("This form was already used. Please open a new one.")


class NotToBeFinal(DomainError):
    """Only a result that was made, of a milestone that was reached, with a source, can be final."""

    message = _("A result is final only with a source and a milestone reached in its period.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is to be drafted, and the two texts that nobody else can write."""

    id: UUID
    kind: ReportKind
    from_on: dt.date
    until_on: dt.date
    language: str
    country: str = ""
    campaign: Campaign | None = None
    programme: Programme | None = None
    milestone: Milestone | None = None
    summary: str = ""
    gender: str = ""


@transaction.atomic
def request(wanted: Wanted, *, by: User) -> Report:
    """Put a report in the queue.

    Raises:
        PermissionDenied: ``by`` neither keeps the country nor leads the campaign.
        Invalid: what it is about is missing, or it would end before it begins.
        ReportTaken: the id is in use.
    """
    country = _country_of(wanted)
    _require(wanted, by=by, country=country)
    if wanted.until_on < wanted.from_on:
        raise Invalid(field="until_on", message=_("It cannot end before it begins."))
    said = {
        name: getattr(wanted, name)
        for name in (
            "kind", "from_on", "until_on", "language", "campaign", "programme", "milestone",
            "summary", "gender",
        )
    }  # fmt: skip
    report = add(
        Report,
        pk=wanted.id,
        unless=Q(pk=wanted.id),
        taken=ReportTaken,
        country=country,
        requested_by=by,
        requested_at=timezone.now(),
        **said,
    )
    log.record("report.requested", report, by=by, changes={"kind": wanted.kind.value})
    transaction.on_commit(_ring, robust=True)
    return report


def _ring() -> None:
    bell.ring(TASK)


def _country_of(wanted: Wanted) -> str:
    if wanted.kind == ReportKind.RESULT and wanted.milestone:
        return wanted.milestone.law_review.country
    if wanted.kind == ReportKind.CAMPAIGN_BRIEF and wanted.campaign:
        return wanted.campaign.country
    return wanted.country


_ASKS_FOR = {
    ReportKind.RESULT: "milestone",
    ReportKind.COUNTRY_BRIEF: "country",
    ReportKind.CAMPAIGN_BRIEF: "campaign",
    ReportKind.DONOR_REPORT: "programme",
}


def _require(wanted: Wanted, *, by: User, country: str) -> None:
    field = _ASKS_FOR[wanted.kind]
    if not getattr(wanted, field):
        raise Invalid(field=field, message=_("Say what the report is about."))
    led = access.reach_of(by, Permission.CAMPAIGN_EDIT).networks
    if wanted.campaign and field == "campaign" and wanted.campaign.lead_network_id in led:
        return
    if field == "programme" and not country and access.holds(by, Permission.REVIEW_KEEP):
        return
    access.require(by, Permission.REVIEW_KEEP, country=country)


def make_waiting() -> int:
    """Make what waits, one after another, and what a killed worker left; say how many."""
    made = 0
    while (report := _claim(now=timezone.now())) is not None:
        _make(report)
        made += 1
    return made


def _claim(*, now: dt.datetime) -> Report | None:
    waiting = Q(state=ReportState.WAITING)
    lost = Q(state=ReportState.MAKING, claimed_at__lt=now - LOST_AFTER)
    found = Report.objects.filter(waiting | lost).order_by("requested_at", "id")
    for report in found[:MOST_AT_ONCE]:
        # Of two workers, the second finds it claimed at another moment.
        never = report.claimed_at is None
        before = Q(claimed_at__isnull=True) if never else Q(claimed_at=report.claimed_at)
        same = Report.objects.filter(before, pk=report.pk, state=report.state)
        if same.update(state=ReportState.MAKING, claimed_at=now, steps_done=0):
            return Report.objects.select_related(*_ABOUT).get(pk=report.pk)
    return None


def _make(report: Report) -> None:
    """Gather, keep what went in, then set each form; each step is seen as it is done."""
    try:
        paper = paper_of(report, reader=report.requested_by)
        Report.objects.filter(pk=report.pk).update(
            inputs=paper.as_json(), digest=paper.digest, steps_done=1
        )
        made = _made(report, on=timezone.localdate())
        for form, set_as in _FORMS:
            _keep(report, form, set_as(paper, made=made))
    except Exception:
        Report.objects.filter(pk=report.pk).update(state=ReportState.FAILED)
        raise
    Report.objects.filter(pk=report.pk, state=ReportState.MAKING).update(
        state=ReportState.READY, made_at=timezone.now()
    )


def _made(report: Report, *, on: dt.date) -> Made:
    with translation.override(report.language):
        return Made(on, written(on))


@transaction.atomic
def _keep(report: Report, form: ReportForm, content: bytes) -> None:
    ReportFile.objects.update_or_create(report=report, form=form, defaults={"content": content})
    Report.objects.filter(pk=report.pk).update(steps_done=F("steps_done") + 1)


@transaction.atomic
def finalise(report: Report, *, by: User) -> Report:
    """Say that a result is final: it is what the officer reports.

    Raises:
        PermissionDenied: ``by`` is not the country's officer who drafted it.
        NotToBeFinal: it is no result, not made, or its claim has no source or no milestone that
            was reached in its period.
    """
    access.require(by, Permission.REVIEW_KEEP, country=report.country)
    if report.requested_by_id != by.pk:
        raise PermissionDenied
    if not _may_be_final(report):
        raise NotToBeFinal
    done = Report.objects.filter(
        pk=report.pk, kind=ReportKind.RESULT, state=ReportState.READY, is_final=False
    ).update(is_final=True)
    if not done:
        raise NotToBeFinal
    report.refresh_from_db()
    log.record("report.finalised", report, by=by, changes={"digest": report.digest})
    return report


def _is_of_its_period(milestone: Milestone, report: Report) -> bool:
    """Say whether it was reached then; a month or a year counts where it touches the period."""
    if milestone.reached_on is None:
        return False
    until = last_day(milestone.reached_on, precision=milestone.precision)
    return milestone.reached_on <= report.until_on and until >= report.from_on


def _may_be_final(report: Report) -> bool:
    """Say whether its claim has both a reached milestone and a source, and still says the same."""
    milestone = report.milestone
    if milestone is None or milestone.status != MilestoneStatus.REACHED:
        return False
    if not sources_of(milestone) or not _is_of_its_period(milestone, report):
        return False
    # A milestone taken back or support changed since would make of the paper another claim.
    return paper_of(report, reader=report.requested_by).digest == report.digest
