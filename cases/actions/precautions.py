"""What a risk asks for when a case is logged, shared or changed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit import log
from backend.errors import DomainError, Invalid
from cases.models import AdvocacyCase, RiskLowering, narrower
from cases.models.precaution import LoweringState, is_lower, may_be_shared, precautions_at


class LoweringTakesTwo(DomainError):
    """Nobody lowers a risk alone."""

    message = _(
        "A second person has to agree that the risk is lower. "
        "Answer the five questions about it on the case's page."
    )


class TooDangerousToShare(Invalid):
    """The case's risk does not let it be shared that far."""

    def __init__(self) -> None:
        super().__init__(
            field="visibility",
            message=_("At this risk the case may not be shared with so many people."),
        )


def require_shareable(*, risk: str, visibility: str) -> None:
    """Let a way of sharing pass, or raise ``TooDangerousToShare``."""
    if not may_be_shared(risk, as_=visibility):
        raise TooDangerousToShare


def require_not_lower(case: AdvocacyCase, *, risk: object) -> None:
    """Let a risk pass that is not lower than the case's, or raise ``LoweringTakesTwo``."""
    if isinstance(risk, str) and is_lower(risk, than=case.risk):
        raise LoweringTakesTwo


@transaction.atomic
def take(case: AdvocacyCase, *, by: User) -> None:
    """Do what the risk of ``case``, which has just risen, asks for.

    It is shared no further than it may be, and what was asked about a lower risk is void.
    """
    RiskLowering.objects.filter(case=case).open().update(
        state=LoweringState.OVERTAKEN, settled_by=by, settled_at=timezone.now()
    )
    before = case.visibility
    allowed = narrower(before, precautions_at(case.risk).widest)
    if allowed != before:
        AdvocacyCase.objects.filter(pk=case.pk).update(visibility=allowed)
        case.visibility = allowed
        log.record("case.shared", case, by=by, changes={"from": before, "to": allowed.value})
