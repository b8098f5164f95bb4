"""From what somebody does to what somebody else reads, over HTTP all the way."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client
from django.urls import reverse

from cases.models import Milestone, MilestoneStatus
from tests.factories import MilestoneFactory
from tests.interface import post, read
from tests.journeys.conftest import Committing, Movement
from tests.notifications.stage import whole
from tests.web.browser import browser_of, filled, text_of

SENTENCE = "Royal decree: “Public hearing” was reached on 8 March 2026 (B.E. 2569)."


class TestAMilestoneIsReached:
    def test_by_a_program_and_the_organiser_reads_it_in_inbox_and_mail(
        self, movement: Movement, committing: Committing
    ) -> None:
        with committing():
            answer = post(
                movement.karin,
                f"milestones/{movement.milestone.pk}/mark-reached/",
                on="2026-03-08",
                source_url="https://gazette.example/1",
            )
        assert answer.status_code == 200

        (notice,) = read(movement.malee, "notifications/")["results"]
        assert notice["text"] == SENTENCE
        assert read(movement.malee, "notifications/unread-count/") == {"unread": 1}
        (letter,) = mail.outbox
        assert (letter.subject, letter.to) == (SENTENCE, ["malee@example.org"])
        assert read(movement.karin, "notifications/")["results"] == []

    def test_on_a_page_and_the_organiser_follows_the_link_of_the_mail(
        self, movement: Movement, committing: Committing
    ) -> None:
        karin, malee = browser_of(movement.karin), browser_of(movement.malee)
        form = reverse("cases:mark-reached", args=[movement.milestone.pk])

        with committing():
            karin.post(form, filled(karin.get(form), on="2026-03-08"))

        milestone = Milestone.objects.get()
        assert milestone.status == MilestoneStatus.REACHED
        assert SENTENCE in text_of(malee.get("/inbox/"))
        page = malee.get(link_in(whole(mail.outbox[0]), "/inbox/"), follow=True)
        assert page.redirect_chain[-1][0].startswith(
            reverse("cases:review", args=[movement.review.slug])
        )
        assert "is-read" in text_of(malee.get("/inbox/"))

    def test_and_she_stops_the_mail_with_one_click_but_still_reads_her_inbox(
        self, movement: Movement, committing: Committing
    ) -> None:
        self.reach(movement.milestone, movement, committing)
        (letter,) = mail.outbox
        stop = letter.extra_headers["List-Unsubscribe"].strip("<>")

        Client().post(path_of(stop), {"List-Unsubscribe": "One-Click"})
        self.reach(MilestoneFactory.create(law_review=movement.review), movement, committing)

        assert len(mail.outbox) == 1
        assert read(movement.malee, "notifications/unread-count/") == {"unread": 2}

    def test_twice_by_a_shaky_line_and_is_told_once(
        self, movement: Movement, committing: Committing
    ) -> None:
        for _ in range(2):
            self.reach(movement.milestone, movement, committing)

        assert len(read(movement.malee, "notifications/")["results"]) == len(mail.outbox) == 1

    def reach(self, milestone: Milestone, movement: Movement, committing: Committing) -> None:
        with committing():
            post(movement.karin, f"milestones/{milestone.pk}/mark-reached/", on="2026-03-08")


class TestACaseIsLogged:
    def test_and_its_mail_says_nothing_but_its_inbox_does(
        self, movement: Movement, committing: Committing
    ) -> None:
        with committing():
            answer: Any = post(
                movement.phyu,
                "cases/",
                campaign=str(movement.campaign.pk),
                network=str(movement.network.pk),
                title="Her papers were taken",
                issue_kinds=["documents_withheld"],
            )
        assert answer.status_code == 201, answer.content

        (notice,) = read(movement.malee, "notifications/")["results"]
        assert "Her papers were taken" in notice["text"]
        (letter,) = mail.outbox
        assert "papers" not in whole(letter)
        malee = browser_of(movement.malee)
        page = malee.get(link_in(whole(letter), "/inbox/"), follow=True)
        assert "Her papers were taken" in text_of(page)

    def test_and_who_logged_it_hears_of_what_becomes_of_it(
        self, movement: Movement, committing: Committing
    ) -> None:
        with committing():
            case = post(
                movement.phyu,
                "cases/",
                campaign=str(movement.campaign.pk),
                network=str(movement.network.pk),
                title="Her papers were taken",
                issue_kinds=["documents_withheld"],
            ).json()
        with committing():
            post(movement.hnin, f"cases/{case['id']}/activate/")

        (notice,) = read(movement.phyu, "notifications/")["results"]
        assert notice["kind"] == "case.status_changed"
        assert "is now active" in notice["text"]


def link_in(text: str, start: str) -> str:
    found = re.search(rf"https?://[^/\s]+({re.escape(start)}\S+)", text)
    assert found
    return found[1]


def path_of(link: str) -> str:
    return urlsplit(link).path
