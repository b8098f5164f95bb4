"""How long a stay lasts, by Kaplan and Meier: those that still last count as "at least"."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_HAIR = 1e-9
"""Sums of fractions miss their round value by less."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of stays that last longer than each number of days."""

    days: tuple[float, ...]
    lasting: tuple[float, ...]

    def lasting_after(self, day: float) -> float:
        """Return the share that lasts longer than ``day``."""
        place = bisect_right(self.days, day)
        return self.lasting[place - 1] if place else 1.0

    def by(self, share: float, *, beyond: float = 0) -> int | None:
        """Return the day by which ``share`` of those that lasted ``beyond`` some days ended.

        ``None`` where so many never ended as far as is known.
        """
        left = self.lasting_after(beyond) * (1 - share)
        ended = (
            day
            for day, lasting in zip(self.days, self.lasting, strict=True)
            if day > beyond and lasting <= left + _HAIR
        )
        found = next(ended, None)
        return None if found is None else int(found)


def curve(finished: Sequence[int], lasting: Sequence[int]) -> Curve:
    """Estimate the curve from stays that ended, and from those known to last at least so long."""
    # Two seconds and 100 MB that only a forecast with enough history needs, and no other page.
    from scipy.stats import CensoredData, ecdf  # noqa: PLC0415

    estimate = ecdf(CensoredData(uncensored=list(finished), right=list(lasting))).sf
    return Curve(
        tuple(float(day) for day in estimate.quantiles),
        tuple(float(share) for share in estimate.probabilities),
    )
