"""One world for all routes: two countries, three networks, somebody in every kind of standing.

Everything that not everybody may see carries a canary, a word that stands nowhere else.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.roles import Role
from campaigns.models import Campaign, Network
from cases.models import AdvocacyCase, Answers, CommentReaders, Visibility
from tests import factories
from tests.invariants import (
    outgoing,
    world_of_confidence,
    world_of_coverage,
    world_of_desk,
    world_of_evidence,
)
from tests.invariants.belongings import PERSONAL
from tests.invariants.canary import WORD, canary
from tests.invariants.policy import SEEN_ON, STANDINGS
from tests.invariants.world_of_roads import add_roads

__all__ = ["WORD", "World", "build", "canary"]


@dataclass(frozen=True)
class World:
    """Who there is, and of each kind of thing one per side."""

    people: dict[str, User | None]
    things: dict[tuple[str, str], Any]
    mine: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """Things of one person, by who asks."""

    def thing(self, kind: str, side: str, *, standing: str) -> Any:
        personal = self.mine.get((kind, side))
        return personal[standing] if personal else self.things.get((kind, side))

    def close_account(self, standing: str) -> None:
        person = self.people[standing]
        assert person
        person.is_active = False
        person.save()

    def canaries(self) -> dict[tuple[str, str], list[str]]:
        """Return what betrays each thing: its canary, and of a person also who she is."""
        found = {key: [canary(*key)] for key in self.things if key[0] in SEEN_ON}
        for (kind, side), words in found.items():
            if kind == "person":
                person = self.things[kind, side]
                words += [str(person.pk), person.username]
        return found


def build() -> World:
    """Insert everything."""
    ours = factories.NetworkFactory.create(country="TH", about=canary("network", "own"))
    theirs = factories.NetworkFactory.create(country="PH", about=canary("network", "other"))
    ally = factories.NetworkFactory.create(country="TH")
    world = World(people=_people(ours, ally), things={})
    factories.EventFactory.create(
        kind="network.registered", subject_type="campaigns.network", subject_id=ours.pk
    )
    _place(world, "own", network=ours, allies=[ally], is_public=False)
    _place(world, "other", network=theirs, allies=[], is_public=False)
    _place(world, "public", network=factories.NetworkFactory.create(country="ID"), is_public=True)
    _cases(world)
    _teamwork(world)
    world_of_evidence.add(world.things, world.people, canary=canary)
    world_of_confidence.add(world.things, canary=canary)
    world_of_coverage.add(world.things, canary=canary)
    world_of_desk.add(world.things, world.people)
    _coming_in(world)
    _reference(world)
    add_roads(world.things)
    _join_across(world)
    _personal(world)
    outgoing.add(world.things, reader=world.people["nobody"])
    return world


def _people(ours: Network, ally: Network) -> dict[str, User | None]:
    ended = factories.person()
    yesterday = timezone.now().date() - dt.timedelta(1)
    factories.RoleAssignmentFactory.create(
        user=ended, role=Role.LEADER, network=ours, ends_on=yesterday
    )
    people: dict[str, User | None] = {
        "visitor": None,
        "nobody": factories.person(),
        "contributor": factories.contributor(ours),
        "organiser": factories.organiser(ours),
        "leader": factories.leader(ours),
        "ally": factories.leader(ally),
        "officer": factories.officer("TH"),
        "abroad": factories.officer("PH"),
        "administrator": factories.administrator(),
        "ended": ended,
        "inactive": factories.leader(ours),
    }
    assert tuple(people) == STANDINGS
    return people


def _place(
    world: World, side: str, *, network: Network, is_public: bool, allies: Iterable[Network] = ()
) -> None:
    """Add a network's campaign, a review of its country, and what hangs on both."""
    member = factories.organiser(network)
    member.display_name = canary("person", side)
    member.save()
    campaign = factories.CampaignFactory.create(
        title=canary("campaign", side),
        lead_network=network,
        allies=list(allies),
        is_public=is_public,
    )
    review = factories.LawReviewFactory.create(
        title=canary("review", side), country=network.country, is_public=is_public
    )
    ask = factories.AskFactory.create(title=canary("ask", side), campaign=campaign)
    review.asks.add(ask)
    milestone = factories.MilestoneFactory.create(
        title=canary("milestone", side), law_review=review
    )
    support = factories.IloSupportFactory.create(
        title=canary("support", side), country=network.country, is_public=is_public
    )
    support.law_reviews.add(review)
    support.milestones.add(milestone)
    world.things.update(
        {
            ("network", side): network,
            ("person", side): member,
            ("campaign", side): campaign,
            ("ask", side): ask,
            ("review", side): review,
            ("milestone", side): milestone,
            ("fact", side): factories.StageEventFactory.create(
                summary=canary("fact", side), law_review=review
            ),
            ("support", side): support,
        }
    )


def _cases(world: World) -> None:
    contributor = world.people["contributor"]
    _case(world, "own", place="own")
    _case(world, "hers", place="own", logged_by=contributor)
    _case(world, "owned", place="own", owner=world.people["organiser"])
    _case(world, "shared", place="own", visibility=Visibility.ALLIES_AND_ILO)
    _case(world, "other", place="other")


def _case(world: World, side: str, *, place: str, **more: Any) -> None:
    """Add a case joined to the review and the support of its place."""
    campaign: Campaign = world.things["campaign", place]
    given = {"logged_by": world.things["person", place]} | more
    case: AdvocacyCase = factories.CaseFactory.create(
        title=canary("case", side), summary=canary("case", side), campaign=campaign, **given
    )
    world.things["review", place].cases.add(case)
    world.things["support", place].cases.add(case)
    world.things["case", side] = case


def _teamwork(world: World) -> None:
    """Add what is said, to be done and proposed around cases and reviews."""
    people, things = world.people, world.things
    for side, owner in (("own", people["organiser"]), ("other", things["person", "other"])):
        case = things["case", side]
        things["task", side] = factories.TaskFactory.create(
            case=case, title=canary("task", side), owner=owner
        )
        things["comment", side] = factories.CommentFactory.create(
            case=case, text=canary("comment", side), author=things["person", side]
        )
    things["comment", "shared"] = factories.CommentFactory.create(
        case=things["case", "shared"],
        author=things["person", "own"],
        text=canary("comment", "shared"),
        readers=CommentReaders.CASE,
        shared_with=Visibility.ALLIES_AND_ILO,
    )
    for side, proposer in (("own", people["leader"]), ("other", factories.person())):
        things["proposal", side] = factories.ProposalFactory.create(
            law_review=things["review", side],
            summary=canary("proposal", side),
            proposed_by=proposer,
        )


def _coming_in(world: World) -> None:
    """Add to each network a role that is held there and an invitation, ours with its link."""
    people, things = world.people, world.things
    for side, host in (("own", people["leader"]), ("other", things["person", "other"])):
        things["role", side] = things["person", side].assignments.get()
        things["link", side] = f"{side}-link"
        things["invitation", side] = factories.InvitationFactory.create(
            network=things["network", side], invited_by=host, token=things["link", side]
        )
        things["handover", side] = factories.HandoverFactory.create(network=things["network", side])


def _reference(world: World) -> None:
    """Add what everybody may read."""
    published: dict[str, Any] = {
        "thematic-area": factories.ThematicAreaFactory,
        "instrument": factories.InstrumentFactory,
        "provision": factories.ProvisionFactory,
        "standard": factories.StandardFactory,
        "programme": factories.ProgrammeFactory,
        "stage-template": factories.StageTemplateFactory,
        "key-figure": factories.KeyFigureFactory,
        **world_of_coverage.PUBLISHED,
    }
    for kind, factory in published.items():
        world.things[kind, "public"] = factory.create()


def _join_across(world: World) -> None:
    """Join what few may see to what everybody may see, which must not carry it further."""
    things = world.things
    for side in ("own", "other"):
        case, ask = things["case", side], things["ask", side]
        things["review", "public"].cases.add(case)
        things["review", "public"].asks.add(ask)
        things["support", "public"].cases.add(case)
        things["support", "public"].law_reviews.add(things["review", side])
        things["support", "public"].milestones.add(things["milestone", side])
        ask.provisions.add(things["provision", "public"])
        case.asks.add(ask)
        case.provisions.add(things["provision", "public"])
        case.standards.add(
            factories.StandardArticleFactory.create(
                standard=things["standard", "public"], code=side
            )
        )
        support = things["support", side]
        support.programme = things["programme", "public"]
        support.save()
    factories.MilestoneMoveFactory.create(milestone=things["milestone", "own"])
    factories.DispatchFactory.create()
    for side in ("own", "other", "shared"):
        things["event", side] = factories.EventFactory.create(subject_id=things["case", side].pk)


def _personal(world: World) -> None:
    """Give everybody a notice about each case, something followed, a choice and an address."""
    somebody = factories.person()
    owners = {standing: person or somebody for standing, person in world.people.items()}
    about = world.things["case", "other"]
    for kind, make in PERSONAL.items():
        made = {standing: make(owner, about) for standing, owner in owners.items()}
        world.mine[kind, "own"] = made
        world.things[kind, "other"] = make(factories.person(), about)
    world.things["draft", "other"] = factories.CaseDraftFactory.create(
        said=Answers(title=canary("draft", "other"), summary=canary("draft", "other"))
    )
