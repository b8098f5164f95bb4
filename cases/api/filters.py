"""Filters that lists of several resources share."""

from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from backend.api.filters import PlainFilter
from backend.api.joins import joined
from campaigns.models import Campaign
from cases import stages
from cases.api.fields import UNKNOWN_STAGE
from cases.models import LawReview
from cases.models.review import LawReviewQuerySet


class _StageField(forms.CharField):
    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        stage = stages.parse(text) if text else None
        if text and stage is None:
            raise forms.ValidationError(UNKNOWN_STAGE)
        return stage


class StageFilter(django_filters.CharFilter):
    """Rows at one stage, by its name or its code."""

    field_class = _StageField


class OfReviewFilter(PlainFilter):
    """By what the reviews are about that a row belongs to, as far as the person may see both."""

    review: ClassVar = ""
    """The path from a row to its reviews; empty where a row is one."""

    campaign = django_filters.UUIDFilter(method="of_campaign", label="By the asks it could answer.")
    network = django_filters.UUIDFilter(method="of_network", label="By the asks it could answer.")

    def of_campaign(self, rows: QuerySet[Any], _name: str, campaign: UUID) -> QuerySet[Any]:
        seen = Campaign.objects.visible_to(self.request.user)
        return self.of_reviews(
            rows, joined(self.reviews, "asks__campaign", seen.filter(pk=campaign))
        )

    def of_network(self, rows: QuerySet[Any], _name: str, network: UUID) -> QuerySet[Any]:
        seen = Campaign.objects.visible_to(self.request.user)
        return self.of_reviews(
            rows, joined(self.reviews, "asks__campaign", seen.of_network(network))
        )

    def at_stage(self, rows: QuerySet[Any], _name: str, stage: Any) -> QuerySet[Any]:
        return self.of_reviews(rows, self.reviews.with_stage().filter(Q(stage=stage)))

    @property
    def reviews(self) -> LawReviewQuerySet:
        return LawReview.objects.visible_to(self.request.user)

    def of_reviews(self, rows: QuerySet[Any], reviews: QuerySet[LawReview]) -> QuerySet[Any]:
        if self.review:
            return joined(rows, self.review, reviews)
        return rows.filter(pk__in=reviews.values("pk"))
