"""Cases and the law they point at, with the least in them."""

import datetime as dt
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from backend import crypto
from cases import models as cases
from cases import sealing
from cases.models.consent import TEXT_VERSION
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


class RiskLoweringFactory(DjangoModelFactory[cases.RiskLowering]):
    """A serious risk that somebody finds to be none; it waits for a second person."""

    class Meta:
        model = cases.RiskLowering

    case = factory.SubFactory(CaseFactory, risk=cases.Risk.SERIOUS)
    risk_before = cases.Risk.SERIOUS
    risk_after = cases.Risk.NONE
    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)


class CommentFactory(DjangoModelFactory[cases.Comment]):
    class Meta:
        model = cases.Comment

    case = factory.SubFactory(CaseFactory)
    author = factory.SubFactory(UserFactory)
    network = factory.SelfAttribute("case.network")
    text = "Her employer agreed to talk"
    created_at = factory.LazyFunction(timezone.now)


class EvidenceFactory(DjangoModelFactory[cases.Evidence]):
    """A row as an upload leaves it; nothing lies in the store."""

    class Meta:
        model = cases.Evidence

    case = factory.SubFactory(CaseFactory)
    kind = cases.EvidenceKind.PHOTO
    format = copy_format = "jpeg"
    fingerprint = "0" * 64
    size = copy_size = 1000
    original_name = factory.Sequence(lambda n: f"20200101/0000-{n}")
    copy_name = factory.Sequence(lambda n: f"20200101/0001-{n}")
    scan = cases.ScanResult.NOT_SCANNED
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(timezone.now)


class CustodyFactory(DjangoModelFactory[cases.Custody]):
    class Meta:
        model = cases.Custody

    evidence = factory.SubFactory(EvidenceFactory)
    step = cases.CustodyStep.RECEIVED
    fingerprint = "0" * 64
    by = factory.SelfAttribute("evidence.added_by")
    at = factory.LazyFunction(timezone.now)


class TaskFactory(DjangoModelFactory[cases.Task]):
    class Meta:
        model = cases.Task

    case = factory.SubFactory(CaseFactory)
    title = "Call the provincial office"
    owner = factory.SubFactory(UserFactory)
    created_by = factory.SelfAttribute("owner")
    created_at = factory.LazyFunction(timezone.now)


class CaseKeyFactory(DjangoModelFactory[cases.CaseKey]):
    class Meta:
        model = cases.CaseKey

    case = factory.SubFactory(CaseFactory)
    wrapped = factory.LazyAttribute(
        lambda key: crypto.wrap(crypto.new_key(), place=f"cases.casekey.wrapped.{key.case.pk}")
    )
    made_at = factory.LazyFunction(timezone.now)


class ConsentFactory(DjangoModelFactory[cases.Consent]):
    class Meta:
        model = cases.Consent

    case = factory.SubFactory(CaseFactory)
    purpose = cases.Purpose.CASE_WORK
    mode = cases.ConsentMode.SPOKEN
    language = "my"
    text_version = TEXT_VERSION
    is_understood = True
    given_on = dt.date(2026, 3, 1)
    taken_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(timezone.now)


class WithdrawalFactory(DjangoModelFactory[cases.Withdrawal]):
    class Meta:
        model = cases.Withdrawal

    consent = factory.SubFactory(ConsentFactory)
    recorded_by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class ConsentUseFactory(DjangoModelFactory[cases.ConsentUse]):
    class Meta:
        model = cases.ConsentUse

    consent = factory.SubFactory(ConsentFactory)
    user = factory.SubFactory(UserFactory)
    subject_type = "cases.testimony"
    subject_id = factory.LazyFunction(uuid4)
    leaves_copy = False
    at = factory.LazyFunction(timezone.now)


class TestimonyFactory(DjangoModelFactory[cases.Testimony]):
    """What was told is "She was never paid." unless ``said`` says otherwise."""

    class Meta:
        model = cases.Testimony
        exclude = ("said",)

    id = factory.LazyFunction(uuid4)
    said = "She was never paid."
    case = factory.SubFactory(CaseFactory)
    pseudonym = "Ma Hla"
    text = factory.LazyAttribute(
        lambda told: sealing.seal(
            told.said, case=told.case.pk, place=f"cases.testimony.text.{told.id}"
        )
    )
    language = "my"
    written_in = "en"
    told_on = dt.date(2026, 3, 1)
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(timezone.now)


class IdentityFactory(DjangoModelFactory[cases.Identity]):
    class Meta:
        model = cases.Identity

    id = factory.LazyFunction(uuid4)
    case = factory.SubFactory(CaseFactory)
    pseudonym = factory.Sequence(lambda n: f"Ma Hla {n}")
    name = factory.LazyAttribute(
        lambda one: sealing.seal("Nobody", case=one.case.pk, place=f"cases.identity.name.{one.id}")
    )
    contact = factory.LazyAttribute(
        lambda one: sealing.seal("", case=one.case.pk, place=f"cases.identity.contact.{one.id}")
    )
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(timezone.now)


class ErasureFactory(DjangoModelFactory[cases.Erasure]):
    class Meta:
        model = cases.Erasure

    case = factory.SubFactory(CaseFactory)
    reason = cases.ErasureReason.SHE_ASKED
    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)
