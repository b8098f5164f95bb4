"""Celery entry points: read the clock, make one call."""

from celery import shared_task
from django.utils import timezone

from cases.actions import calendar, drafts, evidence, reports


@shared_task(name="cases.check_calendar")
def check_calendar() -> None:
    """Look each hour at what the calendar brings; what was told is not told again."""
    calendar.check(on=timezone.now().date())


@shared_task(name="cases.forget_old_drafts")
def forget_old_drafts() -> None:
    """Delete what people began to write and left."""
    drafts.forget_old(before=timezone.now() - drafts.KEPT_FOR)


@shared_task(name="cases.sweep_files")
def sweep_files() -> None:
    """Destroy what was withdrawn and what an upload left that was cut off."""
    evidence.sweep(now=timezone.now())


@shared_task(name="cases.make_reports")
def make_reports() -> None:
    """Make what waits: rung after each request, and each minute in case that was lost."""
    reports.make_waiting()
