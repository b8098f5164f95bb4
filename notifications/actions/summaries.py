"""Several updates in one message: bounded, and grouped by the campaign they belong to."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from notifications import texts

MOST_LINES = 50
"""How many sentences a message holds; the inbox has them all."""


def lines(said: Sequence[texts.Outside]) -> list[str]:
    """Return how many updates there are, then what is said of each campaign, then the rest."""
    # Neutral sentences would only repeat themselves; each is said once.
    once = list({(one.group, one.text): one for one in said}.values())[:MOST_LINES]
    grouped = sorted(once, key=_by_group)
    return [texts.count_of(len(said)), *_with_heads(grouped)]


def _by_group(one: texts.Outside) -> tuple[bool, str]:
    return (not one.group, one.group)


def _with_heads(grouped: Iterable[texts.Outside]) -> Iterable[str]:
    for group, members in groupby(grouped, key=lambda one: one.group):
        sentences = [one.text for one in members]
        if group:
            yield f"{group}:"
            yield from (f"· {sentence}" for sentence in sentences)
        else:
            yield from sentences
