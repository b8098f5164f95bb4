"""Searches that are kept, and what is new in them."""

import datetime as dt

import pytest

from backend.audit.models import Event
from backend.errors import Invalid
from cases.models import AdvocacyCase, CaseStatus, Visibility
from notifications.actions import searching
from notifications.actions.searching import NewSearch, TooManySearches
from notifications.models import Cadence, ListPage, Notification, SavedSearch, SearchMatch
from tests.factories import CaseFactory, LawReviewFactory, SavedSearchFactory, administrator
from tests.notifications.conftest import Scene
from tests.notifications.stage import pass_on, told
from tests.records import refused

NOON = dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def keep(scene: Scene, query: str = "status=open", **more: object) -> SavedSearch:
    new = NewSearch(page=ListPage.CASES, query=query, name="Open cases", **more)  # type: ignore[arg-type]
    return searching.keep(new, by=scene.malee, now=NOON)


def log_one(scene: Scene) -> AdvocacyCase:
    case: AdvocacyCase = CaseFactory.create(campaign=scene.campaign, status=CaseStatus.ACTIVE)
    return case


class TestCheckDue:
    def test_tells_of_what_is_new_once(self, scene: Scene) -> None:
        keep(scene)
        log_one(scene)

        counts = [searching.check_due(now=NOON + n * DAY) for n in (1, 1, 2)]
        pass_on()

        assert counts == [1, 0, 0]
        assert told("search.matched") == {"malee"}

    def test_does_not_look_before_her_hour(self, scene: Scene) -> None:
        keep(scene)
        log_one(scene)

        assert searching.check_due(now=NOON + dt.timedelta(hours=19)) == 0  # 07:00 in Bangkok
        assert searching.check_due(now=NOON + dt.timedelta(hours=20)) == 1

    def test_waits_until_enough_is_new(self, scene: Scene) -> None:
        keep(scene, threshold=2)
        log_one(scene)
        assert searching.check_due(now=NOON + DAY) == 0

        log_one(scene)

        assert searching.check_due(now=NOON + 2 * DAY) == 1
        assert Event.objects.get(kind="search.matched").changes == {"count": 2}

    def test_tells_again_of_what_left_the_list_and_came_back(self, scene: Scene) -> None:
        keep(scene)
        case = AdvocacyCase.objects.filter(pk=scene.case.pk)
        case.update(status=CaseStatus.WON)
        assert searching.check_due(now=NOON + DAY) == 0

        case.update(status=CaseStatus.ACTIVE)

        assert searching.check_due(now=NOON + 2 * DAY) == 1

    def test_finds_nothing_she_may_not_see(self, scene: Scene) -> None:
        keep(scene)
        CaseFactory.create(visibility=Visibility.ALLIES_AND_ILO)

        assert searching.check_due(now=NOON + DAY) == 0

    def test_finds_nothing_any_more_for_who_lost_her_role(self, scene: Scene) -> None:
        keep(scene)
        scene.malee.assignments.all().delete()
        log_one(scene)

        assert searching.check_due(now=NOON + DAY) == 0
        assert not SearchMatch.objects.exists()

    def test_is_silent_where_its_campaign_is_not_hers_to_see_any_more(self, scene: Scene) -> None:
        """What cannot be read narrows nothing: the list would be wider than what she kept."""
        keep(scene, f"campaign={scene.campaign.pk}")
        scene.campaign.lead_network.assignments.all().delete()
        scene.campaign.is_public = False
        scene.campaign.save()
        CaseFactory.create(logged_by=scene.malee)

        assert searching.check_due(now=NOON + DAY) == 0

    def test_leaves_alone_what_she_switched_off(self, scene: Scene) -> None:
        keep(scene, cadence=Cadence.OFF)
        log_one(scene)

        assert searching.check_due(now=NOON + DAY) == 0

    @pytest.mark.parametrize("page", ListPage)
    def test_reads_every_list(self, scene: Scene, page: ListPage) -> None:
        new = NewSearch(page=page, query="q=decree", name="Decree", cadence=Cadence.NOW)
        searching.keep(new, by=scene.malee, now=NOON)
        LawReviewFactory.create(title="Another royal decree", is_public=True)

        found = searching.check_due(now=NOON + dt.timedelta(minutes=15))

        assert found == (page == ListPage.REVIEWS)


class TestKeep:
    def test_again_changes_how_it_is_told_and_what_is_known_stays(self, scene: Scene) -> None:
        keep(scene)
        log_one(scene)

        again = keep(scene, "q=&status=open", threshold=5)

        assert SavedSearch.objects.get() == again
        assert again.threshold == 5
        assert SearchMatch.objects.count() == 1

    @pytest.mark.parametrize("query", ["status=nonsense", "campaign=nonsense", "q=" + "a" * 201])
    def test_refuses_what_the_list_cannot_read(self, scene: Scene, query: str) -> None:
        with refused(Invalid):
            keep(scene, query)

    def test_refuses_the_twenty_first(self, scene: Scene) -> None:
        SavedSearchFactory.create_batch(20, user=scene.malee)

        with refused(TooManySearches):
            keep(scene)


class TestOneWhoSeesEverything:
    def test_keeps_a_list_that_nothing_narrows(self) -> None:
        """Seen failing on SQLite: a statement without a condition was read as a join."""
        LawReviewFactory.create_batch(2)
        new = NewSearch(page=ListPage.REVIEWS, query="", name="All")

        search = searching.keep(new, by=administrator(), now=NOON)

        assert search.matches.count() == 2


class TestForget:
    def test_forgets_ones_own_and_nobody_elses(self, scene: Scene) -> None:
        search = keep(scene)
        log_one(scene)
        searching.check_due(now=NOON + DAY)
        pass_on()

        searching.forget(search, by=scene.hnin)
        assert SavedSearch.objects.exists()

        searching.forget(search, by=scene.malee)
        assert not SavedSearch.objects.exists()
        assert Notification.objects.count() == 1
