"""The steps of a case: taking it up, sending it in, ending it, sharing it, handing it over."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT
from cases.access import require_to_edit
from cases.actions import cases, linking
from cases.models import AdvocacyCase
from cases.queries.places import Place, people_who_can_take, reviews_to_link
from cases.queries.who_sees import seers_however_shared
from cases.web.forms.cases import AssignCase, CloseCase, LinkReview, ShareCase


class CaseStep(FormPage[FormT]):
    """One step of one case, on a page of its own that also works from the case's page."""

    @cached_property
    def case(self) -> AdvocacyCase:
        visible = AdvocacyCase.objects.visible_to(self.user).with_place()
        return get_object_or_404(visible, pk=self.kwargs["case_id"])

    def admit(self) -> None:
        require_to_edit(self.case, by=self.user)

    def subject(self) -> str:
        return f"{self.case.reference} · {self.case.title}"

    def get_success_url(self) -> str:
        return reverse("cases:case", args=[self.case.pk])


class Activate(CaseStep[Confirm]):
    form_class = Confirm
    heading = _("Take up the case")
    lead = _("It becomes active: your network works on it.")
    button = _("Take it up")
    done = _("The case is active now.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return cases.activate(self.case, by=self.user)


class Submit(CaseStep[Confirm]):
    form_class = Confirm
    heading = _("Put before an authority")
    lead = _("Say that the case was handed to an office, a court or a commission.")
    button = _("It was submitted")
    done = _("The case is marked as submitted.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return cases.submit(self.case, by=self.user)


class Close(CaseStep[CloseCase]):
    form_class = CloseCase
    heading = _("End the case")
    button = _("End the case")
    done = _("The case has ended.")

    def act(self, form: CloseCase) -> object:
        return cases.close(self.case, by=self.user, **form.cleaned_data)


class Reopen(CaseStep[Confirm]):
    form_class = Confirm
    heading = _("Take the case up again")
    lead = _("It becomes active again. What was written about its end stays in its history.")
    button = _("Take it up again")
    done = _("The case is active again.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return cases.reopen(self.case, by=self.user)


class Share(CaseStep[ShareCase]):
    form_class = ShareCase
    template_name = "cases/share.html"
    heading = _("Who may read this case")
    done = _("Changed who may read the case.")

    def get_initial(self) -> dict[str, Any]:
        return {"visibility": self.case.visibility}

    def get_form_kwargs(self) -> dict[str, Any]:
        place = Place(self.case.network, self.case.campaign)
        about = {"place": place, "by": self.user, "risk": self.case.risk}
        return super().get_form_kwargs() | about

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        everybody = seers_however_shared(self.case, asker=self.user)
        return super().get_context_data(seers=everybody, **more)

    def act(self, form: ShareCase) -> object:
        return cases.share(self.case, by=self.user, with_=form.cleaned_data["visibility"])


class Assign(CaseStep[AssignCase]):
    form_class = AssignCase
    heading = _("Hand the case over")
    lead = _("She is told, and can change the case from now on.")
    button = _("Hand it over")
    done = _("The case was handed over.")

    def get_initial(self) -> dict[str, Any]:
        return {"to": self.case.owner_id}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"people": people_who_can_take(self.case)}

    def act(self, form: AssignCase) -> object:
        return cases.assign(self.case, by=self.user, to=form.cleaned_data["to"])


class Link(CaseStep[LinkReview]):
    form_class = LinkReview
    heading = _("Join to a law review")
    lead = _("Then this page shows where the law stands, and the officer sees that cases wait.")
    button = _("Join them")
    done = _("The case is joined to the law review.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"reviews": reviews_to_link(self.case, by=self.user)}

    def act(self, form: LinkReview) -> object:
        return linking.link_case(form.cleaned_data["law_review"], self.case, by=self.user)
