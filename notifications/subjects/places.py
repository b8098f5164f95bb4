"""Campaigns, asks, networks and roles."""

from django.db.models import QuerySet
from django.urls import reverse

from campaigns.access import Audience, Visitor
from campaigns.models import Ask, Campaign, Handover, Invitation, Network, RoleAssignment
from notifications.models import Scope
from notifications.subjects.base import ScopeKey, Subject, keys


class CampaignSubject(Subject[Campaign]):
    label = "campaigns.campaign"

    def rows(self) -> QuerySet[Campaign]:
        return Campaign.objects.select_related("lead_network")

    def visible_to(self, user: Visitor) -> QuerySet[Campaign]:
        return Campaign.objects.visible_to(user).select_related("lead_network")

    def audience(self, thing: Campaign) -> Audience:
        return thing.audience()

    def scopes(self, thing: Campaign) -> list[ScopeKey]:
        allies = thing.allies.values_list("pk", flat=True)
        return [
            *keys(Scope.CAMPAIGN, [thing.pk]),
            *keys(Scope.NETWORK, [thing.lead_network_id, *allies]),
            *keys(Scope.COUNTRY, [thing.country]),
        ]

    def path(self, thing: Campaign) -> str:
        return reverse("campaigns:campaign", args=[thing.slug])

    def is_public(self, thing: Campaign) -> bool:
        return thing.is_public


class AskSubject(Subject[Ask]):
    label = "campaigns.ask"

    def rows(self) -> QuerySet[Ask]:
        return Ask.objects.select_related("campaign")

    def visible_to(self, user: Visitor) -> QuerySet[Ask]:
        return Ask.objects.visible_to(user).select_related("campaign")

    def audience(self, thing: Ask) -> Audience:
        return thing.audience()

    def scopes(self, thing: Ask) -> list[ScopeKey]:
        return CampaignSubject().scopes(thing.campaign)

    def path(self, thing: Ask) -> str:
        return reverse("campaigns:campaign", args=[thing.campaign.slug])

    def is_public(self, thing: Ask) -> bool:
        return thing.campaign.is_public


class NetworkSubject(Subject[Network]):
    label = "campaigns.network"

    def rows(self) -> QuerySet[Network]:
        return Network.objects.all()

    def visible_to(self, user: Visitor) -> QuerySet[Network]:
        return Network.objects.visible_to(user)

    def audience(self, thing: Network) -> Audience:
        return thing.audience()

    def scopes(self, thing: Network) -> list[ScopeKey]:
        return [*keys(Scope.NETWORK, [thing.pk]), *keys(Scope.COUNTRY, [thing.country])]

    def path(self, thing: Network) -> str:
        return reverse("campaigns:network", args=[thing.slug])


class InvitationSubject(Subject[Invitation]):
    """Who comes into a network: the business of those who manage its members."""

    label = "campaigns.invitation"

    def rows(self) -> QuerySet[Invitation]:
        return Invitation.objects.with_people()

    def visible_to(self, user: Visitor) -> QuerySet[Invitation]:
        return Invitation.objects.visible_to(user).with_people()

    def audience(self, thing: Invitation) -> Audience:
        return thing.audience()

    def scopes(self, thing: Invitation) -> list[ScopeKey]:
        return keys(Scope.NETWORK, [thing.network_id])

    def path(self, thing: Invitation) -> str:
        return reverse("campaigns:members", args=[thing.network.slug])


class HandoverSubject(Subject[Handover]):
    """A leader has gone: the business of those who lead with her, and not of herself."""

    label = "campaigns.handover"

    def rows(self) -> QuerySet[Handover]:
        return Handover.objects.with_people()

    def visible_to(self, user: Visitor) -> QuerySet[Handover]:
        return Handover.objects.visible_to(user).with_people()

    def audience(self, thing: Handover) -> Audience:
        return thing.audience()

    def scopes(self, thing: Handover) -> list[ScopeKey]:
        return keys(Scope.NETWORK, [thing.network_id])

    def path(self, thing: Handover) -> str:
        return reverse("campaigns:members", args=[thing.network.slug])


class RoleSubject(Subject[RoleAssignment]):
    """A role given or taken: its holder's business, and nobody follows it."""

    label = "campaigns.roleassignment"

    def rows(self) -> QuerySet[RoleAssignment]:
        return RoleAssignment.objects.with_people()

    def visible_to(self, user: Visitor) -> QuerySet[RoleAssignment]:
        return RoleAssignment.objects.with_people().filter(user=user.pk)

    def audience(self, thing: RoleAssignment) -> Audience:
        return Audience.of(thing.user_id)

    def scopes(self, _thing: RoleAssignment) -> list[ScopeKey]:
        return []

    def path(self, _thing: RoleAssignment) -> str:
        return reverse("home")
