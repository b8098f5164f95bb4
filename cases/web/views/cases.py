"""Reading and editing cases."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.roles import Permission
from backend.errors import DomainError, Stale
from backend.web.pager import page_of
from backend.web.pages import REFUSED, FormPage, signed_in
from campaigns.access import holds
from cases.access import require_to_edit, require_to_know_people, require_to_see_readers
from cases.actions import cases, reading
from cases.models import AdvocacyCase
from cases.queries.dossier import dossier_of
from cases.queries.read_by import read_by
from cases.queries.who_sees import Circle, as_seen_by, seers
from cases.web.forms.cases import EditCase
from cases.web.forms.teamwork import WriteComment
from cases.web.lists import narrowed_cases


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """List the cases the reader may see, the last changed first."""
    user = signed_in(request)
    form, rows = narrowed_cases(user, request.GET)
    page = page_of(rows, by="-updated_at", after=request.GET.get("after", ""))
    more = {"page": page, "form": form, "may_log": holds(user, Permission.CASE_LOG)}
    return render(request, "cases/cases.html", more)


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show one case with all that hangs on it."""
    user = signed_in(request)
    visible = (
        AdvocacyCase.objects.visible_to(user)
        .with_place()
        .with_links()
        .prefetch_related("provisions__instrument")
    )
    named = visible.select_related("owner", "logged_by").filter(pk=case_id)
    found = reading.open_one(named, by=user)
    if found is None:
        raise Http404
    dossier = dossier_of(found, reader=user, on=timezone.localdate())
    told = {"id": uuid4(), "shown": found.visibility}
    form = WriteComment(readers=dossier.teamwork.readers, initial=told)
    return render(request, "cases/case.html", {"case": found, "dossier": dossier, "form": form})


@require_safe
def case_read_by(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Tell those who answer for a case, and who logged it, who was shown it."""
    user = signed_in(request)
    visible = AdvocacyCase.objects.visible_to(user).with_place()
    found = get_object_or_404(visible, pk=case_id)
    require_to_see_readers(found, by=user)
    readers = read_by(found, asker=user)
    return render(request, "cases/read_by.html", {"case": found, "readers": readers})


@require_safe
def case_who_sees(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Tell the case team who sees a case now, and how it looks to the officer."""
    user = signed_in(request)
    visible = AdvocacyCase.objects.visible_to(user).with_place()
    found = get_object_or_404(visible, pk=case_id)
    require_to_know_people(found, by=user)
    reading.show([found], to=user)
    about = {
        "case": found,
        "seers": seers(found, case=found, asker=user),
        "as_officer": as_seen_by(Circle.OFFICER, found),
    }
    return render(request, "cases/who_sees.html", about)


class Edit(FormPage[EditCase]):
    """Edit a case's text; of two people the second is shown both versions."""

    form_class = EditCase
    heading = _("Edit the case")
    done = _("The case was changed.")

    @cached_property
    def case(self) -> AdvocacyCase:
        visible = AdvocacyCase.objects.visible_to(self.user).with_place()
        return get_object_or_404(visible, pk=self.kwargs["case_id"])

    def admit(self) -> None:
        require_to_edit(self.case, by=self.user)

    def subject(self) -> str:
        return self.case.reference

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.case, name) for name in EditCase.base_fields}

    def get_success_url(self) -> str:
        return reverse("cases:case", args=[self.case.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        reading.show([self.case], to=self.user)
        return super().get_context_data(**more)

    def act(self, form: EditCase) -> object:
        return cases.edit(self.case, by=self.user, **form.cleaned_data)

    def refused(self, form: EditCase, refused: DomainError) -> HttpResponse:
        if not isinstance(refused, Stale):
            return super().refused(form, refused)
        return self._both_versions(form)

    def _both_versions(self, form: EditCase) -> HttpResponse:
        """Show what she changed beside what is stored now; sending it again keeps hers."""
        del self.case
        stored = {name: getattr(self.case, name) for name in EditCase.base_fields}
        kept = {name: form.data[name] for name in form.changed_data if name != "version"}
        seen = {form.add_initial_prefix(name): value for name, value in stored.items()}
        typed = EditCase(_without_nothing(stored | kept | seen))
        typed.is_valid()
        fields = typed.visible_fields()
        apart = {f.name for f in fields if typed.cleaned_data.get(f.name) != stored[f.name]}
        rows = [(f, _as_read(self.case, f.name)) for f in fields if f.name in apart]
        same = [f for f in fields if f.name not in apart]
        more = {"form": typed, "case": self.case, "rows": rows, "same": same}
        reading.show([self.case], to=self.user)
        return render(self.request, "cases/conflict.html", more, status=REFUSED)


def _without_nothing(said: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known, as a browser does with an empty field."""
    return {name: value for name, value in said.items() if value is not None}


def _as_read(case: AdvocacyCase, name: str) -> object:
    return case.get_risk_display() if name == "risk" else getattr(case, name)
