"""Parliaments: their calendars, and what lapsed when one was dissolved."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend import countries
from backend.accounts.roles import Permission
from backend.web.pages import FormPage, FormT
from campaigns import access
from cases.actions import parliaments
from cases.models import Dissolution
from cases.queries.parliaments import (
    Parliament,
    countries_with_parliament,
    open_before_parliament,
    parliament_of,
)
from cases.queries.standing import standings
from cases.web.forms.reviews import GiveReason
from cases.web.forms.roads import Dissolve as DayOfDissolution


@login_not_required
@require_safe
def parliament_list(request: HttpRequest) -> HttpResponse:
    """List the countries whose parliament, or law reviews, are known here."""
    known = sorted(countries_with_parliament(request.user), key=countries.name_of)
    return render(request, "cases/parliaments.html", {"countries": known})


@login_not_required
@require_safe
def parliament(request: HttpRequest, country: str) -> HttpResponse:
    """Show terms and sessions, what lies before parliament, and what lapsed with it."""
    more = {
        "parliament": _found(request, country),
        "keeps": access.reach_of(request.user, Permission.REVIEW_KEEP).includes(country=country),
        "keeps_house": access.holds(request.user, Permission.HOUSE_MANAGE),
    }
    return render(request, "cases/parliament.html", more)


def _found(request: HttpRequest, country: str) -> Parliament:
    if country not in countries_with_parliament(request.user):
        raise Http404
    return parliament_of(country, reader=request.user, on=timezone.localdate())


class ParliamentStep(FormPage[FormT]):
    """One thing a country's officer does to its parliament's record."""

    @cached_property
    def country(self) -> str:
        country: str = self.kwargs["country"]
        if country not in countries_with_parliament(self.user):
            raise Http404
        return country

    def admit(self) -> None:
        access.require(self.user, Permission.REVIEW_KEEP, country=self.country)

    def subject(self) -> str:
        return countries.name_of(self.country)

    def get_success_url(self) -> str:
        return reverse("cases:parliament", args=[self.country])


class Dissolve(ParliamentStep[DayOfDissolution]):
    form_class = DayOfDissolution
    template_name = "cases/dissolve.html"
    heading = _("Parliament was dissolved")
    lead = _("Each open review that lay before it lapses, all at once. This can be undone.")
    button = _("Record it and let them lapse")
    done = _("Recorded. Everybody who follows these reviews is told.")

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4()}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        lying = open_before_parliament(self.country, on=today)
        return super().get_context_data(standings=standings(lying, on=today), **more)

    def act(self, form: DayOfDissolution) -> object:
        new = parliaments.NewDissolution(country=self.country, **form.cleaned_data)
        return parliaments.dissolve(new, by=self.user)


class Undo(ParliamentStep[GiveReason]):
    form_class = GiveReason
    heading = _("Undo this dissolution")
    lead = _("Each review that lapsed with it stands again where it stood before.")
    button = _("Undo it")
    done = _("Undone. The reviews stand where they stood.")

    @cached_property
    def dissolution(self) -> Dissolution:
        return get_object_or_404(
            Dissolution.objects.visible_to(self.user), pk=self.kwargs["dissolution_id"]
        )

    @cached_property
    def country(self) -> str:
        return self.dissolution.country

    def act(self, form: GiveReason) -> object:
        return parliaments.undo(self.dissolution, by=self.user, **form.cleaned_data)
