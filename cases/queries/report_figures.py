"""Figures of reports: each is a number and the list of the interface that yields it.

Whoever asks the list again with her own rights and counts its rows finds the number.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from backend.accounts.models import User
from backend.papers.paper import Figure
from cases.models import (
    SHARED_WITH_ILO,
    AdvocacyCase,
    IloSupport,
    LawReview,
    Milestone,
    MilestoneStatus,
    Report,
    ReportKind,
    ReviewStatus,
    SupportStatus,
)
from cases.models.milestone import MilestoneQuerySet
from cases.queries.few import FEWEST


def link_to(resource: str, **asked: object) -> str:
    """Return the address of a list, narrowed."""
    query = urlencode({name: str(value) for name, value in asked.items()})
    return f"{settings.SITE_URL}/api/v1/{resource}/?{query}"


def figures_of(report: Report, *, reader: User) -> tuple[Figure, ...]:
    """Return what a report counts, over what its reader may see."""
    if report.kind == ReportKind.DONOR_REPORT:
        return tuple(_of_programme(report, reader))
    if report.kind == ReportKind.CAMPAIGN_BRIEF:
        return tuple(_of_campaign(report, reader))
    return tuple(_of_country(report, reader))


def _of_country(report: Report, reader: User) -> Iterator[Figure]:
    here = {"country": report.country}
    reviews = LawReview.objects.visible_to(reader).filter(**here)
    support = IloSupport.objects.visible_to(reader).filter(**here)
    milestones = Milestone.objects.visible_to(reader).filter(law_review__country=report.country)
    open_ones = {"status": ReviewStatus.OPEN.value}
    yield _count(_("Law reviews"), reviews.count(), "law-reviews", **here)
    yield _count(
        _("Of these open"), reviews.filter(**open_ones).count(), "law-reviews", **here, **open_ones
    )
    yield _reached(report, milestones, **here)
    yield _count(_("Pieces of ILO support"), support.count(), "ilo-support", **here)
    yield from _cases(report, reader)


def _cases(report: Report, reader: User) -> Iterator[Figure]:
    """Count what is shared with the ILO, if it is not few: a report leaves the house."""
    shared = AdvocacyCase.objects.visible_to(reader).filter(country=report.country)
    count = shared.count()
    if count >= FEWEST and count == shared.filter(visibility__in=SHARED_WITH_ILO).count():
        yield _count(_("Cases shared with the ILO"), count, "cases", country=report.country)


def _of_campaign(report: Report, reader: User) -> Iterator[Figure]:
    about = {"campaign": report.campaign_id}
    reviews = LawReview.objects.visible_to(reader).filter(asks__campaign=report.campaign_id)
    ids = reviews.values("pk")
    milestones = Milestone.objects.visible_to(reader).filter(law_review__in=ids)
    support = IloSupport.objects.visible_to(reader).filter(law_reviews__in=ids).distinct()
    yield _count(_("Law reviews"), reviews.distinct().count(), "law-reviews", **about)
    yield _reached(report, milestones, **about)
    yield _count(_("Pieces of ILO support"), support.count(), "ilo-support", **about)


def _of_programme(report: Report, reader: User) -> Iterator[Figure]:
    about: dict[str, object] = {"programme": report.programme_id}
    if report.country:
        about["country"] = report.country
    support = IloSupport.objects.visible_to(reader).filter(**about)
    yield _count(_("Pieces of ILO support"), support.count(), "ilo-support", **about)
    for status in (SupportStatus.ACTIVE, SupportStatus.ENDED):
        yield _count(
            str(status.label).capitalize(),
            support.filter(status=status).count(),
            "ilo-support",
            **about,
            status=status.value,
        )


def _reached(report: Report, milestones: MilestoneQuerySet, **about: object) -> Figure:
    reached = milestones.filter(
        status=MilestoneStatus.REACHED,
        reached_on__gte=report.from_on,
        reached_on__lte=report.until_on,
    )
    return _count(
        _("Milestones reached in the period"),
        reached.distinct().count(),
        "milestones",
        **about,
        status=MilestoneStatus.REACHED.value,
        reached_after=report.from_on,
        reached_before=report.until_on,
    )


def _count(label: str, value: int, resource: str, **asked: object) -> Figure:
    return Figure(label=label, value=value, link=link_to(resource, **asked))
