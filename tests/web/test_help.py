"""Help: what each role reads, and that whatever it names is there."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from backend.accounts.roles import Role
from campaigns.web.help_guides import GUIDES, VISITOR
from tests import factories
from tests.invariants.source import files
from tests.web.browser import browser_of, text_of
from tests.web.conftest import House

HELP = reverse("campaigns:help")
QUOTED = re.compile(r"“([^”]+)”")
LINK = re.compile(r'<a class="more"\s+href="([^"]+)"')


def texts_of(role: str) -> list[str]:
    return [str(step) for topic in GUIDES[role].topics for step in topic.steps]


class TestHelp:
    def test_opens_for_the_role_of_the_reader(self, house: House) -> None:
        readers = {
            "leader": house.hnin,
            "organiser": house.malee,
            "contributor": house.phyu,
            "officer": house.karin,
            "administrator": factories.administrator(),
            "visitor": None,
        }

        opened = {role: text_of(browser_of(one).get(HELP)) for role, one in readers.items()}

        wrong = [role for role, page in opened.items() if str(GUIDES[role].name) not in _h1(page)]
        assert wrong == []

    def test_opens_for_the_role_with_most_to_do_where_there_are_several(self, house: House) -> None:
        factories.RoleAssignmentFactory.create(
            user=house.phyu, role=Role.LEADER, network=house.network
        )

        assert str(GUIDES["leader"].name) in _h1(text_of(browser_of(house.phyu).get(HELP)))

    def test_opens_as_for_visitors_to_who_has_no_role(self) -> None:
        page = text_of(browser_of(factories.person()).get(HELP))

        assert str(GUIDES[VISITOR].name) in _h1(page)

    def test_is_linked_from_the_foot_of_a_page(self) -> None:
        assert f'href="{HELP}"' in text_of(browser_of().get(reverse("campaigns:campaigns")))

    def test_is_linked_where_a_list_is_empty(self) -> None:
        page = text_of(browser_of(factories.person()).get(reverse("cases:cases")))

        assert "How this works" in page

    def test_for_a_role_nobody_has_is_not_there(self) -> None:
        assert browser_of().get(reverse("campaigns:help-for", args=["king"])).status_code == 404

    def test_for_every_role_there_is_exists(self) -> None:
        assert set(GUIDES) == {*Role.values, VISITOR}

    @pytest.mark.parametrize("role", ["leader", "organiser", "contributor", "officer", "visitor"])
    def test_leads_only_where_its_reader_may_go(self, house: House, role: str) -> None:
        readers = {
            "leader": house.hnin,
            "organiser": house.malee,
            "contributor": house.phyu,
            "officer": house.karin,
            "visitor": None,
        }
        browser = browser_of(readers[role])

        links = LINK.findall(text_of(browser.get(HELP)))

        assert len(links) > len(GUIDES)
        # Logging a case leads on to its first step.
        assert [link for link in links if browser.get(link).status_code not in {200, 302}] == []

    def test_of_another_role_leads_nowhere_its_reader_may_not_go(self, house: House) -> None:
        page = text_of(browser_of(house.hnin).get(reverse("campaigns:help-for", args=["officer"])))

        assert reverse("cases:add-support") not in page

    @pytest.mark.parametrize("role", GUIDES)
    def test_names_only_buttons_that_are_somewhere(self, role: str) -> None:
        ours = [*files(".html", ".py", within=["backend", "campaigns", "cases", "notifications"])]
        written = " ".join(
            unescape(path.read_text()) for path in ours if not path.name.startswith("help_")
        )

        with translation.override("en"):
            named = {name for text in texts_of(role) for name in QUOTED.findall(text)}

        shown = {name.lower() for name in re.findall(r"[\"\'>]([^\"\'<>{}]+)[\"\'<]", written)}
        assert {name for name in named if name.lower() not in shown} == set()

    @pytest.mark.parametrize("role", GUIDES)
    def test_is_short(self, role: str) -> None:
        longest = max(texts_of(role), key=len)

        assert len(longest) <= 120
        assert all(len(topic.steps) <= 5 for topic in GUIDES[role].topics)


def _h1(page: str) -> str:
    return unescape(page.split("<h1>")[1].split("</h1>", maxsplit=1)[0])
