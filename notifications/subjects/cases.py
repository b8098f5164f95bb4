"""Cases, and what is said and to be done about them. Nothing of it leaves the house."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from campaigns.access import Audience, Visitor
from cases.models import (
    AdvocacyCase,
    Comment,
    Consent,
    Erasure,
    Evidence,
    Identity,
    Task,
    Testimony,
)
from cases.queries.told import told_of_cases
from notifications.models import Scope
from notifications.subjects.base import ScopeKey, Subject, keys, leaders_of

Row = TypeVar("Row", Consent, Testimony, Identity)


def _around(case: AdvocacyCase) -> list[ScopeKey]:
    return [
        *keys(Scope.CASE, [case.pk]),
        *keys(Scope.CAMPAIGN, [case.campaign_id]),
        *keys(Scope.NETWORK, [case.network_id]),
        *keys(Scope.COUNTRY, [case.country]),
    ]


def _lead(case: AdvocacyCase) -> set[UUID]:
    return leaders_of([case.network_id, case.campaign.lead_network_id])


class CaseSubject(Subject[AdvocacyCase]):
    label = "cases.advocacycase"

    def rows(self) -> QuerySet[AdvocacyCase]:
        return AdvocacyCase.objects.with_place()

    def visible_to(self, user: Visitor) -> QuerySet[AdvocacyCase]:
        return AdvocacyCase.objects.visible_to(user).with_place()

    def told_to(self, user: Visitor) -> Q:
        return told_of_cases(user)

    def audience(self, thing: AdvocacyCase) -> Audience:
        return thing.audience()

    def scopes(self, thing: AdvocacyCase) -> list[ScopeKey]:
        return _around(thing)

    def leads(self, thing: AdvocacyCase) -> set[UUID]:
        return _lead(thing)

    def path(self, thing: AdvocacyCase) -> str:
        return reverse("cases:case", args=[thing.pk])


class CommentSubject(Subject[Comment]):
    label = "cases.comment"

    def rows(self) -> QuerySet[Comment]:
        return Comment.objects.select_related("case")

    def visible_to(self, user: Visitor) -> QuerySet[Comment]:
        return Comment.objects.visible_to(user).select_related("case")

    def audience(self, thing: Comment) -> Audience:
        return thing.audience()

    def scopes(self, thing: Comment) -> list[ScopeKey]:
        return _around(thing.case)

    def path(self, thing: Comment) -> str:
        return f"{reverse('cases:case', args=[thing.case_id])}#comment-{thing.pk}"


class TaskSubject(Subject[Task]):
    label = "cases.task"

    def rows(self) -> QuerySet[Task]:
        return Task.objects.select_related("case")

    def visible_to(self, user: Visitor) -> QuerySet[Task]:
        return Task.objects.visible_to(user).select_related("case")

    def audience(self, thing: Task) -> Audience:
        return thing.audience()

    def scopes(self, thing: Task) -> list[ScopeKey]:
        return _around(thing.case)

    def path(self, thing: Task) -> str:
        return f"{reverse('cases:case', args=[thing.case_id])}#task-{thing.pk}"


class _InConfidence(Subject[Row]):
    """What hangs on a case and is kept from most who read it; its page tells no more than that."""

    def scopes(self, thing: Row) -> list[ScopeKey]:
        return _around(thing.case)

    def path(self, thing: Row) -> str:
        return reverse("cases:confidence", args=[thing.case_id])


class ConsentSubject(_InConfidence[Consent]):
    label = "cases.consent"

    def rows(self) -> QuerySet[Consent]:
        return Consent.objects.select_related("case")

    def visible_to(self, user: Visitor) -> QuerySet[Consent]:
        return Consent.objects.visible_to(user).select_related("case")

    def audience(self, thing: Consent) -> Audience:
        return thing.audience()


class TestimonySubject(_InConfidence[Testimony]):
    label = "cases.testimony"

    def rows(self) -> QuerySet[Testimony]:
        return Testimony.objects.select_related("case__campaign")

    def visible_to(self, user: Visitor) -> QuerySet[Testimony]:
        return Testimony.objects.visible_to(user).select_related("case__campaign")

    def audience(self, thing: Testimony) -> Audience:
        return thing.audience()


class IdentitySubject(_InConfidence[Identity]):
    label = "cases.identity"

    def rows(self) -> QuerySet[Identity]:
        return Identity.objects.select_related("case")

    def visible_to(self, user: Visitor) -> QuerySet[Identity]:
        return Identity.objects.visible_to(user).select_related("case")

    def audience(self, thing: Identity) -> Audience:
        return thing.audience()


class EvidenceSubject(Subject[Evidence]):
    label = "cases.evidence"

    def rows(self) -> QuerySet[Evidence]:
        return Evidence.objects.select_related("case")

    def visible_to(self, user: Visitor) -> QuerySet[Evidence]:
        return Evidence.objects.visible_to(user).select_related("case")

    def audience(self, thing: Evidence) -> Audience:
        return thing.audience()

    def scopes(self, thing: Evidence) -> list[ScopeKey]:
        return _around(thing.case)

    def path(self, thing: Evidence) -> str:
        return reverse("cases:evidence", args=[thing.pk])


class ErasureSubject(Subject[Erasure]):
    """The business of those who lead the network, and of nobody who merely follows the case."""

    label = "cases.erasure"

    def rows(self) -> QuerySet[Erasure]:
        return Erasure.objects.with_place()

    def visible_to(self, user: Visitor) -> QuerySet[Erasure]:
        return Erasure.objects.visible_to(user).with_place()

    def audience(self, thing: Erasure) -> Audience:
        return thing.audience()

    def scopes(self, thing: Erasure) -> list[ScopeKey]:
        return _around(thing.case)

    def path(self, thing: Erasure) -> str:
        return reverse("cases:erase", args=[thing.case_id])
