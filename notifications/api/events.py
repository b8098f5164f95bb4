"""The record of events over HTTP, as far as its reader may see what it is about."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.generics import get_object_or_404

from backend.api.filters import MomentFilter, PlainFilter
from backend.api.views import ReadViewSet
from backend.audit.models import Event
from notifications.queries import record


class EntryList(serializers.ListSerializer[Any]):
    """Reads a whole page at once: one query per type of thing, not per event."""

    def to_representation(self, data: Any) -> list[Any]:
        entries = record.entries(data, user=self.context["request"].user)
        return super().to_representation(entries)


@extend_schema_field({"type": "object", "additionalProperties": {}})
class Changes(serializers.JSONField):
    """Ids, dates, codes and names of fields; never what was written in them."""


class EventOut(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="event.uid")
    kind = serializers.CharField(source="event.kind")
    subject_type = serializers.CharField(source="event.subject_type")
    subject_id = serializers.UUIDField(source="event.subject_id")
    happened_at = serializers.DateTimeField(source="event.happened_at")
    changes = Changes()

    class Meta:
        list_serializer_class = EntryList

    def to_representation(self, instance: Any) -> dict[str, Any]:
        if isinstance(instance, Event):
            (instance,) = record.entries([instance], user=self.context["request"].user)
        return super().to_representation(instance)


class EventFilter(PlainFilter):
    happened_after = MomentFilter(field_name="happened_at", lookup_expr="gte")
    happened_before = MomentFilter(field_name="happened_at", lookup_expr="lte")
    kind = django_filters.CharFilter()
    subject_type = django_filters.CharFilter()

    class Meta:
        model = Event
        fields: ClassVar = ["kind", "subject_type", "subject_id"]


class EventViewSet(ReadViewSet[Event]):
    """What happened, newest first: about what one may see, and without who did it."""

    queryset = Event.objects.none()
    serializer_class = EventOut
    filterset_class = EventFilter
    ordering = ("-id",)  # as they were written; the index is there already

    def get_queryset(self) -> QuerySet[Event]:
        return record.visible_events(self.person)

    def get_object(self) -> Event:
        return get_object_or_404(self.get_queryset(), uid=self.kwargs[self.lookup_field])
