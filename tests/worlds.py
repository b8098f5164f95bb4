"""Small generated worlds: two countries, a few networks, people in every kind of standing.

Hypothesis draws a plain plan, so that a failing world is printed and shrunk; ``build``
turns it into rows with a handful of inserts.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from hypothesis import strategies as st

from backend.accounts.models import User
from backend.accounts.roles import SCOPE_OF, Role, Scope
from backend.crypto.fields import Sealed
from campaigns.models import Ask, Campaign, Invitation, Network, RoleAssignment
from cases.models import (
    AdvocacyCase,
    Comment,
    CommentReaders,
    Consent,
    Erasure,
    Evidence,
    Identity,
    IloSupport,
    LawReview,
    Milestone,
    Proposal,
    Purpose,
    Task,
    Testimony,
    Visibility,
)
from tests import factories

COUNTRIES = ("TH", "PH")
DAYS_FROM_TODAY = {
    "since long ago": (-900, None),
    "from today": (0, None),
    "until tomorrow": (-900, 1),
    "ended today": (-900, 0),
    "ended yesterday": (-900, -1),
    "starts tomorrow": (1, None),
}
"""First day with and first day without a role, counted from today."""


@dataclass(frozen=True)
class RolePlan:
    role: Role
    place: int
    term: str


@dataclass(frozen=True)
class PersonPlan:
    is_active: bool
    roles: list[RolePlan]


@dataclass(frozen=True)
class CampaignPlan:
    lead: int
    allies: frozenset[int]
    is_public: bool


@dataclass(frozen=True)
class CasePlan:
    """A case with one comment for each circle of readers, one task, and what is in confidence.

    ``said_while`` is how the case was shared when the comments were written.
    """

    campaign: int
    network: int
    visibility: Visibility
    said_while: Visibility
    logged_by: int
    task_for: int
    agreed: frozenset[Purpose]
    owner: int


@dataclass(frozen=True)
class LawPlan:
    """A review with one milestone and one proposal, and a piece of support."""

    country: str
    is_public: bool
    proposed_by: int


@dataclass(frozen=True)
class WorldPlan:
    """What is to be built; numbers are places in the lists, counted round and round."""

    networks: list[str]
    people: list[PersonPlan]
    campaigns: list[CampaignPlan]
    cases: list[CasePlan]
    law: list[LawPlan]


_place = st.integers(0, 3)
_person = st.integers(0, 5)
_shared = st.sampled_from(Visibility)
_visibility = st.sampled_from(Visibility)
_roles = st.builds(
    RolePlan, st.sampled_from(Role), _place, st.sampled_from(sorted(DAYS_FROM_TODAY))
)
_one_of_each_kind_per_place = st.lists(
    _roles, max_size=3, unique_by=lambda plan: (plan.role, plan.place)
)
plans = st.builds(
    WorldPlan,
    networks=st.lists(st.sampled_from(COUNTRIES), min_size=4, max_size=4),
    people=st.lists(
        st.builds(PersonPlan, st.sampled_from([True, True, False]), _one_of_each_kind_per_place),
        min_size=2,
        max_size=6,
    ),
    campaigns=st.lists(
        st.builds(CampaignPlan, _place, st.frozensets(_place, max_size=2), st.booleans()),
        min_size=1,
        max_size=4,
    ),
    cases=st.lists(
        st.builds(
            CasePlan,
            *(_place, _place, _visibility, _visibility, _person, _person),
            st.frozensets(st.sampled_from([Purpose.CASE_WORK, Purpose.ILO, Purpose.PARTNER])),
            _person,
        ),
        max_size=6,
    ),
    law=st.lists(
        st.builds(LawPlan, st.sampled_from(COUNTRIES), st.booleans(), _person),
        max_size=4,
    ),
)


@dataclass(frozen=True)
class World:
    """The rows all others hang on. Read people afresh: access is remembered on the instance."""

    networks: list[Network]
    people: list[User]
    campaigns: list[Campaign]
    cases: list[AdvocacyCase]


def build(plan: WorldPlan) -> World:
    """Insert everything of ``plan``, each model at once."""
    networks = Network.objects.bulk_create(
        factories.NetworkFactory.build(country=country) for country in plan.networks
    )
    people = User.objects.bulk_create(
        factories.UserFactory.build(is_active=person.is_active) for person in plan.people
    )
    RoleAssignment.objects.bulk_create(_assignments(plan, networks, people))
    Invitation.objects.bulk_create(
        factories.InvitationFactory.build(network=network, invited_by=people[0])
        for network in networks
    )
    campaigns = _campaigns(plan, networks)
    Ask.objects.bulk_create(factories.AskFactory.build(campaign=each) for each in campaigns)
    cases = AdvocacyCase.objects.bulk_create(_cases(plan, networks, campaigns, people))
    _work_together(plan, cases, people)
    _tell_in_confidence(plan, cases, people, networks)
    _make_law(plan, networks, people)
    return World(networks=networks, people=people, campaigns=campaigns, cases=cases)


def _work_together(plan: WorldPlan, cases: list[AdvocacyCase], people: list[User]) -> None:
    Comment.objects.bulk_create(
        factories.CommentFactory.build(
            case=case, readers=readers, author=case.logged_by, shared_with=planned.said_while
        )
        for case, planned in zip(cases, plan.cases, strict=True)
        for readers in CommentReaders
    )
    Evidence.objects.bulk_create(
        factories.EvidenceFactory.build(case=case, added_by=people[planned.task_for % len(people)])
        for case, planned in zip(cases, plan.cases, strict=True)
    )
    Task.objects.bulk_create(
        factories.TaskFactory.build(case=case, owner=people[planned.task_for % len(people)])
        for case, planned in zip(cases, plan.cases, strict=True)
    )


def _tell_in_confidence(
    plan: WorldPlan, world_cases: list[AdvocacyCase], people: list[User], networks: list[Network]
) -> None:
    Consent.objects.bulk_create(
        factories.ConsentFactory.build(
            case=case,
            purpose=purpose,
            partner=networks[planned.owner % 4] if purpose == Purpose.PARTNER else None,
            taken_by=people[planned.task_for % len(people)],
        )
        for case, planned in zip(world_cases, plan.cases, strict=True)
        for purpose in sorted(planned.agreed)
    )
    # What is sealed needs no key to be found or not.
    sealed = Sealed(b"sealed")
    Testimony.objects.bulk_create(
        factories.TestimonyFactory.build(
            case=case, text=sealed, written_by=people[planned.task_for % len(people)]
        )
        for case, planned in zip(world_cases, plan.cases, strict=True)
    )
    Erasure.objects.bulk_create(
        factories.ErasureFactory.build(case=case, asked_by=case.logged_by) for case in world_cases
    )
    Identity.objects.bulk_create(
        factories.IdentityFactory.build(
            case=case, name=sealed, contact=sealed, added_by=case.logged_by
        )
        for case in world_cases
    )


def _make_law(plan: WorldPlan, networks: list[Network], people: list[User]) -> None:
    reviews = LawReview.objects.bulk_create(
        factories.LawReviewFactory.build(country=law.country, is_public=law.is_public)
        for law in plan.law
    )
    Milestone.objects.bulk_create(
        factories.MilestoneFactory.build(law_review=review) for review in reviews
    )
    Proposal.objects.bulk_create(
        factories.ProposalFactory.build(
            law_review=review,
            network=networks[0],
            proposed_by=people[law.proposed_by % len(people)],
        )
        for review, law in zip(reviews, plan.law, strict=True)
    )
    IloSupport.objects.bulk_create(
        factories.IloSupportFactory.build(country=law.country, is_public=law.is_public)
        for law in plan.law
    )


def _assignments(
    plan: WorldPlan, networks: list[Network], people: list[User]
) -> list[RoleAssignment]:
    today = timezone.now().date()
    rows: dict[tuple[object, ...], RoleAssignment] = {}
    for person, planned in zip(people, plan.people, strict=True):
        for held in planned.roles:
            scope = SCOPE_OF[held.role]
            first, end = DAYS_FROM_TODAY[held.term]
            row = RoleAssignment(
                user=person,
                role=held.role,
                network=networks[held.place] if scope == Scope.NETWORK else None,
                country=COUNTRIES[held.place % 2] if scope == Scope.COUNTRY else "",
                is_house=scope == Scope.HOUSE,
                starts_on=today + dt.timedelta(first),
                ends_on=None if end is None else today + dt.timedelta(end),
            )
            # Four places are two countries and one house: the same role there is held once.
            rows[person.pk, row.role, row.network_id, row.country] = row
    return list(rows.values())


def _campaigns(plan: WorldPlan, networks: list[Network]) -> list[Campaign]:
    campaigns = Campaign.objects.bulk_create(
        factories.CampaignFactory.build(
            lead_network=networks[planned.lead],
            country=networks[planned.lead].country,
            is_public=planned.is_public,
        )
        for planned in plan.campaigns
    )
    joined = Campaign.allies.through
    joined.objects.bulk_create(
        joined(campaign=campaign, network=networks[ally])
        for campaign, planned in zip(campaigns, plan.campaigns, strict=True)
        for ally in planned.allies - {planned.lead}
    )
    return campaigns


def _cases(
    plan: WorldPlan, networks: list[Network], campaigns: list[Campaign], people: list[User]
) -> list[AdvocacyCase]:
    return [
        factories.CaseFactory.build(
            campaign=campaigns[planned.campaign % len(campaigns)],
            network=networks[planned.network],
            visibility=planned.visibility,
            logged_by=people[planned.logged_by % len(people)],
        )
        for planned in plan.cases
    ]
