"""When a law may leave the stage it is in: what comparable laws took, and no date made up."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from campaigns.access import Visitor
from cases.models import LawReview, ReviewStatus
from cases.queries.spells import Spell, entered_on, facts_of, spells
from cases.queries.survival import Curve, curve
from cases.stages import ENDED

ENOUGH = 5
"""Fewer finished stays than this tell nothing (from the brief: "not enough history")."""

ENOUGH_FOR_MOST = 9
"""From so many on, the range holds eight of ten; below it can hold no more than half."""


_HALF = 0.5


class Breadth(TextChoices):
    """Which reviews count as comparable."""

    COUNTRY = "country_and_track", _("the same kind of law in the same country")
    TRACK = "track", _("the same kind of law in any country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What comparable stays say about one stay; without a range where there are too few."""

    stage: str
    since: dt.date
    elapsed: int
    breadth: Breadth
    stays: tuple[Spell, ...]
    """What it rests on: each a stay in that stage."""
    share: float = 0
    """How many of ten, as a share, ended within the range; 0 where there is none."""
    earliest: dt.date | None = None
    middle: dt.date | None = None
    """By when half of them had ended."""
    latest: dt.date | None = None
    """``None`` beside a range: more stays than the share allows have not ended yet."""

    @property
    def is_enough(self) -> bool:
        return self.share > 0

    @property
    def holds_most(self) -> bool:
        """Say whether the range holds eight of ten, and not only half."""
        return self.share > _HALF

    @property
    def n(self) -> int:
        return len(self.stays)

    @property
    def finished(self) -> int:
        return sum(stay.is_finished for stay in self.stays)

    @property
    def so_long(self) -> int:
        """Count the finished stays that lasted longer than this one has by now."""
        return _longer(self.stays, than=self.elapsed)

    @property
    def reviews(self) -> list[UUID]:
        return sorted({stay.review for stay in self.stays})


def forecast_for(review: LawReview, *, reader: Visitor, on: dt.date) -> Forecast | None:
    """Forecast how long ``review``, loaded ``with_stage``, stays where it is.

    It rests on what ``reader`` may see, and on nothing of the review itself. ``None`` where
    nothing is awaited.
    """
    since = entered_on(review)
    if review.stage is None or since is None:
        return None
    if review.status != ReviewStatus.OPEN or review.stage in ENDED:
        return None
    facts = facts_of(review.track, stage=review.stage, reader=reader)
    others = [
        spell
        for spell in spells([fact for fact in facts if fact.review != review.pk], on=on)
        if spell.stage == review.stage
    ]
    return forecast(others, stage=review.stage, country=review.country, since=since, on=on)


def forecast(
    stays: Sequence[Spell], *, stage: str, country: str, since: dt.date, on: dt.date
) -> Forecast:
    """Forecast from the stays of the same country if they are enough, else from all of them.

    How many are enough is asked of finished ones alone, so a stay that lasts can only ever
    lengthen a forecast.
    """
    elapsed = max((on - since).days, 0)
    at_home = [stay for stay in stays if stay.country == country]
    is_enough_at_home = _longer(at_home, than=elapsed) >= ENOUGH
    used = tuple(at_home if is_enough_at_home else stays)
    found = Forecast(
        stage=stage,
        since=since,
        elapsed=elapsed,
        breadth=Breadth.COUNTRY if is_enough_at_home else Breadth.TRACK,
        stays=used,
    )
    return found if found.so_long < ENOUGH else _with_range(found, on=on)


def _longer(stays: Sequence[Spell], *, than: int) -> int:
    return sum(stay.is_finished and stay.days > than for stay in stays)


def _with_range(found: Forecast, *, on: dt.date) -> Forecast:
    """Add the range, by the ranks that hold their share also among few.

    Of m stays the next one lies between the i-th and the j-th with the odds (j - i) / (m + 1).
    """
    m = found.so_long
    share, parts = (0.8, 10) if m >= ENOUGH_FOR_MOST else (0.5, 4)
    low = (m + 1) // parts
    high = m + 1 - low
    line = curve(
        [stay.days for stay in found.stays if stay.is_finished],
        [stay.days for stay in found.stays if not stay.is_finished],
    )
    return Forecast(
        stage=found.stage,
        since=found.since,
        elapsed=found.elapsed,
        breadth=found.breadth,
        stays=found.stays,
        share=share,
        earliest=_day(line, low / m, found, on=on) if low else on,
        middle=_day(line, 0.5, found, on=on),
        latest=_day(line, high / m, found, on=on) if high <= m else None,
    )


def _day(line: Curve, share: float, found: Forecast, *, on: dt.date) -> dt.date | None:
    days = line.by(share, beyond=found.elapsed)
    # A stay may be dated after today by a source: no forecast lies before it either.
    return None if days is None else max(found.since + dt.timedelta(days), on)
