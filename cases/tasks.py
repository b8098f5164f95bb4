"""Celery entry points: read the clock, make one call."""

from celery import shared_task
from django.utils import timezone

from cases.actions import calendar, drafts


@shared_task(name="cases.check_calendar")
def check_calendar() -> None:
    """Look each hour at what the calendar brings; what was told is not told again."""
    calendar.check(on=timezone.now().date())


@shared_task(name="cases.forget_old_drafts")
def forget_old_drafts() -> None:
    """Delete what people began to write and left."""
    drafts.forget_old(before=timezone.now() - drafts.KEPT_FOR)
