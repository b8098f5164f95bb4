"""What is told of law reviews, their milestones and the support behind them."""

import datetime as dt
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.audit.models import Event
from cases.models import LawReview, Milestone, MilestoneStatus, Proposal, ProposalState
from cases.queries.minute import token_for
from cases.queries.portfolio import needs_word
from cases.queries.standing import Standing
from notifications import telling
from notifications.kinds.base import Kind, Urgency, quiet

_REVIEW = frozenset({"review", "stage", "on"})
_MILESTONE = frozenset({"review", "milestone", "reached_on", "planned_on", "due_on", "from", "to"})
_SUPPORT = frozenset({"support"})


def _who_keeps_it(_event: Event, proposal: Proposal) -> list[UUID | str | None]:
    return [proposal.law_review.officer_id]


def _who_proposed_it(_event: Event, proposal: Proposal) -> list[UUID | str | None]:
    return [proposal.proposed_by_id]


def _still_awaited(event: Event, milestone: Milestone) -> bool:
    """Say whether the day that was told of is still the day: another one is told anew."""
    awaited = milestone.status == MilestoneStatus.PLANNED
    told: str = event.changes.get("due_on", "")
    return awaited and milestone.due_on.isoformat() == told


def _still_silent(event: Event, review: LawReview) -> bool:
    since: dt.date | None = review.last_evidence_on
    told: str = event.changes.get("on", "")
    return told == (since.isoformat() if since else "")


def _who_keeps_the_review(_event: Event, review: LawReview) -> list[UUID | str | None]:
    return [review.officer_id]


def _still_unseen(_event: Event, review: LawReview) -> bool:
    return needs_word(Standing(review, timezone.localdate()))


def _minute(review: LawReview) -> str:
    return reverse("cases:minute", args=[token_for(review)])


def _still_unanswered(_event: Event, proposal: Proposal) -> bool:
    return proposal.state == ProposalState.OPEN


OF_LAW: dict[str, Kind] = {
    "review.opened": Kind(
        _("A law review is opened"),
        _("A law review was opened: %(review)s."),
        telling.of_review,
        public=_REVIEW,
    ),
    "review.stage_changed": Kind(
        _("A law comes to another stage"),
        _("%(review)s: now at %(stage)s (%(on)s)."),
        telling.of_review,
        public=_REVIEW,
    ),
    "review.fact_recorded": quiet(
        _("An entry is added to a law review"),
        _("%(review)s: %(stage)s recorded (%(on)s)."),
        telling.of_review,
        public=_REVIEW,
    ),
    "review.fact_retracted": quiet(
        _("An entry of a law review is taken back"),
        _("%(review)s: an entry was taken back, %(stage)s (%(on)s)."),
        telling.of_review,
        public=_REVIEW,
    ),
    "review.stalled": Kind(
        _("A law review stands still"),
        _("%(review)s: no news since %(on)s."),
        telling.of_review,
        public=_REVIEW,
        holds=_still_silent,
    ),
    "review.look_due": Kind(
        _("A law review waits for your look"),
        _("%(review)s: is there any news? It takes a minute."),
        telling.of_review,
        public=_REVIEW,
        addressed_to=_who_keeps_the_review,
        holds=_still_unseen,
        leads_to=_minute,
        is_for_followers=False,
    ),
    "review.concluded": Kind(
        _("A law review is concluded"),
        _("%(review)s was concluded."),
        telling.of_review,
        public=_REVIEW,
    ),
    "review.update_proposed": Kind(
        _("An update of a law review is proposed"),
        _("%(review)s: an update was proposed, %(stage)s (%(on)s)."),
        telling.of_proposal,
        addressed_to=_who_keeps_it,
        holds=_still_unanswered,
    ),
    "review.proposal_accepted": Kind(
        _("An update you proposed is accepted"),
        _("%(review)s: the update proposed was accepted, %(stage)s (%(on)s)."),
        telling.of_proposal,
        addressed_to=_who_proposed_it,
    ),
    "review.proposal_declined": Kind(
        _("An update you proposed is declined"),
        _("%(review)s: the update proposed was declined, %(stage)s (%(on)s)."),
        telling.of_proposal,
        addressed_to=_who_proposed_it,
    ),
    "milestone.planned": quiet(
        _("A milestone is planned"),
        _("%(review)s: “%(milestone)s” is planned for %(planned_on)s."),
        telling.of_dated_milestone,
        public=_MILESTONE,
    ),
    "milestone.reached": Kind(
        _("A milestone is reached"),
        _("%(review)s: “%(milestone)s” was reached on %(reached_on)s."),
        telling.of_dated_milestone,
        public=_MILESTONE,
    ),
    "milestone.reopened": Kind(
        _("A milestone turns out not to be reached"),
        _("%(review)s: “%(milestone)s” was not reached after all."),
        telling.of_milestone,
        public=_MILESTONE,
    ),
    "milestone.missed": Kind(
        _("A milestone is missed"),
        _("%(review)s: “%(milestone)s” was missed."),
        telling.of_milestone,
        public=_MILESTONE,
    ),
    "milestone.dropped": quiet(
        _("A milestone is dropped"),
        _("%(review)s: “%(milestone)s” was dropped."),
        telling.of_milestone,
        public=_MILESTONE,
    ),
    "milestone.rescheduled": Kind(
        _("A milestone gets another date"),
        _("%(review)s: “%(milestone)s” moved from %(from)s to %(to)s."),
        telling.of_dated_milestone,
        public=_MILESTONE,
    ),
    "milestone.due_soon": Kind(
        _("A milestone is due soon"),
        _("%(review)s: “%(milestone)s” is due on %(due_on)s."),
        telling.of_dated_milestone,
        public=_MILESTONE,
        holds=_still_awaited,
    ),
    "milestone.overdue": Kind(
        _("A milestone is late"),
        _("%(review)s: “%(milestone)s” was due on %(due_on)s."),
        telling.of_dated_milestone,
        public=_MILESTONE,
        holds=_still_awaited,
    ),
    "support.added": Kind(
        _("ILO support is recorded"),
        _("ILO support was recorded: %(support)s."),
        telling.of_support,
        public=_SUPPORT,
    ),
    "support.linked": Kind(
        _("ILO support is linked"),
        _("ILO support was linked: %(support)s."),
        telling.of_support,
        public=_SUPPORT,
    ),
    "support.status_changed": quiet(
        _("ILO support begins"),
        _("ILO support has begun: %(support)s."),
        telling.of_support,
        public=_SUPPORT,
    ),
    "support.ended": Kind(
        _("ILO support ends"),
        _("ILO support has ended: %(support)s."),
        telling.of_support,
        public=_SUPPORT,
    ),
    "support.effect_said": Kind(
        _("Workers say what ILO support changed"),
        _("A network of workers said what this ILO support changed for them: %(support)s."),
        telling.of_support,
        public=_SUPPORT,
    ),
    "coverage.changed": Kind(
        _("What is known of who is covered changes"),
        _("%(country)s: who is covered for what changed, %(branch)s (%(group)s)."),
        telling.of_coverage,
        public=frozenset({"country", "branch", "group"}),
    ),
    "coverage.proposed": quiet(
        _("A proposal says what it would change in who is covered"),
        _("%(proposal)s: for %(group)s, %(branch)s would be: %(level)s."),
        telling.of_coverage_change,
    ),
    "review.regressed": Kind(
        _("A law is turned back"),
        _("%(review)s was turned back (%(on)s)."),
        telling.of_review,
        Urgency.URGENT,
        public=_REVIEW,
        is_digestable=False,
        wants_answer=True,
    ),
    "review.gate_near": Kind(
        _("A gate of a law is about to close"),
        _("%(review)s: %(gate)s, closes on %(on)s."),
        telling.of_gate,
        public=_REVIEW | {"gate"},
    ),
    "review.lapse_near": Kind(
        _("A law may lapse because parliament's time ends"),
        _("%(review)s may lapse: parliament's term or session ends on %(on)s."),
        telling.of_review,
        public=_REVIEW,
    ),
    "consultation.closing": Kind(
        _("A hearing is about to close"),
        _("%(review)s: “%(milestone)s” is on %(due_on)s. It is the last chance to be heard."),
        telling.of_dated_milestone,
        Urgency.URGENT,
        public=_MILESTONE,
        holds=_still_awaited,
        is_digestable=False,
        wants_answer=True,
    ),
}
