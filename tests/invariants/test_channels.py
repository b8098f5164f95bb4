"""True of every way a message can travel: one folder, one line, one contract."""

import ast

import pytest

from notifications.channels import CARRIERS
from notifications.channels.base import LooksUp, Proof, Repeat
from notifications.models import Channel
from tests.invariants.source import ROOT, modules, place, tree

FOLDER = ROOT / "notifications" / "channels"
KNOWS_BY_NAME = {
    "backend/sample/loading/networks.py": "the sample's people have mail addresses",
    "notifications/actions/proving.py": "a browser asks for push by itself",
    "notifications/actions/returning.py": "mail services report on mail alone",
    "notifications/models/address.py": "names them, and which may be several",
    "notifications/models/message.py": "loads the names",
}
"""Modules outside a channel's own folder that know one by its name, and why."""


class TestEveryChannel:
    def test_has_a_folder_of_its_name_and_no_folder_is_left_over(self) -> None:
        folders = {one.parent.name for one in FOLDER.glob("*/__init__.py")}

        assert folders == set(Channel.values)

    @pytest.mark.parametrize("channel", Channel)
    def test_keeps_the_contract(self, channel: Channel) -> None:
        carrier = CARRIERS[channel]

        assert isinstance(carrier.repeat, Repeat)
        assert isinstance(carrier.proof, Proof)
        assert isinstance(carrier.is_on(), bool)
        for verb in ("send", "clean", "masked"):
            assert callable(getattr(carrier, verb))
        if carrier.repeat is Repeat.LOOK_UP:
            assert hasattr(carrier, next(iter(vars(LooksUp).keys() & {"look_up"})))

    @pytest.mark.parametrize("channel", [one for one in Channel if one != Channel.EMAIL])
    def test_is_known_by_name_in_its_own_folder_alone(self, channel: Channel) -> None:
        """So that adding one is its folder and its line in ``Channel``."""
        namers = {
            place(path)
            for path in modules()
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and (node.value.id, node.attr) == ("Channel", channel.name)
        }

        own = {place(path) for path in modules(f"notifications/channels/{channel}")}
        assert namers - own - set(KNOWS_BY_NAME) == set()
