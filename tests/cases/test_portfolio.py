"""The officer's portfolio, the views of it she keeps, and the one-minute update."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backend.audit.models import Event
from cases.actions import calendar, views
from cases.actions.views import TooManyViews
from cases.models import LawReview, ReviewCheck, SavedView
from cases.queries.minute import VALID, minute_of, review_of, token_for
from cases.queries.portfolio import Portfolio, WantedPortfolio, portfolio_of
from tests import factories
from tests.factories import leader, officer, organiser
from tests.records import refused
from tests.web.browser import browser_of

TODAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def seen(wanted: WantedPortfolio | None = None) -> Portfolio:
    return portfolio_of(officer("TH"), wanted or WantedPortfolio(), on=TODAY)


def a_review(*, written: dt.date, country: str = "TH") -> LawReview:
    """Return a review of which something was written down on a day."""
    moment = dt.datetime.combine(written, dt.time(), tzinfo=dt.UTC)
    review = factories.LawReviewFactory.create(country=country)
    factories.StageEventFactory.create(law_review=review, on=written, recorded_at=moment)
    return review


class TestAPortfolio:
    def test_holds_the_reviews_of_her_countries_and_no_others(self) -> None:
        mine = factories.LawReviewFactory.create()
        factories.LawReviewFactory.create(country="PH")

        assert [kept.standing.review for kept in seen().reviews] == [mine]

    def test_tells_the_next_step_and_the_next_gate_of_each(self) -> None:
        review = factories.LawReviewFactory.create()
        for days in (40, 5):
            day = TODAY + dt.timedelta(days)
            factories.MilestoneFactory.create(law_review=review, planned_on=day, title=str(days))
            factories.GateFactory.create(law_review=review, closes_on=day)

        (kept,) = seen().reviews

        assert kept.step
        assert (kept.step.milestone.title, kept.gate_days) == ("5", 5)

    def test_names_the_risks_of_each(self) -> None:
        review = a_review(written=dt.date(2024, 1, 1))
        before = TODAY - dt.timedelta(9)
        factories.MilestoneFactory.create(law_review=review, planned_on=before)
        factories.GateFactory.create(law_review=review, closes_on=TODAY + dt.timedelta(9))

        (kept,) = seen().reviews

        assert kept.risks == ["gate", "overdue", "stalled", "unseen"]

    def test_is_narrowed_to_a_country_or_a_risk(self) -> None:
        late = a_review(written=dt.date(2024, 1, 1))
        a_review(written=TODAY)

        stalled = seen(WantedPortfolio(risk="stalled")).reviews
        abroad = seen(WantedPortfolio(country="PH")).reviews

        assert [kept.standing.review for kept in stalled] == [late]
        assert abroad == []

    def test_sums_support_and_shows_money_only_of_what_is_public(self) -> None:
        for is_public in (True, True, False):
            factories.IloSupportFactory.create(amount=100, currency="USD", is_public=is_public)

        given = sorted(seen().given, key=lambda one: one.count)

        assert [(one.count, one.amount) for one in given] == [(1, None), (2, 200)]

    def test_is_for_officers(self) -> None:
        network = factories.NetworkFactory.create(country="TH")

        assert browser_of(leader(network)).get("/portfolio/").status_code == 403
        assert browser_of(officer("TH")).get("/portfolio/").status_code == 200


class TestAView:
    def test_is_kept_under_a_name_which_then_means_the_new_one(self) -> None:
        karin = officer("TH")

        views.keep(name="Near", query="risk=gate", by=karin)
        views.keep(name="Near", query="risk=overdue", by=karin)

        assert SavedView.objects.get().query == "risk=overdue"

    def test_is_for_officers(self) -> None:
        malee = organiser(factories.NetworkFactory.create(country="TH"))

        with refused(PermissionDenied):
            views.keep(name="Near", query="", by=malee)

    def test_has_its_limit(self) -> None:
        karin = officer("TH")
        for _number in range(views.MOST_KEPT):
            factories.SavedViewFactory.create(owner=karin)

        with refused(TooManyViews):
            views.keep(name="One more", query="", by=karin)

    def test_is_taken_away_by_nobody_else(self) -> None:
        view, another = factories.SavedViewFactory.create(), officer("TH")

        with refused(PermissionDenied):
            views.forget(view, by=another)


class TestTheAddressOfAMinute:
    def test_opens_one_review(self) -> None:
        review = factories.LawReviewFactory.create()

        assert review_of(token_for(review)) == review.pk

    def test_ends_after_a_month(self) -> None:
        review = factories.LawReviewFactory.create()
        with time_machine.travel(NOON, tick=False):
            token = token_for(review)

        with time_machine.travel(NOON + VALID + dt.timedelta(seconds=1), tick=False):
            assert review_of(token) is None

    @pytest.mark.parametrize("forged", ["", "x", "IjEi:1:x"])
    def test_is_not_guessed(self, forged: str) -> None:
        assert review_of(forged) is None
        assert review_of(token_for(factories.LawReviewFactory.create())[:-1] + "-") is None

    def test_opens_nothing_to_who_does_not_keep_the_review(self) -> None:
        review = factories.LawReviewFactory.create(is_public=False)
        path = f"/minute/{token_for(review)}/"

        assert browser_of(officer("TH")).get(path).status_code == 200
        assert browser_of(officer("PH")).get(path).status_code == 404
        network = factories.NetworkFactory.create(country="TH")
        assert browser_of(leader(network)).get(path).status_code == 403
        assert "/sign-in/" in browser_of(None).get(path).url  # type: ignore[attr-defined]


class TestAMinute:
    def test_offers_what_is_awaited_and_what_organisers_say(self) -> None:
        review, karin = factories.LawReviewFactory.create(), officer("TH")
        milestone = factories.MilestoneFactory.create(law_review=review)
        proposal = factories.ProposalFactory.create(law_review=review)
        factories.ProposalFactory.create()

        loaded = LawReview.objects.with_stage().get(pk=review.pk)
        found = minute_of(loaded, keeper=karin, on=TODAY)

        assert [step.milestone for step in found.steps] == [milestone]
        assert found.proposals == [proposal]

    def test_takes_four_taps_from_the_letter_to_a_reached_milestone(self) -> None:
        review, karin = factories.LawReviewFactory.create(), officer("TH")
        milestone = factories.MilestoneFactory.create(law_review=review)
        browser = browser_of(karin)

        page = browser.get(f"/minute/{token_for(review)}/")  # the first, in her mail
        step = f"/milestones/{milestone.pk}/reached/"
        assert step in page.content.decode()  # the second
        form = browser.get(step).context["form"]
        sent = {
            name: form.get_initial_for_field(field, name) for name, field in form.fields.items()
        }
        today = timezone.localdate().isoformat()
        answer = browser.post(step, {k: v for k, v in sent.items() if v} | {"on": today})

        assert answer.status_code == 302  # the third
        milestone.refresh_from_db()
        assert milestone.status == "reached"


class TestTheCalendar:
    def test_asks_the_officer_once_a_month_about_what_nobody_looked_at(self) -> None:
        review = a_review(written=TODAY - dt.timedelta(40))
        LawReview.objects.update(officer=officer("TH"))

        calendar.check(on=TODAY)
        calendar.check(on=TODAY + dt.timedelta(1))

        asked = Event.objects.filter(kind="review.look_due")
        assert [event.subject_id for event in asked] == [review.pk]

    def test_asks_nobody_about_what_was_looked_at(self) -> None:
        review, karin = a_review(written=TODAY - dt.timedelta(40)), officer("TH")
        LawReview.objects.update(officer=karin)
        ReviewCheck.objects.create(law_review=review, checked_by=karin, checked_at=NOON)

        calendar.check(on=TODAY)

        assert not Event.objects.filter(kind="review.look_due").exists()
