"""Updates that organisers propose, and the officer's one-click answers."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.calendars import Precision, is_to_come
from backend.errors import DomainError, Invalid
from campaigns import access
from campaigns.models import Network
from cases.actions import reviews
from cases.models import (
    Confidence,
    LawReview,
    Proposal,
    ProposalState,
    ReviewCheck,
    ReviewStatus,
    StageEvent,
)
from cases.queries.proposals import networks_to_propose_for
from cases.stages import Stage


class ProposalIdTaken(DomainError):
    """The id sent with the form names another proposal."""

    message = _("This form was already used. Please open a new one.")


class ProposalNotOpen(DomainError):
    """It was answered before."""

    message = _("This proposal was already answered.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewProposal:
    """What somebody heard, and where it can be checked."""

    id: UUID
    stage: Stage
    on: dt.date
    summary: str
    source_url: str
    source_title: str = ""
    precision: Precision = Precision.DAY
    network: Network | None = None
    """For which she proposes it, if she works for several; the officer reads this."""


@transaction.atomic
def propose(review: LawReview, new: NewProposal, *, by: User) -> Proposal:
    """Tell the review's keeper of a dated fact; sending the form twice proposes once.

    Raises:
        PermissionDenied: ``by`` is no organiser or leader in the review's country.
        ReviewConcluded: nothing more can be added.
        Invalid: a future date, not her network, or not said what happened and where to check it.
        ProposalIdTaken: the id names another proposal.
    """
    network = _network_for(new, by=by, country=review.country)
    if review.status != ReviewStatus.OPEN:
        raise reviews.ReviewConcluded
    now = timezone.now()
    _check(new, now=now)
    said = {"law_review": review, "proposed_by": by} | {
        field: getattr(new, field)
        for field in ("stage", "on", "precision", "summary", "source_title", "source_url")
    }
    proposal, is_new = Proposal.objects.get_or_create(
        pk=new.id, defaults={**said, "network": network, "proposed_at": now}
    )
    if any(getattr(proposal, name) != value for name, value in said.items()):
        raise ProposalIdTaken
    if is_new:
        log.record("review.update_proposed", proposal, by=by)
    return proposal


def _network_for(new: NewProposal, *, by: User, country: str) -> Network:
    able = list(networks_to_propose_for(by, country=country))
    if not able:
        raise PermissionDenied
    if new.network is not None and new.network not in able:
        raise Invalid(field="network", message=_("You cannot propose for this network."))
    return new.network or able[0]


def _check(new: NewProposal, *, now: dt.datetime) -> None:
    if is_to_come(new.on, now=now):
        raise Invalid(field="on", message=_("This date lies in the future."))
    if not new.summary.strip():
        raise Invalid(field="summary", message=_("Say what happened."))
    if not new.source_url:
        raise Invalid(field="source_url", message=_("Say where this can be checked."))


@transaction.atomic
def accept(proposal: Proposal, *, by: User) -> StageEvent:
    """Make a proposal a fact of its review.

    Raises:
        PermissionDenied: ``by`` does not keep the review.
        ReviewConcluded: nothing more can be added.
        ProposalNotOpen: it was answered before.
    """
    review = proposal.law_review
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    event = reviews.record_event(
        review,
        reviews.NewEvent(
            stage=Stage(proposal.stage),
            on=proposal.on,
            precision=Precision(proposal.precision),
            summary=proposal.summary,
            sources=[{"title": proposal.source_title, "url": proposal.source_url, "mark": ""}],
            confidence=Confidence.REPORTED,
        ),
        by=by,
    )
    _answer(proposal, by=by, state=ProposalState.ACCEPTED, event=event)
    log.record("review.proposal_accepted", proposal, by=by)
    return event


@transaction.atomic
def decline(proposal: Proposal, *, by: User, answer: str) -> None:
    """Answer a proposal with no, and why.

    Raises:
        PermissionDenied: ``by`` does not keep the review.
        Invalid: no reason.
        ProposalNotOpen: it was answered before.
    """
    access.require(by, Permission.REVIEW_KEEP, country=proposal.law_review.country)
    if not answer.strip():
        raise Invalid(field="answer", message=_("Say why."))
    _answer(proposal, by=by, state=ProposalState.DECLINED, answer=answer.strip())
    log.record("review.proposal_declined", proposal, by=by)


def _answer(
    proposal: Proposal,
    *,
    by: User,
    state: ProposalState,
    answer: str = "",
    event: StageEvent | None = None,
) -> None:
    answered = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.OPEN).update(
        state=state, answer=answer, event=event, decided_by=by, decided_at=timezone.now()
    )
    if not answered:
        raise ProposalNotOpen
    proposal.refresh_from_db()


SAME_WORD = dt.timedelta(minutes=10)
"""Within which the same person's word counts once: a button is pressed again on a slow line."""


@transaction.atomic
def confirm_no_change(review: LawReview, *, by: User) -> ReviewCheck:
    """Note that the keeper looked, and nothing had changed since the last fact.

    Raises:
        PermissionDenied: ``by`` does not keep the review.
        ReviewConcluded: it has ended.
    """
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    reviews.hold_open(review)
    now = timezone.now()
    word = review.checks.filter(checked_by=by, checked_at__gt=now - SAME_WORD).first()
    if word is None:
        word = review.checks.create(checked_by=by, checked_at=now)
        log.record("review.checked", review, by=by)
    return word
