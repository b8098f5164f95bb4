"""Outcomes by biennium, and the money behind programmes."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from backend.accounts.models import User
from backend.errors import Invalid
from cases.actions import outcomes, resources
from cases.actions.outcomes import NewOutcome
from cases.actions.resources import LineTaken, NewLine
from cases.models import ResourceKind, ResourceLine, SupportOutcome
from cases.queries.resources import gaps
from tests.casts import NOT_THE_OFFICER_OF_THAILAND as STRANGERS
from tests.factories import (
    IloSupportFactory,
    ProgrammeFactory,
    ResourceLineFactory,
    officer,
)
from tests.records import kinds_of_events, nothing_written, refused, the_only_event

NOTED = NewOutcome(biennium="2026-27", cpo_code="THA251", indicator="4.1.1")


def a_line(**said: Any) -> NewLine:
    least: dict[str, Any] = {
        "id": uuid4(),
        "country": "TH",
        "kind": ResourceKind.NEEDED,
        "amount": Decimal(500),
        "currency": "USD",
        "as_of": dt.date(2026, 1, 1),
        "source_title": "Resource mobilisation plan",
    }
    return NewLine(**least | said)


class TestNote:
    def test_keeps_what_the_biennium_before_said(self) -> None:
        support, karin = IloSupportFactory.create(), officer("TH")
        before = NewOutcome(biennium="2024-25", cpo_code="THA251", indicator="7.1.1")

        outcomes.note(support, before, by=karin)
        outcomes.note(support, NOTED, by=karin)

        kept = SupportOutcome.objects.order_by("biennium").values_list("biennium", "indicator")
        assert list(kept) == [("2024-25", "7.1.1"), ("2026-27", "4.1.1")]
        assert kinds_of_events() == ["support.outcome_noted"] * 2

    def test_twice_writes_once(self) -> None:
        support, karin = IloSupportFactory.create(), officer("TH")
        outcomes.note(support, NOTED, by=karin)

        with nothing_written():
            outcomes.note(support, NOTED, by=karin)

    @pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
    def test_is_refused_to(self, other: Callable[[], User]) -> None:
        support, somebody = IloSupportFactory.create(), other()

        with refused(PermissionDenied):
            outcomes.note(support, NOTED, by=somebody)

    @pytest.mark.parametrize("biennium", ["2026", "2027-28", "2026-29", "26-27", "2026-27\n"])
    def test_of_what_is_no_biennium_is_refused(self, biennium: str) -> None:
        support, karin = IloSupportFactory.create(), officer("TH")

        with refused(Invalid, match="biennium"):
            outcomes.note(support, NewOutcome(biennium=biennium, cpo_code="THA251"), by=karin)

    def test_without_a_code_of_an_outcome_is_refused(self) -> None:
        support, karin = IloSupportFactory.create(), officer("TH")

        with refused(Invalid, match="THA251"):
            outcomes.note(support, NewOutcome(biennium="2026-27", cpo_code="251"), by=karin)


class TestRecord:
    def test_writes_down_an_amount_with_its_source(self) -> None:
        programme = ProgrammeFactory.create()

        resources.record(programme, a_line(), by=officer("TH"))

        line = ResourceLine.objects.get()
        assert (line.amount, line.sources[0]["title"]) == (
            Decimal(500),
            "Resource mobilisation plan",
        )
        assert the_only_event().kind == "programme.resource_recorded"

    @pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
    def test_is_refused_to(self, other: Callable[[], User]) -> None:
        programme, somebody = ProgrammeFactory.create(), other()

        with refused(PermissionDenied):
            resources.record(programme, a_line(), by=somebody)

    def test_without_a_source_is_refused(self) -> None:
        programme, karin = ProgrammeFactory.create(), officer("TH")

        with refused(Invalid, match="checked"):
            resources.record(programme, a_line(source_title=" "), by=karin)

    def test_of_the_same_again_is_refused(self) -> None:
        programme, karin = ProgrammeFactory.create(), officer("TH")
        resources.record(programme, a_line(), by=karin)

        with refused(LineTaken):
            resources.record(programme, a_line(), by=karin)


class TestAGap:
    def test_is_what_is_needed_less_the_largest_of_what_came(self) -> None:
        programme = ProgrammeFactory.create()
        for kind, amount in (("needed", 100), ("pledged", 60), ("committed", 70), ("spent", 10)):
            ResourceLineFactory.create(programme=programme, kind=kind, amount=amount)

        (gap,) = gaps(ResourceLine.objects.all())

        assert gap.lacking == 30

    def test_goes_by_the_latest_line_of_each_kind(self) -> None:
        programme = ProgrammeFactory.create()
        needed = {"programme": programme, "kind": "needed"}
        ResourceLineFactory.create(**needed, amount=200, as_of=dt.date(2025, 1, 1))
        ResourceLineFactory.create(**needed, amount=90, as_of=dt.date(2026, 1, 1))
        ResourceLineFactory.create(programme=programme, kind="pledged", amount=50)

        (gap,) = gaps(ResourceLine.objects.all())

        assert gap.lacking == 40

    def test_never_mixes_currencies_or_countries(self) -> None:
        programme = ProgrammeFactory.create()
        ResourceLineFactory.create(programme=programme, kind="needed", currency="USD")
        ResourceLineFactory.create(programme=programme, kind="pledged", currency="EUR")
        ResourceLineFactory.create(programme=programme, kind="pledged", country="TH")

        found = gaps(ResourceLine.objects.all())

        assert [gap.lacking for gap in found] == [None, None, None]
