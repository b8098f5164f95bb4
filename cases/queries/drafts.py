"""What somebody is still writing."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from backend.accounts.models import User
from cases.models import AdvocacyCase, CaseDraft

MOST = 20


def drafts_of(user: User) -> QuerySet[CaseDraft]:
    """Return what ``user`` began and did not log yet, the last touched first."""
    mine = CaseDraft.objects.visible_to(user).select_related("network", "campaign")
    return mine.order_by("-saved_at", "id")[:MOST]


def draft_under(draft_id: UUID, *, reader: User) -> CaseDraft | None:
    """Return what ``reader`` writes under this id; ``None`` where nobody used it yet.

    Raises:
        Http404: the id is in use, and what it names is not hers to read.
    """
    mine = CaseDraft.objects.visible_to(reader).select_related("network", "campaign")
    draft = mine.filter(pk=draft_id).first()
    if draft is None and _is_somebody_elses(draft_id, reader=reader):
        raise Http404
    return draft


def _is_somebody_elses(draft_id: UUID, *, reader: User) -> bool:
    hidden = AdvocacyCase.objects.filter(pk=draft_id).exclude(
        pk__in=AdvocacyCase.objects.visible_to(reader).values("pk")
    )
    return CaseDraft.objects.filter(pk=draft_id).exists() or hidden.exists()
