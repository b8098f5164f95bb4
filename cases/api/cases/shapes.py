"""What is said of a case, and what may be said to it."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from backend.api import fields
from backend.api.serializers import In, VisibleRelated, VisibleRelatedList, WholeNumber
from backend.sight import FieldClass, narrower_than
from campaigns.models import Ask, Campaign, Network
from cases.access import narrowest_class
from cases.api.fields import anybody_may_see
from cases.models import (
    OUTCOMES,
    AdvocacyCase,
    CaseStatus,
    IssueKind,
    LawReview,
    OnBehalfOf,
    Provision,
    Risk,
    StandardArticle,
    Visibility,
)
from cases.models.precaution import place_shown

ABOUT_PEOPLE = sorted(narrower_than(FieldClass.NETWORK, label=AdvocacyCase._meta.label))
"""What nobody outside the network reads."""
MOST_ISSUES = 50


class CaseOut(serializers.ModelSerializer[AdvocacyCase]):
    issue_kinds = serializers.SerializerMethodField()
    asks = fields.Ids()
    provisions = fields.Ids()
    standards = fields.Ids()
    law_reviews = fields.Ids(source="reviews")

    class Meta:
        model = AdvocacyCase
        fields = (
            "id", "reference", "campaign", "network", "country", "title", "summary",
            "issue_kinds", "status", "visibility", "risk", "people_affected", "place",
            "on_behalf_of", "outcome_note", "asks", "provisions", "standards", "law_reviews",
            "logged_by", "owner", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs: ClassVar = {name: {"allow_null": True} for name in ABOUT_PEOPLE}

    def get_issue_kinds(self, case: AdvocacyCase) -> list[str]:
        return sorted(issue.kind for issue in case.issues.all())

    def to_representation(self, instance: AdvocacyCase) -> dict[str, Any]:
        shown = super().to_representation(instance)
        hers = narrowest_class(instance, by=self.context["request"].user)
        shown["place"] = place_shown(instance)
        hidden = narrower_than(hers, label=AdvocacyCase._meta.label)
        return shown | dict.fromkeys(hidden & shown.keys())


def _issue_kinds() -> serializers.ListField:
    child = serializers.ChoiceField(choices=IssueKind.choices)
    return serializers.ListField(child=child, max_length=MOST_ISSUES, required=False)


class _LinksIn(In):
    """What a case points at."""

    issue_kinds = _issue_kinds()
    asks = VisibleRelatedList(Ask.objects.visible_to, required=False)
    provisions = VisibleRelatedList(anybody_may_see(Provision), required=False)
    standards = VisibleRelatedList(
        anybody_may_see(StandardArticle),
        required=False,
        help_text=_("Articles, branches or guarantees of standards."),
    )


class LogCaseIn(_LinksIn):
    id = fields.new_id()
    campaign = VisibleRelated(Campaign.objects.visible_to)
    network = VisibleRelated(Network.objects.visible_to)
    title = fields.Title()
    summary = fields.Text(required=False)
    people_affected = WholeNumber(required=False, allow_null=True)
    place = fields.Line(required=False, max_length=120)
    visibility = serializers.ChoiceField(choices=Visibility.choices, required=False)
    risk = serializers.ChoiceField(choices=Risk.choices, required=False)
    on_behalf_of = serializers.ChoiceField(choices=OnBehalfOf.choices, required=False)


class EditCaseIn(_LinksIn):
    title = fields.Title(required=False)
    summary = fields.Text(required=False)
    people_affected = WholeNumber(required=False, allow_null=True)
    place = fields.Line(required=False, max_length=120)
    risk = serializers.ChoiceField(choices=Risk.choices, required=False)


class CloseCaseIn(In):
    outcome = serializers.ChoiceField(choices=[s for s in CaseStatus.choices if s[0] in OUTCOMES])
    note = fields.Text(required=False, max_length=fields.LONGEST_NOTE)

    def validate_outcome(self, outcome: str) -> CaseStatus:
        return CaseStatus(outcome)


class ShareCaseIn(In):
    visibility = serializers.ChoiceField(choices=Visibility.choices)

    def validate_visibility(self, visibility: str) -> Visibility:
        return Visibility(visibility)


class AssignCaseIn(In):
    to = serializers.UUIDField()


class LinkReviewIn(In):
    law_review = VisibleRelated(LawReview.objects.visible_to)
