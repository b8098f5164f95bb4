"""How often one gets mail, over HTTP."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.filters import PlainFilter
from backend.api.serializers import In
from backend.api.views import ReadViewSet
from notifications.actions import preferences
from notifications.models import Cadence, Channel, Preference


class PreferenceOut(serializers.ModelSerializer[Preference]):
    class Meta:
        model = Preference
        fields = ("id", "kind", "channel", "cadence")
        read_only_fields = fields


class ChooseIn(In):
    kind = serializers.CharField(
        max_length=64, allow_blank=True, help_text="'milestone.reached'; empty for every kind."
    )
    channel = serializers.ChoiceField(choices=Channel.choices)
    cadence = serializers.ChoiceField(choices=Cadence.choices)


class PreferenceFilter(PlainFilter):
    class Meta:
        model = Preference
        fields: ClassVar = ["kind", "channel", "cadence"]


class PreferenceViewSet(ReadViewSet[Preference]):
    """What one chose; a kind that is not listed goes out as its kind usually does."""

    queryset = Preference.objects.none()
    serializer_class = PreferenceOut
    filterset_class = PreferenceFilter
    ordering_fields = ("kind", "channel")
    ordering = ("kind", "channel")

    def get_queryset(self) -> QuerySet[Preference]:
        return Preference.objects.visible_to(self.person)

    @extend_schema(request=ChooseIn, responses={200: PreferenceOut, 201: PreferenceOut})
    def create(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Choose how often a kind goes out; 200 where a choice for it was changed."""
        given = self.parse(ChooseIn)
        chosen, is_new = preferences.choose(
            given["kind"],
            channel=Channel(given["channel"]),
            cadence=Cadence(given["cadence"]),
            by=self.person,
        )
        return self.answer_created(chosen) if is_new else self.answer(chosen)
