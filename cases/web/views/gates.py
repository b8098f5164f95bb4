"""What an officer does about the gates of a review."""

from typing import Any
from uuid import uuid4

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from backend.translated import in_language
from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT
from campaigns import access
from cases.actions import gates
from cases.models import Gate
from cases.web.forms.roads import MoveGate, SetGate
from cases.web.views.reviews import ReviewStep


class Set(ReviewStep[SetGate]):
    form_class = SetGate
    heading = _("Say until when a gate is open")
    lead = _("What must be done by a day, or the law does not pass: a hearing, a certificate.")
    button = _("Set the gate")
    done = _("The gate is set.")

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4(), "kind": self.request.GET.get("kind", "")}

    def act(self, form: SetGate) -> object:
        new = gates.NewGate(law_review=self.review, **form.cleaned_data)
        return gates.set_gate(new, by=self.user)


class GateStep(FormPage[FormT]):
    """One thing its officer does to one gate."""

    @cached_property
    def gate(self) -> Gate:
        visible = Gate.objects.visible_to(self.user).with_place()
        return get_object_or_404(visible, pk=self.kwargs["gate_id"])

    def admit(self) -> None:
        access.require(self.user, Permission.REVIEW_KEEP, country=self.gate.law_review.country)

    def subject(self) -> str:
        return in_language(self.gate.law_review)

    def get_success_url(self) -> str:
        return reverse("cases:review", args=[self.gate.law_review.slug]) + "#outlook"


class Move(GateStep[MoveGate]):
    form_class = MoveGate
    heading = _("The gate closes on another day")
    button = _("Move the date")
    done = _("The date was moved.")

    def act(self, form: MoveGate) -> object:
        return gates.move(self.gate, by=self.user, **form.cleaned_data)


class Passed(GateStep[Confirm]):
    form_class = Confirm
    heading = _("The law came through this gate")
    button = _("It came through")
    done = _("The gate was passed.")

    def act(self, _form: Confirm) -> object:
        return gates.mark_passed(self.gate, by=self.user)


class Shut(GateStep[Confirm]):
    form_class = Confirm
    heading = _("The gate closed and the law did not come through")
    lead = _("Where the law stands does not change by this. Record what happened as a fact.")
    button = _("It closed")
    done = _("The gate is closed.")

    def act(self, _form: Confirm) -> object:
        return gates.mark_shut(self.gate, by=self.user)
