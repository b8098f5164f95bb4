"""Reading the record of events, for pages that tell what happened to one thing."""

from collections.abc import Collection

from django.db.models import Exists, Model, OuterRef, QuerySet

from backend.audit.models import Event


def of(subject: Model) -> QuerySet[Event]:
    """Return the events about ``subject``, newest first."""
    label = subject._meta.label_lower
    return Event.objects.filter(subject_type=label, subject_id=subject.pk).order_by("-id")


def is_before(kind: str, *, leaving: Collection[str], entering: Collection[str]) -> Exists:
    """Match events whose subject later had one of ``kind`` that led from here to there."""
    later = Event.objects.filter(
        subject_type=OuterRef("subject_type"),
        subject_id=OuterRef("subject_id"),
        id__gt=OuterRef("id"),
        kind=kind,
        changes__from__in=list(leaving),
        changes__to__in=list(entering),
    )
    return Exists(later)
