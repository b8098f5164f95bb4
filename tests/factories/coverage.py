"""Who is covered for what, clauses and words, with the least in them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from campaigns.models import AskOption
from cases import models as cases
from cases.branches import Branch, Level, WorkerGroup
from tests.factories.campaigns import AskFactory, UserFactory
from tests.factories.cases import CaseFactory, StandardFactory
from tests.factories.reviews import LawReviewFactory


class AskOptionFactory(DjangoModelFactory[AskOption]):
    class Meta:
        model = AskOption

    ask = factory.SubFactory(AskFactory)
    slug = factory.Sequence(lambda n: f"option-{n}")
    title = factory.Sequence(lambda n: f"Option {n}")
    updated_at = factory.LazyFunction(timezone.now)


class _CellFactory(DjangoModelFactory[cases.Coverage]):
    class Meta:
        abstract = True

    group = WorkerGroup.NATIONAL_LIVE_IN
    branch = Branch.MATERNITY
    level = Level.NONE
    citation = "Section 33"
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)


class CoverageFactFactory(_CellFactory):
    class Meta:
        model = cases.CoverageFact

    country = "TH"


class CoverageChangeFactory(_CellFactory):
    """What a review would change; give ``option`` with ``law_review=None`` for an option."""

    class Meta:
        model = cases.CoverageChange

    law_review = factory.SubFactory(LawReviewFactory)
    level = Level.FULL


class ClauseFactory(DjangoModelFactory[cases.Clause]):
    class Meta:
        model = cases.Clause

    law_review = factory.SubFactory(LawReviewFactory)
    number = factory.Sequence(str)
    heading = "Employees of a private household"
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)


class ClauseTagFactory(DjangoModelFactory[cases.ClauseTag]):
    class Meta:
        model = cases.ClauseTag

    clause = factory.SubFactory(ClauseFactory)
    case = factory.SubFactory(CaseFactory)
    bearing = cases.Bearing.SHOWS_NEED
    tagged_by = factory.SubFactory(UserFactory)
    tagged_at = factory.LazyFunction(timezone.now)


class RatificationFactory(DjangoModelFactory[cases.Ratification]):
    class Meta:
        model = cases.Ratification

    standard = factory.SubFactory(StandardFactory)
    country = "PH"
    on = dt.date(2012, 9, 5)


class GlossaryTermFactory(DjangoModelFactory[cases.GlossaryTerm]):
    class Meta:
        model = cases.GlossaryTerm

    code = factory.Sequence(lambda n: f"term-{n}")
    name = factory.Sequence(lambda n: f"term {n}")
