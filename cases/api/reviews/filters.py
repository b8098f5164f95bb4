"""Finding law reviews and dated facts in their lists."""

from typing import ClassVar

import django_filters

from backend.api.filters import FlagFilter, MomentFilter, ResourceFilter
from backend.api.joins import JoinedFilter
from campaigns.models import Ask
from cases.api.fields import anybody_may_see
from cases.api.filters import OfReviewFilter, StageFilter
from cases.models import AdvocacyCase, IloSupport, Instrument, LawReview, Milestone, StageEvent


class LawReviewFilter(ResourceFilter, OfReviewFilter):
    stage = StageFilter()
    case = JoinedFilter("cases", AdvocacyCase.objects.visible_to)
    ask = JoinedFilter("asks", Ask.objects.visible_to)
    instrument = JoinedFilter("instruments", anybody_may_see(Instrument))
    ilo_support = JoinedFilter("support", IloSupport.objects.visible_to)
    milestone = JoinedFilter("milestones", Milestone.objects.visible_to)

    class Meta:
        model = LawReview
        fields: ClassVar = ["country", "track", "status", "officer", "is_public"]


class StageEventFilter(OfReviewFilter):
    review: ClassVar = "law_review"

    stage = StageFilter()
    country = django_filters.CharFilter(field_name="law_review__country")
    status = django_filters.CharFilter(field_name="law_review__status", label="Of its review.")
    disputed = FlagFilter()
    retracted = FlagFilter()
    on_after = django_filters.DateFilter(field_name="on", lookup_expr="gte")
    on_before = django_filters.DateFilter(field_name="on", lookup_expr="lte")
    updated_after = MomentFilter(field_name="recorded_at", lookup_expr="gte")
    updated_before = MomentFilter(field_name="recorded_at", lookup_expr="lte")

    class Meta:
        model = StageEvent
        fields: ClassVar = ["law_review", "confidence", "precision"]
