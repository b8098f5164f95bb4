"""Cases, and what is said and to be done about them. Nothing of it leaves the house."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from campaigns.access import Audience, Visitor
from cases.models import AdvocacyCase, Comment, Task
from cases.queries.told import told_of_cases
from notifications.models import Scope
from notifications.subjects.base import ScopeKey, Subject, keys, leaders_of


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
