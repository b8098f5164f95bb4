"""People and roles, kept by the same actions as everywhere."""

import pytest
from django.contrib.auth import authenticate
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.roles import Role
from campaigns.models import RoleAssignment
from tests.factories import NetworkFactory, administrator, contributor, person
from tests.records import kinds_of_events, nothing_written
from tests.web.browser import browser_of, text_of

PEOPLE = reverse("admin:accounts_user_changelist")
ADD_PERSON = reverse("admin:accounts_user_add")
ROLES = reverse("admin:campaigns_roleassignment_changelist")
ADD_ROLE = reverse("admin:campaigns_roleassignment_add")
STRONG = "sample-only-33"


def said_of(username: str, **more: str) -> dict[str, str]:
    return {
        "username": username,
        "display_name": "May",
        "email": "",
        "language": "my",
        "time_zone": "Asia/Yangon",
        "new_password": "",
    } | more


class TestAPerson:
    def test_is_let_in_with_a_password(self) -> None:
        browser = browser_of(administrator())

        answer = browser.post(ADD_PERSON, said_of("may", new_password=STRONG))

        assert answer.status_code == 302
        assert authenticate(username="may", password=STRONG) == User.objects.get(username="may")
        assert kinds_of_events() == ["person.admitted"]

    def test_is_let_in_without_one_until_she_is_given_it(self) -> None:
        browser = browser_of(administrator())
        browser.post(ADD_PERSON, said_of("may"))
        may = User.objects.get(username="may")
        assert not may.has_usable_password()

        browser.post(reverse("admin:accounts_user_change", args=[may.pk]), {"new_password": STRONG})

        assert authenticate(username="may", password=STRONG) == may
        assert kinds_of_events() == ["person.admitted", "person.password_given"]

    @pytest.mark.parametrize(
        "said", [said_of("may", new_password="short"), said_of(""), said_of("taken")]
    )
    def test_is_not_let_in_with_what_cannot_be(self, said: dict[str, str]) -> None:
        person("taken")
        browser = browser_of(administrator())

        with nothing_written():
            answer = browser.post(ADD_PERSON, said)

        assert answer.status_code == 200
        assert "errornote" in text_of(answer)

    def test_is_shut_out_and_let_in_again(self) -> None:
        may, browser = person("may"), browser_of(administrator())
        chosen = {"_selected_action": [str(may.pk)]}

        browser.post(PEOPLE, {"action": "close_accounts"} | chosen)
        assert not User.objects.get(pk=may.pk).is_active

        browser.post(PEOPLE, {"action": "reopen_accounts"} | chosen)
        assert User.objects.get(pk=may.pk).is_active
        assert kinds_of_events() == ["person.account_closed", "person.account_reopened"]

    def test_who_is_the_last_administrator_stays(self) -> None:
        somchai = administrator()
        chosen = {"action": "close_accounts", "_selected_action": [str(somchai.pk)]}

        answer = browser_of(somchai).post(PEOPLE, chosen, follow=True)

        somchai.refresh_from_db()
        assert somchai.is_active
        assert "last administrator" in text_of(answer)


class TestARole:
    def test_is_given_through_the_action(self) -> None:
        may, network, browser = person("may"), NetworkFactory.create(), browser_of(administrator())

        for said in (
            {"role": Role.LEADER, "network": str(network.pk), "country": ""},
            {"role": Role.OFFICER, "network": "", "country": "TH"},
            {"role": Role.ADMINISTRATOR, "network": "", "country": ""},
        ):
            answer = browser.post(ADD_ROLE, {"user": str(may.pk)} | said)
            assert answer.status_code == 302, text_of(answer)

        held = RoleAssignment.objects.filter(user=may)
        assert set(held.values_list("role", flat=True)) == {"leader", "officer", "administrator"}
        assert kinds_of_events() == ["role.granted"] * 3

    @pytest.mark.parametrize(
        ("role", "network", "country"),
        [
            (Role.LEADER, False, ""),
            (Role.LEADER, True, "TH"),
            (Role.OFFICER, True, ""),
            (Role.OFFICER, False, "XX"),
            (Role.ADMINISTRATOR, False, "TH"),
        ],
    )
    def test_is_not_given_where_it_is_not_held(
        self, role: Role, country: str, *, network: bool
    ) -> None:
        may, browser = person("may"), browser_of(administrator())
        place = str(NetworkFactory.create().pk) if network else ""

        with nothing_written():
            answer = browser.post(
                ADD_ROLE,
                {"user": str(may.pk), "role": role, "network": place, "country": country},
            )

        assert answer.status_code == 200

    def test_is_not_given_twice(self) -> None:
        may = contributor(NetworkFactory.create())
        held = may.assignments.get()
        browser = browser_of(administrator())

        with nothing_written():
            browser.post(
                ADD_ROLE,
                {
                    "user": str(may.pk),
                    "role": held.role,
                    "network": str(held.network_id),
                    "country": "",
                },
            )

    def test_is_ended_and_not_rewritten(self) -> None:
        held = contributor(NetworkFactory.create()).assignments.get()
        browser = browser_of(administrator())

        browser.post(ROLES, {"action": "end_roles", "_selected_action": [str(held.pk)]})

        held.refresh_from_db()
        assert held.ends_on == timezone.now().date()
        assert kinds_of_events() == ["role.revoked"]
        change = reverse("admin:campaigns_roleassignment_change", args=[held.pk])
        assert browser.post(change, {"role": "leader"}).status_code == 403

    def test_that_has_ended_says_so(self) -> None:
        held = contributor(NetworkFactory.create()).assignments.get()
        browser, chosen = browser_of(administrator()), {"_selected_action": [str(held.pk)]}
        browser.post(ROLES, {"action": "end_roles"} | chosen)

        answer = browser.post(ROLES, {"action": "end_roles"} | chosen, follow=True)

        assert "already ended" in text_of(answer)
