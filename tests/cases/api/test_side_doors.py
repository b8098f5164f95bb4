"""What was not shared is not told by a link, a filter or a field either."""

import pytest

from backend.accounts.models import User
from campaigns.models import Campaign
from cases.actions import support
from cases.models import AdvocacyCase, LawReview, Provision, Visibility
from tests.factories import (
    AskFactory,
    CaseFactory,
    IloSupportFactory,
    LawReviewFactory,
    NetworkFactory,
    StageEventFactory,
    leader,
    officer,
)
from tests.interface import listed, program, read


@pytest.fixture
def ally(campaign: Campaign) -> User:
    """Return the leader of a network allied to the campaign."""
    network = NetworkFactory.create(name="Rose")
    campaign.allies.add(network)
    return leader(network, "dao")


@pytest.fixture
def shared(case: AdvocacyCase) -> AdvocacyCase:
    """Return a case shared with allies and the officer."""
    AdvocacyCase.objects.filter(pk=case.pk).update(
        visibility=Visibility.ALLIES_AND_ILO, place="Chiang Mai", on_behalf_of="self"
    )
    return AdvocacyCase.objects.get(pk=case.pk)


class TestCaseThatWasNotShared:
    def test_is_in_no_list_of_what_support_helped(
        self, anan: User, champa: User, case: AdvocacyCase
    ) -> None:
        piece = IloSupportFactory.create()
        piece.cases.add(case)

        assert read(anan, f"ilo-support/{piece.pk}/")["cases"] == []
        assert read(anan, "ilo-support/")["results"][0]["cases"] == []
        assert read(champa, f"ilo-support/{piece.pk}/")["cases"] == [str(case.pk)]

    def test_is_in_no_list_of_what_a_review_could_answer(
        self, anan: User, champa: User, review: LawReview, case: AdvocacyCase
    ) -> None:
        review.cases.add(case)

        assert read(anan, f"law-reviews/{review.pk}/")["cases"] == []
        assert read(anan, "law-reviews/")["results"][0]["cases"] == []
        assert read(champa, f"law-reviews/{review.pk}/")["cases"] == [str(case.pk)]

    def test_is_told_by_no_filter(
        self, anan: User, champa: User, review: LawReview, case: AdvocacyCase
    ) -> None:
        piece = IloSupportFactory.create()
        piece.cases.add(case)
        review.cases.add(case)

        for path in ("ilo-support/", "law-reviews/"):
            assert listed(anan, path, case=case.pk) == []
            assert len(listed(champa, path, case=case.pk)) == 1

    def test_is_told_by_no_event_when_support_is_linked_to_it(
        self, anan: User, champa: User, maria: User, shared: AdvocacyCase
    ) -> None:
        piece = IloSupportFactory.create()

        support.link(piece, support.Link(case=shared), by=anan)

        (told,) = read(champa, "events/")["results"]
        assert told["changes"] == {"support": str(piece.pk)}
        assert read(maria, f"ilo-support/{piece.pk}/")["cases"] == []
        assert read(maria, "events/")["results"] == []

    def test_is_not_there(self, anan: User, maria: User, case: AdvocacyCase) -> None:
        for stranger in (anan, maria):
            client = program(stranger)
            missing = client.get("/api/v1/cases/00000000-0000-4000-8000-000000000000/")
            hidden = client.get(f"/api/v1/cases/{case.pk}/")

            assert hidden.status_code == 404
            assert hidden.content == missing.content
            assert listed(stranger, "cases/", search=case.reference) == []


class TestCaseThatWasShared:
    def test_does_not_tell_outsiders_who_is_behind_it(
        self, anan: User, ally: User, shared: AdvocacyCase
    ) -> None:
        for outsider in (anan, ally):
            for shown in (
                read(outsider, f"cases/{shared.pk}/"),
                read(outsider, "cases/")["results"][0],
            ):
                assert shown["title"] == shared.title
                assert shown["logged_by"] is None
                assert shown["owner"] is None
                assert shown["place"] is None
                assert shown["on_behalf_of"] is None

    def test_tells_its_own_network(self, champa: User, malee: User, shared: AdvocacyCase) -> None:
        for insider in (champa, malee):
            shown = read(insider, f"cases/{shared.pk}/")

            assert shown["logged_by"] == shown["owner"] == str(champa.pk)
            assert shown["place"] == "Chiang Mai"
            assert shown["on_behalf_of"] == "self"

    def test_tells_a_contributor_what_she_logged_herself(
        self, nu: User, campaign: Campaign
    ) -> None:
        own = CaseFactory.create(campaign=campaign, logged_by=nu, place="Lampang")

        shown = read(nu, f"cases/{own.pk}/")

        assert shown["logged_by"] == str(nu.pk)
        assert shown["place"] == "Lampang"

    def test_cannot_be_searched_by_what_is_not_shown(
        self, anan: User, champa: User, shared: AdvocacyCase
    ) -> None:
        assert listed(anan, "cases/") == [str(shared.pk)]
        for words in ("Chiang", champa.username, str(champa.pk)):
            assert listed(anan, "cases/", search=words) == []

    def test_has_no_filter_by_person_or_place(self, anan: User) -> None:
        client = program(anan)

        for name in ("logged_by", "owner", "place", "on_behalf_of"):
            assert client.get("/api/v1/cases/", {name: "x"}).status_code == 400
            assert client.get("/api/v1/cases/", {"ordering": name}).status_code == 400

    def test_is_mine_only_to_who_logged_or_owns_it(
        self, anan: User, champa: User, malee: User, shared: AdvocacyCase
    ) -> None:
        assert listed(champa, "cases/", mine="true") == [str(shared.pk)]
        assert listed(anan, "cases/", mine="true") == listed(malee, "cases/", mine="true") == []
        assert listed(malee, "cases/", mine="false") == [str(shared.pk)]
        assert listed(champa, "cases/", mine="false") == []


class TestAskOfAHiddenCampaign:
    def test_is_in_no_list_and_told_by_no_filter(
        self, maria: User, review: LawReview, campaign: Campaign, section_33: Provision
    ) -> None:
        ask = AskFactory.create(campaign=campaign)
        review.asks.add(ask)
        section_33.asks.add(ask)

        assert read(maria, f"law-reviews/{review.pk}/")["asks"] == []
        assert read(maria, f"provisions/{section_33.pk}/")["asks"] == []
        for parameters in (
            {"ask": ask.pk},
            {"campaign": campaign.pk},
            {"network": campaign.lead_network_id},
        ):
            assert listed(maria, "law-reviews/", **parameters) == []
        assert listed(maria, "provisions/", ask=ask.pk) == []
        assert listed(maria, "milestones/", campaign=campaign.pk) == []

    def test_is_in_no_case_that_was_shared_with_another_countrys_officer(
        self, campaign: Campaign
    ) -> None:
        guests = NetworkFactory.create(country="MM")
        campaign.allies.add(guests)
        case = CaseFactory.create(campaign=campaign, network=guests, visibility=Visibility.ILO)
        case.asks.add(AskFactory.create(campaign=campaign))

        assert read(officer("MM"), f"cases/{case.pk}/")["asks"] == []
        assert len(read(leader(guests), f"cases/{case.pk}/")["asks"]) == 1


class TestReviewThatIsNotPublic:
    def test_is_nowhere_for_people_of_other_countries(
        self, maria: User, anan: User, shared: AdvocacyCase
    ) -> None:
        hidden = LawReviewFactory.create(is_public=False)
        fact, support = StageEventFactory.create(law_review=hidden), IloSupportFactory.create()
        support.law_reviews.add(hidden)
        shared.reviews.add(hidden)

        assert listed(maria, "law-reviews/") == []
        assert listed(maria, "stage-events/") == []
        assert listed(maria, "ilo-support/", law_review=hidden.pk) == []
        assert listed(maria, "ilo-support/", stage="consultation") == []
        assert read(maria, f"ilo-support/{support.pk}/")["law_reviews"] == []
        assert listed(anan, "stage-events/") == [str(fact.pk)]
        assert listed(anan, "ilo-support/", stage="B3") == [str(support.pk)]
        assert read(anan, f"cases/{shared.pk}/")["law_reviews"] == [str(hidden.pk)]


class TestAskOfACampaignThatIsNotPublic:
    def test_is_told_by_no_search_for_what_it_cites(
        self, maria: User, champa: User, campaign: Campaign, section_33: Provision
    ) -> None:
        Campaign.objects.filter(pk=campaign.pk).update(is_public=False)
        review = LawReviewFactory.create(country="TH", is_public=True)
        ask = AskFactory.create(campaign=campaign)
        ask.provisions.add(section_33)
        review.asks.add(ask)
        cited = "Section 33"

        assert listed(champa, "law-reviews/", search=cited) == [str(review.pk)]
        assert listed(maria, "law-reviews/", search=cited) == []
