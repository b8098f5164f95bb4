"""Who belongs to a network, for those who may know: giving and ending roles, leaving."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.roles import Permission
from backend.translated import in_language
from backend.web.forms import Confirm
from backend.web.pager import page_of
from backend.web.pages import FormPage, FormT, signed_in
from campaigns.access import require
from campaigns.actions import roles
from campaigns.models import Network
from campaigns.queries import (
    card_of,
    invitations_to,
    may_hand_over,
    may_manage_members,
    members_of,
    networks_with_known_members,
    roles_known_to,
    waiting_handovers,
)
from campaigns.web.forms import ChooseRole


@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """List who holds which role in a network since when, and which invitations wait."""
    user = signed_in(request)
    network = get_object_or_404(networks_with_known_members(user), slug=slug)
    people = members_of(network)
    more = {
        "network": network,
        "page": page_of(people, by="username", after=request.GET.get("after", "")),
        "invitations": invitations_to(network, reader=user, now=timezone.now()),
        "may_manage": may_manage_members(user, network),
        "handovers": waiting_handovers(network, reader=user),
        "may_hand_over": may_hand_over(user, network),
    }
    return render(request, "campaigns/members.html", more)


class AboutMember(FormPage[FormT]):
    """A form about one person's role in one network."""

    is_fresh_needed = True

    def admit(self) -> None:
        known = roles_known_to(self.user)
        self.assignment = get_object_or_404(known, pk=self.kwargs["role_id"])
        require(self.user, Permission.MEMBER_MANAGE, network=self.assignment.network_id)

    @property
    def network(self) -> Network:
        network = self.assignment.network
        assert network  # noqa: S101  # only roles in networks are looked for
        return network

    def get_success_url(self) -> str:
        return reverse("campaigns:members", args=[self.network.slug])


class GiveRole(AboutMember[ChooseRole]):
    form_class = ChooseRole
    heading = _("Give another role")
    button = _("Give it")
    done = _("The role is given.")

    def subject(self) -> str:
        return f"{self.assignment.user} · {in_language(self.network, 'name')}"

    def act(self, form: ChooseRole) -> object:
        return roles.grant_in_network(
            form.cleaned_data["role"],
            to=self.assignment.user,
            network=self.network,
            by=self.user,
            on=timezone.now().date(),
        )


class EndRole(AboutMember[Confirm]):
    form_class = Confirm
    heading = _("End this role?")
    lead = _("From now on she sees nothing more through it. What she did stays with the network.")
    button = _("End it")
    done = _("The role has ended.")

    def subject(self) -> str:
        role = self.assignment.get_role_display()
        return f"{self.assignment.user} · {role} · {in_language(self.network, 'name')}"

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        roles.revoke(self.assignment, by=self.user, on=timezone.now().date())
        return None

    def get_success_url(self) -> str:
        is_hers = self.assignment.user_id == self.user.pk
        return reverse("campaigns:networks") if is_hers else super().get_success_url()


class Leave(FormPage[Confirm]):
    """Leave a network by oneself."""

    form_class = Confirm
    heading = _("Leave this network?")
    lead = _(
        "You will not see what is inside it any more. "
        "The cases you logged or work on stay with the network."
    )
    button = _("Leave")
    done = _("You have left the network.")

    def admit(self) -> None:
        visible = Network.objects.visible_to(self.user)
        self.network = get_object_or_404(visible, slug=self.kwargs["slug"])
        if not card_of(self.network, reader=self.user).own_roles:
            raise PermissionDenied

    def subject(self) -> str:
        return in_language(self.network, "name")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        roles.leave(self.network, by=self.user, on=timezone.now().date())
        return None

    def get_success_url(self) -> str:
        return reverse("campaigns:networks")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        back = reverse("campaigns:network", args=[self.network.slug])
        return super().get_context_data(**more) | {"back": back}
