"""Updates of a review that are proposed and answered, and the word that nothing changed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from backend.translated import in_language
from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT, came_from
from campaigns import access
from cases.access import may_propose
from cases.actions import proposals
from cases.models import Proposal
from cases.queries.proposals import networks_to_propose_for
from cases.web.forms.teamwork import DeclineProposal, ProposeUpdate
from cases.web.views.reviews import ReviewStep


class Propose(ReviewStep[ProposeUpdate]):
    form_class = ProposeUpdate
    heading = _("Propose an update")
    lead = _("The ILO officer looks at it. If she accepts it, it becomes an entry of the review.")
    button = _("Propose it")
    done = _("Proposed. You will be told what the officer says.")

    def admit(self) -> None:
        if not may_propose(self.review, by=self.user):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        networks = networks_to_propose_for(self.user, country=self.review.country)
        return super().get_form_kwargs() | {"networks": networks}

    def act(self, form: ProposeUpdate) -> object:
        new = proposals.NewProposal(**form.cleaned_data)
        return proposals.propose(self.review, new, by=self.user)


class ConfirmNoChange(ReviewStep[Confirm]):
    form_class = Confirm
    heading = _("No change")
    lead = _("You looked, and nothing has changed since the last entry. Everybody sees that.")
    button = _("No change")
    done = _("Noted: nothing has changed.")

    def get_success_url(self) -> str:
        return came_from(self.request, otherwise=super().get_success_url())

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return proposals.confirm_no_change(self.review, by=self.user)


class ProposalStep(FormPage[FormT]):
    """What the keeper of its review answers to one proposal."""

    template_name = "cases/proposal.html"

    @cached_property
    def proposal(self) -> Proposal:
        visible = Proposal.objects.visible_to(self.user).with_place()
        return get_object_or_404(visible, pk=self.kwargs["proposal_id"])

    def admit(self) -> None:
        country = self.proposal.law_review.country
        access.require(self.user, Permission.REVIEW_KEEP, country=country)

    def subject(self) -> str:
        return in_language(self.proposal.law_review)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(proposal=self.proposal, **more)

    def get_success_url(self) -> str:
        page = reverse("cases:review", args=[self.proposal.law_review.slug])
        return came_from(self.request, otherwise=page)


class Accept(ProposalStep[Confirm]):
    form_class = Confirm
    heading = _("Accept the proposed update")
    lead = _("It becomes an entry of the review, and all who follow it are told.")
    button = _("Accept")
    done = _("Accepted. It is an entry of the review now.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return proposals.accept(self.proposal, by=self.user)


class Decline(ProposalStep[DeclineProposal]):
    form_class = DeclineProposal
    heading = _("Decline the proposed update")
    button = _("Decline")
    done = _("Declined. Whoever proposed it is told why.")

    def act(self, form: DeclineProposal) -> object:
        return proposals.decline(self.proposal, by=self.user, **form.cleaned_data)
