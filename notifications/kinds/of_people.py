"""What is told of campaigns and of the people who come, go and lead."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from backend.audit.models import Event
from campaigns.models import Invitation, Network, RoleAssignment
from notifications import telling
from notifications.kinds.base import Kind, Urgency, quiet
from notifications.subjects.base import leaders_of

_CAMPAIGN = frozenset({"campaign", "ask"})


def _who_holds_it(_event: Event, assignment: RoleAssignment) -> list[UUID | str | None]:
    return [assignment.user_id]


def _who_invited(_event: Event, invitation: Invitation) -> list[UUID | str | None]:
    return [invitation.invited_by_id]


def _who_leads_it(_event: Event, network: Network) -> list[UUID | str | None]:
    return [*leaders_of([network.pk])]


OF_PEOPLE: dict[str, Kind] = {
    "campaign.opened": Kind(
        _("A campaign is opened"),
        _("A campaign was opened: %(campaign)s."),
        telling.of_campaign,
        public=_CAMPAIGN,
    ),
    "campaign.won": Kind(
        _("A campaign is won"),
        _("Won: %(campaign)s."),
        telling.of_campaign,
        public=_CAMPAIGN,
    ),
    "campaign.closed": Kind(
        _("A campaign is closed"),
        _("The campaign was closed: %(campaign)s."),
        telling.of_campaign,
        public=_CAMPAIGN,
    ),
    "ask.added": quiet(
        _("A campaign has a new ask"),
        _("%(campaign)s: a new ask, “%(ask)s”."),
        telling.of_ask,
        public=_CAMPAIGN,
    ),
    "member.invited": quiet(
        _("Somebody is invited into your network"),
        _("%(network)s: somebody was invited as %(role)s."),
        telling.of_invitation,
    ),
    "member.joined": Kind(
        _("Somebody joins your network"),
        _("%(person)s joined %(network)s as %(role)s."),
        telling.of_invitation,
        addressed_to=_who_invited,
    ),
    "member.handover_asked": Kind(
        _("Another leader asks you to agree to a handover"),
        _("%(network)s: a leader asks for your agreement."),
        telling.of_handover,
    ),
    "network.handed_over": quiet(
        _("Work in a network is handed over"),
        _("%(network)s: work was handed over from one person to another."),
        telling.of_network,
    ),
    "network.read_in_bulk": Kind(
        _("Somebody reads very much of your network in a short while"),
        _("%(network)s: %(person)s was shown %(count)s records within an hour."),
        telling.of_reading,
        Urgency.URGENT,
        addressed_to=_who_leads_it,
        is_for_followers=False,
        is_digestable=False,
    ),
    "role.granted": Kind(
        _("You are given a role"),
        _("You are now %(role)s in %(place)s."),
        telling.of_role,
        addressed_to=_who_holds_it,
        is_mandatory=True,
    ),
    "role.revoked": Kind(
        _("A role of yours ends"),
        _("Your role as %(role)s in %(place)s has ended."),
        telling.of_role,
        addressed_to=_who_holds_it,
        is_mandatory=True,
    ),
}
