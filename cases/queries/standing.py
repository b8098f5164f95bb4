"""Where a law review stands on one day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import LawReview, ReviewStatus
from cases.stages import Stage

LOOK_AGAIN_DAYS = 30
"""After which a keeper's word that nothing changed is worth asking for again (house rule)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A review loaded ``with_stage``, seen on one day."""

    review: LawReview
    on: dt.date

    @property
    def stage_label(self) -> str | Promise:
        return Stage(self.review.stage).label if self.review.stage else _("No fact recorded yet")

    @property
    def is_open(self) -> bool:
        return self.review.status == ReviewStatus.OPEN

    @property
    def is_stalled(self) -> bool:
        return self.review.is_stalled(on=self.on)

    @property
    def quiet_days(self) -> int | None:
        """Days since the last evidence; ``None`` where there is none."""
        heard = self.review.last_evidence_on
        return None if heard is None else (self.on - heard).days

    @property
    def quiet_months(self) -> int | None:
        """Whole months since the last evidence, as people speak of silence."""
        heard = self.review.last_evidence_on
        if heard is None:
            return None
        months = (self.on.year - heard.year) * 12 + self.on.month - heard.month
        return months - (self.on.day < heard.day)

    @property
    def silence_months(self) -> int | None:
        """Whole months of silence where news is awaited; ``None`` where it is not."""
        return self.quiet_months if self.is_open else None

    @property
    def can_be_checked(self) -> bool:
        """There is something that may have stayed as it was, and nobody said so today."""
        return self.is_open and bool(self.review.stage_since) and self.checked_days != 0

    @property
    def checked_days(self) -> int | None:
        """Days since the keeper found no change; ``None`` where more was written down since."""
        checked, written = self.review.last_checked_at, self.review.last_recorded_at
        if checked is None or (written is not None and written > checked):
            return None
        here = checked.astimezone(timezone.get_current_timezone())
        return max((self.on - here.date()).days, 0)

    @property
    def waits_for_a_look(self) -> bool:
        """Nobody looked for a while at what is still open."""
        looked = self.checked_days
        return self.is_open and (looked is None or looked >= LOOK_AGAIN_DAYS)


def standings(reviews: Iterable[LawReview], *, on: dt.date) -> list[Standing]:
    """Return where each of ``reviews`` stands, in the same order."""
    return [Standing(review, on) for review in reviews]


def longest_silent_first(found: Iterable[Standing]) -> list[Standing]:
    """Sort what an officer should look at first to the top; what she just checked can wait."""
    return sorted(
        found,
        key=lambda one: (not one.waits_for_a_look, not one.is_stalled, -(one.quiet_days or 0)),
    )
