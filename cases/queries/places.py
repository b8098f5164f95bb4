"""Where somebody may log a case, and who would read it there."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from backend.accounts.models import User
from backend.accounts.roles import Permission, roles_with
from campaigns.access import reach_of
from campaigns.models import Ask, Campaign, CampaignStatus, Network, RoleAssignment
from cases.models import AdvocacyCase, LawReview, Provision, Risk, Visibility
from cases.models.precaution import may_be_shared
from cases.queries.who_sees import Seers, planned, seers_however_shared


@dataclass(frozen=True, slots=True)
class Place:
    """A network and one of its active campaigns."""

    network: Network
    campaign: Campaign


def places_to_log(user: User) -> list[Place]:
    """Return where ``user`` may log a case; where she logged last comes first."""
    networks = networks_to_log_for(user).order_by("name", "id")
    campaigns = campaigns_to_log_for(user).prefetch_related("allies").order_by("title", "id")
    found = [
        Place(network, campaign)
        for network in networks
        for campaign in campaigns
        if network.pk == campaign.lead_network_id or network in campaign.allies.all()
    ]
    last = AdvocacyCase.objects.filter(logged_by=user).order_by("-created_at", "-id").first()
    if last is None:
        return found
    before = (last.network_id, last.campaign_id)
    return sorted(found, key=lambda place: (place.network.pk, place.campaign.pk) != before)


def networks_to_log_for(user: User) -> QuerySet[Network]:
    return Network.objects.visible_to(user).filter(
        pk__in=reach_of(user, Permission.CASE_LOG).networks
    )


def campaigns_to_log_for(user: User) -> QuerySet[Campaign]:
    """Return the active campaigns in which a network of ``user`` takes part."""
    networks = reach_of(user, Permission.CASE_LOG).networks
    allied = Campaign.allies.through._default_manager.filter(network__in=networks)
    return Campaign.objects.visible_to(user).filter(
        Q(lead_network__in=networks) | Q(pk__in=allied.values("campaign")),
        status=CampaignStatus.ACTIVE,
    )


def readers_at(place: Place, *, besides: User, risk: str) -> dict[Visibility, int]:
    """Count who could read a case logged there, for each way of sharing that its risk allows."""
    return {
        visibility: _readers(place, visibility, besides)
        for visibility in Visibility
        if may_be_shared(risk or Risk.NONE, as_=visibility)
    }


def _readers(place: Place, visibility: Visibility, besides: User) -> int:
    return _audience(place, visibility, besides).count()


def _audience(place: Place, visibility: Visibility, besides: User) -> QuerySet[User]:
    return _planned(place, visibility, besides).audience().users().exclude(pk=besides.pk)


def _planned(place: Place, visibility: Visibility, by: User) -> AdvocacyCase:
    return planned(network=place.network, campaign=place.campaign, visibility=visibility, by=by)


def seers_at(place: Place, *, besides: User) -> list[Seers]:
    """Say of each circle who would see a case logged there, and by which way of sharing it."""
    case = _planned(place, Visibility.NETWORK, besides)
    return seers_however_shared(case, asker=besides)


def asks_of(campaign: Campaign) -> QuerySet[Ask]:
    return Ask.objects.filter(campaign=campaign).order_by("title", "id")


def provisions_of(campaign: Campaign) -> QuerySet[Provision]:
    """Return the provisions a campaign's asks are about."""
    asked = Provision.objects.filter(asks__campaign=campaign).distinct()
    return asked.select_related("instrument").order_by("instrument__title", "number", "id")


def people_who_can_take(case: AdvocacyCase) -> QuerySet[User]:
    """Return those of the case's network who may work on it."""
    able = RoleAssignment.objects.current().filter(
        network=case.network_id, role__in=roles_with(Permission.CASE_EDIT_OWNED)
    )
    people = User.objects.filter(is_active=True, pk__in=able.values("user"))
    return people.order_by("display_name", "username", "id")


def reviews_to_link(case: AdvocacyCase, *, by: User) -> QuerySet[LawReview]:
    """Return the reviews of the case's country it is not joined to yet."""
    visible = LawReview.objects.visible_to(by).filter(country=case.country)
    return visible.exclude(pk__in=case.reviews.values("pk")).order_by("title", "id")
