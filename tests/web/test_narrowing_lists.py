"""Lists that are narrowed: by what, how far, and never to more than one may see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from backend.accounts.models import User
from backend.accounts.roles import Role
from cases.models import CaseStatus, IssueKind
from cases.stages import Stage
from tests import factories
from tests.web.browser import browser_of, form_of, text_of
from tests.web.conftest import House

CASES = reverse("cases:cases")
REVIEWS = reverse("cases:reviews")
SUPPORT = reverse("cases:support-list")


def shown(somebody: User | None, address: str, **wanted: Any) -> str:
    answer = browser_of(somebody).get(address, wanted)
    assert answer.status_code == 200
    return text_of(answer).split('id="main"')[1]


class TestTheListOfCases:
    @pytest.mark.parametrize(
        "wanted",
        [
            {"kind": IssueKind.MATERNITY},
            {"q": "hospital"},
            {"status": "won"},
            {"country": "PH"},
            {"status": "won", "kind": IssueKind.MATERNITY, "q": "Hospital bill", "country": "PH"},
        ],
        ids="+".join,
    )
    def test_is_narrowed_by(self, house: House, wanted: dict[str, str]) -> None:
        elsewhere = factories.NetworkFactory.create(country="PH")
        factories.RoleAssignmentFactory.create(user=house.hnin, role=Role.LEADER, network=elsewhere)
        other = factories.CaseFactory.create(
            campaign__lead_network=elsewhere, title="A hospital bill", status=CaseStatus.WON
        )
        factories.CaseIssueFactory.create(case=other, kind=IssueKind.MATERNITY)

        page = shown(house.hnin, CASES, **wanted)

        assert other.title in page
        assert house.case.title not in page

    def test_finds_a_citation_in_any_spelling(self, house: House) -> None:
        factories.CaseFactory.create(campaign=house.campaign, title="About wages")

        page = shown(house.hnin, CASES, q="ม.๓๓")

        assert house.case.title in page
        assert "About wages" not in page

    @pytest.mark.parametrize("wanted", [{"q": "Section 33"}, {"status": "open"}], ids=str)
    def test_never_shows_a_case_she_may_not_see(self, house: House, wanted: dict[str, str]) -> None:
        assert house.case.title not in shown(house.luz, CASES, **wanted)

    def test_offers_the_countries_of_cases_she_sees_and_no_other(self, house: House) -> None:
        factories.CaseFactory.create(campaign__lead_network__country="KH")

        page = shown(house.hnin, CASES)

        assert 'value="TH"' in page
        assert 'value="KH"' not in page

    def test_does_not_tell_of_a_campaign_she_may_not_see(self, house: House) -> None:
        page = shown(house.luz, CASES, campaign=str(house.campaign.pk))

        assert house.campaign.title not in page
        assert 'id="id_campaign_error"' in page


class TestTheListOfReviews:
    def test_is_narrowed_by_the_stage_it_is_at(self, house: House) -> None:
        other = factories.LawReviewFactory.create(title="Labour law")
        factories.StageEventFactory.create(law_review=other, stage=Stage.DRAFTING)

        page = shown(house.hnin, REVIEWS, stage=Stage.DRAFTING)

        assert "Labour law" in page
        assert house.review.title not in page

    def test_is_narrowed_by_country_and_offers_only_those_she_sees(self, house: House) -> None:
        factories.LawReviewFactory.create(title="Batas Kasambahay", country="PH")
        factories.LawReviewFactory.create(title="Hidden", country="KH", is_public=False)

        page = shown(house.hnin, REVIEWS, country="PH")

        assert "Batas Kasambahay" in page
        assert house.review.title not in page
        assert 'value="TH"' in page
        assert 'value="KH"' not in page

    def test_is_narrowed_by_words_without_showing_more_to_a_visitor(self, house: House) -> None:
        factories.LawReviewFactory.create(title=f"{house.review.title} in public")

        page = shown(None, REVIEWS, q=house.review.title)

        assert f"{house.review.title} in public" in page
        assert reverse("cases:review", args=[house.review.slug]) not in page


class TestTheListOfSupport:
    def test_is_narrowed_by_kind_and_status(self, house: House) -> None:
        factories.IloSupportFactory.create(title="Two days of training", kind="training")

        page = shown(house.karin, SUPPORT, kind="training", status="active")

        assert "Two days of training" in page
        assert house.support.title not in page

    def test_is_narrowed_by_words(self, house: House) -> None:
        factories.IloSupportFactory.create(title="Actuarial study")

        page = shown(house.karin, SUPPORT, q="actuarial")

        assert "Actuarial study" in page
        assert house.support.title not in page


LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "cases": (CASES, {"status": "x", "kind": "x", "country": "XX", "campaign": "x", "q": "a\x00b"}),
    "reviews": (REVIEWS, {"status": "x", "stage": "x", "country": "XX", "q": "x" * 201}),
    "support": (SUPPORT, {"status": "x", "kind": "x", "country": "'", "q": "\x00"}),
}


@pytest.mark.parametrize("name", LISTS)
class TestEveryList:
    def test_names_each_value_it_cannot_read_and_shows_the_list_all_the_same(
        self, house: House, name: str
    ) -> None:
        address, odd = LISTS[name]

        answer = browser_of(house.karin).get(address, odd)

        assert answer.status_code == 200
        assert set(form_of(answer).errors) == set(odd)
        for field in odd:
            assert f'id="id_{field}_error"' in text_of(answer)
        assert answer.context["page"].is_first

    def test_says_how_it_is_narrowed_and_how_to_undo_that(self, house: House, name: str) -> None:
        address, _odd = LISTS[name]

        page = shown(house.karin, address, q="nothing is called like this")

        assert "nothing is called like this" in page.split('class="chosen"')[1]
        assert f'<a class="more" href="{address}">' in page
        assert "Nothing fits" in page

    def test_without_a_filter_offers_nothing_to_undo(self, house: House, name: str) -> None:
        address, _odd = LISTS[name]

        assert 'class="chosen"' not in shown(house.karin, address)


MANY: dict[str, tuple[str, Callable[[int], object], dict[str, str]]] = {
    "reviews": (
        REVIEWS,
        lambda n: factories.LawReviewFactory.create(title=f"Review no. {n}"),
        {"status": "open", "country": "TH"},
    ),
    "support": (
        SUPPORT,
        lambda n: factories.IloSupportFactory.create(title=f"Support no. {n}"),
        {"kind": "legal_review"},
    ),
}


class TestLeafing:
    @pytest.mark.parametrize("name", MANY)
    def test_keeps_the_filters(self, house: House, name: str) -> None:
        address, make, wanted = MANY[name]
        for number in range(25):
            make(number)

        page = shown(house.karin, address, **wanted)

        link = next(line for line in page.splitlines() if 'rel="next"' in line)
        for field, value in wanted.items():
            assert f"{field}={value}" in link
