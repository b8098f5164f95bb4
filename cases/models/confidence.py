"""Who reads what was told in confidence about a case: DESIGN §4, testimony and evidence.

The network's leaders, the organiser who has the case in hand, whoever took it down; the ILO's
officer and an ally only while the case is shared with them and its person agreed to that very
purpose. Nobody at all once she no longer agrees that her case is worked on. Never the
administrator, who holds none of these permissions.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from backend.accounts.roles import Permission, roles_with
from campaigns import access
from campaigns.models import Network
from cases.models.case import SHARED_WITH_ALLIES, SHARED_WITH_ILO, AdvocacyCase
from cases.models.consent import Consent, Purpose, agreed


def told_to(user: access.Visitor, *, author: str) -> Q:
    """Return the filter for rows of a ``case`` that ``user`` may open.

    ``author`` names the field of a row that says who took it down.
    """
    circles = _inside(user, author=author) | _as_officer(user) | _as_ally(user)
    return circles & Q(agreed(Purpose.CASE_WORK, case="case_id", on=timezone.localdate()))


def _inside(user: access.Visitor, *, author: str) -> Q:
    ours = access.reach_of(user, Permission.EVIDENCE_READ).networks
    cleared = access.reach_of(user, Permission.EVIDENCE_READ_OWNED).networks
    own = access.reach_of(user, Permission.EVIDENCE_READ_OWN).networks
    rule = Q(case__network__in=ours)
    if cleared:
        rule |= Q(case__network__in=cleared, case__owner=user.pk)
    if own:
        rule |= Q(case__network__in=own, **{author: user.pk})
    return rule


def _as_officer(user: access.Visitor) -> Q:
    countries = access.reach_of(user, Permission.CASE_READ_SHARED_WITH_ILO).countries
    if not countries:
        return Q(pk__in=[])
    return Q(
        agreed(Purpose.ILO, case="case_id", on=timezone.localdate()),
        case__visibility__in=SHARED_WITH_ILO,
        case__campaign__country__in=countries,
    )


def _as_ally(user: access.Visitor) -> Q:
    networks = access.reach_of(user, Permission.CASE_READ_SHARED_WITH_ALLIES).networks
    if not networks:
        return Q(pk__in=[])
    held = Consent.objects.in_force(on=timezone.localdate())
    named = held.filter(purpose=Purpose.PARTNER, partner__in=networks, case=OuterRef("case_id"))
    joined = Q(led_campaigns=OuterRef("case__campaign")) | Q(
        allied_campaigns=OuterRef("case__campaign")
    )
    partner = named.filter(partner__in=Network.objects.filter(joined))
    return Q(Exists(partner), case__visibility__in=SHARED_WITH_ALLIES)


def audience_of(case: AdvocacyCase, *, author: object) -> access.Audience:
    """Tell who may open what was told about ``case``: the other direction of ``told_to``."""
    held = Consent.objects.in_force(on=timezone.localdate()).filter(case=case)
    if not held.filter(purpose=Purpose.CASE_WORK).exists():
        return access.Audience(Q(pk__in=[]))
    here = Q(network=case.network_id)
    rule = here & Q(role__in=roles_with(Permission.EVIDENCE_READ))
    rule |= here & Q(role__in=roles_with(Permission.EVIDENCE_READ_OWNED), user=case.owner_id)
    rule |= here & Q(role__in=roles_with(Permission.EVIDENCE_READ_OWN), user=author)
    if case.visibility in SHARED_WITH_ILO and held.filter(purpose=Purpose.ILO).exists():
        officers = roles_with(Permission.CASE_READ_SHARED_WITH_ILO)
        rule |= Q(role__in=officers, country=case.campaign.country)
    if case.visibility in SHARED_WITH_ALLIES:
        joined = Q(led_campaigns=case.campaign_id) | Q(allied_campaigns=case.campaign_id)
        partners = held.filter(purpose=Purpose.PARTNER).values("partner")
        allies = Network.objects.filter(joined, pk__in=partners)
        role = roles_with(Permission.CASE_READ_SHARED_WITH_ALLIES)
        rule |= Q(role__in=role, network__in=allies)
    return access.Audience(rule)
