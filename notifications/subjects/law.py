"""Law reviews, their milestones and the support behind them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from campaigns.access import Audience, Visitor
from campaigns.models import Campaign
from cases.models import AdvocacyCase, IloSupport, LawReview, Milestone, Proposal
from notifications.models import Scope
from notifications.subjects.base import ScopeKey, Subject, keys, leaders_of


def _around_reviews(review_ids: Iterable[UUID]) -> list[ScopeKey]:
    """Return the reviews, and the campaigns and cases that wait for them."""
    ids = list(review_ids)
    asked = Campaign.objects.filter(asks__reviews__in=ids)
    waiting = AdvocacyCase.objects.filter(reviews__in=ids)
    return [
        *keys(Scope.REVIEW, ids),
        *keys(Scope.CAMPAIGN, asked.values_list("pk", flat=True).distinct()),
        *keys(Scope.CASE, waiting.values_list("pk", flat=True).distinct()),
    ]


def _lead(review: LawReview) -> set[UUID]:
    """Return the keeper of a review, and who leads the campaigns whose asks it could answer."""
    asking = Campaign.objects.filter(asks__reviews=review).values_list("lead_network", flat=True)
    keeper = {review.officer_id} if review.officer_id else set()
    return leaders_of(asking) | keeper


class ReviewSubject(Subject[LawReview]):
    label = "cases.lawreview"

    def rows(self) -> QuerySet[LawReview]:
        return LawReview.objects.with_stage()

    def visible_to(self, user: Visitor) -> QuerySet[LawReview]:
        return LawReview.objects.visible_to(user).with_stage()

    def audience(self, thing: LawReview) -> Audience:
        return thing.audience()

    def scopes(self, thing: LawReview) -> list[ScopeKey]:
        return [*_around_reviews([thing.pk]), *keys(Scope.COUNTRY, [thing.country])]

    def leads(self, thing: LawReview) -> set[UUID]:
        return _lead(thing)

    def path(self, thing: LawReview) -> str:
        return reverse("cases:review", args=[thing.slug])

    def is_public(self, thing: LawReview) -> bool:
        return thing.is_public


class MilestoneSubject(Subject[Milestone]):
    label = "cases.milestone"

    def rows(self) -> QuerySet[Milestone]:
        return Milestone.objects.with_place()

    def visible_to(self, user: Visitor) -> QuerySet[Milestone]:
        return Milestone.objects.visible_to(user).with_place()

    def audience(self, thing: Milestone) -> Audience:
        return thing.audience()

    def scopes(self, thing: Milestone) -> list[ScopeKey]:
        review = thing.law_review
        return [*_around_reviews([review.pk]), *keys(Scope.COUNTRY, [review.country])]

    def leads(self, thing: Milestone) -> set[UUID]:
        return _lead(thing.law_review)

    def path(self, thing: Milestone) -> str:
        page = reverse("cases:review", args=[thing.law_review.slug])
        return f"{page}#milestone-{thing.pk}"

    def is_public(self, thing: Milestone) -> bool:
        return thing.law_review.is_public


class SupportSubject(Subject[IloSupport]):
    label = "cases.ilosupport"

    def rows(self) -> QuerySet[IloSupport]:
        return IloSupport.objects.all()

    def visible_to(self, user: Visitor) -> QuerySet[IloSupport]:
        return IloSupport.objects.visible_to(user)

    def audience(self, thing: IloSupport) -> Audience:
        return thing.audience()

    def scopes(self, thing: IloSupport) -> list[ScopeKey]:
        helped = LawReview.objects.filter(support=thing.pk) | LawReview.objects.filter(
            milestones__support=thing.pk
        )
        return [
            *_around_reviews(helped.values_list("pk", flat=True).distinct()),
            *keys(Scope.CASE, thing.cases.values_list("pk", flat=True)),
            *keys(Scope.COUNTRY, [thing.country]),
        ]

    def thread(self, thing: IloSupport) -> str:
        return f"support:{thing.pk}"  # helps several things; none of them is muted for it

    def path(self, thing: IloSupport) -> str:
        return reverse("cases:support", args=[thing.pk])

    def is_public(self, thing: IloSupport) -> bool:
        return thing.is_public


class ProposalSubject(Subject[Proposal]):
    """A proposed update: between who proposed it and the review's keepers."""

    label = "cases.proposal"

    def rows(self) -> QuerySet[Proposal]:
        return Proposal.objects.with_place()

    def visible_to(self, user: Visitor) -> QuerySet[Proposal]:
        return Proposal.objects.visible_to(user).with_place()

    def audience(self, thing: Proposal) -> Audience:
        return thing.audience()

    def scopes(self, thing: Proposal) -> list[ScopeKey]:
        review = thing.law_review
        return [*keys(Scope.REVIEW, [review.pk]), *keys(Scope.COUNTRY, [review.country])]

    def path(self, thing: Proposal) -> str:
        page = reverse("cases:review", args=[thing.law_review.slug])
        return f"{page}#proposal-{thing.pk}"
