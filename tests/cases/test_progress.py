"""How far laws have come, and what of it may be said in public."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from campaigns.models import Campaign
from cases.models import LawReview, Milestone, StageEvent
from cases.queries.overview import Overview, overview_of
from cases.queries.progress import Progress, voice_of_campaign, voice_of_review
from cases.stages import Stage
from tests import factories

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def campaign() -> Campaign:
    made: Campaign = factories.CampaignFactory.create(is_public=True)
    factories.AskFactory.create(campaign=made)
    return made


def a_review(campaign: Campaign, *, stage: Stage, on: dt.date, is_public: bool = True) -> LawReview:
    review: LawReview = factories.LawReviewFactory.create(is_public=is_public)
    review.asks.add(*campaign.asks.all())
    factories.StageEventFactory.create(law_review=review, stage=stage, on=on)
    return review


def a_milestone(review: LawReview, planned_on: dt.date) -> Milestone:
    made: Milestone = factories.MilestoneFactory.create(law_review=review, planned_on=planned_on)
    return made


def progress(campaign: Campaign) -> Progress:
    return voice_of_campaign(campaign, on=TODAY).progress


def overview(campaign: Campaign) -> Overview:
    return overview_of(campaign, reader=AnonymousUser(), on=TODAY)


class TestProgress:
    def test_names_the_review_that_moved_last(self, campaign: Campaign) -> None:
        a_review(campaign, stage=Stage.COMMITTEE, on=dt.date(2025, 1, 1))
        newest = a_review(campaign, stage=Stage.CONSULTATION, on=dt.date(2026, 9, 1))

        reached = progress(campaign).reached

        assert reached is not None
        assert reached.review == newest

    def test_says_when_the_last_move_went_backwards(self, campaign: Campaign) -> None:
        a_review(campaign, stage=Stage.REGRESSION, on=dt.date(2026, 9, 1))

        assert progress(campaign).is_set_back

    def test_names_the_open_step_that_is_due_first(self, campaign: Campaign) -> None:
        review = a_review(campaign, stage=Stage.DRAFTING, on=dt.date(2026, 9, 1))
        a_milestone(review, dt.date(2027, 6, 1))
        first = a_milestone(review, dt.date(2027, 3, 8))

        found = progress(campaign)

        assert found.coming is not None
        assert found.coming.milestone == first
        assert not found.is_late

    def test_says_when_that_step_is_overdue(self, campaign: Campaign) -> None:
        review = a_review(campaign, stage=Stage.DRAFTING, on=dt.date(2026, 9, 1))
        a_milestone(review, dt.date(2026, 10, 1))

        assert progress(campaign).is_late

    def test_awaits_nothing_of_a_concluded_review(self, campaign: Campaign) -> None:
        review = a_review(campaign, stage=Stage.IN_FORCE, on=dt.date(2026, 9, 1))
        a_milestone(review, dt.date(2027, 6, 1))
        review.status = "concluded"
        review.save()

        found = progress(campaign)

        assert found.coming is None
        assert not found.is_open

    def test_puts_the_longest_silence_first_among_what_has_stalled(
        self, campaign: Campaign
    ) -> None:
        shorter = a_review(campaign, stage=Stage.DRAFTING, on=dt.date(2025, 3, 1))
        longer = a_review(campaign, stage=Stage.DRAFTING, on=dt.date(2024, 3, 1))
        a_review(campaign, stage=Stage.DRAFTING, on=dt.date(2026, 11, 1))

        assert [one.review for one in progress(campaign).stalled] == [longer, shorter]

    def test_of_a_campaign_without_reviews_is_empty(self, campaign: Campaign) -> None:
        found = progress(campaign)

        assert found.reached is None
        assert found.coming is None
        assert found.stalled == []


class TestWhatIsSaidInPublic:
    def test_of_a_campaign_leaves_out_reviews_that_are_not_public(self, campaign: Campaign) -> None:
        hidden = a_review(campaign, stage=Stage.DRAFTING, on=dt.date(2026, 9, 1), is_public=False)
        a_milestone(hidden, dt.date(2027, 6, 1))

        found = progress(campaign)

        assert found.reviews == []
        assert found.coming is None

    def test_of_a_review_leaves_out_asks_of_campaigns_that_are_not_public(
        self, campaign: Campaign
    ) -> None:
        review = a_review(campaign, stage=Stage.DRAFTING, on=dt.date(2026, 9, 1))
        hidden = factories.AskFactory.create()
        review.asks.add(hidden)

        loaded = LawReview.objects.with_stage().get(pk=review.pk)
        asks = voice_of_review(loaded, on=TODAY).asks

        assert asks == list(campaign.asks.all())

    def test_is_nothing_where_the_campaign_is_not_public(self) -> None:
        campaign = factories.CampaignFactory.create()

        assert overview(campaign).voice is None


class TestTheTimelineOfACampaign:
    def test_tells_the_facts_of_its_public_reviews_newest_first(self, campaign: Campaign) -> None:
        first = a_review(campaign, stage=Stage.COMMITTEE, on=dt.date(2025, 1, 1))
        second = a_review(campaign, stage=Stage.CONSULTATION, on=dt.date(2026, 9, 1))
        a_review(campaign, stage=Stage.DRAFTING, on=dt.date(2026, 10, 1), is_public=False)
        a_review_of_others = factories.LawReviewFactory.create(is_public=True)
        factories.StageEventFactory.create(law_review=a_review_of_others)

        facts = overview(campaign).facts

        assert [fact.law_review for fact in facts] == [second, first]

    def test_leaves_out_what_was_taken_back(self, campaign: Campaign) -> None:
        review = a_review(campaign, stage=Stage.COMMITTEE, on=dt.date(2025, 1, 1))
        wrong = StageEvent.objects.get(law_review=review)
        factories.StageEventFactory.create(law_review=review, stage=wrong.stage, retracts=wrong)

        assert overview(campaign).facts == []
