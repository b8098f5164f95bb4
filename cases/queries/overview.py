"""What a campaign has set in motion, for its page."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from backend.accounts.models import User
from campaigns.access import Visitor
from campaigns.models import Ask, AskOption, Campaign, CampaignStatus, Network
from cases.models import (
    AdvocacyCase,
    IloSupport,
    KeyFigure,
    LawReview,
    Milestone,
    Provision,
    StageEvent,
)
from cases.queries.places import networks_to_log_for
from cases.queries.plan import Step, nearest
from cases.queries.progress import Progress, Voice, progress_of, voice_of_campaign
from cases.queries.standing import Standing, standings

MOST_CASES = 3
MOST_FACTS = 12
SHOWN_AT_FIRST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A campaign as one reader may see it."""

    asks: list[Ask]
    progress: Progress
    facts: list[StageEvent]
    """What happened to the law, newest first."""
    support: list[IloSupport]
    cases: list[AdvocacyCase]
    figures: list[KeyFigure]
    plan: list[Step]
    """The planned steps of its reviews that lie nearest to today, in the order of the plan."""
    known_networks: frozenset[Network]
    """Networks whose own page she may open; allies are named to everybody."""
    may_log: bool
    voice: Voice | None
    """What may be sent on; ``None`` of a campaign that is not public."""

    @property
    def reviews(self) -> list[Standing]:
        return self.progress.reviews

    @property
    def newest(self) -> list[StageEvent]:
        return self.facts[:SHOWN_AT_FIRST]

    @property
    def older(self) -> list[StageEvent]:
        return self.facts[SHOWN_AT_FIRST:]


def overview_of(campaign: Campaign, *, reader: Visitor, on: dt.date) -> Overview:
    """Gather the asks, and the cases, reviews and support behind them that she may see."""
    cases = AdvocacyCase.objects.visible_to(reader).filter(campaign=campaign)
    law = Prefetch("provisions", Provision.objects.select_related("instrument"))
    options = Prefetch("options", AskOption.objects.visible_to(reader).order_by("position", "id"))
    reviews = LawReview.objects.visible_to(reader).with_stage().filter(asks__campaign=campaign)
    found = standings(reviews.distinct().order_by("title", "id"), on=on)
    known = [standing.review.pk for standing in found]
    facts = StageEvent.objects.visible_to(reader).standing().filter(law_review__in=known)
    support = IloSupport.objects.visible_to(reader).filter(
        Q(law_reviews__in=known) | Q(cases__in=cases.values("pk"))
    )
    allies = Q(pk=campaign.lead_network_id) | Q(allied_campaigns=campaign)
    return Overview(
        asks=list(campaign.asks.prefetch_related(law, options).order_by("created_at", "id")),
        progress=progress_of(found, reader=reader, on=on),
        facts=list(facts.with_dispute().select_related("law_review").newest_first()[:MOST_FACTS]),
        support=list(support.select_related("programme").distinct().order_by("title", "id")),
        cases=list(cases.order_by("-updated_at", "-id")[:MOST_CASES]),
        figures=list(KeyFigure.objects.filter(country=campaign.country).order_by("code")),
        known_networks=frozenset(Network.objects.visible_to(reader).filter(allies)),
        plan=nearest(Milestone.objects.visible_to(reader).filter(law_review__in=known), on=on),
        may_log=isinstance(reader, User) and _may_log(campaign, reader),
        voice=voice_of_campaign(campaign, on=on) if campaign.is_public else None,
    )


def _may_log(campaign: Campaign, reader: User) -> bool:
    here = Q(led_campaigns=campaign) | Q(allied_campaigns=campaign)
    return (
        campaign.status == CampaignStatus.ACTIVE
        and networks_to_log_for(reader).filter(here).exists()
    )
