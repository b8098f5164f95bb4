"""What is given out as IATI: right by the schema, and nobody in it."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from cases.iati.writing import written
from cases.models import AdvocacyCase, Programme, SupportKind
from cases.queries.iati_export import SECTORS, of_network, of_programme
from tests import factories
from tests.cases.iati.test_files import assert_valid, read_text
from tests.web.browser import browser_of

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
CANARY = "Zyzzyva"


@pytest.fixture
def programme() -> Programme:
    """Return a programme whose support helped a case and a reached milestone."""
    review = factories.LawReviewFactory.create(is_public=True, about=CANARY)
    factories.StageEventFactory.create(law_review=review, summary=CANARY)
    milestone = factories.MilestoneFactory.create(law_review=review, note=CANARY)
    support = factories.IloSupportFactory.create(
        programme=factories.ProgrammeFactory.create(),
        about=CANARY,
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 12, 1),
        ends_precision="month",
        amount=1000,
        currency="USD",
        sources=[{"title": "Report", "url": "https://example.org/r", "mark": "S"}],
    )
    support.law_reviews.add(review)
    support.milestones.add(milestone)
    support.cases.add(a_case())
    network = factories.NetworkFactory.create(name=CANARY)
    factories.WorkersWordFactory.create(support=support, words=CANARY, network=network)
    assert support.programme
    return support.programme


def a_case() -> AdvocacyCase:
    leader = factories.person(f"{CANARY.lower()}")
    return factories.CaseFactory.create(title=CANARY, summary=CANARY, logged_by=leader)


def support_of(programme: Programme) -> Any:
    return programme.support.get()


class TestOfProgramme:
    def test_is_right_by_the_official_schema(self, programme: Programme) -> None:
        content = written(of_programme(programme, on=NOW.date()), at=NOW)

        assert_valid(content)
        (read,) = read_text(content)
        assert read.ends_on == dt.date(2026, 12, 31)
        assert (read.budgets[0].value, read.documents[0].title) == (Decimal(1000), "Report")
        assert read.results[0].indicators[0].periods[0].target == "1"

    def test_holds_no_people_no_cases_and_nothing_said_of_them(self, programme: Programme) -> None:
        content = written(of_programme(programme, on=NOW.date()), at=NOW).decode().lower()

        case = AdvocacyCase.objects.get()
        assert CANARY.lower() not in content
        assert case.reference.lower() not in content
        assert str(case.pk) not in content

    def test_leaves_out_what_is_not_public_whoever_asks(self, programme: Programme) -> None:
        support_of(programme).law_reviews.update(is_public=False)
        karin = browser_of(factories.officer("TH"))

        answer = karin.get(f"/programmes/{programme.code}/iati.xml")
        assert read_text(answer.content)[0].results == ()

        programme.support.update(is_public=False)
        answer = karin.get(f"/programmes/{programme.code}/iati.xml")
        assert b"<iati-activity " not in answer.content

    def test_leaves_out_support_without_a_day(self, programme: Programme) -> None:
        programme.support.update(starts_on=None)

        assert of_programme(programme, on=NOW.date()) == []

    def test_goes_out_under_the_identifier_of_its_latest_biennium(
        self, programme: Programme
    ) -> None:
        for biennium in ("2026-27", "2024-25"):
            factories.SupportOutcomeFactory.create(
                support=support_of(programme), biennium=biennium, iati_id=f"XM-{biennium}"
            )

        (activity,) = of_programme(programme, on=NOW.date())

        assert activity.iati_id == "XM-2026-27"

    @pytest.mark.parametrize("kind", SupportKind)
    def test_has_a_sector_for_each_kind_of_support(self, kind: SupportKind) -> None:
        assert SECTORS[kind] in {"16010", "16011", "16070", "16080", "15170"}

    def test_is_not_given_out_under_an_identifier_nobody_registered(
        self, programme: Programme, settings: Any
    ) -> None:
        settings.IATI_ORG_REF = ""

        answer = browser_of(None).get(f"/programmes/{programme.code}/iati.xml")

        assert answer.status_code == 404


class TestOfNetwork:
    def test_tells_of_public_campaigns_and_their_milestones_alone(self) -> None:
        network = factories.NetworkFactory.create(about=CANARY)
        for is_public in (True, False):
            campaign = factories.CampaignFactory.create(
                lead_network=network,
                title="Open" if is_public else CANARY,
                summary=CANARY,
                is_public=is_public,
            )
            ask = factories.AskFactory.create(campaign=campaign)
            review = factories.LawReviewFactory.create(is_public=True)
            review.asks.add(ask)
            factories.MilestoneFactory.create(law_review=review)
            factories.CaseFactory.create(campaign=campaign, title=CANARY)

        content = written(of_network(network, on=NOW.date()), at=NOW)

        assert_valid(content)
        (read,) = read_text(content)
        assert (read.title, len(read.results)) == ("Open", 1)
        assert CANARY not in content.decode()
