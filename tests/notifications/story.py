"""Everything that people are told of, done once by the real actions."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import uuid4

from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.roles import Role
from backend.audit import reads
from backend.audit.models import Event
from backend.sight import FieldClass
from campaigns.actions import campaigns, handovers, invitations, roles
from campaigns.models import Campaign, Network, Why
from cases.actions import (
    calendar,
    cases,
    corrections,
    coverage,
    effects,
    gates,
    linking,
    log_case,
    milestones,
    proposals,
    reviews,
    support,
    teamwork,
)
from cases.branches import Branch, Level, WorkerGroup
from cases.models import (
    AdvocacyCase,
    CaseStatus,
    Effect,
    GateKind,
    IloSupport,
    LawReview,
    Milestone,
    Risk,
    StageEvent,
    SupportKind,
    SupportStatus,
    Track,
    Visibility,
)
from cases.stages import Stage
from notifications.actions import answering, searching
from notifications.models import Escalation, ListPage, Step
from tests.factories import (
    NetworkFactory,
    ParliamentPeriodFactory,
    administrator,
    leader,
    officer,
    organiser,
    person,
)
from tests.notifications.story_in_confidence import a_lower_risk, in_confidence
from tests.notifications.story_of_erasure import erase

TODAY = dt.date(2026, 11, 22)


@dataclass(frozen=True)
class Cast:
    network: Network
    hnin: User  # leads the network
    malee: User  # organises in it
    karin: User  # the ILO's officer of the country
    somchai: User  # the administrator


def assemble() -> Cast:
    network = NetworkFactory.create(name="Champa")
    return Cast(
        network=network,
        hnin=leader(network, "hnin"),
        malee=organiser(network, "malee"),
        karin=officer("TH", "karin"),
        somchai=administrator("somchai"),
    )


def tell_everything(cast: Cast) -> None:
    """Do each thing that is told of at least once."""
    campaign = _campaigns(cast)
    review = _reviews(cast)
    case = _cases(cast, campaign, review)
    _milestones(cast, review)
    _support(cast, review, case)
    _proposals(cast, review)
    _coverage(cast, review)
    _calendar(cast)
    _roles(cast)
    _alerts(cast, campaign)
    reviews.conclude(review, by=cast.karin, conclusion="Enacted")
    _reading(cast, case)
    a_lower_risk(case, found_by=cast.hnin)
    _handover(cast)


def open_campaign(cast: Cast) -> Campaign:
    new = campaigns.NewCampaign(
        id=uuid4(), slug=uuid4().hex, title="Section 33", lead_network=cast.network
    )
    return campaigns.open_campaign(new, by=cast.hnin)


def open_review(cast: Cast) -> LawReview:
    new = reviews.NewReview(
        id=uuid4(), slug=uuid4().hex, title="Royal decree", country="TH", track=Track.ACT
    )
    return reviews.open_review(new, by=cast.karin)


def plan(cast: Cast, review: LawReview, *, on: dt.date) -> Milestone:
    new = milestones.NewMilestone(
        id=uuid4(), law_review=review, stage=Stage.DRAFTING, title="Draft", planned_on=on
    )
    return milestones.plan(new, by=cast.karin)


def _campaigns(cast: Cast) -> Campaign:
    campaigns.win(open_campaign(cast), by=cast.hnin)
    campaigns.close(open_campaign(cast), by=cast.hnin)
    campaign = open_campaign(cast)
    new = campaigns.NewAsk(id=uuid4(), campaign=campaign, slug="ask", title="Include us")
    campaigns.add_ask(new, by=cast.hnin)
    return campaign


def _reviews(cast: Cast) -> LawReview:
    review = open_review(cast)
    for stage in (Stage.CONSULTATION, Stage.CONTEXT):
        new = reviews.NewEvent(stage=stage, on=dt.date(2025, 2, 16))
        fact = reviews.record_event(review, new, by=cast.karin)
    corrections.retract(fact, by=cast.karin, reason="It was another review")
    back = reviews.NewEvent(stage=Stage.REGRESSION, on=dt.date(2025, 2, 20))
    reviews.record_event(open_review(cast), back, by=cast.karin)
    return review


def _cases(cast: Cast, campaign: Campaign, review: LawReview) -> AdvocacyCase:
    new = log_case.NewCase(id=uuid4(), campaign=campaign, network=cast.network, title="No card")
    case = log_case.log_case(new, by=cast.malee)
    cases.activate(case, by=cast.malee)
    cases.share(case, by=cast.malee, with_=Visibility.ALLIES_AND_ILO)
    cases.assign(case, by=cast.malee, to=cast.hnin)
    linking.link_case(review, case, by=cast.hnin)
    teamwork.comment(case, teamwork.NewComment(id=uuid4(), text="Called her"), by=cast.hnin)
    call = teamwork.NewTask(id=uuid4(), title="Call", owner=cast.malee)
    task = teamwork.give_task(case, call, by=cast.hnin)
    teamwork.finish_task(task, by=cast.malee, now=timezone.now())
    in_confidence(case, told_by=cast.hnin)
    erase(case)
    cases.close(case, by=cast.hnin, outcome=CaseStatus.PARTLY_WON)
    return cases.reopen(case, by=cast.hnin)


def _milestones(cast: Cast, review: LawReview) -> None:
    soon = TODAY + dt.timedelta(3)
    milestones.mark_reached(
        plan(cast, review, on=soon), milestones.Reached(on=TODAY), by=cast.karin
    )
    milestones.mark_missed(plan(cast, review, on=soon), by=cast.karin, reason="Dissolved")
    milestones.drop(plan(cast, review, on=soon), by=cast.karin, reason="Another way")
    mistaken = milestones.mark_reached(
        plan(cast, review, on=soon), milestones.Reached(on=TODAY), by=cast.karin
    )
    fact = StageEvent.objects.get(milestone=mistaken)
    corrections.retract(fact, by=cast.karin, reason="Another draft was meant")
    moved = plan(cast, review, on=soon)
    milestones.reschedule(moved, by=cast.karin, to=soon + dt.timedelta(90), reason="Elections")


def _support(cast: Cast, review: LawReview, case: AdvocacyCase) -> IloSupport:
    new = support.NewSupport(
        id=uuid4(),
        kind=SupportKind.LEGAL_REVIEW,
        title="Comments",
        country="TH",
        status=SupportStatus.PLANNED,
    )
    given = support.add(new, by=cast.karin)
    support.link(given, support.Link(law_review=review, case=case), by=cast.karin)
    support.set_status(given, by=cast.karin, to=SupportStatus.ACTIVE)
    word = effects.NewWord(id=uuid4(), effect=Effect.CHANGED, said_on=TODAY)
    effects.say(given, word, by=cast.hnin)
    return support.set_status(given, by=cast.karin, to=SupportStatus.ENDED)


def _proposals(cast: Cast, review: LawReview) -> None:
    for _ in range(2):
        new = proposals.NewProposal(
            id=uuid4(),
            stage=Stage.DRAFTING,
            on=dt.date(2025, 3, 1),
            summary="A draft goes round",
            source_url="https://news.example/draft",
        )
        proposed = proposals.propose(review, new, by=cast.malee)
        if review.proposals.count() > 1:
            proposals.decline(proposed, by=cast.karin, answer="A rumour")
        else:
            proposals.accept(proposed, by=cast.karin)


def _calendar(cast: Cast) -> None:
    silent = open_review(cast)
    new = reviews.NewEvent(stage=Stage.CONSULTATION, on=dt.date(2024, 2, 16))
    reviews.record_event(silent, new, by=cast.karin)
    _close_to_the_end(cast)
    plan(cast, silent, on=TODAY + dt.timedelta(3))
    plan(cast, silent, on=TODAY - dt.timedelta(3))
    hearing = milestones.NewMilestone(
        id=uuid4(),
        law_review=silent,
        stage=Stage.CONSULTATION,
        title="Hearing",
        planned_on=TODAY + dt.timedelta(2),
    )
    milestones.plan(hearing, by=cast.karin)
    calendar.check(on=TODAY)
    calendar.check(on=TODAY + dt.timedelta(40))


def _close_to_the_end(cast: Cast) -> None:
    """Leave a bill before a parliament whose term ends, and a gate that closes."""
    bill = open_review(cast)
    for day, stage in enumerate((Stage.REGRESSION, Stage.COMMITTEE), start=1):
        new = reviews.NewEvent(stage=stage, on=dt.date(2026, 9, day))
        reviews.record_event(bill, new, by=cast.karin)
    end = TODAY + dt.timedelta(20)
    ParliamentPeriodFactory.create(country="TH", ends_on=end)
    window = gates.NewGate(
        id=uuid4(), law_review=bill, kind=GateKind.HEARING_WINDOW, closes_on=TODAY
    )
    gates.set_gate(window, by=cast.karin)


def _coverage(cast: Cast, review: LawReview) -> None:
    """Say who has no cover today, and what the review would change in that."""
    none = coverage.NewCover(
        group=WorkerGroup.NATIONAL_LIVE_IN, branch=Branch.MATERNITY, level=Level.NONE
    )
    coverage.record(none, coverage.Holds(country="TH"), by=cast.karin)
    coverage.propose_in_review(review, replace(none, level=Level.FULL, id=uuid4()), by=cast.karin)


def _roles(cast: Cast) -> None:
    phyu = person("phyu")
    given = roles.grant_in_network(
        Role.CONTRIBUTOR, to=phyu, network=cast.network, by=cast.somchai, on=TODAY
    )
    roles.revoke(given, by=cast.somchai, on=TODAY)
    letter = invitations.invite(Role.ORGANISER, to=cast.network, by=cast.hnin, now=timezone.now())
    invitations.accept(letter.token, by=phyu, now=timezone.now())


def _alerts(cast: Cast, campaign: Campaign) -> None:
    """Find something new in a search that is kept, and let nobody answer that she is in danger."""
    kept = searching.NewSearch(page=ListPage.CASES, query="", name="Our cases")
    searching.keep(kept, by=cast.hnin, now=timezone.now())
    new = log_case.NewCase(
        id=uuid4(), campaign=campaign, network=cast.network, title="Locked in", risk=Risk.DANGER
    )
    log_case.log_case(new, by=cast.malee)
    later = timezone.now() + dt.timedelta(days=2)
    searching.check_due(now=later)
    danger = Event.objects.get(kind="case.endangered")
    Escalation.objects.create(event=danger, step=Step.LEADS, due_at=timezone.now())
    answering.escalate_due(now=later)


@transaction.atomic
def _reading(cast: Cast, case: AdvocacyCase) -> None:
    """Malee is shown all there is of the network within the hour."""
    with override_settings(READS_AN_HOUR=0):
        reads.record(
            cast.malee, subject=case, field_class=FieldClass.CASE_TEAM, network=cast.network.pk
        )


def _handover(cast: Cast) -> None:
    asker, agreeing = leader(cast.network), leader(cast.network)
    asked = handovers.ask(
        cast.hnin,
        network=cast.network,
        successor=asker,
        why=Why.LEFT,
        by=asker,
        now=timezone.now(),
    )
    handovers.settle(asked, by=agreeing, now=timezone.now())
