"""What is said of a review's future: its forecast, and what a newer template would change."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from backend.api.serializers import In, VisibleRelated
from cases.api.fields import StagedOut, anybody_may_see
from cases.models import LawReview, StageTemplate
from cases.queries.forecast import Breadth, Forecast
from cases.queries.template_change import Difference, TemplateChange


class ForecastOut(StagedOut):
    """How long it may stay where it is. Without enough history all dates are null."""

    since = serializers.DateField(read_only=True)
    elapsed_days = serializers.IntegerField(source="elapsed", read_only=True)
    is_enough = serializers.BooleanField(
        read_only=True, help_text=_("False: not enough history, and so no dates.")
    )
    basis = serializers.ChoiceField(
        source="breadth",
        choices=Breadth.choices,
        read_only=True,
        help_text=_("Which reviews count as comparable."),
    )
    n = serializers.IntegerField(read_only=True, help_text=_("Comparable stays in that stage."))
    n_finished = serializers.IntegerField(
        source="finished", read_only=True, help_text=_("The others count as “at least”.")
    )
    share = serializers.FloatField(
        read_only=True, help_text=_("How many of them, as a share, ended within the range.")
    )
    earliest = serializers.DateField(read_only=True, allow_null=True)
    middle = serializers.DateField(read_only=True, allow_null=True)
    latest = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("Null beside a range: later than can be said.")
    )
    law_reviews = serializers.ListField(
        source="reviews",
        child=serializers.UUIDField(),
        read_only=True,
        help_text=_("What it rests on; only reviews that the reader may see."),
    )

    class Meta:
        model = LawReview
        fields = (
            "stage", "stage_code", "stage_name", "since", "elapsed_days", "is_enough", "basis",
            "n", "n_finished", "share", "earliest", "middle", "latest", "law_reviews",
        )  # fmt: skip
        read_only_fields = fields


class NoForecast:
    """Stands where nothing is awaited: every value is null."""

    stage = since = elapsed = breadth = n = finished = share = None
    earliest = middle = latest = None
    is_enough = False
    reviews: tuple[()] = ()


def forecast_shown(found: Forecast | None) -> Any:
    return ForecastOut(found or NoForecast()).data


class StageChangeOut(StagedOut):
    difference = serializers.ChoiceField(
        choices=[(one.value, one.value) for one in Difference], read_only=True
    )
    facts = serializers.IntegerField(read_only=True, help_text=_("Facts that stand there."))

    class Meta:
        model = LawReview
        fields = ("stage", "stage_code", "stage_name", "difference", "facts")
        read_only_fields = fields


class TemplateChangeOut(serializers.Serializer[TemplateChange]):
    """What would change if the review followed the newest version of its template."""

    template = serializers.UUIDField(source="to.pk", read_only=True)
    version = serializers.IntegerField(source="to.version", read_only=True)
    days_before = serializers.IntegerField(
        read_only=True, help_text=_("Silence after which it counts as stalled.")
    )
    days_after = serializers.IntegerField(read_only=True)
    stages = StageChangeOut(many=True, read_only=True)


class MoveTemplateIn(In):
    template = VisibleRelated(anybody_may_see(StageTemplate))


class LinkAlongsideIn(In):
    law_review = VisibleRelated(LawReview.objects.visible_to)
