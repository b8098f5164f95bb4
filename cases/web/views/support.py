"""ILO support: reading it, recording it, linking it to what it helped."""

from typing import Any
from uuid import UUID, uuid4

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
from campaigns import access
from cases.actions import effects, outcomes
from cases.actions import support as actions
from cases.models import AdvocacyCase, IloSupport, LawReview, Milestone
from cases.queries.effects import networks_to_judge_for, words_on
from cases.web.forms.desk import NoteOutcomeForm, SayEffectForm
from cases.web.forms.support import AddSupport, LinkSupport, SetStatus
from cases.web.lists import narrowed_support


@login_not_required
@require_safe
def support_list(request: HttpRequest) -> HttpResponse:
    """List the ILO support the reader may see."""
    form, rows = narrowed_support(request.user, request.GET)
    more = {
        "form": form,
        "page": page_of(rows, by="title", after=request.GET.get("after", "")),
        "keeps": access.holds(request.user, Permission.SUPPORT_KEEP),
    }
    return render(request, "cases/support_list.html", more)


@login_not_required
@require_safe
def support(request: HttpRequest, support_id: UUID) -> HttpResponse:
    """Show one piece of support and what it helped."""
    visible = IloSupport.objects.visible_to(request.user).with_links(request.user)
    found = get_object_or_404(visible, pk=support_id)
    reach = access.reach_of(request.user, Permission.SUPPORT_KEEP)
    more = {
        "support": found,
        "is_kept": reach.includes(country=found.country),
        "words": words_on(found, reader=request.user),
        "may_judge": networks_to_judge_for(request.user, country=found.country).exists(),
    }
    return render(request, "cases/support.html", more)


class Add(FormPage[AddSupport]):
    form_class = AddSupport
    heading = _("Record ILO support")
    button = _("Record it")
    done = _("The support is recorded. Now say what it helped.")

    def admit(self) -> None:
        if not access.holds(self.user, Permission.SUPPORT_KEEP):
            raise PermissionDenied

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4()}

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = access.reach_of(self.user, Permission.SUPPORT_KEEP).countries
        return super().get_form_kwargs() | {"kept": kept}

    def act(self, form: AddSupport) -> object:
        self.support_id = form.cleaned_data["id"]
        return actions.add(actions.NewSupport(**form.cleaned_data), by=self.user)

    def get_success_url(self) -> str:
        if hasattr(self, "support_id"):
            return reverse("cases:support", args=[self.support_id])
        return reverse("cases:support-list")


class SupportStep(FormPage[FormT]):
    """One thing the country's officer does to one piece of support."""

    @cached_property
    def support(self) -> IloSupport:
        visible = IloSupport.objects.visible_to(self.user)
        return get_object_or_404(visible, pk=self.kwargs["support_id"])

    def admit(self) -> None:
        access.require(self.user, Permission.SUPPORT_KEEP, country=self.support.country)

    def subject(self) -> str:
        return in_language(self.support)

    def get_success_url(self) -> str:
        return reverse("cases:support", args=[self.support.pk])


class Link(SupportStep[LinkSupport]):
    form_class = LinkSupport
    heading = _("Say what it helped")
    lead = _("Choose at least one. Support and effect stay apart: a link claims no credit.")
    button = _("Link")
    done = _("Linked.")

    def get_initial(self) -> dict[str, Any]:
        return {"law_review": self.request.GET.get("law_review")}

    def get_form_kwargs(self) -> dict[str, Any]:
        here, user = self.support.country, self.user
        return super().get_form_kwargs() | {
            "reviews": LawReview.objects.visible_to(user)
            .filter(country=here)
            .order_by("title", "id"),
            "milestones": Milestone.objects.visible_to(user)
            .filter(law_review__country=here)
            .order_by("title", "id"),
            "cases": AdvocacyCase.objects.visible_to(user).filter(country=here),
        }

    def act(self, form: LinkSupport) -> object:
        return actions.link(self.support, actions.Link(**form.cleaned_data), by=self.user)


class Status(SupportStep[SetStatus]):
    form_class = SetStatus
    heading = _("Change the status")
    lead = _("Ended and cancelled are for good.")
    done = _("The status was changed.")

    def get_initial(self) -> dict[str, Any]:
        return {"status": self.support.status}

    def act(self, form: SetStatus) -> object:
        return actions.set_status(self.support, by=self.user, to=form.cleaned_data["status"])


class NoteOutcome(SupportStep[NoteOutcomeForm]):
    form_class = NoteOutcomeForm
    heading = _("Note outcome and indicator")
    lead = _("Both are numbered anew every two years: what was noted before stays to be read.")
    button = _("Note it")
    done = _("Noted.")

    def get_initial(self) -> dict[str, Any]:
        this_year = timezone.localdate().year
        first = this_year - this_year % 2
        return {
            "cpo_code": self.support.cpo_code,
            "biennium": f"{first}-{(first + 1) % 100:02}",
        }

    def act(self, form: NoteOutcomeForm) -> object:
        return outcomes.note(self.support, outcomes.NewOutcome(**form.cleaned_data), by=self.user)


class SayEffect(SupportStep[SayEffectForm]):
    form_class = SayEffectForm
    heading = _("Say what it changed for you")
    lead = _(
        "You speak for your network. Nobody can change your word, not even you: say it again if"
        " you think again."
    )
    button = _("Say it")
    done = _("Your word stands beside the support.")

    def admit(self) -> None:
        if not networks_to_judge_for(self.user, country=self.support.country).exists():
            raise PermissionDenied

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4(), "said_on": timezone.localdate()}

    def get_form_kwargs(self) -> dict[str, Any]:
        networks = networks_to_judge_for(self.user, country=self.support.country)
        return super().get_form_kwargs() | {"networks": networks}

    def act(self, form: SayEffectForm) -> object:
        return effects.say(self.support, effects.NewWord(**form.cleaned_data), by=self.user)
