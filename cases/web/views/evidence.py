"""Files of a case: adding one on a phone, looking at one, taking one back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from csp.constants import SELF
from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.errors import DomainError
from backend.files import kinds
from backend.web.door.fresh import fresh
from backend.web.forms import Confirm
from backend.web.pager import page_of
from backend.web.pages import REFUSED, FormPage, signed_in
from backend.web.sealed_files import SentFile, answer_with_file
from cases.access import knows_people, may_take_down, may_take_original, may_withdraw
from cases.actions import evidence, evidence_opening, teamwork
from cases.models import Evidence
from cases.queries.evidence_files import files_of, others_who_may_open, shown
from cases.web.forms.evidence import AddEvidence
from cases.web.views.steps import CaseStep


class OfCase(CaseStep[AddEvidence]):
    """The files of a case that she may open, and a form to add one."""

    form_class = AddEvidence
    template_name = "cases/evidence_list.html"
    heading = _("Evidence")
    button = _("Add it")
    done = _("The file is kept, sealed.")

    def admit(self) -> None:
        # Somebody outside may open what she agreed to, and add nothing.
        if not self.may_add and not files_of(self.case, reader=self.user).exists():
            raise PermissionDenied

    @cached_property
    def may_add(self) -> bool:
        return may_take_down(self.case, by=self.user)

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4()}

    def act(self, form: AddEvidence) -> object:
        new = evidence.NewEvidence(id=form.cleaned_data["id"], content=form.content())
        return evidence.add(self.case, new, by=self.user, now=timezone.now())

    def refused(self, form: AddEvidence, refused: DomainError) -> HttpResponse:
        if isinstance(refused, teamwork.FormUsed):
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["id"] = uuid4()  # type: ignore[index]
        return super().refused(form, refused)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        rows = files_of(self.case, reader=self.user)
        page = page_of(rows, by="-added_at", after=self.request.GET.get("after", ""))
        others = others_who_may_open(self.case, besides=self.user)
        about = {"case": self.case, "page": page, "others": others}
        names_shown = knows_people(self.case, by=self.user)
        return super().get_context_data(
            may_add=self.may_add, names_shown=names_shown, **about, **more
        )


def _found(request: HttpRequest, evidence_id: UUID) -> Evidence:
    visible = Evidence.objects.visible_to(signed_in(request)).with_place()
    return get_object_or_404(visible, pk=evidence_id)


def _handed_out(request: HttpRequest, open_it: Callable[[], SentFile]) -> HttpResponse:
    """Answer with a file, or say in one line why it cannot be opened."""
    try:
        return answer_with_file(request, open_it())
    except DomainError as refused:
        return HttpResponse(str(refused), status=REFUSED, content_type="text/plain; charset=utf-8")


@require_safe
@csp_update({"media-src": [SELF]})  # type: ignore[arg-type]  # a recording is heard in its page
def one(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Show one file and in whose hands it was."""
    found = _found(request, evidence_id)
    return render(request, "cases/evidence.html", {"file": shown(found, reader=signed_in(request))})


@require_safe
def copy(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Hand out the cleaned copy; that it was opened is written down."""
    found = _found(request, evidence_id)

    def open_it() -> SentFile:
        content = evidence_opening.open_copy(found, by=signed_in(request), now=timezone.now())
        return SentFile(content, kinds.BY_CODE[found.copy_format], f"{found.pk}")

    return _handed_out(request, open_it)


@require_safe
@fresh
def original(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Hand out the file as it was sent; that it was taken is written down."""
    found = _found(request, evidence_id)
    if not may_take_original(found, by=signed_in(request)):
        raise PermissionDenied

    def open_it() -> SentFile:
        content = evidence_opening.take_original(found, by=signed_in(request), now=timezone.now())
        return SentFile(content, kinds.BY_CODE[found.format], f"{found.pk}", is_as_sent=True)

    return _handed_out(request, open_it)


class Withdraw(FormPage[Confirm]):
    form_class = Confirm
    heading = _("Take this file back")
    lead = _("It is destroyed, here and for everybody. That it was there stays on record.")
    button = _("Destroy it")
    done = _("The file was withdrawn and destroyed.")

    @cached_property
    def evidence(self) -> Evidence:
        return _found(self.request, self.kwargs["evidence_id"])

    def admit(self) -> None:
        if not may_withdraw(self.evidence, by=self.user):
            raise PermissionDenied

    def subject(self) -> str:
        return f"{self.evidence.case.reference} · {self.evidence.get_kind_display()}"

    def get_success_url(self) -> str:
        return reverse("cases:case-evidence", args=[self.evidence.case_id])

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return evidence.withdraw(self.evidence, by=self.user, now=timezone.now())
