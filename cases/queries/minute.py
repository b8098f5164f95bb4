"""The one-minute update: a signed address that opens one review for whoever keeps it.

The signature keeps addresses from being guessed and lets them end; what she may see and do is
asked again after she signed in, as everywhere.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.db.models.functions import Coalesce

from backend.accounts.models import User
from cases.models import LawReview, Milestone, Proposal
from cases.queries.plan import Step
from cases.queries.proposals import proposals_to_answer
from cases.queries.standing import Standing

_SALT = "cases.minute"
VALID = dt.timedelta(days=30)
MOST_STEPS = 3


def token_for(review: LawReview) -> str:
    """Return what the address of the one-minute update of ``review`` carries."""
    return signing.dumps(str(review.pk), salt=_SALT)


def review_of(token: str) -> UUID | None:
    """Return the review of a token; ``None`` for one that is forged or too old."""
    try:
        return UUID(signing.loads(token, salt=_SALT, max_age=VALID))
    except (signing.BadSignature, ValueError):
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minute:
    """What can be said of one review in a minute."""

    standing: Standing
    steps: list[Step]
    """What is awaited, the first due first."""
    proposals: list[Proposal]
    """What organisers say happened; one press makes it a fact."""


def minute_of(review: LawReview, *, keeper: User, on: dt.date) -> Minute:
    """Gather it for ``review``, loaded ``with_stage``."""
    awaited = Milestone.objects.visible_to(keeper).awaited().filter(law_review=review)
    first = awaited.order_by(Coalesce("forecast_on", "planned_on"), "id")[:MOST_STEPS]
    waiting = proposals_to_answer(keeper).filter(law_review=review)
    return Minute(
        standing=Standing(review, on),
        steps=[Step(one, on) for one in first],
        proposals=list(waiting.order_by("proposed_at", "id")),
    )
