"""The pictures of a report: what became of planned steps, and the support behind them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from backend.accounts.models import User
from backend.calendars import Precision, written
from backend.papers.paper import Bar, Section
from backend.translated import in_language
from cases.models import IloSupport, Report, ReportKind, SupportStatus
from cases.queries.figures import Focus, steps_by_year, support_by_programme


def pictures_of(report: Report, *, reader: User) -> Iterator[Section]:
    """Return a section for each picture that has anything on it."""
    if report.kind == ReportKind.DONOR_REPORT:
        found = [_by_year(report, reader)]
    else:
        focus = Focus(country=report.country, campaign=report.campaign)
        found = [_steps(focus, reader), _by_programme(focus, reader)]
    yield from (section for section in found if section.bars)


def _steps(focus: Focus, reader: User) -> Section:
    return Section(
        heading=_("Milestones planned against reached"),
        texts=(
            _(
                "Steps of law reviews by the year they were first planned for."
                " Full: reached by now."
            ),
        ),
        bars=tuple(
            Bar(
                label=written(year.first, precision=Precision.YEAR),
                filled=year.reached,
                whole=year.planned,
                text=_("%(reached)s of %(planned)s")
                % {"reached": year.reached, "planned": year.planned},
            )
            for year in steps_by_year(reader, focus)
        ),
    )


def _by_programme(focus: Focus, reader: User) -> Section:
    return Section(
        heading=_("ILO support by programme"),
        texts=(_("Pieces of support that were given or are planned. Full: active now."),),
        bars=tuple(
            Bar(
                label=in_language(row.programme, "name") if row.programme else _("No programme"),
                filled=row.active,
                whole=row.all,
                text=_("%(active)s of %(all)s") % {"active": row.active, "all": row.all},
            )
            for row in support_by_programme(reader, focus)
        ),
    )


def _by_year(report: Report, reader: User) -> Section:
    """Count the support of the donor's programme by the year it began."""
    support = IloSupport.objects.visible_to(reader).filter(
        programme=report.programme_id, starts_on__isnull=False
    )
    if report.country:
        support = support.filter(country=report.country)
    years: dict[int, list[str]] = {}
    for year, status in support.order_by("starts_on", "id").values_list(
        "starts_on__year", "status"
    ):
        years.setdefault(year, []).append(status)
    return Section(
        heading=_("ILO support by the year it began"),
        texts=(_("Pieces of support that were given or are planned. Full: active now."),),
        bars=tuple(
            Bar(
                label=str(year),
                filled=active,
                whole=len(of_year),
                text=_("%(active)s of %(all)s") % {"active": active, "all": len(of_year)},
            )
            for year, of_year in years.items()
            for active in [of_year.count(SupportStatus.ACTIVE)]
        ),
    )
