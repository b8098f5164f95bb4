"""Law reviews and their dated facts over HTTP."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from backend.api.etag import expected_version, tagged
from backend.api.fields import slug_of
from backend.api.searching import in_each_language
from backend.api.serializers import In
from backend.api.verbs import look, verb, write
from backend.api.views import ReadViewSet
from campaigns.access import Visitor
from campaigns.models import Ask
from cases.actions import corrections, linking, proposals, reviews, templates
from cases.api.finding import found
from cases.api.reviews.filters import LawReviewFilter, StageEventFilter
from cases.api.reviews.outlook import (
    ForecastOut,
    LinkAlongsideIn,
    MoveTemplateIn,
    TemplateChangeOut,
    forecast_shown,
)
from cases.api.reviews.shapes import (
    ConcludeIn,
    EditReviewIn,
    LawReviewOut,
    LinkAskIn,
    OpenReviewIn,
    RecordEventIn,
    RetractIn,
    StageEventOut,
)
from cases.models import LawReview, StageEvent
from cases.queries.forecast import forecast_for
from cases.queries.template_change import change_of, versions_above


class LawReviewViewSet(ReadViewSet[LawReview]):
    """Governments' work on laws, with the stage that follows from the dated facts."""

    queryset = LawReview.objects.none()
    serializer_class = LawReviewOut
    filterset_class = LawReviewFilter
    search_fields = ("title", *in_each_language("titles"), "about", "lead_body")
    ordering_fields = (
        "title", "country", "stage_since", "last_evidence_on", "last_checked_at", "created_at",
        "updated_at",
    )  # fmt: skip
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[LawReview]:
        seen = LawReview.objects.visible_to(self.person)
        return seen.with_stage().with_links(self.person)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "today": timezone.now().date()}

    def search(self, queryset: QuerySet[LawReview], text: str) -> QuerySet[LawReview]:
        """Find by words, or by a citation of a provision under review."""
        asks, cited_by = Ask.objects.visible_to(self.person), "instruments__provisions__number"
        return found(queryset, text, fields=self.search_fields, cited_by=cited_by, asks=asks)

    @write(takes=OpenReviewIn, answers=LawReviewOut, status=201)
    def create(self, _request: Request) -> Response:
        """Open a law review under its country's newest template for the track."""
        given = self.parse(OpenReviewIn)
        slug = slug_of(given, title=given["title"])
        review = reviews.open_review(reviews.NewReview(slug=slug, **given), by=self.person)
        return self.answer_created(review)

    @write(takes=EditReviewIn, answers=LawReviewOut)
    def partial_update(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Change a review's text."""
        review, version = self.get_object(), expected_version(request)
        given = self.parse(EditReviewIn)
        changed = reviews.edit(review, by=self.person, version=version, **given)
        return self.answer_changed(changed)

    @verb("record-event", takes=RecordEventIn, answers=StageEventOut, status=201)
    def record_event(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Add a dated fact; the stage follows from the facts."""
        review, given = self.get_object(), self.parse(RecordEventIn)
        event = reviews.record_event(review, reviews.NewEvent(**given), by=self.person)
        return recorded(event, request=request, context=self.get_serializer_context())

    @verb("confirm-no-change", answers=LawReviewOut)
    def confirm_no_change(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Note that its officer looked, and nothing had changed since the last fact."""
        review = self.get_object()
        self.parse(In)
        proposals.confirm_no_change(review, by=self.person)
        return self.answer_changed(review)

    @verb("conclude", takes=ConcludeIn, answers=LawReviewOut)
    def conclude(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """End a review; its facts stay."""
        review, given = self.get_object(), self.parse(ConcludeIn)
        return self.answer_changed(reviews.conclude(review, by=self.person, **given))

    @verb("link-ask", takes=LinkAskIn, answers=LawReviewOut)
    def link_ask(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Join an ask to the review that could answer it."""
        review, given = self.get_object(), self.parse(LinkAskIn)
        linking.link_ask(review, given["ask"], by=self.person)
        return self.answer_changed(review)

    @verb("link-alongside", takes=LinkAlongsideIn, answers=LawReviewOut)
    def link_alongside(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Join the review to one that goes on another track at the same time."""
        review, given = self.get_object(), self.parse(LinkAlongsideIn)
        linking.link_alongside(review, given["law_review"], by=self.person)
        return self.answer_changed(review)

    @verb("move-template", takes=MoveTemplateIn, answers=LawReviewOut)
    def move_template(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Let the review follow a newer version of its template; its facts stay."""
        review, given = self.get_object(), self.parse(MoveTemplateIn)
        return self.answer_changed(templates.move(review, by=self.person, to=given["template"]))

    @look("forecast", answers=ForecastOut)
    def forecast(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Say when it may leave its stage, by what comparable reviews took."""
        today = timezone.now().date()
        found = forecast_for(self.get_object(), reader=self.person, on=today)
        return Response(forecast_shown(found))

    @look("template-preview", answers=TemplateChangeOut)
    def template_preview(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Say what would change with the newest version of its template; 404 without a newer."""
        review = self.get_object()
        to = get_object_or_404(versions_above(review)[:1])
        return Response(TemplateChangeOut(change_of(review, to=to)).data)


def stage_events(person: Visitor) -> QuerySet[StageEvent]:
    """Return the facts ``person`` may see, with all that their shape shows."""
    taken_back = Exists(StageEvent.objects.filter(retracts=OuterRef("pk")))
    seen = StageEvent.objects.visible_to(person).with_dispute()
    return seen.annotate(retracted=taken_back).select_related("law_review")


def recorded(event: StageEvent, *, request: Request, context: Mapping[str, Any]) -> Response:
    """Answer 201 with a fact that was just recorded, and its address."""
    shown = stage_events(context["request"].user).filter(pk=event.pk).get()
    response = tagged(Response(StageEventOut(shown, context=dict(context)).data, status=201))
    response["Location"] = reverse("stage-events-detail", args=[event.pk], request=request)
    return response


class StageEventViewSet(ReadViewSet[StageEvent]):
    """Dated facts about law reviews. A wrong one is taken back by another; both stay."""

    queryset = StageEvent.objects.none()
    serializer_class = StageEventOut
    filterset_class = StageEventFilter
    search_fields = ("summary", *in_each_language("summaries"), "dispute_note")
    ordering_fields = ("on", "recorded_at")
    ordering = ("-on", "-recorded_at")

    def get_queryset(self) -> QuerySet[StageEvent]:
        return stage_events(self.person)

    @verb("retract", takes=RetractIn, answers=StageEventOut, status=201)
    def retract(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Take a wrong fact back by another row, which is the answer."""
        event, given = self.get_object(), self.parse(RetractIn)
        taking_back = corrections.retract(event, by=self.person, **given)
        return recorded(taking_back, request=request, context=self.get_serializer_context())
