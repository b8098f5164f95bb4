"""The road on a review's page: every stage of the template, and one thing to do first."""

import datetime as dt

import pytest
from django.urls import reverse

from backend.accounts.models import User
from cases.models import Milestone, TemplateStage
from cases.stages import Stage
from tests import factories
from tests.web.browser import browser_of, text_of
from tests.web.conftest import House
from tests.web.test_every_page import Reader

USUAL = (Stage.DEMAND_SUBMITTED, Stage.CONSULTATION, Stage.APPROVED_IN_PRINCIPLE, Stage.IN_FORCE)


@pytest.fixture
def stages(house: House) -> list[TemplateStage]:
    """Give the house's review a template of four stages; its one fact is a consultation."""
    template = factories.StageTemplateFactory.create()
    house.review.template = template
    house.review.save(update_fields=["template"])
    return [
        factories.TemplateStageFactory.create(template=template, stage=stage, name=stage.label)
        for stage in USUAL
    ]


def page(house: House, reader: User | None = None) -> str:
    address = reverse("cases:review", args=[house.review.slug])
    return text_of(browser_of(reader or house.karin).get(address))


def road(house: House, reader: User | None = None) -> str:
    return page(house, reader).split('<ol class="road">')[1].split("</ol>")[0]


@pytest.mark.usefixtures("stages")
class TestTheRoad:
    def test_shows_every_stage_in_order_with_its_state_in_words(self, house: House) -> None:
        shown = road(house)

        places = [shown.index(str(stage.label)) for stage in USUAL]
        assert places == sorted(places)
        assert "not recorded" in shown
        assert "it is here" in shown
        assert "planned" in shown
        assert "still open" in shown

    def test_says_in_both_eras_when_a_stage_of_thailand_was_reached(self, house: House) -> None:
        assert "16 February 2025 (B.E. 2568)" in road(house)

    def test_leads_to_the_fact_and_its_plan_below(self, house: House) -> None:
        shown, whole = road(house), page(house)

        for place in (f"fact-{house.fact.pk}", f"milestone-{house.milestone.pk}"):
            assert f'href="#{place}"' in shown
            assert place in Reader(whole).ids

    def test_says_by_how_much_and_how_often_a_step_slipped(self, house: House) -> None:
        Milestone.objects.filter(pk=house.milestone.pk).update(forecast_on=dt.date(2027, 4, 7))
        factories.MilestoneMoveFactory.create_batch(2, milestone=house.milestone)

        assert "slipped 30 days" in road(house)
        assert "moved 2 times" in road(house)

    def test_shows_a_step_back_and_what_it_undid(self, house: House) -> None:
        for stage, on in (("approved_in_principle", 2015), ("regression", 2017)):
            factories.StageEventFactory.create(
                law_review=house.review, stage=stage, on=dt.date(on, 2, 18)
            )

        assert "a step back" in road(house)
        assert "it went back here" in road(house)
        assert "reached before it went back" in road(house)

    def test_says_where_a_source_is_missing(self, house: House) -> None:
        factories.StageEventFactory.create(
            law_review=house.review,
            stage=Stage.DEMAND_SUBMITTED,
            on=dt.date(2015, 5, 25),
            sources=[{"title": "Bangkok Post"}],
        )

        demand, hearing = road(house).split("</li>")[:2]

        assert "no source" not in demand
        assert "no source" in hearing

    def test_marks_one_stop_as_the_current_one(self, house: House) -> None:
        marked = [said for said in Reader(page(house)).attributes if said.get("id") == "here"]

        assert [said.get("aria-current") for said in marked] == ["step"]

    def test_can_be_moved_by_keyboard(self, house: House) -> None:
        whole = Reader(page(house))
        window = [said for said in whole.attributes if said.get("class") == "road-window"]

        assert [(said["tabindex"], said["aria-labelledby"]) for said in window] == [("0", "road")]


class TestTheOneThingToDo:
    def late(self, house: House) -> None:
        Milestone.objects.filter(pk=house.milestone.pk).update(planned_on=dt.date(2026, 1, 31))

    def first_buttons(self, house: House, reader: User | None = None) -> str:
        now = page(house, reader).split('id="now"')[1].split("</section>")[0]
        return now.split("<details")[0]

    def test_for_an_officer_is_to_mark_what_is_overdue(self, house: House) -> None:
        self.late(house)

        buttons = self.first_buttons(house)

        assert reverse("cases:mark-reached", args=[house.milestone.pk]) in buttons
        assert reverse("cases:reschedule", args=[house.milestone.pk]) in buttons
        assert reverse("cases:record-event", args=[house.review.slug]) not in buttons

    def test_for_an_officer_is_to_record_where_nothing_is_due(self, house: House) -> None:
        buttons = self.first_buttons(house)

        assert reverse("cases:record-event", args=[house.review.slug]) in buttons
        assert reverse("cases:confirm-no-change", args=[house.review.slug]) in buttons

    def test_for_an_organiser_is_to_propose_and_never_to_mark(self, house: House) -> None:
        self.late(house)

        buttons = self.first_buttons(house, house.malee)

        assert reverse("cases:propose", args=[house.review.slug]) in buttons
        assert reverse("cases:mark-reached", args=[house.milestone.pk]) not in page(
            house, house.malee
        )
