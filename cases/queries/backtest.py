"""How good the forecasts would have been: each stay that ended, forecast as it began."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from cases.queries.forecast import Forecast, forecast
from cases.queries.spells import Moving, Spell, spells


@dataclass(frozen=True, slots=True)
class Trial:
    """One finished stay, and what would have been said of it on its first day."""

    stay: Spell
    said: Forecast

    @property
    def left_on(self) -> dt.date:
        return self.stay.since + dt.timedelta(self.stay.days)

    @property
    def is_within(self) -> bool:
        early = self.said.earliest is None or self.left_on >= self.said.earliest
        late = self.said.latest is not None and self.left_on > self.said.latest
        return early and not late

    @property
    def days_off(self) -> int | None:
        """Days between the middle of the forecast and what came."""
        middle = self.said.middle
        return None if middle is None else abs((self.left_on - middle).days)


@dataclass(frozen=True, slots=True)
class Report:
    trials: list[Trial]

    @property
    def made(self) -> list[Trial]:
        return [trial for trial in self.trials if trial.said.is_enough]

    @property
    def within(self) -> int:
        return sum(trial.is_within for trial in self.made)

    @property
    def promised(self) -> float:
        """Return how many should have come within their ranges."""
        return sum(trial.said.share for trial in self.made)

    @property
    def days_off(self) -> float | None:
        off = [trial.days_off for trial in self.made if trial.days_off is not None]
        return median(off) if off else None


def backtest(facts: Sequence[Moving], *, of: set[UUID], on: dt.date) -> Report:
    """Forecast each finished stay of the reviews ``of``, with all that came later hidden."""
    ended = [stay for stay in spells(facts, on=on) if stay.is_finished and stay.review in of]
    return Report([Trial(stay, _said_then(facts, stay)) for stay in ended])


def _said_then(facts: Sequence[Moving], stay: Spell) -> Forecast:
    begun = stay.since
    known = [fact for fact in facts if fact.review != stay.review]
    comparable = [other for other in spells(known, on=begun) if other.stage == stay.stage]
    return forecast(comparable, stage=stay.stage, country=stay.country, since=begun, on=begun)
