"""A report put together from what is there, over what its reader may see.

It never says that the ILO achieved a law: what was reached, what the ILO gave and what workers did
stand apart, each with its day and source. No names of people and no words of a case are in it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from backend import countries
from backend.accounts.models import User
from backend.calendars import written
from backend.papers.paper import Paper, Section
from backend.translated import in_language
from campaigns.models import Ask, Campaign
from cases.models import (
    IloSupport,
    LawReview,
    Milestone,
    MilestoneStatus,
    Report,
    ReportKind,
)
from cases.queries.report_figures import figures_of
from cases.queries.report_pictures import pictures_of
from cases.queries.report_result import result_sections, sources_of
from cases.queries.resources import gaps, resource_lines
from cases.queries.standing import standings


def paper_of(report: Report, *, reader: User) -> Paper:
    """Return what ``report`` says, in its language."""
    with translation.override(report.language):
        return Paper(
            language=report.language,
            over=str(report.get_kind_display()).capitalize(),
            title=_title(report),
            period=f"{written(report.from_on)} → {written(report.until_on)}",
            sections=tuple(_sections(report, reader)),
        )


def _title(report: Report) -> str:
    if report.kind == ReportKind.RESULT and report.milestone:
        return in_language(report.milestone)
    if report.kind == ReportKind.CAMPAIGN_BRIEF and report.campaign:
        return in_language(report.campaign)
    if report.kind == ReportKind.DONOR_REPORT and report.programme:
        return in_language(report.programme, "name")
    return str(countries.name_of(report.country))


def _sections(report: Report, reader: User) -> Iterator[Section]:
    if report.kind == ReportKind.RESULT and report.milestone:
        yield from result_sections(report, report.milestone, reader=reader)
        return
    if report.summary:
        yield Section(heading=_("In short"), texts=(report.summary,))
    yield Section(heading=_("In figures"), figures=figures_of(report, reader=reader))
    yield from pictures_of(report, reader=reader)
    if report.kind == ReportKind.CAMPAIGN_BRIEF and report.campaign:
        yield _asks(report.campaign, reader)
    reviews, milestones, support = _about(report, reader)
    yield _standings(report, reviews)
    yield _reached(report, milestones)
    yield _support(support)
    if report.kind == ReportKind.DONOR_REPORT:
        yield _money(report)
    if report.gender:
        heading = _("Gender equality and non-discrimination")
        yield Section(heading=heading, texts=(report.gender,))


def _about(report: Report, reader: User) -> tuple[Any, Any, Any]:
    """Return the reviews, milestones and support that the report is about."""
    reviews = LawReview.objects.visible_to(reader)
    milestones = Milestone.objects.visible_to(reader).with_place()
    support = IloSupport.objects.visible_to(reader).select_related("programme")
    if report.kind == ReportKind.DONOR_REPORT:
        support = support.filter(programme=report.programme_id)
        support = support.filter(country=report.country) if report.country else support
        ids = support.values("pk")
        helped = Q(support__in=ids) | Q(milestones__support__in=ids)
        return reviews.filter(helped).distinct(), milestones.filter(support__in=ids), support
    if report.kind == ReportKind.CAMPAIGN_BRIEF:
        reviews = reviews.filter(asks__campaign=report.campaign_id).distinct()
        of_them = reviews.values("pk")
        support = support.filter(law_reviews__in=of_them).distinct()
        return reviews, milestones.filter(law_review__in=of_them), support
    here = report.country
    return (
        reviews.filter(country=here),
        milestones.filter(law_review__country=here),
        support.filter(country=here),
    )


def _asks(campaign: Campaign, reader: User) -> Section:
    asks = Ask.objects.visible_to(reader).filter(campaign=campaign).order_by("title", "id")
    return Section(
        heading=_("What is asked for"),
        texts=tuple(f"{in_language(one)}. {in_language(one, 'text')}".strip() for one in asks),
    )


def _standings(report: Report, reviews: Any) -> Section:
    found = reviews.with_stage().order_by("title", "id")
    rows = tuple(
        (
            in_language(one.review),
            str(one.stage_label),
            written(one.review.stage_since, precision=one.review.stage_precision or "day")
            if one.review.stage_since
            else "",
        )
        for one in standings(found, on=report.until_on)
    )
    head = (_("Law review"), _("Stage"), _("Since"))
    return Section(heading=_("Where the law stands"), head=head, rows=rows)


def _reached(report: Report, milestones: Any) -> Section:
    found = milestones.filter(
        status=MilestoneStatus.REACHED,
        reached_on__gte=report.from_on,
        reached_on__lte=report.until_on,
    ).select_related("event")
    rows = tuple(
        (
            in_language(one),
            in_language(one.law_review),
            written(one.reached_on, precision=one.precision),
            "; ".join(sources_of(one)),
        )
        for one in found.order_by("reached_on", "id").distinct()
    )
    head = (_("Milestone"), _("Law review"), _("Reached on"), _("Source"))
    return Section(heading=_("Milestones reached in the period"), head=head, rows=rows)


def _support(support: Iterable[IloSupport]) -> Section:
    rows = tuple(
        (
            in_language(one),
            str(one.get_kind_display()),
            in_language(one.programme, "name") if one.programme else "",
            str(one.get_status_display()),
        )
        for one in sorted(support, key=lambda one: (one.title, str(one.pk)))
    )
    head = (_("ILO support"), _("Kind"), _("Programme"), _("Status"))
    return Section(heading=_("What the ILO gave"), head=head, rows=rows)


def _money(report: Report) -> Section:
    lines = resource_lines().filter(programme=report.programme_id)
    if report.country:
        lines = lines.filter(country=report.country)
    rows = tuple(
        (
            str(countries.name_of(line.country)) if line.country else _("The whole programme"),
            str(line.get_kind_display()),
            f"{line.amount:,.2f} {line.currency}",
            written(line.as_of, precision=line.as_of_precision),
            "; ".join(one.get("title", "") for one in line.sources),
        )
        for gap in gaps(lines)
        for line in gap.lines
    )
    head = (_("Country"), _("Kind"), _("Amount"), _("As of"), _("Source"))
    return Section(heading=_("The money behind it"), head=head, rows=rows)
