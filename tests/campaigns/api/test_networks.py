from typing import Any

import pytest

from backend.accounts.models import User
from campaigns.models import Network
from tests.factories import (
    CampaignFactory,
    NetworkFactory,
    administrator,
    leader,
    officer,
    organiser,
)
from tests.interface import listed, patch, post, problem, read, tag_of, wrong_fields
from tests.records import kinds_of_events, nothing_written

REGISTRATION = {
    "name": "Network of Migrant Domestic Workers",
    "names": {"th": "เครือข่ายแรงงานข้ามชาติ"},
    "kind": "migrant_domestic_workers",
    "country": "TH",
    "languages": ["my", "shn"],
}


@pytest.fixture
def lotus() -> Network:
    return NetworkFactory.create(name="Lotus")


@pytest.fixture
def champa(lotus: Network) -> User:
    return leader(lotus, "champa")


class TestRegister:
    def test_answers_with_the_network_and_its_address(self) -> None:
        somchai = administrator()

        answer = post(somchai, "networks/", **REGISTRATION)

        assert answer.status_code == 201, answer.content
        shown = answer.json()
        assert shown == read(somchai, f"networks/{shown['id']}/")
        assert answer["Location"].endswith(f"/api/v1/networks/{shown['id']}/")
        assert shown["names"] == REGISTRATION["names"]
        assert shown["slug"].startswith("network-of-migrant-domestic-workers-")
        assert kinds_of_events() == ["network.registered"]

    def test_is_for_administrators(self, champa: User) -> None:
        with nothing_written():
            answer = post(champa, "networks/", **REGISTRATION)

        assert answer.status_code == 403
        problem(answer)

    def test_under_a_short_name_in_use_is_refused(self, lotus: Network) -> None:
        answer = post(administrator(), "networks/", **REGISTRATION, slug=lotus.slug)

        assert answer.status_code == 409
        assert problem(answer)["code"] == "network_taken"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("name", "x" * 201),
            ("kind", "no_such_kind"),
            ("country", "ZZ"),
            ("country", "Thailand"),
            ("languages", ["not a tag"]),
            ("languages", "my"),
            ("names", {"not a tag": "x"}),
            ("names", {f"a{chr(97 + n % 26)}{chr(97 + n // 26)}": "x" for n in range(30)}),
            ("parent", "00000000-0000-4000-8000-000000000000"),
            ("slug", "no spaces"),
            ("id", "not-an-id"),
            ("colour", "red"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, field: str, value: Any) -> None:
        somchai = administrator()

        with nothing_written():
            answer = post(somchai, "networks/", **{**REGISTRATION, field: value})

        assert {name.split(".")[0] for name in wrong_fields(answer)} == {field}


class TestEdit:
    def test_changes_what_is_sent_alone(self, champa: User, lotus: Network) -> None:
        answer = patch(champa, f"networks/{lotus.pk}/", about="We meet on Sundays.")

        assert answer.status_code == 200
        assert answer.json()["about"] == "We meet on Sundays."
        assert answer.json()["name"] == "Lotus"
        assert answer.json()["version"] == 2

    def test_of_an_older_version_says_what_changed(self, champa: User, lotus: Network) -> None:
        path = f"networks/{lotus.pk}/"
        read_before = tag_of(champa, path)
        patch(champa, path, about="We meet on Sundays.")

        answer = patch(champa, path, tag=read_before, name="White lotus")

        assert answer.status_code == 412
        assert problem(answer)["changed"] == ["about"]
        assert problem(answer)["current"]["about"] == "We meet on Sundays."
        assert answer["ETag"] == tag_of(champa, path)

    def test_is_refused_to_an_organiser(self, lotus: Network) -> None:
        assert patch(organiser(lotus), f"networks/{lotus.pk}/", name="Ours").status_code == 403

    def test_of_a_network_she_may_not_see_finds_nothing(self, lotus: Network) -> None:
        stranger = leader(NetworkFactory.create(country="PH"))

        assert patch(stranger, f"networks/{lotus.pk}/", name="Ours").status_code == 404

    def test_does_not_move_a_network_to_another_country(self, champa: User, lotus: Network) -> None:
        assert wrong_fields(patch(champa, f"networks/{lotus.pk}/", country="PH")) == {"country"}


class TestList:
    def test_holds_ones_own_and_those_of_the_same_campaigns(
        self, champa: User, lotus: Network
    ) -> None:
        ally, stranger = NetworkFactory.create(), NetworkFactory.create()
        CampaignFactory.create(lead_network=lotus, allies=[ally])

        assert set(listed(champa, "networks/")) == {str(lotus.pk), str(ally.pk)}
        assert str(stranger.pk) not in listed(champa, "networks/", search=stranger.name)

    def test_can_be_searched_in_each_language(self) -> None:
        named = NetworkFactory.create(names={"th": "เครือข่ายแรงงานข้ามชาติ"})
        NetworkFactory.create()

        assert listed(officer("TH"), "networks/", search="ข้ามชาติ") == [str(named.pk)]

    def test_can_be_narrowed_to_a_campaign_she_may_see(self, lotus: Network) -> None:
        somchai, campaign = administrator(), CampaignFactory.create(lead_network=lotus)
        NetworkFactory.create()

        assert listed(somchai, "networks/", campaign=campaign.pk) == [str(lotus.pk)]

    def test_shows_a_federation_only_to_those_who_may_see_it(self, lotus: Network) -> None:
        federation = NetworkFactory.create(country="HK")
        lotus.parent = federation
        lotus.save()

        seen_by_leader = read(leader(lotus), f"networks/{lotus.pk}/")
        seen_by_administrator = read(administrator(), f"networks/{lotus.pk}/")

        assert seen_by_leader["parent"] is None
        assert seen_by_administrator["parent"] == str(federation.pk)
