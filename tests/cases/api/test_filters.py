import datetime as dt

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign
from cases.models import AdvocacyCase, LawReview
from tests.factories import (
    AskFactory,
    CampaignFactory,
    CaseFactory,
    CaseIssueFactory,
    IloSupportFactory,
    InstrumentFactory,
    LawReviewFactory,
    NetworkFactory,
    ProgrammeCountryFactory,
    ProvisionFactory,
    StageEventFactory,
    StandardArticleFactory,
    leader,
    officer,
)
from tests.interface import NOBODY, listed, program, wrong_fields

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


class TestCases:
    def test_can_be_narrowed(
        self, champa: User, case: AdvocacyCase, campaign: Campaign, review: LawReview
    ) -> None:
        article, ask = StandardArticleFactory.create(), AskFactory.create(campaign=campaign)
        provision = ProvisionFactory.create()
        other = CaseFactory.create(
            campaign=campaign, status="active", visibility="ilo", risk="serious"
        )
        CaseIssueFactory.create(case=other, kind="maternity")
        StageEventFactory.create(law_review=review, stage="consultation")
        other.provisions.add(provision)
        other.standards.add(article)
        other.asks.add(ask)
        other.reviews.add(review)

        for parameters in (
            {"status": "active"},
            {"visibility": "ilo"},
            {"risk": "serious"},
            {"issue_kind": "maternity"},
            {"provision": provision.pk},
            {"standard": article.pk},
            {"ask": ask.pk},
            {"law_review": review.pk},
            {"stage": "B3"},
        ):
            assert listed(champa, "cases/", **parameters) == [str(other.pk)], parameters
        for parameters in (
            {"campaign": campaign.pk},
            {"network": case.network_id},
            {"country": "TH"},
        ):
            assert len(listed(champa, "cases/", **parameters)) == 2
        assert listed(champa, "cases/", campaign=NOBODY) == []

    def test_can_be_narrowed_to_what_changed(self, champa: User, campaign: Campaign) -> None:
        early, late = (
            CaseFactory.create(campaign=campaign, created_at=moment, updated_at=moment)
            for moment in (NOON, NOON + dt.timedelta(hours=2))
        )

        after, before = "2026-11-22T13:00:00Z", "2026-11-22T20:00:00+07:00"
        assert listed(champa, "cases/", updated_after=after) == [str(late.pk)]
        assert listed(champa, "cases/", updated_before=before) == [str(early.pk)]
        assert listed(champa, "cases/", created_after=after) == [str(late.pk)]
        assert listed(champa, "cases/", created_before=before) == [str(early.pk)]

    def test_can_be_searched_by_title_words_and_reference(
        self, champa: User, campaign: Campaign
    ) -> None:
        case = CaseFactory.create(
            campaign=campaign,
            title="Refused at the counter",
            summary="ถูกปฏิเสธการขึ้นทะเบียน",
            reference="TH-2026-0007",
        )
        CaseFactory.create(campaign=campaign)

        for words in ("counter refused", "ปฏิเสธ", "th-2026-0007"):
            assert listed(champa, "cases/", search=words) == [str(case.pk)]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("campaign", "x"),
            ("status", "over"),
            ("issue_kind", "x"),
            ("mine", "perhaps"),
            ("stage", "X1"),
            ("updated_after", "yesterday"),
            ("country", "T\x00"),
            ("ordering", "logged_by"),
        ],
    )
    def test_refuse_a_filter_that_cannot_be_read(self, champa: User, name: str, value: str) -> None:
        assert wrong_fields(program(champa).get("/api/v1/cases/", {name: value})) == {name}


class TestLawReviews:
    @pytest.fixture
    def followed(self, campaign: Campaign) -> LawReview:
        """Return a review that differs from ``review`` in everything."""
        review = LawReviewFactory.create(
            country="PH", track="act", status="concluded", officer=officer("PH"), is_public=True
        )
        review.asks.add(AskFactory.create(campaign=campaign))
        return review

    def test_can_be_narrowed(
        self, champa: User, review: LawReview, followed: LawReview, case: AdvocacyCase
    ) -> None:
        law, support = InstrumentFactory.create(), IloSupportFactory.create()
        followed.instruments.add(law)
        followed.cases.add(case)
        support.law_reviews.add(followed)
        ask = followed.asks.get()
        StageEventFactory.create(law_review=followed, stage="consultation")

        for parameters in (
            {"country": "PH"},
            {"track": "act"},
            {"status": "concluded"},
            {"officer": followed.officer_id},
            {"campaign": ask.campaign_id},
            {"network": ask.campaign.lead_network_id},
            {"ask": ask.pk},
            {"case": case.pk},
            {"instrument": law.pk},
            {"ilo_support": support.pk},
            {"stage": "consultation"},
            {"stage": "b3"},
        ):
            assert listed(champa, "law-reviews/", **parameters) == [str(followed.pk)], parameters
        assert listed(champa, "law-reviews/", stage="C1") == []
        assert str(review.pk) in listed(champa, "law-reviews/")

    def test_refuse_a_stage_there_is_not(self, champa: User) -> None:
        answer = program(champa).get("/api/v1/law-reviews/", {"stage": "no-such-stage"})

        assert wrong_fields(answer) == {"stage"}


class TestStageEvents:
    def test_can_be_narrowed(self, anan: User, campaign: Campaign, review: LawReview) -> None:
        ask = AskFactory.create(campaign=campaign)
        review.asks.add(ask)
        fact = StageEventFactory.create(
            law_review=review,
            stage="drafting",
            on=dt.date(2025, 6, 1),
            precision="month",
            confidence="reported",
            dispute_note="Another day is given.",
        )
        StageEventFactory.create(law_review__country="PH", on=dt.date(2015, 1, 1))

        for parameters in (
            {"law_review": review.pk},
            {"stage": "C1"},
            {"country": "TH"},
            {"confidence": "reported"},
            {"precision": "month"},
            {"disputed": "true"},
            {"campaign": campaign.pk},
            {"on_after": "2025-06-01"},
        ):
            assert listed(anan, "stage-events/", **parameters) == [str(fact.pk)], parameters
        assert str(fact.pk) not in listed(anan, "stage-events/", on_before="2020-01-01")
        assert listed(anan, "stage-events/", retracted="true") == []
        assert len(listed(anan, "stage-events/", updated_after="2020-01-01T00:00:00Z")) == 2


class TestTheLaw:
    @pytest.mark.usefixtures("section_33")
    def test_can_be_narrowed(self, anan: User) -> None:
        other = ProvisionFactory.create(
            instrument__country="PH", instrument__kind="decree", number="4(4)"
        )
        ask = AskFactory.create(campaign__is_public=True)
        other.asks.add(ask)
        review = LawReviewFactory.create()
        review.instruments.add(other.instrument)

        for parameters in (
            {"country": "PH"},
            {"number": "4(4)"},
            {"number": "Section 4 (4)"},
            {"instrument": other.instrument_id},
            {"ask": ask.pk},
            {"campaign": ask.campaign_id},
        ):
            assert listed(anan, "provisions/", **parameters) == [str(other.pk)], parameters
        for parameters in ({"country": "PH"}, {"kind": "decree"}, {"law_review": review.pk}):
            found = listed(anan, "instruments/", **parameters)
            assert found == [str(other.instrument_id)], parameters

    @pytest.mark.parametrize("value", ["9" * 30, "1.5", "-1"])
    def test_by_a_number_no_standard_has_is_empty(self, anan: User, value: str) -> None:
        assert listed(anan, "standards/", number=value) == []

    @pytest.mark.parametrize("value", ["NaN", "many", "1e400"])
    def test_by_what_is_no_number_is_refused(self, anan: User, value: str) -> None:
        assert wrong_fields(program(anan).get("/api/v1/standards/", {"year": value})) == {"year"}


class TestProgrammes:
    def test_can_be_narrowed_to_a_country(self, anan: User) -> None:
        part = ProgrammeCountryFactory.create(country="KH")
        ProgrammeCountryFactory.create(country="TH")

        assert listed(anan, "programmes/", country="KH") == [str(part.programme_id)]


class TestEveryPerson:
    def test_without_a_role_reads_what_is_public_alone(self, review: LawReview) -> None:
        CampaignFactory.create()
        nobody = leader(NetworkFactory.create(country="HK"))
        nobody.assignments.all().delete()

        assert listed(nobody, "law-reviews/") == [str(review.pk)]
        assert listed(nobody, "campaigns/") == listed(nobody, "cases/") == []
