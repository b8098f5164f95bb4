"""What networks said of support, and who may say more."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from backend.accounts.roles import Permission
from campaigns.access import Visitor, reach_of
from campaigns.models import Network
from cases.models import Effect, IloSupport


def networks_to_judge_for(person: Visitor, *, country: str) -> QuerySet[Network]:
    """Return the networks for which ``person`` may say what support of a country changed."""
    led = reach_of(person, Permission.SUPPORT_JUDGE).networks
    return Network.objects.filter(pk__in=led, country=country).order_by("name", "id")


@dataclass(frozen=True, slots=True)
class Word:
    """A network's word as one reader may see it; who of it spoke, nobody reads."""

    effect: Effect
    words: str
    said_on: dt.date
    network: Network | None
    """``None`` for readers who may not know that there is such a network."""


def words_on(support: IloSupport, *, reader: Visitor) -> list[Word]:
    """Return all that was said, the newest first."""
    known = {one.pk: one for one in Network.objects.visible_to(reader)}
    said = support.effects.order_by("-said_on", "-said_at", "-id")
    return [
        Word(Effect(one.effect), one.words, one.said_on, known.get(one.network_id)) for one in said
    ]
