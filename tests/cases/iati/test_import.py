"""What an officer reads in becomes support, after she looked at it."""

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from backend.accounts.models import User
from backend.errors import Invalid
from cases.actions import iati
from cases.actions.iati import AppliedBefore, File, read_in
from cases.models import IatiImport, IloSupport, SupportKind, SupportOutcome
from cases.queries.iati_preview import Fate, preview
from tests.casts import NOT_THE_OFFICER_OF_THAILAND as STRANGERS
from tests.factories import (
    IatiImportFactory,
    IloSupportFactory,
    SupportOutcomeFactory,
    officer,
)
from tests.factories.support import an_activity
from tests.records import kinds_of_events, refused

BEFORE = an_activity(
    iati_id="XM-DAC-41302-106001-2024-THA251", biennium="2024-25", starts_on="2024-01-01"
)


def a_file(country: str = "TH", size: int | None = None) -> File:
    content = (
        '<iati-activities version="2.03"><iati-activity default-currency="USD">'
        "<iati-identifier>XM-DAC-41302-107001-2026-THA251</iati-identifier>"
        "<title><narrative>Extended</narrative></title>"
        '<activity-date type="2" iso-date="2026-01-01"/>'
        f'<recipient-country code="{country}"/>'
        '<budget><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/>'
        '<value value-date="2026-01-01">1000</value></budget>'
        "</iati-activity></iati-activities>"
    ).encode()
    return File(content=io.BytesIO(content), size=len(content) if size is None else size)


def fates(file: IatiImport) -> list[Fate]:
    return [one.fate for one in preview(file)]


class TestReadIn:
    def test_writes_nothing_about_support(self) -> None:
        file = read_in(a_file(), country="TH", by=officer("TH"))

        assert fates(file) == [Fate.NEW]
        assert (IloSupport.objects.count(), kinds_of_events()) == (0, [])

    @pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
    def test_is_refused_to(self, other: Callable[[], User]) -> None:
        somebody = other()

        with refused(PermissionDenied):
            read_in(a_file(), country="TH", by=somebody)

    def test_of_another_countrys_activities_is_refused(self) -> None:
        karin = officer("TH")

        with refused(Invalid, match="no activity"):
            read_in(a_file("PH"), country="TH", by=karin)

    def test_of_100_mb_is_refused(self) -> None:
        karin = officer("TH")

        with refused(Invalid, match="20 MB"):
            read_in(a_file(size=100_000_000), country="TH", by=karin)


class TestApply:
    def test_writes_new_support_with_its_outcome(self) -> None:
        karin = officer("TH")
        file = read_in(a_file(), country="TH", by=karin)

        iati.apply(file, kind=SupportKind.TRAINING, by=karin)

        support, outcome = IloSupport.objects.get(), SupportOutcome.objects.get()
        assert (support.kind, support.title, support.amount) == (
            "training",
            "Extended",
            Decimal(1000),
        )
        assert (outcome.support, outcome.biennium, outcome.cpo_code) == (
            support,
            "2026-27",
            "THA251",
        )
        assert kinds_of_events() == ["support.added", "support.outcome_noted", "support.imported"]

    def test_of_a_new_biennium_adds_its_identifier_and_no_support(self) -> None:
        karin = officer("TH")
        support = IloSupportFactory.create(cpo_code="THA251")
        before = {"support": support, "biennium": "2024-25", "iati_id": BEFORE["iati_id"]}
        SupportOutcomeFactory.create(**before)
        file = IatiImportFactory.create(read_by=karin)

        assert fates(file) == [Fate.BIENNIUM]
        iati.apply(file, kind=SupportKind.TRAINING, by=karin)

        assert IloSupport.objects.count() == 1
        noted = support.outcomes.order_by("biennium").values_list("biennium", flat=True)
        assert list(noted) == ["2024-25", "2026-27"]

    def test_of_two_bienniums_of_one_outcome_makes_one_support(self) -> None:
        karin = officer("TH")
        file = IatiImportFactory.create(read_by=karin, activities=[BEFORE, an_activity()])

        iati.apply(file, kind=SupportKind.TRAINING, by=karin)

        assert IloSupport.objects.get().outcomes.count() == 2

    def test_of_what_is_known_writes_nothing_more(self) -> None:
        karin = officer("TH")
        iati.apply(IatiImportFactory.create(read_by=karin), kind=SupportKind.TRAINING, by=karin)
        again = IatiImportFactory.create(read_by=karin)

        assert fates(again) == [Fate.KNOWN]
        iati.apply(again, kind=SupportKind.TRAINING, by=karin)

        assert SupportOutcome.objects.count() == 1

    def test_leaves_out_what_names_no_outcome(self) -> None:
        karin = officer("TH")
        file = IatiImportFactory.create(
            read_by=karin, activities=[an_activity(cpo_code=""), an_activity(biennium="")]
        )

        assert fates(file) == [Fate.UNFIT, Fate.UNFIT]
        assert iati.apply(file, kind=SupportKind.TRAINING, by=karin) == []

    def test_twice_is_refused(self) -> None:
        karin = officer("TH")
        file = IatiImportFactory.create(read_by=karin)
        iati.apply(file, kind=SupportKind.TRAINING, by=karin)

        with refused(AppliedBefore):
            iati.apply(file, kind=SupportKind.TRAINING, by=karin)

    @pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
    def test_is_refused_to(self, other: Callable[[], User]) -> None:
        file, somebody = IatiImportFactory.create(), other()

        with refused(PermissionDenied):
            iati.apply(file, kind=SupportKind.TRAINING, by=somebody)
