"""Law reviews: reading them, opening one, adding dated facts."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.roles import Permission
from backend.translated import in_language
from backend.web.pager import page_of
from backend.web.pages import FormPage, FormT
from backend.web.sharing.language import in_language_of_link
from campaigns import access
from campaigns.models import Ask
from cases.actions import corrections, linking, milestones, reviews, support
from cases.models import IloSupport, LawReview, StageEvent
from cases.queries.outlook import outlook_of
from cases.queries.road import road_of
from cases.queries.standing import standings
from cases.web.cards import card_of_review
from cases.web.forms.reviews import (
    ConcludeReview,
    OpenReview,
    PlanMilestone,
    RecordEvent,
    RetractEvent,
)
from cases.web.forms.roads import PickReview
from cases.web.forms.support import PickSupport
from cases.web.lists import narrowed_reviews


@login_not_required
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """List the law reviews the reader may see; public ones are for everybody."""
    form, rows = narrowed_reviews(request.user, request.GET)
    page = page_of(rows, by="title", after=request.GET.get("after", ""))
    more = {
        "page": page,
        "form": form,
        "standings": standings(page.rows, on=timezone.localdate()),
        "keeps": access.holds(request.user, Permission.REVIEW_KEEP),
    }
    return render(request, "cases/reviews.html", more)


@login_not_required
@require_safe
@in_language_of_link
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the road of one law review."""
    visible = LawReview.objects.visible_to(request.user).with_stage()
    rows = visible.select_related("officer", "template").prefetch_related("instruments")
    found = get_object_or_404(rows, slug=slug)
    road = road_of(found, reader=request.user, on=timezone.localdate())
    # Whoever previews a link reads as a visitor does; for a person's own eyes there is no card.
    card = card_of_review(found, road.voice) if request.user.is_anonymous else None
    more = {
        "review": found,
        "road": road,
        "shared": card,
        "outlook": outlook_of(found, reader=request.user, on=timezone.localdate()),
    }
    return render(request, "cases/review.html", more)


class Open(FormPage[OpenReview]):
    form_class = OpenReview
    heading = _("Open a law review")
    button = _("Open the review")
    done = _("The law review is open.")

    def admit(self) -> None:
        if not access.holds(self.user, Permission.REVIEW_KEEP):
            raise PermissionDenied

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4()}

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = access.reach_of(self.user, Permission.REVIEW_KEEP).countries
        asks = Ask.objects.visible_to(self.user).filter(campaign__country__in=kept)
        return super().get_form_kwargs() | {"kept": kept, "asks": asks.order_by("title", "id")}

    def act(self, form: OpenReview) -> object:
        self.slug = form.cleaned_data["slug"]
        return reviews.open_review(reviews.NewReview(**form.cleaned_data), by=self.user)

    def get_success_url(self) -> str:
        if hasattr(self, "slug"):
            return reverse("cases:review", args=[self.slug])
        return reverse("cases:reviews")


class ReviewStep(FormPage[FormT]):
    """One thing its officer does to one review."""

    @cached_property
    def review(self) -> LawReview:
        visible = LawReview.objects.visible_to(self.user)
        return get_object_or_404(visible, slug=self.kwargs["slug"])

    def admit(self) -> None:
        access.require(self.user, Permission.REVIEW_KEEP, country=self.review.country)

    def subject(self) -> str:
        return in_language(self.review)

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4()}

    def get_success_url(self) -> str:
        return reverse("cases:review", args=[self.review.slug])


class Record(ReviewStep[RecordEvent]):
    form_class = RecordEvent
    heading = _("Record what happened")
    lead = _("A dated fact with its source. Where the law stands follows from the facts.")
    button = _("Record it")
    done = _("Recorded. Everybody who follows this review is told.")

    def act(self, form: RecordEvent) -> object:
        said = form.cleaned_data
        new = reviews.NewEvent(
            id=said["id"],
            stage=said["stage"],
            on=said["on"],
            precision=said["precision"],
            summary=said["summary"],
            sources=form.sources(),
            gazette=said["gazette"],
            confidence=said["confidence"],
            dispute_note=said["dispute_note"],
        )
        return reviews.record_event(self.review, new, by=self.user)


class Plan(ReviewStep[PlanMilestone]):
    form_class = PlanMilestone
    heading = _("Plan a milestone")
    button = _("Plan it")
    done = _("The milestone is planned.")

    def act(self, form: PlanMilestone) -> object:
        said = form.cleaned_data
        new = milestones.NewMilestone(
            id=said["id"],
            law_review=self.review,
            stage=said["stage"],
            title=said["title"],
            planned_on=said["on"],
            precision=said["precision"],
            body=said["body"],
        )
        return milestones.plan(new, by=self.user)


class Support(ReviewStep[PickSupport]):
    form_class = PickSupport
    heading = _("Link ILO support")
    lead = _("Support and effect stay apart: a link claims no credit.")
    button = _("Link")
    done = _("Linked.")

    def get_form_kwargs(self) -> dict[str, Any]:
        visible = IloSupport.objects.visible_to(self.user).filter(country=self.review.country)
        unlinked = visible.exclude(pk__in=self.review.support.values("pk"))
        return super().get_form_kwargs() | {"support": unlinked.order_by("title", "id")}

    def act(self, form: PickSupport) -> object:
        to = support.Link(law_review=self.review)
        return support.link(form.cleaned_data["support"], to, by=self.user)


class Alongside(ReviewStep[PickReview]):
    form_class = PickReview
    heading = _("Join it to a review on another track")
    lead = _("Two roads to one aim, or one law that went into another. Each keeps its own facts.")
    button = _("Join them")
    done = _("Joined.")

    def get_form_kwargs(self) -> dict[str, Any]:
        visible = LawReview.objects.visible_to(self.user).filter(country=self.review.country)
        others = visible.exclude(pk=self.review.pk).exclude(alongside=self.review)
        return super().get_form_kwargs() | {"reviews": others.order_by("title", "id")}

    def act(self, form: PickReview) -> object:
        other = form.cleaned_data["law_review"]
        return linking.link_alongside(self.review, other, by=self.user)


class Conclude(ReviewStep[ConcludeReview]):
    form_class = ConcludeReview
    heading = _("Conclude the review")
    lead = _("Its facts stay readable. Nothing can be added afterwards.")
    button = _("Conclude it")
    done = _("The law review is concluded.")

    def act(self, form: ConcludeReview) -> object:
        return reviews.conclude(self.review, by=self.user, **form.cleaned_data)


class Retract(ReviewStep[RetractEvent]):
    form_class = RetractEvent
    heading = _("Take an entry back")
    lead = _("The entry stays readable, marked as taken back, and moves nothing any more.")
    button = _("Take it back")
    done = _("The entry was taken back.")

    @cached_property
    def event(self) -> StageEvent:
        visible = StageEvent.objects.visible_to(self.user).select_related("law_review")
        return get_object_or_404(visible, pk=self.kwargs["event_id"])

    @property
    def review(self) -> LawReview:
        return self.event.law_review

    def act(self, form: RetractEvent) -> object:
        return corrections.retract(self.event, by=self.user, **form.cleaned_data)
