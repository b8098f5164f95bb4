"""Files of IATI: read in with a preview, and given out."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend import countries
from backend.accounts.roles import Permission
from backend.web.pages import FormPage
from campaigns import access
from campaigns.models import Network
from cases.actions import iati
from cases.iati.activity import Activity
from cases.iati.writing import written
from cases.models import IatiImport, Programme
from cases.queries.iati_export import of_network, of_programme
from cases.queries.iati_preview import preview
from cases.web.forms.iati import ApplyFile, ReadFile


class ReadIn(FormPage[ReadFile]):
    form_class = ReadFile
    heading = _("Read in IATI activities")
    lead = _("You see what would be written before anything is.")
    button = _("Look at it")
    done = _("The file was read. Nothing is written yet.")

    def admit(self) -> None:
        if not access.holds(self.user, Permission.SUPPORT_KEEP):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = access.reach_of(self.user, Permission.SUPPORT_KEEP).countries
        return super().get_form_kwargs() | {"kept": kept}

    def act(self, form: ReadFile) -> object:
        file = form.cleaned_data["file"]
        self.kept = iati.read_in(
            iati.File(content=file, size=file.size),
            country=form.cleaned_data["country"],
            by=self.user,
        )
        return self.kept

    def get_success_url(self) -> str:
        if hasattr(self, "kept"):
            return reverse("cases:iati-apply", args=[self.kept.pk])
        return reverse("cases:support-list")


class Apply(FormPage[ApplyFile]):
    form_class = ApplyFile
    template_name = "cases/iati_apply.html"
    heading = _("What this file would write")
    button = _("Write it")
    done = _("Written. The support can be linked to what it helped.")

    @cached_property
    def file(self) -> IatiImport:
        file_id: UUID = self.kwargs["import_id"]
        return get_object_or_404(IatiImport.objects.visible_to(self.user), pk=file_id)

    def admit(self) -> None:
        access.require(self.user, Permission.SUPPORT_KEEP, country=self.file.country)

    def subject(self) -> str:
        return countries.name_of(self.file.country)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(
            planned=preview(self.file), is_applied=self.file.applied_at is not None, **more
        )

    def get_success_url(self) -> str:
        return reverse("cases:support-list")

    def act(self, form: ApplyFile) -> object:
        return iati.apply(self.file, kind=form.cleaned_data["kind"], by=self.user)


@login_not_required
@require_safe
def programme_file(_request: HttpRequest, code: str) -> HttpResponse:
    """Give a programme's public support as IATI."""
    programme = get_object_or_404(Programme.objects.order_by("id"), code=code)
    return _answer(of_programme(programme, on=timezone.localdate()), name=code)


@require_safe
def network_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the public campaigns of a network as IATI."""
    network = get_object_or_404(Network.objects.visible_to(request.user), slug=slug)
    return _answer(of_network(network, on=timezone.localdate()), name=slug)


def _answer(activities: list[Activity], *, name: str) -> HttpResponse:
    # Nothing is published under an identifier that nobody registered.
    if not settings.IATI_ORG_REF:
        raise Http404
    content = written(activities, at=timezone.now())
    answer = HttpResponse(content, content_type="application/xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-iati.xml"'
    return answer
