"""Calendars and feeds, read as other people's programs read them."""

import datetime as dt
import xml.etree.ElementTree as ET
from typing import Any

import feedparser
import icalendar
import pytest
import vobject
from django.test import Client
from django.utils import timezone

from backend.accounts import leaving
from cases.models import LawReview, Milestone
from notifications.actions import calendars
from tests import factories
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened

ATOM = "{http://www.w3.org/2005/Atom}"


def fetched(scene: Scene) -> bytes:
    if not calendars.token_of(scene.malee):
        calendars.renew(by=scene.malee, now=timezone.now())
    answer = Client().get(f"/calendar/{calendars.token_of(scene.malee)}.ics")
    assert (answer.status_code, answer["Content-Type"][:13]) == (200, "text/calendar")
    return answer.content


def entries(scene: Scene) -> list[Any]:
    return icalendar.Calendar.from_ical(fetched(scene)).walk("VEVENT")


def entry(scene: Scene) -> Any:
    (one,) = entries(scene)
    return one


@pytest.fixture
def followed(scene: Scene) -> Scene:
    follows(scene.malee, scene.review)
    soon = timezone.now().date() + dt.timedelta(days=30)
    Milestone.objects.update(planned_on=soon, precision="day")
    return scene


class TestACalendar:
    def test_closes_when_its_owner_is_shut_out(self, followed: Scene) -> None:
        fetched(followed)
        address = f"/calendar/{calendars.token_of(followed.malee)}.ics"

        leaving.end_access(followed.malee)

        assert Client().get(address).status_code == 404

    def test_holds_the_dates_of_what_she_follows(self, followed: Scene) -> None:
        milestone = Milestone.objects.get()
        found = entry(followed)

        assert found["UID"] == f"milestone-{milestone.pk}@testserver"
        assert found["DTSTART"].dt == milestone.planned_on
        assert found["SUMMARY"] == "Public hearing · Royal decree"
        assert found["STATUS"] == "CONFIRMED"
        assert str(found["URL"]).endswith(f"#milestone-{milestone.pk}")

    def test_is_read_alike_by_another_program(self, followed: Scene) -> None:
        factories.TaskFactory.create(
            case=followed.case, owner=followed.malee, due_on=dt.date(2026, 12, 24)
        )
        content = fetched(followed)

        by_others = {
            (one.uid.value, one.dtstart.value, one.summary.value, one.status.value)
            for one in vobject.readOne(content.decode()).vevent_list
        }
        events: list[Any] = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
        by_ours = {
            (str(one["UID"]), one["DTSTART"].dt, str(one["SUMMARY"]), str(one["STATUS"]))
            for one in events
        }

        assert by_others == by_ours
        assert len(by_ours) == 2
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))

    def test_keeps_the_name_and_counts_up_when_a_date_moves(self, followed: Scene) -> None:
        before = entry(followed)
        later = timezone.now().date() + dt.timedelta(days=60)
        Milestone.objects.update(forecast_on=later, version=2)

        after = entry(followed)

        assert after["UID"] == before["UID"]
        assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
        assert (after["DTSTART"].dt, after["STATUS"]) == (later, "TENTATIVE")

    def test_says_that_a_date_is_off(self, followed: Scene) -> None:
        Milestone.objects.update(status="dropped", marked_by=followed.karin)

        assert entry(followed)["STATUS"] == "CANCELLED"

    def test_calls_a_month_by_its_name_and_not_sure(self, followed: Scene) -> None:
        Milestone.objects.update(planned_on=dt.date(2027, 6, 1), precision="month")

        found = entry(followed)

        assert "June 2027" in found["SUMMARY"]
        assert found["STATUS"] == "TENTATIVE"

    def test_tells_nothing_of_what_is_not_public(self, followed: Scene) -> None:
        LawReview.objects.update(is_public=False)
        factories.TaskFactory.create(
            case=followed.case, owner=followed.malee, title="Ask her", due_on=dt.date(2026, 12, 24)
        )

        said = fetched(followed).decode()

        assert "A date you follow in Saphan" in said
        assert "A task of yours in Saphan" in said
        assert not any(word in said for word in ("decree", "hearing", "Ask her", "reviews"))

    def test_holds_only_what_she_follows_and_may_see(self, scene: Scene) -> None:
        assert entries(scene) == []
        follows(scene.malee, scene.review)
        LawReview.objects.update(is_public=False, country="PH")

        assert entries(scene) == []

    def test_ends_at_once_at_its_old_address(self, followed: Scene) -> None:
        fetched(followed)
        old = calendars.token_of(followed.malee)

        calendars.renew(by=followed.malee, now=timezone.now())
        assert Client().get(f"/calendar/{old}.ics").status_code == 404
        fetched(followed)
        calendars.end(by=followed.malee)

        assert calendars.token_of(followed.malee) == ""

    def test_ends_with_the_account(self, followed: Scene) -> None:
        fetched(followed)
        followed.malee.is_active = False
        followed.malee.save()

        token = calendars.token_of(followed.malee)
        assert Client().get(f"/calendar/{token}.ics").status_code == 404


class TestTheNewsOfACampaign:
    @pytest.fixture(autouse=True)
    def _public(self, scene: Scene) -> None:
        scene.campaign.is_public = True
        scene.campaign.save()

    def test_is_atom_that_feed_readers_read(self, scene: Scene) -> None:
        event = happened("milestone.reached", scene.milestone, reached_on="2026-11-22")

        answer = Client().get(f"/news/campaigns/{scene.campaign.slug}.atom")
        read = feedparser.parse(answer.content)

        assert answer["Content-Type"].startswith("application/atom+xml")
        assert (read.bozo, read.version, read.feed.id) == (
            False,
            "atom10",
            f"urn:uuid:{scene.campaign.pk}",
        )
        (entry,) = read.entries
        assert entry.id == f"urn:uuid:{event.uid}"
        assert entry.title.startswith("Royal decree: “Public hearing” was reached on")
        assert entry.link.startswith(f"http://testserver/law-reviews/{scene.review.slug}/")

    @pytest.mark.parametrize("language", ["en", "th", "my"])
    def test_has_all_that_atom_asks_for_in_each_language(self, scene: Scene, language: str) -> None:
        """RFC 4287, 4.1: what a feed and each entry of it must have."""
        happened("campaign.opened", scene.campaign)

        answer = Client().get(f"/news/campaigns/{scene.campaign.slug}.atom?lang={language}")
        root = ET.fromstring(answer.content)  # noqa: S314  # written by ourselves

        assert root.tag == f"{ATOM}feed"
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        for part in (root, *root.findall(f"{ATOM}entry")):
            for needed in ("id", "title", "updated"):
                assert len(part.findall(f"{ATOM}{needed}")) == 1
        assert root.find(f"{ATOM}author") is not None
        assert {one.get("rel") for one in root.findall(f"{ATOM}link")} == {"alternate", "self"}

    def test_tells_of_no_case_and_of_nothing_that_is_not_public(self, scene: Scene) -> None:
        happened("case.logged", scene.case)
        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        LawReview.objects.update(is_public=False)

        read = feedparser.parse(Client().get(f"/news/campaigns/{scene.campaign.slug}.atom").content)

        assert read.entries == []

    def test_of_a_country_is_of_all_its_campaigns_and_laws(self, scene: Scene) -> None:
        happened("campaign.opened", scene.campaign)
        happened("review.opened", scene.review, stage="drafting")
        happened("campaign.opened", factories.CampaignFactory.create(is_public=True, country="PH"))

        read = feedparser.parse(Client().get("/news/countries/TH.atom").content)

        assert len(read.entries) == 2
        assert Client().get("/news/countries/QQ.atom").status_code == 404
