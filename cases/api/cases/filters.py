"""Finding cases in the list."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet

from backend.api.filters import FlagFilter, MomentFilter, ResourceFilter
from backend.api.joins import JoinedFilter, joined
from campaigns.models import Ask
from cases.api.fields import anybody_may_see
from cases.api.filters import StageFilter
from cases.models import (
    AdvocacyCase,
    CaseIssue,
    IloSupport,
    IssueKind,
    LawReview,
    Provision,
    StandardArticle,
)

Cases = QuerySet[AdvocacyCase]


class CaseFilter(ResourceFilter):
    """By what every reader of a case may know of it; never by who is behind it, but oneself."""

    issue_kind = django_filters.ChoiceFilter(method="of_kind", choices=IssueKind.choices)
    provision = JoinedFilter("provisions", anybody_may_see(Provision))
    standard = JoinedFilter("standards", anybody_may_see(StandardArticle))
    ask = JoinedFilter("asks", Ask.objects.visible_to)
    law_review = JoinedFilter("reviews", LawReview.objects.visible_to)
    ilo_support = JoinedFilter("support", IloSupport.objects.visible_to)
    stage = StageFilter(method="at_stage", label="Of a law review it is joined to.")
    mine = FlagFilter(method="of_mine", label="Logged or owned by oneself.")
    created_after = MomentFilter(field_name="created_at", lookup_expr="gte")
    created_before = MomentFilter(field_name="created_at", lookup_expr="lte")

    class Meta:
        model = AdvocacyCase
        fields: ClassVar = ["campaign", "network", "country", "status", "visibility", "risk"]

    def of_kind(self, rows: Cases, _name: str, kind: str) -> Cases:
        return rows.filter(pk__in=CaseIssue.objects.filter(kind=kind).values("case"))

    def at_stage(self, rows: Cases, _name: str, stage: Any) -> Cases:
        reviews = LawReview.objects.visible_to(self.request.user).with_stage()
        return joined(rows, "reviews", reviews.filter(Q(stage=stage)))

    def of_mine(self, rows: Cases, _name: str, mine: bool) -> Cases:  # noqa: FBT001
        me = self.request.user.pk
        own = Q(logged_by=me) | Q(owner=me)
        # An owner may be missing, and a plain “not” would leave those out.
        return rows.filter(own) if mine else rows.exclude(pk__in=rows.filter(own).values("pk"))
