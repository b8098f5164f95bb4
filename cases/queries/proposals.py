"""Updates that were proposed: those that wait for their keeper, and one's own."""

from django.db.models import QuerySet

from backend.accounts.roles import Permission
from campaigns.access import Visitor, reach_of
from campaigns.models import Network
from cases.models import LawReview, Proposal
from cases.models.proposal import ProposalQuerySet

MOST_OF_MINE = 10


def proposals_to_answer(keeper: Visitor) -> ProposalQuerySet:
    """Return the open proposals about reviews that ``keeper`` keeps."""
    kept = reach_of(keeper, Permission.REVIEW_KEEP).countries
    visible = Proposal.objects.visible_to(keeper).open().with_place()
    return visible.filter(law_review__country__in=kept)


def proposals_by(reader: Visitor, *, review: LawReview) -> list[Proposal]:
    """Return what ``reader`` proposed about ``review``, with the answers, newest first."""
    mine = Proposal.objects.visible_to(reader).filter(law_review=review, proposed_by=reader.pk)
    return list(mine.with_place().order_by("-proposed_at", "-id")[:MOST_OF_MINE])


def networks_to_propose_for(person: Visitor, *, country: str) -> QuerySet[Network]:
    """Return the networks for which ``person`` may propose updates of a country's reviews."""
    able = reach_of(person, Permission.REVIEW_PROPOSE).networks
    return Network.objects.filter(pk__in=able, country=country).order_by("name", "id")
