"""Programmes, ILO support and published figures, with the least in them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cases import models as cases
from tests.factories.campaigns import NetworkFactory, UserFactory


class ProgrammeFactory(DjangoModelFactory[cases.Programme]):
    class Meta:
        model = cases.Programme

    code = factory.Sequence(lambda n: f"programme-{n}")
    name = factory.Sequence(lambda n: f"Programme {n}")


class ProgrammePartFactory(DjangoModelFactory[cases.ProgrammePart]):
    class Meta:
        model = cases.ProgrammePart

    programme = factory.SubFactory(ProgrammeFactory)
    kind = cases.PartKind.PILLAR
    code = factory.Sequence(lambda n: f"pillar-{n}")
    name = factory.Sequence(lambda n: f"Pillar {n}")


class ProgrammeCountryFactory(DjangoModelFactory[cases.ProgrammeCountry]):
    class Meta:
        model = cases.ProgrammeCountry

    programme = factory.SubFactory(ProgrammeFactory)
    country = "TH"
    role = cases.CountryRole.PATHFINDER


class IloSupportFactory(DjangoModelFactory[cases.IloSupport]):
    class Meta:
        model = cases.IloSupport

    kind = cases.SupportKind.LEGAL_REVIEW
    title = "Comments on the draft"
    country = "TH"
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)


class WorkersWordFactory(DjangoModelFactory[cases.WorkersWord]):
    class Meta:
        model = cases.WorkersWord

    support = factory.SubFactory(IloSupportFactory)
    network = factory.SubFactory(NetworkFactory)
    effect = cases.Effect.CHANGED
    said_on = dt.date(2026, 6, 1)
    said_by = factory.SubFactory(UserFactory)
    said_at = factory.LazyFunction(timezone.now)


class SupportOutcomeFactory(DjangoModelFactory[cases.SupportOutcome]):
    class Meta:
        model = cases.SupportOutcome

    support = factory.SubFactory(IloSupportFactory)
    biennium = "2026-27"
    cpo_code = "THA251"
    recorded_at = factory.LazyFunction(timezone.now)


class IatiImportFactory(DjangoModelFactory[cases.IatiImport]):
    class Meta:
        model = cases.IatiImport

    country = "TH"
    activities = factory.LazyFunction(lambda: [an_activity()])
    read_by = factory.SubFactory(UserFactory)
    read_at = factory.LazyFunction(timezone.now)


def an_activity(**said: Any) -> dict[str, Any]:
    """Return an activity as it is kept until it is applied."""
    least = {
        "iati_id": "XM-DAC-41302-107001-2026-THA251",
        "cpo_code": "THA251",
        "biennium": "2026-27",
        "title": "Social protection is extended",
        "about": "",
        "status": "2",
        "starts_on": "2026-01-01",
        "ends_on": "2027-12-31",
        "amount": None,
        "currency": "",
        "reporter": "International Labour Organization",
    }
    return least | said


class ReportFactory(DjangoModelFactory[cases.Report]):
    class Meta:
        model = cases.Report

    kind = cases.ReportKind.COUNTRY_BRIEF
    country = "TH"
    from_on = dt.date(2026, 7, 1)
    until_on = dt.date(2026, 9, 30)
    language = "en"
    requested_by = factory.SubFactory(UserFactory)
    requested_at = factory.LazyFunction(timezone.now)


class ReportFileFactory(DjangoModelFactory[cases.ReportFile]):
    class Meta:
        model = cases.ReportFile

    report = factory.SubFactory(ReportFactory)
    form = cases.ReportForm.PDF
    content = b"%PDF-1.7"


class SavedViewFactory(DjangoModelFactory[cases.SavedView]):
    class Meta:
        model = cases.SavedView

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"View {n}")
    query = "country=TH"
    created_at = factory.LazyFunction(timezone.now)


class ResourceLineFactory(DjangoModelFactory[cases.ResourceLine]):
    class Meta:
        model = cases.ResourceLine

    programme = factory.SubFactory(ProgrammeFactory)
    kind = cases.ResourceKind.NEEDED
    amount = Decimal(1000)
    currency = "USD"
    as_of = dt.date(2026, 1, 1)
    sources = factory.LazyFunction(lambda: [{"title": "A report", "url": "", "mark": "S"}])
    recorded_at = factory.LazyFunction(timezone.now)


class KeyFigureFactory(DjangoModelFactory[cases.KeyFigure]):
    class Meta:
        model = cases.KeyFigure

    code = factory.Sequence(lambda n: f"figure-{n}")
    label = "Domestic workers in the world"
    value = Decimal(75_600_000)
    unit = "people"
