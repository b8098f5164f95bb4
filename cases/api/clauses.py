"""Proposed texts in their clauses, and the cases that speak for them, over HTTP."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.etag import expected_version
from backend.api.filters import FlagFilter, PlainFilter, ResourceFilter
from backend.api.joins import JoinedFilter
from backend.api.serializers import In, VisibleRelated, VisibleRelatedList
from backend.api.verbs import write
from backend.api.views import ReadViewSet
from cases.actions import clauses
from cases.api.fields import anybody_may_see
from cases.models import (
    AdvocacyCase,
    Bearing,
    Clause,
    ClauseTag,
    LawReview,
    Provision,
    StandardArticle,
)


class ClauseOut(serializers.ModelSerializer[Clause]):
    country = serializers.CharField(source="law_review.country", read_only=True)
    articles = fields.Ids()
    sources = fields.Sources()

    class Meta:
        model = Clause
        fields = (
            "id", "law_review", "country", "position", "number", "heading", "before", "after",
            "amends", "articles", "wording", "sources", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = fields


class AddClauseIn(In):
    id = fields.new_id()
    law_review = VisibleRelated(LawReview.objects.visible_to)
    number = serializers.CharField(max_length=32)
    heading = fields.Title()
    before = fields.Text(required=False)
    after = fields.Text(required=False)
    amends = VisibleRelated(anybody_may_see(Provision), required=False, allow_null=True)
    articles = VisibleRelatedList(anybody_may_see(StandardArticle), required=False)


class RewordClauseIn(In):
    heading = fields.Title(required=False)
    before = fields.Text(required=False)
    after = fields.Text(required=False)


class ClauseFilter(ResourceFilter):
    law_review = JoinedFilter("law_review", LawReview.objects.visible_to)
    country = django_filters.CharFilter(field_name="law_review__country")
    case = JoinedFilter("tags__case", AdvocacyCase.objects.visible_to)
    article = JoinedFilter("articles", anybody_may_see(StandardArticle))

    class Meta:
        model = Clause
        fields: ClassVar = ["number"]


class ClauseViewSet(ReadViewSet[Clause]):
    """The clauses of a proposed text, each with what it replaces."""

    queryset = Clause.objects.none()
    serializer_class = ClauseOut
    filterset_class = ClauseFilter
    search_fields = ("number", "heading", "before", "after")
    ordering_fields = ("position", "created_at", "updated_at")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[Clause]:
        seen = Clause.objects.visible_to(self.person)
        return seen.select_related("law_review").prefetch_related("articles")

    @write(takes=AddClauseIn, answers=ClauseOut, status=201)
    def create(self, _request: Request) -> Response:
        """Add a clause to the text a review proposes."""
        given = self.parse(AddClauseIn)
        review = given.pop("law_review")
        return self.answer_created(clauses.add(review, clauses.NewClause(**given), by=self.person))

    @write(takes=RewordClauseIn, answers=ClauseOut)
    def partial_update(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Reword a clause; what was tagged to the wording before has to be looked at again."""
        clause, version = self.get_object(), expected_version(request)
        given = self.parse(RewordClauseIn)
        changed = clauses.reword(clause, by=self.person, version=version, **given)
        return self.answer_changed(changed)


class ClauseTagOut(serializers.ModelSerializer[ClauseTag]):
    to_recheck = serializers.BooleanField(read_only=True)

    class Meta:
        model = ClauseTag
        fields = ("id", "clause", "case", "bearing", "wording", "to_recheck", "tagged_at")
        read_only_fields = fields


class TagIn(In):
    clause = VisibleRelated(Clause.objects.visible_to)
    case = VisibleRelated(AdvocacyCase.objects.visible_to)
    bearing = serializers.ChoiceField(choices=Bearing.choices)


class ClauseTagFilter(PlainFilter):
    clause = JoinedFilter("clause", Clause.objects.visible_to)
    case = JoinedFilter("case", AdvocacyCase.objects.visible_to)
    law_review = JoinedFilter("clause__law_review", LawReview.objects.visible_to)
    to_recheck = FlagFilter()

    class Meta:
        model = ClauseTag
        fields: ClassVar = ["bearing"]


class ClauseTagViewSet(ReadViewSet[ClauseTag]):
    """Cases as evidence for clauses: only where the reader may see both."""

    queryset = ClauseTag.objects.none()
    serializer_class = ClauseTagOut
    filterset_class = ClauseTagFilter
    ordering_fields = ("tagged_at",)
    ordering = ("-tagged_at",)

    def get_queryset(self) -> QuerySet[ClauseTag]:
        return ClauseTag.objects.visible_to(self.person).with_recheck()

    @write(takes=TagIn, answers=ClauseTagOut, status=201)
    def create(self, _request: Request) -> Response:
        """Say that a case speaks for a clause."""
        given = self.parse(TagIn)
        case, clause = given["case"], given["clause"]
        tag = clauses.tag(clause, case, by=self.person, bearing=given["bearing"])
        return self.answer_created(tag)
