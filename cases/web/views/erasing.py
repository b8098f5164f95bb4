"""What is kept in confidence about a case is erased: one leader asks, another agrees."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT
from campaigns.access import require
from cases.actions import erasures
from cases.models import Erasure, ErasureReason
from cases.web.views.steps import CaseStep


class AskErasure(forms.Form):
    """Why; words would outlive what is erased."""

    reason = forms.TypedChoiceField(
        label=_("Why?"),
        choices=ErasureReason.choices,
        coerce=ErasureReason,
        widget=forms.RadioSelect,
    )


class Ask(CaseStep[AskErasure]):
    form_class = AskErasure
    template_name = "cases/ask_erasure.html"
    is_fresh_needed = True
    heading = _("Erase what is kept in confidence")
    lead = _(
        "You ask, and another leader of your network has to agree. Then what she told, who she is "
        "and the files can be read by nobody any more, not even from a backup. The case itself, "
        "its dates and the law it belongs to stay."
    )
    button = _("Ask the other leaders")
    done = _("Asked. Another leader has to agree to it.")

    def admit(self) -> None:
        require(self.user, Permission.CASE_EDIT, network=self.case.network_id)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        open_ones = Erasure.objects.visible_to(self.user).open().with_place()
        waiting = open_ones.filter(case=self.case).first()
        may_agree = waiting is not None and waiting.asked_by_id != self.user.pk
        return super().get_context_data(waiting=waiting, may_agree=may_agree, **more)

    def act(self, form: AskErasure) -> object:
        return erasures.ask(self.case, by=self.user, now=timezone.now(), **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("cases:confidence", args=[self.case.pk])


class _AboutErasure(FormPage[FormT]):
    is_fresh_needed = True

    def admit(self) -> None:
        visible = Erasure.objects.visible_to(self.user).with_place()
        self.erasure = get_object_or_404(visible, pk=self.kwargs["erasure_id"])

    def subject(self) -> str:
        return f"{self.erasure.case.reference} · {self.erasure.case.title}"

    def get_success_url(self) -> str:
        return reverse("cases:confidence", args=[self.erasure.case_id])


class CarryOut(_AboutErasure[Confirm]):
    form_class = Confirm
    template_name = "cases/erasure.html"
    heading = _("Do you agree?")
    button = _("I agree: erase it for good")
    done = _("It is erased. Nobody can read it any more.")

    def admit(self) -> None:
        super().admit()
        if self.erasure.asked_by_id == self.user.pk:
            raise PermissionDenied

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(erasure=self.erasure, **more)

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        erasures.carry_out(self.erasure, by=self.user, now=timezone.now())
        return None


class Withdraw(_AboutErasure[Confirm]):
    form_class = Confirm
    heading = _("Keep it after all?")
    lead = _("Nothing was erased yet.")
    button = _("Keep it")
    done = _("It is kept.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        erasures.withdraw(self.erasure, by=self.user, now=timezone.now())
        return None
