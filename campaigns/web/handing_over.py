"""A leader has gone or was taken: one leader asks, another agrees."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.translated import in_language
from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT
from campaigns.access import require
from campaigns.actions import handovers
from campaigns.models import Handover, Network, Why
from campaigns.queries import leaders_of


class AskHandover(forms.Form):
    """Who has gone, who goes on, and the little that need be known."""

    leader = forms.ModelChoiceField(
        User.objects.none(), label=_("Who has gone?"), widget=forms.RadioSelect, empty_label=None
    )
    why = forms.TypedChoiceField(
        label=_("What is known?"), choices=Why.choices, coerce=Why, widget=forms.RadioSelect
    )
    successor = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who goes on with her cases and tasks?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, network: Network, reader: User, **more: Any) -> None:
        super().__init__(*args, **more)
        leading = leaders_of(network)
        leader, successor = (self.fields[name] for name in ("leader", "successor"))
        leader.queryset = leading.exclude(pk=reader.pk)  # type: ignore[attr-defined]
        successor.queryset = leading  # type: ignore[attr-defined]


TWO_BESIDES_HER = 3


class Ask(FormPage[AskHandover]):
    form_class = AskHandover
    template_name = "campaigns/ask_handover.html"
    is_fresh_needed = True
    heading = _("A leader has gone")
    lead = _(
        "You ask, and another leader has to agree. Then she is signed out everywhere, her roles "
        "in this network end, and her cases and tasks go to whom you choose. Who follows "
        "them hears that they were handed over, and not why."
    )
    button = _("Ask the other leaders")
    done = _("Asked. Another leader has to agree to it.")

    def admit(self) -> None:
        visible = Network.objects.visible_to(self.user)
        self.network = get_object_or_404(visible, slug=self.kwargs["slug"])
        require(self.user, Permission.CASE_EDIT, network=self.network.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"network": self.network, "reader": self.user}

    def subject(self) -> str:
        return in_language(self.network, "name")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        enough = leaders_of(self.network).count() >= TWO_BESIDES_HER
        return super().get_context_data(are_enough=enough, **more)

    def act(self, form: AskHandover) -> object:
        said = form.cleaned_data
        return handovers.ask(
            said["leader"],
            network=self.network,
            successor=said["successor"],
            why=said["why"],
            by=self.user,
            now=timezone.now(),
        )

    def get_success_url(self) -> str:
        return reverse("campaigns:members", args=[self.network.slug])


class AboutHandover(FormPage[FormT]):
    """A form about one handover that waits."""

    is_fresh_needed = True

    def admit(self) -> None:
        visible = Handover.objects.visible_to(self.user).with_people()
        self.handover = get_object_or_404(visible, pk=self.kwargs["handover_id"])

    def subject(self) -> str:
        return f"{self.handover.leader} · {in_language(self.handover.network, 'name')}"

    def get_success_url(self) -> str:
        return reverse("campaigns:members", args=[self.handover.network.slug])


class ConfirmHandover(AboutHandover[Confirm]):
    form_class = Confirm
    template_name = "campaigns/handover.html"
    heading = _("Do you agree?")
    button = _("I agree: end her access")
    done = _("Her access has ended, and her work was passed on.")

    def admit(self) -> None:
        super().admit()
        if self.handover.asked_by_id == self.user.pk:
            raise PermissionDenied

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(handover=self.handover, **more)

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        handovers.settle(self.handover, by=self.user, now=timezone.now())
        return None


class WithdrawHandover(AboutHandover[Confirm]):
    form_class = Confirm
    heading = _("Take this back?")
    lead = _("Nothing was ended yet. She goes on as before.")
    button = _("Take it back")
    done = _("It is taken back.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        handovers.withdraw(self.handover, by=self.user, now=timezone.now())
        return None
