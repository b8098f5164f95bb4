"""Programmes, ILO support and published figures, with the least in them."""

from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cases import models as cases


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


class KeyFigureFactory(DjangoModelFactory[cases.KeyFigure]):
    class Meta:
        model = cases.KeyFigure

    code = factory.Sequence(lambda n: f"figure-{n}")
    label = "Domestic workers in the world"
    value = Decimal(75_600_000)
    unit = "people"
