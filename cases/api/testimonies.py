"""Testimonies over HTTP: written down, opened, corrected, taken back. A list never opens one."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api import fields
from backend.api.filters import FlagFilter, MomentFilter, PlainFilter
from backend.api.serializers import In, VisibleRelated
from backend.api.verbs import look, verb, write
from backend.api.views import ReadViewSet
from cases.access import knows_people
from cases.actions import testimonies
from cases.models import AdvocacyCase, Testimony


class TestimonyOut(serializers.ModelSerializer[Testimony]):
    """All but what was told: that is asked for by itself, for it leaves a row."""

    class Meta:
        model = Testimony
        fields = (
            "id", "case", "pseudonym", "language", "written_in", "told_on", "corrects",
            "written_by", "written_at", "withdrawn_at",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs: ClassVar = {
            "written_by": {"allow_null": True, "help_text": _("Null outside the network.")},
        }

    def to_representation(self, instance: Testimony) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if not knows_people(instance.case, by=self.context["request"].user):
            shown["written_by"] = None
        return shown


class TestimonyText(serializers.Serializer[Any]):
    text = serializers.CharField(read_only=True)


def _language(**more: Any) -> serializers.CharField:
    return serializers.CharField(max_length=8, **more)


class TakeDownIn(In):
    id = fields.new_id()
    case = VisibleRelated(AdvocacyCase.objects.visible_to)
    text = fields.Text(max_length=testimonies.LONGEST_TESTIMONY, allow_blank=False)
    pseudonym = serializers.CharField(max_length=60, help_text=_("Never her own name."))
    language = _language(help_text=_("The language it was told in, by its BCP 47 tag."))
    written_in = _language(help_text=_("The language it is written in, by its BCP 47 tag."))
    told_on = fields.Day()


class CorrectIn(In):
    text = fields.Text(max_length=testimonies.LONGEST_TESTIMONY, allow_blank=False)


class TestimonyFilter(PlainFilter):
    withdrawn = FlagFilter(field_name="withdrawn_at", lookup_expr="isnull", exclude=True)
    corrected = FlagFilter(field_name="corrected_by", lookup_expr="isnull", exclude=True)
    written_after = MomentFilter(field_name="written_at", lookup_expr="gte")
    written_before = MomentFilter(field_name="written_at", lookup_expr="lte")

    class Meta:
        model = Testimony
        fields: ClassVar = ["case", "language"]


class TestimonyViewSet(ReadViewSet[Testimony]):
    """What people told about cases. Who reads one is written down."""

    queryset = Testimony.objects.none()
    serializer_class = TestimonyOut
    filterset_class = TestimonyFilter
    ordering_fields = ("written_at",)
    ordering = ("written_at",)

    def get_queryset(self) -> QuerySet[Testimony]:
        visible = Testimony.objects.visible_to(self.person)
        return visible.select_related("case__campaign", "case__network")

    @write(takes=TakeDownIn, answers=TestimonyOut, status=201)
    def create(self, _request: Request) -> Response:
        """Seal what somebody told. Sent twice with the same id, it is kept once."""
        given = self.parse(TakeDownIn)
        case = given.pop("case")
        told = testimonies.take_down(case, testimonies.NewTestimony(**given), by=self.person)
        return self.answer_created(told)

    # A GET: the answer to a POST is kept for its repeat, and this must be kept nowhere.
    @look("text", answers=TestimonyText)
    def text(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Open what was told; that it was read is written down."""
        text = testimonies.open_text(self.get_object(), by=self.person)
        return Response({"text": text}, headers={"Cache-Control": "private, no-store"})

    @verb("correct", takes=CorrectIn, answers=TestimonyOut)
    def correct(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Write a better version, which is answered; what was written before stays beside it."""
        told, text = self.get_object(), self.parse(CorrectIn)["text"]
        return self.answer_changed(testimonies.correct(told, text, by=self.person))

    @verb("withdraw", answers=TestimonyOut)
    def withdraw(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Take back a testimony and all its versions: their words are gone at once."""
        told = self.get_object()
        self.parse(In)
        testimonies.withdraw(told, by=self.person, now=timezone.now())
        return self.answer_changed(self.get_object())
