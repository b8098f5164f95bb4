"""What one follows, over HTTP."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.filters import PlainFilter
from backend.api.serializers import In
from backend.api.views import ReadViewSet
from notifications.actions import following
from notifications.models import Level, Scope, Subscription


class SubscriptionOut(serializers.ModelSerializer[Subscription]):
    class Meta:
        model = Subscription
        fields = ("id", "scope_type", "scope_id", "level", "created_at")
        read_only_fields = fields


class FollowIn(In):
    scope_type = serializers.ChoiceField(choices=Scope.choices)
    scope_id = serializers.CharField(
        max_length=36, help_text="The id of what is followed; of a country its ISO code."
    )
    level = serializers.ChoiceField(choices=Level.choices, default=Level.ALL)


class SetLevelIn(In):
    level = serializers.ChoiceField(choices=Level.choices)


class SubscriptionFilter(PlainFilter):
    class Meta:
        model = Subscription
        fields: ClassVar = ["scope_type", "scope_id", "level"]


NO_VERSION = OpenApiParameter("If-Match", exclude=True, location=OpenApiParameter.HEADER)


class SubscriptionViewSet(ReadViewSet[Subscription]):
    """What one follows, and how much of it one hears. ``muted`` wins over all around it."""

    queryset = Subscription.objects.none()
    serializer_class = SubscriptionOut
    filterset_class = SubscriptionFilter
    ordering_fields = ("created_at", "scope_type")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[Subscription]:
        return Subscription.objects.visible_to(self.person)

    @extend_schema(request=FollowIn, responses={200: SubscriptionOut, 201: SubscriptionOut})
    def create(self, _request: Request) -> Response:
        """Follow something one may see; 200 where one did so already, now at this level."""
        given = self.parse(FollowIn)
        subscription, is_new = following.follow(
            Scope(given["scope_type"]),
            given["scope_id"],
            by=self.person,
            level=Level(given["level"]),
        )
        return self.answer_created(subscription) if is_new else self.answer(subscription)

    @extend_schema(request=SetLevelIn, responses=SubscriptionOut, parameters=[NO_VERSION])
    def partial_update(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Change how much of it one hears."""
        subscription, given = self.get_object(), self.parse(SetLevelIn)
        level = Level(given["level"])
        return self.answer(following.set_level(subscription, level=level, by=self.person))

    @extend_schema(request=None, responses={204: None})
    def destroy(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Stop following."""
        gone = self.get_object()
        following.unfollow(Scope(gone.scope_type), gone.scope_id, by=self.person)
        return Response(status=204)
