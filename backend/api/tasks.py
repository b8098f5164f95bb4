"""Celery entry points: read the clock, make one call."""

from celery import shared_task
from django.utils import timezone

from backend.api import idempotency


@shared_task(name="api.forget_old_answers")
def forget_old_answers() -> None:
    """Delete kept answers nobody will ask for again."""
    idempotency.forget_old_answers(before=timezone.now() - idempotency.KEPT_FOR)
