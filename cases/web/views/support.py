"""ILO support: reading it, recording it, linking it to what it helped."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.roles import Permission
from backend.translated import in_language
from backend.web.pager import page_of
from backend.web.pages import FormPage, FormT
from campaigns import access
from cases.actions import support as actions
from cases.models import AdvocacyCase, IloSupport, LawReview, Milestone
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
    more = {"support": found, "is_kept": reach.includes(country=found.country)}
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
