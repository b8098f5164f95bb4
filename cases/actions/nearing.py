"""What comes near and cannot be made up for: gates that close, parliaments that end."""

import datetime as dt

from django.db import transaction

from backend.audit import log
from backend.working_days import working_days_until
from cases.models import (
    WARN_WORKING_DAYS,
    Gate,
    GateStatus,
    LawReview,
    ParliamentPeriod,
    ReviewStatus,
    TemplateGate,
)
from cases.queries.parliaments import before_parliament, ending_soon

FURTHEST = dt.timedelta(120)
"""Gates that close later are not looked at; no template warns so long ahead."""


def check(*, on: dt.date) -> int:
    """Write an event for each gate and each end that is near; return how many were new."""
    return _gates(on) + _lapses(on)


def _gates(on: dt.date) -> int:
    near = Gate.objects.with_place().filter(
        status=GateStatus.OPEN,
        law_review__status=ReviewStatus.OPEN,
        closes_on__range=(on, on + FURTHEST),
    )
    warned = _warn_days()
    return sum(
        _tell_gate(gate)
        for gate in near.iterator()
        if _working_days_left(gate, on=on)
        <= warned.get((gate.law_review.template_id, gate.kind), WARN_WORKING_DAYS)
    )


def _warn_days() -> dict[tuple[object, str], int]:
    rows = TemplateGate._default_manager.order_by("warn_days")
    return {(one.template_id, one.kind): one.warn_days for one in rows}


def _working_days_left(gate: Gate, *, on: dt.date) -> int:
    return working_days_until(gate.closes_on, since=on, country=gate.law_review.country)


@transaction.atomic
def _tell_gate(gate: Gate) -> bool:
    # Once per gate, whatever its date: one that moves twice does not cry twice.
    once = f"review.gate_near:{gate.pk}"
    changes = {"on": gate.closes_on.isoformat(), "gate_kind": gate.kind, "gate": str(gate.pk)}
    event = log.record("review.gate_near", gate.law_review, by=None, changes=changes, once=once)
    return event is not None


def _lapses(on: dt.date) -> int:
    ends = ending_soon(on=on)
    lying = before_parliament().filter(country__in={one.country for one in ends})
    return sum(
        _tell_lapse(review, end)
        for review in lying.iterator()
        for end in ends
        if end.country == review.country
    )


@transaction.atomic
def _tell_lapse(review: LawReview, end: ParliamentPeriod) -> bool:
    once = f"review.lapse_near:{review.pk}:{end.pk}"
    changes = {"on": end.ends_on.isoformat(), "period": str(end.pk)}
    return log.record("review.lapse_near", review, by=None, changes=changes, once=once) is not None
