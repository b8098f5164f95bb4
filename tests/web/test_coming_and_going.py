"""Members of a network: seeing them, inviting, joining, giving and ending roles, leaving."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from backend.accounts.roles import Role
from campaigns.models import Invitation
from tests import factories
from tests.records import nothing_written
from tests.web.browser import browser_of, text_of
from tests.web.conftest import House

STRONG = "four-words-of-my-own"
A_PERSON = {"username": "May", "display_name": "May", "password": STRONG, "again": STRONG}


def of_network(page: str, house: House) -> str:
    return reverse(f"campaigns:{page}", args=[house.network.slug])


def of_role(page: str, somebody: User) -> str:
    return reverse(f"campaigns:{page}", args=[somebody.assignments.get().pk])


@pytest.fixture
def link(house: House) -> str:
    """Return the address of a link that Hnin made for an organiser."""
    page = text_of(browser_of(house.hnin).post(of_network("invite", house), {"role": "organiser"}))
    found = re.search(rf"{re.escape(settings.SITE_URL)}(/join/[^<]+)</textarea>", page)
    assert found
    return found[1]


class TestTheListOfMembers:
    def test_says_who_holds_which_role_since_when_and_by_whom(self, house: House) -> None:
        house.malee.assignments.update(granted_by=house.hnin)

        page = text_of(browser_of(house.malee).get(of_network("members", house)))

        assert "malee" in page
        assert "Organiser" in page
        assert "1 January 2020" in page
        assert "given by hnin" in page

    def test_is_the_leaders_and_organisers_and_nobody_elses(self, house: House) -> None:
        address = of_network("members", house)

        statuses = {
            one.username: browser_of(one).get(address).status_code
            for one in (house.hnin, house.malee, house.phyu, house.karin, house.luz, house.ramon)
        }

        assert statuses == {
            "hnin": 200, "malee": 200, "phyu": 404, "karin": 404, "luz": 404, "ramon": 404
        }  # fmt: skip

    def test_shows_to_leaders_alone_how_members_sign_in_and_what_can_be_done(
        self, house: House
    ) -> None:
        User.objects.filter(pk=house.phyu.pk).update(display_name="Daw Phyu")
        address = of_network("members", house)

        hnin = text_of(browser_of(house.hnin).get(address))
        malee = text_of(browser_of(house.malee).get(address))

        assert "signs in as phyu" in hnin
        assert of_role("end-role", house.phyu) in hnin
        assert "Daw Phyu" in malee
        assert "signs in as" not in malee
        assert of_role("end-role", house.phyu) not in malee

    def test_is_turned_over_page_by_page(self, house: House) -> None:
        for number in range(25):
            factories.contributor(house.network, f"member{number:02}")
        browser = browser_of(house.hnin)

        first = text_of(browser.get(of_network("members", house)))
        onward = re.search(r'href="(\?[^"]*after=[^"]+)"', first)
        assert onward
        second = text_of(browser.get(of_network("members", house) + onward[1]))

        assert "member10" in first
        assert "member24" not in first
        assert "member24" in second


class TestANetworksPage:
    def test_counts_members_for_those_who_may_know_them(self, house: House) -> None:
        address, members = of_network("network", house), of_network("members", house)

        assert members in text_of(browser_of(house.malee).get(address))
        assert members not in text_of(browser_of(house.phyu).get(address))
        assert members not in text_of(browser_of(house.karin).get(address))

    def test_names_no_member_not_even_to_its_leader(self, house: House) -> None:
        assert "malee" not in text_of(browser_of(house.hnin).get(of_network("network", house)))

    def test_shows_its_cases_to_those_who_may_read_them(self, house: House) -> None:
        address = of_network("network", house)

        assert house.case.title in text_of(browser_of(house.hnin).get(address))
        assert house.case.title in text_of(browser_of(house.phyu).get(address))
        assert house.case.title not in text_of(browser_of(house.karin).get(address))

    def test_names_no_federation_that_its_reader_may_not_see(self, house: House) -> None:
        house.network.parent = factories.NetworkFactory.create(name="Hidden", country="PH")
        house.network.save()

        assert "Hidden" not in text_of(browser_of(house.hnin).get(of_network("network", house)))

    def test_stands_in_the_list_with_its_campaigns_and_ones_role(self, house: House) -> None:
        page = text_of(browser_of(house.hnin).get(reverse("campaigns:networks")))

        assert house.campaign.title in page
        assert "network leader" in page


class TestInviting:
    def test_shows_the_link_once_and_says_what_it_opens(self, house: House, link: str) -> None:
        members = text_of(browser_of(house.hnin).get(of_network("members", house)))

        assert link not in members
        assert "Invitations not used yet" in members

    def test_without_a_role_says_so(self, house: House) -> None:
        answer = browser_of(house.hnin).post(of_network("invite", house), {})

        assert answer.status_code == 422
        assert not Invitation.objects.exists()

    @pytest.mark.parametrize("role", ["officer", "administrator", "x"])
    def test_to_a_role_not_held_in_networks_is_refused(self, house: House, role: str) -> None:
        answer = browser_of(house.hnin).post(of_network("invite", house), {"role": role})

        assert answer.status_code == 422
        assert not Invitation.objects.exists()

    def test_can_be_taken_back(self, house: House, link: str) -> None:
        invitation = Invitation.objects.get()
        address = reverse("campaigns:withdraw-invitation", args=[invitation.pk])

        browser_of(house.hnin).post(address)

        assert browser_of().get(link).status_code == 404


class TestJoining:
    def test_by_a_mere_look_uses_nothing_up(self, link: str) -> None:
        with nothing_written():
            assert browser_of().get(link).status_code == 200

    def test_without_an_account_makes_one_and_signs_her_in(self, house: House, link: str) -> None:
        browser = browser_of()

        answer = browser.post(link, A_PERSON, follow=True)

        assert "You sign in as “may”" in text_of(answer)
        assert house.network.name in text_of(answer)
        assert browser.get(reverse("campaigns:profile")).status_code == 200

    def test_writes_her_account_in_the_language_she_reads(self, link: str) -> None:
        browser = browser_of()
        browser.post(reverse("language"), {"language": "my", "next": link})

        browser.post(link, A_PERSON)

        assert User.objects.get(username="may").language == "my"

    def test_with_an_account_takes_the_role(self, house: House, link: str) -> None:
        answer = browser_of(house.luz).post(link)

        assert answer.headers["Location"] == of_network("network", house)
        assert house.luz.assignments.filter(network=house.network, role=Role.ORGANISER).exists()

    def test_with_an_account_says_whose_it_is_before(self, house: House, link: str) -> None:
        assert "signed in as “luz”" in text_of(browser_of(house.luz).get(link))

    def test_in_a_role_held_already_says_so(self, house: House, link: str) -> None:
        answer = browser_of(house.malee).post(link)

        assert answer.status_code == 409
        assert "already has that role" in text_of(answer)

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"username": "hnin"}, "This user name is taken"),
            ({"username": "two words"}, "Enter a valid username"),
            ({"username": ""}, "required"),
            ({"again": "another"}, "The two passwords are not the same"),
            ({"password": "short", "again": "short"}, "too short"),
            ({"display_name": "n" * 121}, "at most 120"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_the_link_good(
        self, link: str, typed: dict[str, str], words: str
    ) -> None:
        with nothing_written():
            answer = browser_of().post(link, A_PERSON | typed)

        assert answer.status_code in {409, 422}
        assert words in text_of(answer)
        assert browser_of().get(link).status_code == 200

    def test_answers_every_useless_link_alike(self, link: str) -> None:
        browser_of().post(link, A_PERSON)

        used, unknown = browser_of().get(link), browser_of().get("/join/nonsense/")

        assert used.status_code == unknown.status_code == 404
        assert "This link does not work" in text_of(used)
        assert "This link does not work" in text_of(unknown)
        assert browser_of().post(link, A_PERSON | {"username": "thida"}).status_code == 404

    def test_cannot_be_used_to_try_out_many_names(self, link: str) -> None:
        browser = Client()
        for number in range(20):
            browser.post(link, A_PERSON | {"username": f"no name {number}"})

        answer = browser.post(link, A_PERSON)

        assert answer.status_code == 429
        assert "Please wait a little" in text_of(answer)
        assert not User.objects.filter(username="may").exists()


class TestGivingAndEndingRoles:
    def test_makes_an_organiser_a_leader(self, house: House) -> None:
        browser_of(house.hnin).post(of_role("give-role", house.malee), {"role": "leader"})

        assert house.malee.assignments.filter(role=Role.LEADER, granted_by=house.hnin).exists()

    def test_of_a_role_held_already_says_so(self, house: House) -> None:
        answer = browser_of(house.hnin).post(
            of_role("give-role", house.malee), {"role": "organiser"}
        )

        assert answer.status_code == 409
        assert "already has that role" in text_of(answer)

    def test_shuts_a_member_out_at_once(self, house: House) -> None:
        malee = browser_of(house.malee)
        assert malee.get(of_network("members", house)).status_code == 200

        browser_of(house.hnin).post(of_role("end-role", house.malee))

        assert malee.get(of_network("members", house)).status_code == 404

    @pytest.mark.parametrize("page", ["give-role", "end-role"])
    def test_is_the_leaders(self, house: House, page: str) -> None:
        address = of_role(page, house.phyu)
        sent: dict[str, Any] = {"role": "leader"}

        for somebody, status in ((house.malee, 403), (house.phyu, 404), (house.karin, 404)):
            browser = browser_of(somebody)
            with nothing_written():
                assert browser.post(address, sent).status_code == status

    def test_of_the_last_leader_says_what_to_do_first(self, house: House) -> None:
        answer = browser_of(house.hnin).post(of_role("end-role", house.hnin))

        assert answer.status_code == 409
        assert "Make somebody else a leader first" in text_of(answer)


class TestLeaving:
    def test_shuts_the_door_behind_oneself(self, house: House) -> None:
        browser = browser_of(house.malee)

        answer = browser.post(of_network("leave", house), follow=True)

        assert "You have left the network" in text_of(answer)
        assert browser.get(of_network("network", house)).status_code == 404

    def test_as_the_last_leader_is_refused_with_what_to_do_first(self, house: House) -> None:
        browser = browser_of(house.hnin)

        with nothing_written():
            answer = browser.post(of_network("leave", house))

        assert answer.status_code == 409
        assert "Make somebody else a leader first" in text_of(answer)

    def test_is_for_members(self, house: House) -> None:
        assert browser_of(house.karin).get(of_network("leave", house)).status_code == 403
        assert browser_of(house.luz).get(of_network("leave", house)).status_code == 404
