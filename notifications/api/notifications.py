"""One's own inbox over HTTP."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.filters import FlagFilter, MomentFilter, PlainFilter
from backend.api.serializers import In
from backend.api.verbs import verb
from backend.api.views import ReadViewSet
from notifications import texts
from notifications.actions import inbox
from notifications.models import Notification


class NoticeList(serializers.ListSerializer[Any]):
    """Writes a whole page at once: one query per type of thing, not per notice."""

    def to_representation(self, data: Any) -> list[Any]:
        notices = texts.worded(data, user=self.context["request"].user)
        return super().to_representation(notices)


class NotificationOut(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="notification.id")
    kind = serializers.CharField(source="notification.kind")
    text = serializers.CharField(help_text="One sentence in the reader's language.")
    url = serializers.URLField(
        source="link",
        help_text=(
            "The full address of the page it is about, under the house's own SITE_URL; or of one "
            "that says it is not hers to see."
        ),
    )
    subject_type = serializers.CharField(source="notification.subject_type")
    subject_id = serializers.UUIDField(source="notification.subject_id")
    created_at = serializers.DateTimeField(source="notification.created_at")
    seen_at = serializers.DateTimeField(source="notification.seen_at", allow_null=True)
    read_at = serializers.DateTimeField(source="notification.read_at", allow_null=True)

    class Meta:
        list_serializer_class = NoticeList

    def to_representation(self, instance: Any) -> dict[str, Any]:
        if isinstance(instance, Notification):
            (instance,) = texts.worded([instance], user=self.context["request"].user)
        return super().to_representation(instance)


class MarkedOut(serializers.Serializer[Any]):
    marked = serializers.IntegerField(help_text="How many notices were unread.")


class UnreadOut(serializers.Serializer[Any]):
    unread = serializers.IntegerField()


class NotificationFilter(PlainFilter):
    unread = FlagFilter(field_name="read_at", lookup_expr="isnull")
    created_after = MomentFilter(field_name="created_at", lookup_expr="gte")
    created_before = MomentFilter(field_name="created_at", lookup_expr="lte")
    kind = django_filters.CharFilter()
    subject_type = django_filters.CharFilter()

    class Meta:
        model = Notification
        fields: ClassVar = ["kind", "subject_type", "subject_id"]


class NotificationViewSet(ReadViewSet[Notification]):
    """What one was told, newest first. What was put away is not listed."""

    queryset = Notification.objects.none()
    serializer_class = NotificationOut
    filterset_class = NotificationFilter
    ordering_fields = ("created_at",)
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[Notification]:
        return Notification.objects.visible_to(self.person).in_inbox().with_event()

    @verb("mark-read", answers=NotificationOut)
    def mark_read(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Mark one notice read; once is as good as twice."""
        self.parse(In)
        notice = inbox.mark_read(self.get_object(), by=self.person, now=timezone.now())
        return self.answer(notice)

    @verb("archive", answers=NotificationOut)
    def archive(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Put one notice away; it counts as read and leaves the list."""
        self.parse(In)
        notice = inbox.archive(self.get_object(), by=self.person, now=timezone.now())
        return self.answer(notice)

    @extend_schema(request=None, responses=MarkedOut, filters=False)
    @action(detail=False, methods=["post"], url_path="mark-all-read", pagination_class=None)
    def mark_all_read(self, _request: Request) -> Response:
        """Mark every notice read."""
        self.parse(In)
        marked = inbox.mark_all_read(by=self.person, now=timezone.now())
        return Response(MarkedOut({"marked": marked}).data)

    @extend_schema(responses=UnreadOut, filters=False)
    @action(detail=False, url_path="unread-count", pagination_class=None)
    def unread_count(self, _request: Request) -> Response:
        """Count what is unread."""
        unread = Notification.objects.visible_to(self.person).unread().count()
        return Response(UnreadOut({"unread": unread}).data)
