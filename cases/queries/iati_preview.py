"""What a file of IATI activities would change, told before anything is written."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from cases.iati.activity import Activity
from cases.models import IatiImport, IloSupport, SupportStatus

STATUSES = {
    "1": SupportStatus.PLANNED,
    "2": SupportStatus.ACTIVE,
    "3": SupportStatus.ACTIVE,
    "4": SupportStatus.ENDED,
    "5": SupportStatus.CANCELLED,
    "6": SupportStatus.ACTIVE,
}
"""A suspended activity is not over; that it rests, our statuses cannot say."""


class Fate(TextChoices):
    NEW = "new", _("new support")
    BIENNIUM = "biennium", _("a new biennium of support that is recorded")
    KNOWN = "known", _("known; nothing to write")
    UNFIT = "unfit", _("left out: no country programme outcome or no date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One activity of a file, as far as support has a place for it."""

    iati_id: str
    cpo_code: str
    biennium: str
    title: str
    about: str
    status: SupportStatus
    starts_on: dt.date | None
    ends_on: dt.date | None
    amount: Decimal | None
    currency: str
    reporter: str
    fate: Fate
    support: tuple[IloSupport, ...] = ()
    """What is counted under the same outcome already."""

    @property
    def writes(self) -> bool:
        return self.fate in {Fate.NEW, Fate.BIENNIUM}


def kept_of(activities: Iterable[Activity], *, country: str) -> list[dict[str, Any]]:
    """Return what is kept of the activities of one country until they are applied."""
    return [_kept(one) for one in activities if country in one.countries]


def _kept(one: Activity) -> dict[str, Any]:
    currencies = {budget.currency for budget in one.budgets}
    is_summed = len(currencies) == 1 and all(len(code) == 3 for code in currencies)  # noqa: PLR2004
    return {
        "iati_id": one.iati_id,
        "cpo_code": one.cpo_code,
        "biennium": one.biennium,
        "title": one.title[:200],
        "about": one.description,
        "status": one.status,
        "starts_on": one.starts_on.isoformat() if one.starts_on else None,
        "ends_on": one.ends_on.isoformat() if one.ends_on else None,
        # Money in several currencies is not added up, and so not kept.
        "amount": str(sum(budget.value for budget in one.budgets)) if is_summed else None,
        "currency": next(iter(currencies)) if is_summed else "",
        "reporter": one.reporter.name or one.reporter.ref,
    }


def preview(file: IatiImport) -> list[Planned]:
    """Say what becomes of each activity, by what is recorded now."""
    return [_planned(said, country=file.country) for said in file.activities]


def _planned(said: dict[str, Any], *, country: str) -> Planned:
    support = _counted_under(said["cpo_code"], country=country)
    amount = Decimal(said["amount"]) if said["amount"] is not None else None
    fits = amount is None or Decimal(0) <= amount < Decimal(10) ** 12
    return Planned(
        iati_id=said["iati_id"],
        cpo_code=said["cpo_code"],
        biennium=said["biennium"],
        title=said["title"] or said["iati_id"][:200],
        about=said["about"],
        status=STATUSES.get(said["status"], SupportStatus.ACTIVE),
        starts_on=_day(said["starts_on"]),
        ends_on=_end(said),
        amount=amount if fits else None,
        currency=said["currency"] if fits else "",
        reporter=said["reporter"],
        fate=_fate(said, support),
        support=support,
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _end(said: dict[str, Any]) -> dt.date | None:
    starts_on, ends_on = _day(said["starts_on"]), _day(said["ends_on"])
    return None if starts_on and ends_on and ends_on < starts_on else ends_on


def _counted_under(cpo_code: str, *, country: str) -> tuple[IloSupport, ...]:
    if not cpo_code:
        return ()
    under = Q(cpo_code=cpo_code) | Q(outcomes__cpo_code=cpo_code)
    found = IloSupport.objects.filter(under, country=country).distinct()
    return tuple(found.prefetch_related("outcomes").order_by("created_at", "id"))


def _fate(said: dict[str, Any], support: tuple[IloSupport, ...]) -> Fate:
    if not (said["cpo_code"] and said["biennium"].startswith("20")):
        return Fate.UNFIT
    if not support:
        return Fate.NEW
    key = (said["biennium"], said["iati_id"])
    noted = all(
        key in {(one.biennium, one.iati_id) for one in piece.outcomes.all()} for piece in support
    )
    return Fate.KNOWN if noted else Fate.BIENNIUM
