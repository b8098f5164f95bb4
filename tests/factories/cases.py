"""Cases and the law they point at, with the least in them."""

from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cases import models as cases
from cases.models.draft import sealed_answers
from tests.factories.campaigns import CampaignFactory, UserFactory


class InstrumentFactory(DjangoModelFactory[cases.Instrument]):
    class Meta:
        model = cases.Instrument

    akn_id = factory.Sequence(lambda n: f"/akn/th/act/2533/law-{n}")
    country = "TH"
    kind = cases.InstrumentKind.ACT
    title = "Social Security Act B.E. 2533"


class ProvisionFactory(DjangoModelFactory[cases.Provision]):
    class Meta:
        model = cases.Provision

    instrument = factory.SubFactory(InstrumentFactory)
    number = "33"


class StandardFactory(DjangoModelFactory[cases.Standard]):
    class Meta:
        model = cases.Standard

    code = factory.Sequence(lambda n: f"C{1000 + n}")  # no number of a real one
    kind = cases.StandardKind.CONVENTION
    number = factory.Sequence(lambda n: n)
    title = "Domestic Workers Convention"


class StandardArticleFactory(DjangoModelFactory[cases.StandardArticle]):
    class Meta:
        model = cases.StandardArticle

    standard = factory.SubFactory(StandardFactory)
    kind = cases.ArticleKind.ARTICLE
    code = "14"
    title = "Social security protection"


class CaseFactory(DjangoModelFactory[cases.AdvocacyCase]):
    """A case of the campaign's lead network; ``network=`` alone gives it a campaign of its own."""

    class Meta:
        model = cases.AdvocacyCase

    reference = factory.Sequence(lambda n: f"XX-2000-{n:04}")
    campaign = factory.SubFactory(CampaignFactory)
    network = factory.SelfAttribute("campaign.lead_network")
    country = factory.SelfAttribute("network.country")
    title = "Left out of Section 33"
    logged_by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> cases.AdvocacyCase:
        if "network" in params and "campaign" not in params:
            params["campaign"] = CampaignFactory.create(lead_network=params["network"])
        case: cases.AdvocacyCase = super()._generate(strategy, params)
        return case


class CaseDraftFactory(DjangoModelFactory[cases.CaseDraft]):
    """What somebody writes about the campaign of her network; ``said=`` gives the answers."""

    class Meta:
        model = cases.CaseDraft
        exclude = ("said",)

    id = factory.LazyFunction(uuid4)
    author = factory.SubFactory(UserFactory)
    campaign = factory.SubFactory(CampaignFactory)
    network = factory.SelfAttribute("campaign.lead_network")
    said = cases.Answers(
        title="Left out of Section 33",
        issue_kinds=(cases.IssueKind.SOCIAL_SECURITY_EXCLUSION,),
        on_behalf_of=cases.OnBehalfOf.MEMBER,
        risk=cases.Risk.NONE,
    )
    sealed = factory.LazyAttribute(lambda made: sealed_answers(made.said, draft_id=made.id))
    saved_at = factory.LazyFunction(timezone.now)


class CaseIssueFactory(DjangoModelFactory[cases.CaseIssue]):
    class Meta:
        model = cases.CaseIssue

    case = factory.SubFactory(CaseFactory)
    kind = cases.IssueKind.SOCIAL_SECURITY_EXCLUSION


class CaseNumberFactory(DjangoModelFactory[cases.CaseNumber]):
    class Meta:
        model = cases.CaseNumber

    country = "TH"
    year = factory.Sequence(lambda n: 2026 + n)


class CommentFactory(DjangoModelFactory[cases.Comment]):
    class Meta:
        model = cases.Comment

    case = factory.SubFactory(CaseFactory)
    author = factory.SubFactory(UserFactory)
    network = factory.SelfAttribute("case.network")
    text = "Her employer agreed to talk"
    created_at = factory.LazyFunction(timezone.now)


class TaskFactory(DjangoModelFactory[cases.Task]):
    class Meta:
        model = cases.Task

    case = factory.SubFactory(CaseFactory)
    title = "Call the provincial office"
    owner = factory.SubFactory(UserFactory)
    created_by = factory.SelfAttribute("owner")
    created_at = factory.LazyFunction(timezone.now)
