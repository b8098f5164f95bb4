"""What people do to networks."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from backend.accounts.models import User
from backend.errors import Stale
from campaigns.actions import networks
from campaigns.actions.networks import NewNetwork
from campaigns.models import Network, NetworkKind
from tests.factories import NetworkFactory, administrator, contributor, leader, officer, organiser
from tests.records import kinds_of_events, nothing_written, refused, the_only_event


def a_network(**said: Any) -> NewNetwork:
    least: dict[str, Any] = {
        "id": uuid4(),
        "slug": "ndwt",
        "name": "Network of Domestic Workers",
        "kind": NetworkKind.DOMESTIC_WORKERS,
        "country": "TH",
    }
    return NewNetwork(**least | said)


class TestRegister:
    def test_by_an_administrator_adds_a_network(self) -> None:
        homenet, new = NetworkFactory.create(), a_network(languages=["my", "shn"])

        network = networks.register(
            a_network(id=new.id, languages=["my", "shn"], parent=homenet), by=administrator()
        )

        assert Network.objects.get(pk=new.id) == network
        assert (network.slug, network.parent, network.languages) == (
            "ndwt",
            homenet,
            ["my", "shn"],
        )

    def test_leaves_one_event(self) -> None:
        network = networks.register(a_network(), by=administrator())

        event = the_only_event()
        assert (event.kind, event.subject_id) == ("network.registered", network.pk)

    @pytest.mark.parametrize("role", [leader, organiser, contributor])
    def test_is_refused_to_members(self, role: Any) -> None:
        somebody = role(NetworkFactory.create())

        with refused(PermissionDenied):
            networks.register(a_network(), by=somebody)

    def test_is_refused_to_an_officer(self) -> None:
        anong = officer("TH")

        with refused(PermissionDenied):
            networks.register(a_network(), by=anong)

    def test_under_a_short_name_in_use_is_refused(self) -> None:
        ann = administrator()
        NetworkFactory.create(slug="ndwt")

        with refused(networks.NetworkTaken):
            networks.register(a_network(slug="ndwt"), by=ann)

    def test_under_an_id_in_use_is_refused(self) -> None:
        ann, homenet = administrator(), NetworkFactory.create()

        with refused(networks.NetworkTaken):
            networks.register(a_network(id=homenet.pk), by=ann)

    def test_in_no_country_is_refused(self) -> None:
        ann = administrator()

        with refused(ValidationError):
            networks.register(a_network(country="XX"), by=ann)


class TestEdit:
    @pytest.mark.parametrize("who", ["its leader", "an administrator"])
    def test_changes_what_a_network_says_of_itself(self, who: str) -> None:
        network = NetworkFactory.create()
        by = leader(network) if who == "its leader" else administrator()

        networks.edit(network, by=by, version=1, about="Since 2010", languages=["th", "my"])

        network.refresh_from_db()
        assert (network.about, network.languages, network.version) == (
            "Since 2010",
            ["th", "my"],
            2,
        )

    def test_leaves_one_event_that_names_fields_and_not_their_text(self) -> None:
        network = NetworkFactory.create()

        networks.edit(network, by=leader(network), version=1, about="Since 2010")

        event = the_only_event()
        assert (event.kind, event.changes) == ("network.changed", {"fields": ["about"]})

    def test_that_changes_nothing_leaves_no_event(self) -> None:
        network = NetworkFactory.create(about="Since 2010")
        champa = leader(network)

        with nothing_written():
            networks.edit(network, by=champa, version=1, about="Since 2010")

    def test_of_an_older_version_is_refused(self) -> None:
        network = NetworkFactory.create()
        champa = leader(network)
        networks.edit(Network.objects.get(), by=champa, version=1, about="Since 2010")

        with refused(Stale):
            networks.edit(network, by=champa, version=1, about="Since 2012")

        assert kinds_of_events() == ["network.changed"]

    @pytest.mark.parametrize("role", [organiser, contributor])
    def test_is_refused_to_members_who_do_not_lead(self, role: Any) -> None:
        network = NetworkFactory.create()
        somebody: User = role(network)

        with refused(PermissionDenied):
            networks.edit(network, by=somebody, version=1, about="Ours")

    def test_is_refused_to_the_leader_of_another_network(self) -> None:
        network, stranger = NetworkFactory.create(), leader(NetworkFactory.create())

        with refused(PermissionDenied):
            networks.edit(network, by=stranger, version=1, about="Ours")

    def test_is_refused_to_the_countrys_officer(self) -> None:
        network, anong = NetworkFactory.create(), officer("TH")

        with refused(PermissionDenied):
            networks.edit(network, by=anong, version=1, about="Ours")
