"""What workers' networks say of ILO support, and who may not touch it."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from backend.accounts.models import User
from backend.errors import Invalid
from cases.actions import effects
from cases.actions.effects import NewWord
from cases.models import Effect, WorkersWord
from cases.queries.effects import words_on
from tests.factories import (
    IloSupportFactory,
    NetworkFactory,
    WorkersWordFactory,
    administrator,
    contributor,
    leader,
    officer,
    organiser,
    person,
)
from tests.records import refused, the_only_event

JUNE = dt.date(2026, 6, 1)
NOT_A_LEADER_IN_THAILAND: dict[str, Callable[[], User]] = {
    "the officer whose support it is": lambda: officer("TH"),
    "a leader of another country": lambda: leader(NetworkFactory.create(country="PH")),
    "an organiser": lambda: organiser(NetworkFactory.create(country="TH")),
    "a contributor": lambda: contributor(NetworkFactory.create(country="TH")),
    "an administrator": administrator,
    "somebody without a role": person,
}


def a_word(**said: Any) -> NewWord:
    least: dict[str, Any] = {"id": uuid4(), "effect": Effect.UNCHANGED, "said_on": JUNE}
    return NewWord(**least | said)


class TestSay:
    def test_keeps_a_networks_word_with_one_event_and_none_of_the_words(self) -> None:
        support, network = IloSupportFactory.create(), NetworkFactory.create(country="TH")

        effects.say(support, a_word(words=" Nobody came back. "), by=leader(network))

        word = WorkersWord.objects.get()
        assert (word.network, word.effect, word.words) == (
            network,
            Effect.UNCHANGED,
            "Nobody came back.",
        )
        assert (the_only_event().kind, the_only_event().changes) == (
            "support.effect_said",
            {"effect": "unchanged"},
        )

    @pytest.mark.parametrize(
        "other", NOT_A_LEADER_IN_THAILAND.values(), ids=NOT_A_LEADER_IN_THAILAND
    )
    def test_is_refused_to(self, other: Callable[[], User]) -> None:
        support, somebody = IloSupportFactory.create(), other()

        with refused(PermissionDenied):
            effects.say(support, a_word(), by=somebody)

    def test_for_a_network_one_does_not_lead_is_refused(self) -> None:
        support, another = IloSupportFactory.create(), NetworkFactory.create(country="TH")
        hnin = leader(NetworkFactory.create(country="TH"))

        with refused(Invalid, match="speak"):
            effects.say(support, a_word(network=another), by=hnin)

    def test_of_a_day_to_come_is_refused(self) -> None:
        support, hnin = IloSupportFactory.create(), leader(NetworkFactory.create(country="TH"))

        with refused(Invalid, match="future"):
            effects.say(support, a_word(said_on=dt.date(2999, 1, 1)), by=hnin)

    def test_with_an_id_in_use_is_refused(self) -> None:
        support, hnin = IloSupportFactory.create(), leader(NetworkFactory.create(country="TH"))
        word = a_word()
        effects.say(support, word, by=hnin)

        with refused(effects.WordTaken):
            effects.say(support, word, by=hnin)


class TestAWord:
    def test_is_changed_by_nobody(self) -> None:
        word = WorkersWordFactory.create(effect=Effect.UNCHANGED)

        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            WorkersWord.objects.filter(pk=word.pk).update(effect=Effect.CHANGED)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            WorkersWord.objects.filter(pk=word.pk).delete()

    def test_names_its_network_only_to_who_may_know_it(self) -> None:
        network = NetworkFactory.create(country="TH")
        support = IloSupportFactory.create()
        WorkersWordFactory.create(support=support, network=network)

        (seen,) = words_on(support, reader=organiser(network))
        (shown,) = words_on(support, reader=AnonymousUser())

        assert (seen.network, shown.network) == (network, None)

    def test_stands_beside_the_earlier_ones_the_newest_first(self) -> None:
        support = IloSupportFactory.create()
        WorkersWordFactory.create(support=support, said_on=JUNE, effect=Effect.UNCHANGED)
        WorkersWordFactory.create(support=support, said_on=dt.date(2026, 9, 1))

        said = words_on(support, reader=officer("TH"))

        assert [one.effect for one in said] == [Effect.CHANGED, Effect.UNCHANGED]
