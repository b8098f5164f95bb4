"""Changing a text without overwriting somebody else's."""

from django.db import transaction
from django.utils import timezone

from backend.errors import Stale
from backend.versions import Unchanged, change, touch
from campaigns.models import Network
from tests.factories import NetworkFactory
from tests.records import nothing_written, refused


class TestChange:
    def test_writes_what_differs_and_names_it(self) -> None:
        network = NetworkFactory.create(name="Domestic workers", about="")

        changed = change(network, version=1, name="Domestic workers", about="Since 2010")

        assert changed == ["about"]
        assert Network.objects.get().about == "Since 2010"

    def test_counts_the_version_up_in_the_row_and_in_the_hand(self) -> None:
        network = NetworkFactory.create()

        change(network, version=1, name="Network of Domestic Workers")

        assert (network.version, Network.objects.get().version) == (2, 2)
        assert network.updated_at == Network.objects.get().updated_at

    def test_leaves_out_what_was_not_sent(self) -> None:
        network = NetworkFactory.create(about="Since 2010")

        assert change(network, version=1, name="New", about=Unchanged.FIELD) == ["name"]

        assert Network.objects.get().about == "Since 2010"

    def test_empties_what_was_sent_empty(self) -> None:
        network = NetworkFactory.create(about="Since 2010")

        change(network, version=1, about="")

        assert Network.objects.get().about == ""

    def test_that_changes_nothing_writes_nothing(self) -> None:
        network = NetworkFactory.create(name="Domestic workers")

        with nothing_written():
            assert change(network, version=1, name="Domestic workers") == []

    def test_of_an_older_version_is_refused(self) -> None:
        network = NetworkFactory.create()
        change(network, version=1, name="First")

        with refused(Stale), transaction.atomic():
            change(network, version=1, name="Second")

    def test_of_an_older_version_is_refused_even_where_nothing_differs(self) -> None:
        network = NetworkFactory.create(name="First")
        change(Network.objects.get(), version=1, about="Since 2010")

        with refused(Stale):
            change(network, version=1, name="First")

    def test_of_a_record_that_is_gone_is_refused(self) -> None:
        network = NetworkFactory.create()
        Network.objects.all().delete()

        with refused(Stale):
            change(network, version=1, name="Second")

    def test_without_a_version_is_based_on_what_was_read(self) -> None:
        read_before = NetworkFactory.create()
        change(Network.objects.get(), version=None, name="First")

        with refused(Stale):
            change(read_before, version=None, name="Second")


class TestTouch:
    def test_counts_the_version_up(self) -> None:
        network, before = NetworkFactory.create(), timezone.now()

        touch(network)

        network.refresh_from_db()
        assert network.version == 2
        assert network.updated_at >= before
