"""Law reviews, their facts and milestones, with the least in them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cases import models as cases
from cases.stages import Stage
from tests.factories.campaigns import NetworkFactory, UserFactory


class StageTemplateFactory(DjangoModelFactory[cases.StageTemplate]):
    class Meta:
        model = cases.StageTemplate

    country = "TH"
    track = cases.Track.MINISTERIAL_REGULATION
    version = factory.Sequence(lambda n: n + 1)
    title = "Ministerial regulation, Thailand"


class TemplateStageFactory(DjangoModelFactory[cases.TemplateStage]):
    class Meta:
        model = cases.TemplateStage

    template = factory.SubFactory(StageTemplateFactory)
    position = factory.Sequence(lambda n: n)
    stage = Stage.CONSULTATION
    name = "Public hearing"


class LawReviewFactory(DjangoModelFactory[cases.LawReview]):
    class Meta:
        model = cases.LawReview

    slug = factory.Sequence(lambda n: f"review-{n}")
    title = factory.Sequence(lambda n: f"Review {n}")
    country = "TH"
    track = cases.Track.MINISTERIAL_REGULATION
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)


class StageEventFactory(DjangoModelFactory[cases.StageEvent]):
    class Meta:
        model = cases.StageEvent

    law_review = factory.SubFactory(LawReviewFactory)
    stage = Stage.CONSULTATION
    on = dt.date(2025, 2, 16)
    recorded_at = factory.LazyFunction(timezone.now)


class MilestoneFactory(DjangoModelFactory[cases.Milestone]):
    class Meta:
        model = cases.Milestone

    law_review = factory.SubFactory(LawReviewFactory)
    stage = Stage.APPROVED_IN_PRINCIPLE
    title = "Cabinet approves the draft"
    planned_on = dt.date(2026, 3, 8)
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)


class MilestoneMoveFactory(DjangoModelFactory[cases.MilestoneMove]):
    class Meta:
        model = cases.MilestoneMove

    milestone = factory.SubFactory(MilestoneFactory)
    moved_from = dt.date(2026, 3, 8)
    moved_to = dt.date(2026, 6, 30)
    reason = "The House was dissolved"
    moved_at = factory.LazyFunction(timezone.now)


class ProposalFactory(DjangoModelFactory[cases.Proposal]):
    class Meta:
        model = cases.Proposal

    law_review = factory.SubFactory(LawReviewFactory)
    stage = Stage.CONSULTATION
    on = dt.date(2026, 3, 8)
    summary = "A hearing was held in Chiang Mai"
    source_url = "https://example.org/hearing"
    proposed_by = factory.SubFactory(UserFactory)
    network = factory.SubFactory(NetworkFactory)
    proposed_at = factory.LazyFunction(timezone.now)


class ReviewCheckFactory(DjangoModelFactory[cases.ReviewCheck]):
    class Meta:
        model = cases.ReviewCheck

    law_review = factory.SubFactory(LawReviewFactory)
    checked_by = factory.SubFactory(UserFactory)
    checked_at = factory.LazyFunction(timezone.now)


class TemplateGateFactory(DjangoModelFactory[cases.TemplateGate]):
    class Meta:
        model = cases.TemplateGate

    template = factory.SubFactory(StageTemplateFactory)
    stage = Stage.CONSULTATION
    kind = cases.GateKind.HEARING_WINDOW
    name = "The hearing closes for comments"


class GateFactory(DjangoModelFactory[cases.Gate]):
    class Meta:
        model = cases.Gate

    law_review = factory.SubFactory(LawReviewFactory)
    kind = cases.GateKind.HEARING_WINDOW
    closes_on = dt.date(2026, 12, 14)
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)


class ParliamentPeriodFactory(DjangoModelFactory[cases.ParliamentPeriod]):
    class Meta:
        model = cases.ParliamentPeriod

    country = "TH"
    kind = cases.PeriodKind.TERM
    name = factory.Sequence(lambda n: f"Parliament {n}")
    ends_on = factory.Sequence(lambda n: dt.date(2031, 1, 1) + dt.timedelta(n))


class DissolutionFactory(DjangoModelFactory[cases.Dissolution]):
    class Meta:
        model = cases.Dissolution

    country = "TH"
    on = factory.Sequence(lambda n: dt.date(2020, 1, 1) + dt.timedelta(n))
    source_url = "https://example.org/dissolved"
    declared_by = factory.SubFactory(UserFactory)
    declared_at = factory.LazyFunction(timezone.now)


class LapseFactory(DjangoModelFactory[cases.Lapse]):
    class Meta:
        model = cases.Lapse

    dissolution = factory.SubFactory(DissolutionFactory)
    event = factory.SubFactory(StageEventFactory, stage=Stage.LAPSED)
