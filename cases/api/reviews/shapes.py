"""What is said of law reviews and their dated facts, and what may be said to them."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from backend.api import fields
from backend.api.serializers import In, VisibleRelated, VisibleRelatedList
from campaigns.models import Ask
from cases.api.fields import StagedOut, StageIn, anybody_may_see
from cases.models import Confidence, Instrument, LawReview, StageEvent, Track


class LawReviewOut(StagedOut):
    titles = fields.Texts()
    stage_since = serializers.DateField(read_only=True, allow_null=True)
    stage_precision = serializers.CharField(read_only=True, allow_null=True)
    last_evidence_on = serializers.DateField(read_only=True, allow_null=True)
    last_checked_at = serializers.DateTimeField(
        read_only=True,
        allow_null=True,
        help_text=_("When its officer last found that nothing had changed."),
    )
    is_stalled = serializers.SerializerMethodField()
    instruments = fields.Ids()
    cases = fields.Ids(help_text=_("Those the reader may see."))
    asks = fields.Ids(help_text=_("Those the reader may see."))
    alongside = fields.Ids(help_text=_("On other tracks; those the reader may see."))
    stalls_on = serializers.DateField(
        read_only=True,
        allow_null=True,
        help_text=_("The day after which silence counts as stalled."),
    )
    sources = fields.Sources()

    class Meta:
        model = LawReview
        fields = (
            "id", "slug", "title", "titles", "about", "country", "track", "lead_body", "status",
            "conclusion", "is_public", "template", "stage", "stage_code", "stage_name",
            "stage_since", "stage_precision", "last_evidence_on", "last_checked_at", "is_stalled",
            "stalls_on", "officer", "instruments", "cases", "asks", "alongside", "sources",
            "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = fields

    def get_is_stalled(self, review: LawReview) -> bool:
        today: dt.date = self.context["today"]
        return review.is_stalled(on=today)


class OpenReviewIn(In):
    id = fields.new_id()
    slug = fields.short_name()
    title = fields.Title()
    country = fields.Country()
    track = serializers.ChoiceField(choices=Track.choices)
    lead_body = fields.Line(required=False)
    about = fields.Text(required=False)
    is_public = serializers.BooleanField(required=False)
    instruments = VisibleRelatedList(anybody_may_see(Instrument), required=False)
    asks = VisibleRelatedList(Ask.objects.visible_to, required=False)


class EditReviewIn(In):
    title = fields.Title(required=False)
    about = fields.Text(required=False)
    lead_body = fields.Line(required=False)
    is_public = serializers.BooleanField(required=False)


class ConcludeIn(In):
    conclusion = fields.Text(max_length=fields.LONGEST_NOTE, allow_blank=False)


class LinkAskIn(In):
    ask = VisibleRelated(Ask.objects.visible_to)


class StageEventOut(StagedOut):
    country = serializers.CharField(source="law_review.country", read_only=True)
    summaries = fields.Texts()
    sources = fields.Sources()
    disputed = serializers.BooleanField(read_only=True)
    retracted = serializers.BooleanField(read_only=True)

    class Meta:
        model = StageEvent
        fields = (
            "id", "law_review", "country", "stage", "stage_code", "stage_name", "on", "precision",
            "summary", "summaries", "sources", "gazette", "confidence", "disputed", "dispute_note",
            "disputes", "retracts", "retracted", "recorded_at",
        )  # fmt: skip
        read_only_fields = fields


class RecordEventIn(In):
    id = fields.new_id()
    stage = StageIn()
    on = fields.Day(help_text=_("Any day of the span that the precision names."))
    precision = fields.Known()
    summary = fields.Text(required=False, max_length=fields.LONGEST_NOTE)
    source_url = fields.WebAddress(required=False)
    sources = fields.sources_in(required=False)
    gazette = fields.Line(
        required=False,
        max_length=300,
        help_text=_("Volume, part and date. Without it or a link a publication is unconfirmed."),
    )
    confidence = serializers.ChoiceField(choices=Confidence.choices, default=Confidence.OFFICIAL)
    dispute_note = fields.Text(required=False, max_length=fields.LONGEST_NOTE)
    disputes = VisibleRelated(StageEvent.objects.visible_to, required=False, allow_null=True)

    def validate_confidence(self, confidence: str) -> Confidence:
        return Confidence(confidence)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Give the first day of the span, and all sources in one list."""
        attrs["on"] = fields.start_of_span(attrs, "on")
        attrs["sources"] = list(attrs.get("sources", []))
        if url := attrs.pop("source_url", ""):
            attrs["sources"].append({"title": "", "url": url, "mark": ""})
        return attrs


class RetractIn(In):
    reason = fields.Text(max_length=fields.LONGEST_NOTE, allow_blank=False)
