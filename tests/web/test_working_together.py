"""Comments and tasks on the page of a case, and tasks on one's first page."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from backend.audit.models import Event
from cases.models import AdvocacyCase, Comment, Task, Visibility
from tests import factories
from tests.web.browser import browser_of, filled, form_of, text_of
from tests.web.conftest import House

HOME = reverse("home")


def page_of(house: House) -> str:
    return reverse("cases:case", args=[house.case.pk])


def comments_of(house: House) -> str:
    return reverse("cases:comments", args=[house.case.pk])


def share(house: House, visibility: Visibility) -> None:
    AdvocacyCase.objects.filter(pk=house.case.pk).update(visibility=visibility)
    house.case.refresh_from_db()


def ally_of(house: House) -> User:
    ally = factories.NetworkFactory.create(name="Rose")
    house.campaign.allies.add(ally)
    return factories.leader(ally, "dao")


def writes(house: House, somebody: User, text: str, **typed: Any) -> Any:
    """Send the form as the case's page shows it, with what she typed and chose in it."""
    browser = browser_of(somebody)
    form = filled(browser.get(page_of(house)), text=text, **typed)
    return browser.post(comments_of(house), form, follow=True)


class TestACommentsForm:
    def test_says_who_will_read_it_and_presets_the_fewest(self, house: House) -> None:
        share(house, Visibility.ILO)

        form = form_of(browser_of(house.hnin).get(page_of(house)))

        # Malee inside; with Phyu, who logged it, and the officer, three.
        assert form.fields["readers"].choices == [  # type: ignore[attr-defined]
            ("network", "my network: 1 person besides you"),
            ("case", "everybody who may read this case: 3 people besides you"),
        ]
        assert form["readers"].value() == "network"

    @pytest.mark.parametrize("who", ["phyu", "karin", "ally"])
    def test_leaves_whoever_reads_along_no_choice(self, house: House, who: str) -> None:
        share(house, Visibility.ALLIES_AND_ILO)
        reader = ally_of(house) if who == "ally" else getattr(house, who)

        form = form_of(browser_of(reader).get(page_of(house)))

        assert [value for value, _ in form.fields["readers"].choices] == ["case"]  # type: ignore[attr-defined]
        assert form["readers"].value() == "case"


class TestWritingAComment:
    def test_shows_it_with_its_author_and_its_readers(self, house: House) -> None:
        page = text_of(writes(house, house.hnin, "She was called."))

        assert "notice-success" in page
        assert "She was called." in page
        assert "hnin" in page
        assert "Only Champa reads this" in page

    def test_sent_twice_posts_it_once(self, house: House) -> None:
        browser = browser_of(house.hnin)
        form = filled(browser.get(page_of(house)), text="She was called.")

        browser.post(comments_of(house), form)
        again = browser.post(comments_of(house), form)

        assert again.status_code == 302
        assert Comment.objects.get().text == "She was called."
        assert Event.objects.count() == 1

    def test_sent_again_with_other_words_loses_neither(self, house: House) -> None:
        """She went back, wrote on, and pressed the button once more."""
        browser = browser_of(house.hnin)
        form = filled(browser.get(page_of(house)), text="She was called.")
        browser.post(comments_of(house), form)

        refused = browser.post(comments_of(house), form | {"text": "She called back."})
        browser.post(comments_of(house), filled(refused))

        assert refused.status_code == 409
        assert "She called back." in text_of(refused)
        assert Comment.objects.count() == 2

    def test_without_a_word_says_so_and_loses_nothing(self, house: House) -> None:
        answer = writes(house, house.hnin, "  ", readers="case")

        assert answer.status_code == 422
        assert 'id="id_text_error"' in text_of(answer)
        assert form_of(answer)["readers"].value() == "case"
        assert not Comment.objects.exists()

    def test_into_the_network_is_not_taken_from_outside(self, house: House) -> None:
        share(house, Visibility.ILO)

        answer = writes(house, house.karin, "I ask the Ministry.", readers="network")

        assert answer.status_code == 422
        assert not Comment.objects.exists()

    def test_reaches_nobody_let_in_between_reading_and_sending(self, house: House) -> None:
        browser = browser_of(house.hnin)
        form = filled(browser.get(page_of(house)), text="She was called.", readers="case")
        share(house, Visibility.ILO)

        browser.post(comments_of(house), form)

        assert "She was called." not in text_of(browser_of(house.karin).get(page_of(house)))


class TestAComment:
    def test_names_its_author_inside_her_network_alone(self, house: House) -> None:
        share(house, Visibility.ALLIES_AND_ILO)
        dao = ally_of(house)
        for by in (house.hnin, dao, house.karin):
            writes(house, by, f"Word of {by.pk}", readers="case")

        inside, ally, officer = (
            text_of(browser_of(reader).get(page_of(house)))
            for reader in (house.malee, dao, house.karin)
        )

        assert "hnin" in inside
        assert "somebody of Rose" in inside
        assert "the ILO officer" in inside
        for name in ("dao", "karin"):
            assert name not in inside
        for page in (ally, officer):
            assert "somebody of Champa" in page
            assert "hnin" not in page
        assert "somebody of Rose" in officer

    @pytest.mark.parametrize("who", ["phyu", "karin", "ally"])
    def test_for_the_network_is_on_no_page_of_whoever_reads_along(
        self, house: House, who: str
    ) -> None:
        share(house, Visibility.ALLIES_AND_ILO)
        reader = ally_of(house) if who == "ally" else getattr(house, who)
        writes(house, house.hnin, "Her employer is Mr X.")

        for address in (page_of(house), comments_of(house), HOME):
            assert "Mr X" not in text_of(browser_of(reader).get(address))

    def test_said_before_the_case_was_shared_further_says_so(self, house: House) -> None:
        writes(house, house.hnin, "She was called.", readers="case")
        share(house, Visibility.ILO)

        page = text_of(browser_of(house.hnin).get(page_of(house)))

        assert "Read by all who could read this case then" in page

    def test_that_is_older_is_found_on_the_page_of_all(self, house: House) -> None:
        for number in range(23):
            factories.CommentFactory.create(case=house.case, text=f"word-{number:02}-")
        browser = browser_of(house.hnin)

        case = text_of(browser.get(page_of(house)))
        first = browser.get(comments_of(house))
        rest = text_of(browser.get(f"{comments_of(house)}?after={first.context['page'].after}"))

        assert comments_of(house) in case
        assert [f"word-{n:02}-" in case for n in (22, 13, 12)] == [True, True, False]
        assert "word-03-" in text_of(first)
        assert [f"word-{n:02}-" in rest for n in (3, 2, 0)] == [False, True, True]

    def test_of_a_case_of_others_is_not_there(self, house: House) -> None:
        for stranger in (house.luz, house.ramon, house.karin):
            browser = browser_of(stranger)
            assert browser.get(comments_of(house)).status_code == 404
            answer = browser.post(comments_of(house), {"id": str(uuid4()), "text": "Hello"})
            assert answer.status_code == 404
        assert not Comment.objects.exists()


def a_task(house: House, **more: Any) -> Task:
    """Return a task of Malee's."""
    given: dict[str, Any] = {"case": house.case, "owner": house.malee}
    return factories.TaskFactory.create(**given | more)


def today_of(somebody: User) -> dt.date:
    return timezone.now().astimezone(somebody.zone).date()


def finish(task: Task) -> str:
    return reverse("cases:finish-task", args=[task.pk])


class TestGivingATask:
    def test_puts_it_on_her_first_page(self, house: House) -> None:
        browser, address = browser_of(house.hnin), reverse("cases:give-task", args=[house.case.pk])
        typed = {"title": "Call the office", "owner": house.malee.pk, "due_on": "2199-01-01"}
        form = filled(browser.get(address), **typed)

        browser.post(address, form)
        browser.post(address, form)

        assert Task.objects.get().owner == house.malee
        home = text_of(browser_of(house.malee).get(HOME))
        assert "Call the office" in home
        assert "1 January 2199" in home
        assert "Call the office" not in text_of(browser_of(house.hnin).get(HOME))

    def test_offers_whoever_works_on_cases_of_the_network(self, house: House) -> None:
        address = reverse("cases:give-task", args=[house.case.pk])

        form = form_of(browser_of(house.hnin).get(address))

        assert set(form.fields["owner"].queryset) == {house.hnin, house.malee}  # type: ignore[attr-defined]

    def test_is_offered_to_whoever_may_change_the_case(self, house: House) -> None:
        address = reverse("cases:give-task", args=[house.case.pk])

        assert address in text_of(browser_of(house.hnin).get(page_of(house)))
        assert address not in text_of(browser_of(house.malee).get(page_of(house)))
        assert browser_of(house.malee).get(address).status_code == 403


class TestATask:
    def test_that_is_late_says_by_how_much(self, house: House) -> None:
        a_task(house, due_on=today_of(house.malee) - dt.timedelta(3))

        for address in (page_of(house), HOME):
            page = text_of(browser_of(house.malee).get(address))
            assert "3 days overdue" in page
            assert "tag-overdue" in page

    @pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "in 1 day"), (9, "in 9 days")])
    def test_that_is_due_says_when(self, house: House, days: int, said: str) -> None:
        a_task(house, due_on=today_of(house.malee) + dt.timedelta(days))

        assert said in text_of(browser_of(house.malee).get(HOME))

    def test_is_done_by_one_click_on_her_first_page(self, house: House) -> None:
        task = a_task(house)
        browser = browser_of(house.malee)
        assert finish(task) in text_of(browser.get(HOME))

        answer = browser.post(finish(task), {"next": HOME})

        assert answer.headers["Location"] == HOME
        task.refresh_from_db()
        assert task.done_by == house.malee
        assert task.title not in text_of(browser.get(HOME))
        assert "1 task done" in text_of(browser.get(page_of(house)))

    def test_leads_to_no_other_house_when_done(self, house: House) -> None:
        task = a_task(house)

        answer = browser_of(house.malee).post(finish(task), {"next": "https://example.org/"})

        assert answer.headers["Location"] == HOME

    def test_done_twice_is_refused_with_the_reason(self, house: House) -> None:
        task = a_task(house)
        browser = browser_of(house.malee)
        browser.post(finish(task))

        again = browser.post(finish(task))

        assert again.status_code == 409
        assert "already done" in text_of(again)

    def test_of_somebody_else_is_done_by_whoever_may_change_the_case(self, house: House) -> None:
        task = a_task(house, owner=house.hnin)

        assert browser_of(house.malee).post(finish(task)).status_code == 403
        assert finish(task) not in text_of(browser_of(house.malee).get(page_of(house)))
        assert browser_of(house.hnin).post(finish(task)).status_code == 302

    def test_is_not_there_for_whoever_only_reads_along(self, house: House) -> None:
        share(house, Visibility.ALLIES_AND_ILO)
        task = a_task(house, title="Call Mr X")

        for reader in (house.phyu, house.karin, ally_of(house), house.luz):
            browser = browser_of(reader)
            assert browser.get(finish(task)).status_code == 404
            assert "Mr X" not in text_of(browser.get(HOME))
            if reader != house.luz:
                assert "Mr X" not in text_of(browser.get(page_of(house)))
