"""Say how good the forecasts would have been over what has finished."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cases.models import LawReview, ReviewStatus, Track
from cases.queries.backtest import Report, backtest
from cases.queries.spells import all_facts
from cases.stages import ENDED


class Command(BaseCommand):
    help = "Forecast each stage of the finished reviews as it began, and compare with what came."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--track", choices=Track.values, help="One kind of law alone.")

    def handle(self, *_args: Any, **options: Any) -> None:
        today = timezone.localdate()
        for track in [options["track"]] if options["track"] else Track.values:
            reviews = LawReview.objects.with_stage().filter(track=track)
            finished = {
                review.pk
                for review in reviews.iterator()
                if review.status == ReviewStatus.CONCLUDED or review.stage in ENDED
            }
            self.stdout.write(_line(track, backtest(all_facts(track), of=finished, on=today)))


def _line(track: str, report: Report) -> str:
    made, all_ = len(report.made), len(report.trials)
    if not made:
        return f"{track}: {all_} finished stages, not enough history for a forecast of any"
    return (
        f"{track}: {all_} finished stages, {made} forecasts; {report.within} came within the "
        f"range, {report.promised:.1f} should have; the middle was off by {report.days_off} days "
        "(median)"
    )
