"""What is published as IATI: public support of a programme, public campaigns of a network.

Whoever asks, only what a visitor may see is written, and of that no people, no cases and no free
text about either: a file of IATI is copied everywhere and never comes back.
"""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.utils import translation

from backend.calendars import last_day
from campaigns.models import Campaign, CampaignStatus, Network
from cases.iati.activity import (
    ILO,
    Activity,
    Budget,
    Document,
    Indicator,
    Organisation,
    Period,
    Result,
)
from cases.models import (
    IloSupport,
    LawReview,
    Milestone,
    MilestoneStatus,
    Programme,
    SupportKind,
    SupportStatus,
)

TARGETS = ("1.3", "5.4", "8.5", "8.8", "10.4", "10.7")
"""Targets of the goals that social protection of domestic workers, many of them migrants, is."""
SECTORS = {
    SupportKind.LEGAL_REVIEW: "16070",  # labour rights
    SupportKind.TRIPARTITE_CONSULTATION: "16080",  # social dialogue
    SupportKind.POLICY_ADVICE: "16011",  # social protection and welfare services policy
    SupportKind.RESEARCH: "16011",
    SupportKind.ACTUARIAL_STUDY: "16011",
    SupportKind.TRAINING: "16070",
    SupportKind.MISSION: "16010",  # social protection
    SupportKind.GRANT: "15170",  # women's rights organisations
}
_STATUS = {
    SupportStatus.PLANNED: "1",
    SupportStatus.ACTIVE: "2",
    SupportStatus.ENDED: "4",
    SupportStatus.CANCELLED: "5",
}
_VISITOR = AnonymousUser()


def of_programme(programme: Programme, *, on: dt.date) -> list[Activity]:
    """Return one activity for each public piece of support of which a date is known."""
    milestones = Milestone.objects.visible_to(_VISITOR).with_place().order_by("planned_on", "id")
    public = (
        IloSupport.objects.visible_to(_VISITOR)
        .filter(programme=programme, starts_on__isnull=False)
        .prefetch_related(Prefetch("milestones", milestones), "outcomes")
        .order_by("created_at", "id")
    )
    with translation.override("en"):
        return [_of_support(one, programme=programme, on=on) for one in public]


def of_network(network: Network, *, on: dt.date) -> list[Activity]:
    """Return one activity for each public campaign that the network leads."""
    milestones = Milestone.objects.visible_to(_VISITOR).with_place().order_by("planned_on", "id")
    public = Campaign.objects.visible_to(_VISITOR).filter(lead_network=network)
    found = []
    with translation.override("en"):
        for campaign in public.order_by("created_at", "id"):
            reviews = LawReview.objects.visible_to(_VISITOR).filter(asks__campaign=campaign)
            steps = milestones.filter(law_review__in=reviews)
            found.append(_of_campaign(campaign, network=network, steps=steps, on=on))
    return found


def house() -> Organisation:
    """Return who publishes: this house, which neither pays for nor carries out what it tells."""
    return Organisation(name=settings.IATI_ORG_NAME, ref=settings.IATI_ORG_REF, kind="90")


def _of_support(one: IloSupport, *, programme: Programme, on: dt.date) -> Activity:
    noted = max(one.outcomes.all(), key=lambda row: (row.biennium, row.recorded_at), default=None)
    ends_on = last_day(one.ends_on, precision=one.ends_precision) if one.ends_on else None
    return Activity(
        iati_id=(noted and noted.iati_id) or one.iati_id or f"{settings.IATI_ORG_REF}-{one.pk}",
        reporter=house(),
        is_told_by_another=True,
        title=one.title,
        description=f"{one.get_kind_display().capitalize()}. {programme.name}.",
        status=_STATUS[SupportStatus(one.status)],
        starts_on=one.starts_on,
        ends_on=ends_on,
        is_started=one.status != SupportStatus.PLANNED,
        is_over=one.status in {SupportStatus.ENDED, SupportStatus.CANCELLED},
        participants=(
            Organisation(name="International Labour Organization", ref=ILO, kind="40", role="2"),
        ),
        countries=(one.country,),
        sectors=(SECTORS[SupportKind(one.kind)],),
        targets=TARGETS,
        markers=("1",),
        budgets=tuple(_budgets(one, ends_on=ends_on)),
        documents=tuple(_documents(one.sources)),
        results=tuple(_results(list(one.milestones.all()), on=on)),
    )


def _budgets(one: IloSupport, *, ends_on: dt.date | None) -> Iterator[Budget]:
    if one.amount is not None and one.starts_on and ends_on:
        yield Budget(
            starts_on=one.starts_on,
            ends_on=ends_on,
            value=one.amount,
            currency=one.currency,
            value_date=one.starts_on,
        )


def _documents(sources: list[dict[str, str]]) -> Iterator[Document]:
    """Return the published sources that have an address."""
    for source in sources:
        if source.get("url", "").startswith(("https://", "http://")):
            yield Document(url=source["url"], title=source.get("title", ""), category="A08")


def _results(steps: list[Milestone], *, on: dt.date) -> Iterator[Result]:
    """Return one result for each law review, with its milestones as indicators."""
    for review in {step.law_review_id: step.law_review for step in steps}.values():
        here = [_indicator(step, on=on) for step in steps if step.law_review_id == review.pk]
        yield Result(title=review.title, indicators=tuple(here))


def _indicator(step: Milestone, *, on: dt.date) -> Indicator:
    """Return a milestone: one is planned for its year; nought is reached until it is."""
    planned = step.planned_on
    reached = step.status == MilestoneStatus.REACHED
    is_due = reached or planned <= on
    return Indicator(
        title=step.title,
        baseline_year=planned.year,
        baseline="0",
        periods=(
            Period(
                starts_on=planned.replace(month=1, day=1),
                ends_on=planned.replace(month=12, day=31),
                target="1",
                actual=("1" if reached else "0") if is_due else "",
                comment=f"Reached on {step.reached_on}" if reached else "",
            ),
        ),
    )


def _of_campaign(
    campaign: Campaign, *, network: Network, steps: QuerySet[Milestone], on: dt.date
) -> Activity:
    is_over = campaign.status != CampaignStatus.ACTIVE
    return Activity(
        iati_id=f"{settings.IATI_ORG_REF}-{campaign.pk}",
        reporter=house(),
        is_told_by_another=True,
        title=campaign.title,
        description=campaign.title,
        status="4" if is_over else "2",
        starts_on=campaign.created_at.date(),
        ends_on=None,
        participants=(Organisation(name=network.name, kind="22", role="4"),),
        countries=(network.country,),
        sectors=("16070",),
        targets=TARGETS,
        markers=("1",),
        results=tuple(_results(list(steps.distinct()), on=on)),
    )
