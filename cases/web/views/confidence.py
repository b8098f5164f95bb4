"""What is told in confidence about a case: agreements, testimonies, and who she is."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.errors import DomainError
from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT, signed_in
from campaigns.models import Network
from cases.access import may_take_down
from cases.actions import consents, identities, testimonies
from cases.models import AdvocacyCase, Consent, Identity, Testimony
from cases.models.consent import EXPLAINED
from cases.queries.confidence import confidence_of
from cases.web.forms.confidence import Agree, Correct, PutAway, TakeDown, Why
from cases.web.views.steps import CaseStep


@require_safe
def confidence(request: HttpRequest, case_id: Any) -> HttpResponse:
    """Say what there is in confidence about a case, as far as the reader may know; open nothing."""
    user = signed_in(request)
    visible = AdvocacyCase.objects.visible_to(user).with_place()
    case = get_object_or_404(visible, pk=case_id)
    found = confidence_of(case, reader=user, on=timezone.localdate())
    return render(request, "cases/confidence.html", {"case": case, "found": found})


class _TakingDown(CaseStep[FormT]):
    """A form of whoever works on the case or logged it."""

    def admit(self) -> None:
        if not may_take_down(self.case, by=self.user):
            raise PermissionDenied

    def get_success_url(self) -> str:
        return reverse("cases:confidence", args=[self.case.pk])


class GiveConsent(_TakingDown[Agree]):
    form_class = Agree
    template_name = "cases/agree.html"
    heading = _("What she agrees to")
    lead = _("Explain it first, in her language, and let her say it back to you.")
    button = _("Write it down")
    done = _("It is written down. She can take it back at any time.")

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4(), "given_on": timezone.localdate(), "language": get_language()}

    def get_form_kwargs(self) -> dict[str, Any]:
        visible = Network.objects.visible_to(self.user).exclude(pk=self.case.network_id)
        return super().get_form_kwargs() | {"partners": visible.order_by("name")}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        explained = [(purpose.label, words) for purpose, words in EXPLAINED.items()]
        return super().get_context_data(explained=explained, **more)

    def act(self, form: Agree) -> object:
        return consents.record(self.case, consents.NewConsent(**form.cleaned_data), by=self.user)


class TakeBack(FormPage[Confirm]):
    form_class = Confirm
    heading = _("She takes it back")
    lead = _(
        "From now on nothing rests on it. For each person outside who read it, somebody of your "
        "network gets the task to ask for what she holds."
    )
    button = _("Take it back")
    done = _("It is taken back.")

    @cached_property
    def consent(self) -> Consent:
        visible = Consent.objects.visible_to(self.user).with_place()
        return get_object_or_404(visible, pk=self.kwargs["consent_id"])

    def admit(self) -> None:
        case = self.consent.case
        if not (may_take_down(case, by=self.user) or self.consent.taken_by_id == self.user.pk):
            raise PermissionDenied

    def subject(self) -> str:
        return f"{self.consent.case.reference} · {self.consent.get_purpose_display()}"

    def get_success_url(self) -> str:
        return reverse("cases:confidence", args=[self.consent.case_id])

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return consents.withdraw(self.consent, by=self.user, now=timezone.now())


class TakeTestimony(_TakingDown[TakeDown]):
    form_class = TakeDown
    heading = _("Write down what she told")
    lead = _("It is locked as soon as you save it. Leave out names, addresses and numbers.")
    button = _("Lock it away")
    done = _("It is locked away.")

    def get_initial(self) -> dict[str, Any]:
        language = get_language()
        today = timezone.localdate()
        return {"id": uuid4(), "told_on": today, "language": language, "written_in": language}

    def act(self, form: TakeDown) -> object:
        new = testimonies.NewTestimony(**form.cleaned_data)
        return testimonies.take_down(self.case, new, by=self.user)


class _OfTestimony(FormPage[FormT]):
    @cached_property
    def told(self) -> Testimony:
        visible = Testimony.objects.visible_to(self.user).with_place().current()
        return get_object_or_404(
            visible.select_related("case__campaign", "case__network"),
            pk=self.kwargs["testimony_id"],
        )

    def subject(self) -> str:
        return f"{self.told.case.reference} · {self.told.pseudonym}"

    def get_success_url(self) -> str:
        return reverse("cases:confidence", args=[self.told.case_id])


class ReadTestimony(_OfTestimony[Why]):
    """Opened by pressing a button, so that no browser opens it by looking ahead."""

    form_class = Why
    heading = _("Open what she told")
    lead = _("That you read it is written down, and she can learn of it.")
    button = _("Open it")

    def admit(self) -> None:
        self.told  # noqa: B018  # finds it, or it is not there for her

    def form_valid(self, form: Why) -> HttpResponse:
        try:
            text = testimonies.open_text(self.told, by=self.user, **form.cleaned_data)
        except DomainError as refused:
            return self.refused(form, refused)
        may_write = may_take_down(self.told.case, by=self.user)
        more = {"told": self.told, "text": text, "may_write": may_write}
        return render(self.request, "cases/testimony.html", self.get_context_data(**more))


class _Rewriting(_OfTestimony[FormT]):
    def admit(self) -> None:
        if not may_take_down(self.told.case, by=self.user):
            raise PermissionDenied


class CorrectTestimony(_Rewriting[Correct]):
    form_class = Correct
    heading = _("Correct what she told")
    lead = _("What was written before stays beside it, locked as well.")
    done = _("It is corrected.")

    def get_initial(self) -> dict[str, Any]:
        if self.request.method == "POST":
            return {}
        return {"text": testimonies.open_text(self.told, by=self.user)}

    def act(self, form: Correct) -> object:
        return testimonies.correct(self.told, form.cleaned_data["text"], by=self.user)


class WithdrawTestimony(_Rewriting[Confirm]):
    form_class = Confirm
    heading = _("Take back what she told")
    lead = _(
        "Its words are removed at once, with all earlier versions. That cannot be undone. For each "
        "person outside who read it, somebody of your network gets the task to ask for what she "
        "holds."
    )
    button = _("Remove it")
    done = _("It is removed.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return testimonies.withdraw(self.told, by=self.user, now=timezone.now())


class PutIdentityAway(_TakingDown[PutAway]):
    form_class = PutAway
    heading = _("Put her name into the vault")
    lead = _(
        "Only if you need it. Leaders can open it with a reason, and the others of them are told."
    )
    button = _("Lock it away")
    done = _("It is locked away.")

    def act(self, form: PutAway) -> object:
        return identities.put_away(self.case, by=self.user, **form.cleaned_data)


class OpenIdentity(FormPage[Why]):
    form_class = Why
    heading = _("Open the vault")
    lead = _("The other leaders of your network are told that you did, and read your reason.")
    button = _("Open it")
    is_fresh_needed = True

    @cached_property
    def identity(self) -> Identity:
        visible = Identity.objects.visible_to(self.user).with_place()
        return get_object_or_404(visible, pk=self.kwargs["identity_id"])

    def admit(self) -> None:
        self.identity  # noqa: B018  # finds it, or it is not there for her

    def subject(self) -> str:
        return f"{self.identity.case.reference} · {self.identity.pseudonym}"

    def get_success_url(self) -> str:
        return reverse("cases:confidence", args=[self.identity.case_id])

    def form_valid(self, form: Why) -> HttpResponse:
        try:
            opened = identities.open_identity(self.identity, by=self.user, **form.cleaned_data)
        except DomainError as refused:
            return self.refused(form, refused)
        more = {"opened": opened, "identity": self.identity}
        return render(self.request, "cases/identity.html", self.get_context_data(**more))
