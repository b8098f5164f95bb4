"""What an officer does to one milestone."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from backend.translated import in_language
from backend.web.pages import FormPage, FormT
from campaigns import access
from cases.actions import milestones
from cases.models import Milestone
from cases.web.forms.reviews import GiveReason, MarkReached
from cases.web.forms.reviews import Reschedule as NewDate


class MilestoneStep(FormPage[FormT]):
    """One thing its officer does to one milestone."""

    @cached_property
    def milestone(self) -> Milestone:
        visible = Milestone.objects.visible_to(self.user).with_place()
        return get_object_or_404(visible, pk=self.kwargs["milestone_id"])

    def admit(self) -> None:
        country = self.milestone.law_review.country
        access.require(self.user, Permission.REVIEW_KEEP, country=country)

    def subject(self) -> str:
        return in_language(self.milestone)

    def get_success_url(self) -> str:
        page = reverse("cases:review", args=[self.milestone.law_review.slug])
        return f"{page}#milestone-{self.milestone.pk}"


class Reached(MilestoneStep[MarkReached]):
    form_class = MarkReached
    heading = _("The milestone was reached")
    button = _("Mark as reached")
    done = _("Marked as reached. Everybody who follows this review is told.")

    def act(self, form: MarkReached) -> object:
        reached = milestones.Reached(**form.cleaned_data)
        return milestones.mark_reached(self.milestone, reached, by=self.user)


class Reschedule(MilestoneStep[NewDate]):
    form_class = NewDate
    heading = _("The date moves")
    lead = _("The first plan stays on record; the new date is what is expected now.")
    button = _("Move the date")
    done = _("The date was moved.")

    def act(self, form: NewDate) -> object:
        return milestones.reschedule(self.milestone, by=self.user, **form.cleaned_data)


class Missed(MilestoneStep[GiveReason]):
    form_class = GiveReason
    heading = _("The milestone was missed")
    lead = _("It did not come when it should, and is not awaited any more.")
    button = _("Mark as missed")
    done = _("Marked as missed.")

    def act(self, form: GiveReason) -> object:
        return milestones.mark_missed(self.milestone, by=self.user, **form.cleaned_data)


class Drop(MilestoneStep[GiveReason]):
    form_class = GiveReason
    heading = _("Take the milestone out of the plan")
    lead = _("The law goes another way, so this step will not come.")
    button = _("Take it out")
    done = _("Taken out of the plan.")

    def act(self, form: GiveReason) -> object:
        return milestones.drop(self.milestone, by=self.user, **form.cleaned_data)
