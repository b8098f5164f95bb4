"""Coded lists to look things up in: international standards and programmes."""

from typing import Any
from uuid import uuid4

from django.conf import settings
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
from backend.web.pages import FormPage
from campaigns import access
from cases.actions import resources
from cases.models import Programme
from cases.queries import reference
from cases.queries.resources import gaps
from cases.web.forms.desk import RecordLine


@login_not_required
@require_safe
def standard_list(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/standards.html", {"standards": reference.standards()})


@login_not_required
@require_safe
def standard(request: HttpRequest, code: str) -> HttpResponse:
    """Show a standard's parts, and the cases that point at them as far as she may see them."""
    found = get_object_or_404(reference.standards_with_cases(request.user), code=code)
    more = {"standard": found, "parts": reference.parts_of(found)}
    return render(request, "cases/standard.html", more)


@login_not_required
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/programmes.html", {"programmes": reference.programmes()})


@login_not_required
@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """Show a programme, its parts, its countries and the support it paid for."""
    found = get_object_or_404(reference.programmes_with_support(request.user), code=code)
    money, keeps = gaps(found.resources.all()), access.holds(request.user, Permission.SUPPORT_KEEP)
    more = {
        "programme": found,
        "gaps": money,
        "keeps": keeps,
        "shows_money": bool(money) or keeps,
        "publishes_iati": bool(settings.IATI_ORG_REF),
    }
    return render(request, "cases/programme.html", more)


class RecordResource(FormPage[RecordLine]):
    form_class = RecordLine
    heading = _("Record an amount")
    lead = _("What a programme needs, was promised, committed or spent in your country.")
    button = _("Record it")
    done = _("Recorded.")

    @cached_property
    def programme(self) -> Programme:
        return get_object_or_404(Programme.objects.order_by("id"), code=self.kwargs["code"])

    def admit(self) -> None:
        if not access.holds(self.user, Permission.SUPPORT_KEEP):
            raise PermissionDenied

    def subject(self) -> str:
        return in_language(self.programme, "name")

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4()}

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = access.reach_of(self.user, Permission.SUPPORT_KEEP).countries
        return super().get_form_kwargs() | {"kept": kept}

    def get_success_url(self) -> str:
        return reverse("cases:programme", args=[self.kwargs["code"]])

    def act(self, form: RecordLine) -> object:
        return resources.record(
            self.programme, resources.NewLine(**form.cleaned_data), by=self.user
        )
