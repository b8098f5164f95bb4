"""True of every page: who may open it, and what it never carries."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.web.browser import browser_of, text_of
from tests.web.conftest import House

Address = Callable[[House], str]

FOR_MEMBERS: dict[str, Address] = {
    "home": lambda _: reverse("home"),
    "search": lambda _: reverse("cases:search") + "?q=section+33",
    "cases": lambda _: reverse("cases:cases"),
    "log": lambda _: reverse("cases:log"),
    "log-what": lambda h: reverse("cases:log-what", args=[h.draft.pk]),
    "log-whom": lambda h: reverse("cases:log-whom", args=[h.draft.pk]),
    "log-check": lambda h: reverse("cases:log-check", args=[h.draft.pk]),
    "forget-draft": lambda h: reverse("cases:forget-draft", args=[h.draft.pk]),
    "case": lambda h: reverse("cases:case", args=[h.case.pk]),
    "comments": lambda h: reverse("cases:comments", args=[h.case.pk]),
    "evidence": lambda h: reverse("cases:case-evidence", args=[h.case.pk]),
    "propose": lambda h: reverse("cases:propose", args=[h.review.slug]),
    "campaign": lambda h: reverse("campaigns:campaign", args=[h.campaign.slug]),
    "networks": lambda _: reverse("campaigns:networks"),
    **{
        name: lambda h, name=name: reverse(f"campaigns:{name}", args=[h.network.slug])  # type: ignore[misc]
        for name in ("network", "members", "invite", "leave")
    },
    **{
        name: lambda h, name=name: reverse(  # type: ignore[misc]
            f"campaigns:{name}", args=[h.malee.assignments.get().pk]
        )
        for name in ("give-role", "end-role")
    },
    "profile": lambda _: reverse("campaigns:profile"),
    "password": lambda _: reverse("campaigns:password"),
    "review": lambda h: reverse("cases:review", args=[h.review.slug]),
    "support": lambda h: reverse("cases:support", args=[h.support.pk]),
}
FOR_LEADERS: dict[str, Address] = {
    name: lambda h, name=name: reverse(f"cases:{name}", args=[h.case.pk])  # type: ignore[misc]
    for name in (
        "edit",
        "activate",
        "submit",
        "close",
        "reopen",
        "share",
        "assign",
        "link-review",
        "give-task",
    )
}
FOR_OFFICERS: dict[str, Address] = {
    "open-review": lambda _: reverse("cases:open-review"),
    "add-support": lambda _: reverse("cases:add-support"),
    "retract": lambda h: reverse("cases:retract", args=[h.fact.pk]),
    **{
        name: lambda h, name=name: reverse(f"cases:{name}", args=[h.review.slug])  # type: ignore[misc]
        for name in (
            "record-event",
            "plan-milestone",
            "review-support",
            "conclude",
            "confirm-no-change",
        )
    },
    **{
        name: lambda h, name=name: reverse(f"cases:{name}", args=[h.milestone.pk])  # type: ignore[misc]
        for name in ("mark-reached", "reschedule", "mark-missed", "drop")
    },
    **{
        name: lambda h, name=name: reverse(f"cases:{name}", args=[h.support.pk])  # type: ignore[misc]
        for name in ("link-support", "support-status")
    },
}
FOR_EVERYBODY: dict[str, Address] = {
    "sign-in": lambda _: reverse("sign-in"),
    "offline": lambda _: reverse("offline") + "?in=en",
    "campaigns": lambda _: reverse("campaigns:campaigns"),
    "figures": lambda _: reverse("cases:figures"),
    "help": lambda _: reverse("campaigns:help"),
    **{
        f"help-{role}": lambda _, role=role: reverse("campaigns:help-for", args=[role])  # type: ignore[misc]
        for role in ("leader", "organiser", "contributor", "officer", "administrator", "visitor")
    },
    "reviews": lambda _: reverse("cases:reviews"),
    "support-list": lambda _: reverse("cases:support-list"),
    "standards": lambda _: reverse("cases:standards"),
    "standard": lambda h: reverse("cases:standard", args=[h.standard.code]),
    "programmes": lambda _: reverse("cases:programmes"),
    "programme": lambda h: reverse("cases:programme", args=[h.programme.code]),
}
EVERYBODYS_OWN = {
    "home", "search", "cases", "networks", "open-review", "add-support", "profile", "password",
}  # fmt: skip
"""Pages that everybody has who signed in, each with what is hers."""
OF_ONE_COUNTRY = {
    name: address
    for name, address in (FOR_MEMBERS | FOR_LEADERS | FOR_OFFICERS).items()
    if name not in EVERYBODYS_OWN and not name.startswith(("log", "forget"))
}


class Reader(HTMLParser):
    """Notes what a strict Content-Security-Policy would refuse, and the page's outline."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append(tag)
        self.attributes.append(said)
        is_inline = tag == "style" or (tag == "script" and "src" not in said)
        if is_inline or any(name == "style" or name.startswith("on") for name in said):
            self.inline.append(f"<{tag} {said}>")

    @property
    def ids(self) -> list[str]:
        return [said["id"] for said in self.attributes if said.get("id")]  # type: ignore[misc]


class TestAPage:
    @pytest.mark.parametrize("name", FOR_MEMBERS)
    def test_of_a_network_opens_for_its_leader(self, house: House, name: str) -> None:
        answer = browser_of(house.hnin).get(FOR_MEMBERS[name](house))

        assert answer.status_code == 200

    @pytest.mark.parametrize("name", FOR_LEADERS)
    def test_of_a_step_of_a_case_opens_for_its_leader(self, house: House, name: str) -> None:
        answer = browser_of(house.hnin).get(FOR_LEADERS[name](house))

        assert answer.status_code == 200

    @pytest.mark.parametrize("name", FOR_OFFICERS)
    def test_of_an_officer_opens_for_her(self, house: House, name: str) -> None:
        answer = browser_of(house.karin).get(FOR_OFFICERS[name](house))

        assert answer.status_code == 200

    @pytest.mark.parametrize("name", FOR_EVERYBODY)
    def test_that_is_public_opens_without_signing_in(self, house: House, name: str) -> None:
        answer = browser_of().get(FOR_EVERYBODY[name](house))

        assert answer.status_code == 200

    @pytest.mark.parametrize("name", OF_ONE_COUNTRY)
    def test_is_not_there_for_people_from_elsewhere(self, house: House, name: str) -> None:
        address = OF_ONE_COUNTRY[name](house)

        assert browser_of(house.luz).get(address).status_code == 404
        assert browser_of(house.ramon).get(address).status_code == 404

    @pytest.mark.parametrize("name", FOR_LEADERS)
    def test_of_a_step_is_refused_to_whoever_only_reads_the_case(
        self, house: House, name: str
    ) -> None:
        answer = browser_of(house.phyu).get(FOR_LEADERS[name](house))

        assert answer.status_code == 403

    @pytest.mark.parametrize("name", FOR_OFFICERS)
    def test_of_an_officer_is_refused_to_a_leader(self, house: House, name: str) -> None:
        browser = browser_of(house.hnin)

        assert browser.get(FOR_OFFICERS[name](house)).status_code == 403
        assert browser.post(FOR_OFFICERS[name](house), {}).status_code == 403

    @pytest.mark.parametrize("name", FOR_LEADERS | FOR_OFFICERS | {"home": None, "cases": None})
    def test_that_is_not_public_asks_a_visitor_to_sign_in(self, house: House, name: str) -> None:
        address = (FOR_MEMBERS | FOR_LEADERS | FOR_OFFICERS)[name](house)

        answer = browser_of().get(address)

        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("sign-in"))


class TestEveryPage:
    @pytest.fixture
    def pages(self, house: House) -> dict[str, str]:
        """Return the text of every page as somebody sees it who may open it."""
        wanted = [
            (None, FOR_EVERYBODY),
            (house.hnin, FOR_MEMBERS | FOR_LEADERS),
            (house.karin, FOR_OFFICERS),
        ]
        return {
            name: text_of(browser_of(somebody).get(address(house)))
            for somebody, addresses in wanted
            for name, address in addresses.items()
        }

    def test_has_neither_inline_style_nor_inline_script(self, pages: dict[str, str]) -> None:
        inline = {name: Reader(page).inline for name, page in pages.items()}

        assert {name: found for name, found in inline.items() if found} == {}

    def test_loads_nothing_from_another_host(self, pages: dict[str, str]) -> None:
        loaded = re.compile(r'<(?:script|img|iframe|link|source)[^>]+(?:src|href)="(?:https?:)?//')

        assert [name for name, page in pages.items() if loaded.search(page)] == []

    def test_says_its_language(self, pages: dict[str, str]) -> None:
        assert [name for name, page in pages.items() if '<html lang="en"' not in page] == []

    def test_has_one_heading_one_main_part_and_a_way_out(self, pages: dict[str, str]) -> None:
        for name, page in pages.items():
            reader = Reader(page)
            assert (name, reader.tags.count("h1")) == (name, 1)
            assert (name, reader.tags.count("main")) == (name, 1)
            assert "data-exit" in page

    def test_names_no_place_twice(self, pages: dict[str, str]) -> None:
        twice = {name: _repeated(Reader(page).ids) for name, page in pages.items()}

        assert {name: ids for name, ids in twice.items() if ids} == {}

    def test_labels_every_field(self, pages: dict[str, str]) -> None:
        for name, page in pages.items():
            reader = Reader(page)
            pairs = list(zip(reader.tags, reader.attributes, strict=True))
            labels = {said.get("for") for tag, said in pairs if tag == "label"}
            for tag, said in pairs:
                if tag in {"input", "select", "textarea"} and said.get("type") != "hidden":
                    assert said.get("id") in labels or said.get("aria-label"), (name, said)

    def test_is_kept_by_no_browser_once_somebody_signed_in(self, house: House) -> None:
        answer = browser_of(house.hnin).get(reverse("cases:case", args=[house.case.pk]))

        assert "no-store" in answer.headers["Cache-Control"]

    def test_travels_compressed_where_the_browser_can_read_that(self, house: House) -> None:
        address = reverse("cases:log-what", args=[house.draft.pk])

        answer = browser_of(house.hnin).get(address, headers={"Accept-Encoding": "gzip"})

        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.content) < 15_000

    def test_forbids_what_it_does_not_use(self, house: House) -> None:
        answer = browser_of(house.hnin).get(reverse("home"))

        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy


def _repeated(ids: list[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})
