"""The matrix of coverage as a page shows it: words, shapes and what differs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.web.charts import strips
from cases.branches import DOMESTIC_WORKERS, Branch, Level, WorkerGroup, rank
from cases.models import Coverage
from cases.overlays import (
    Change,
    Matrix,
    Place,
    Standing,
    covered,
    differences,
    less_than_workers_in_general,
    meets_minimum,
)
from cases.queries.coverage import Picture, Side

UNKNOWN: str | Promise = gettext_lazy("not recorded")


@dataclass(frozen=True, slots=True)
class Shown:
    """One standing in words, and the class that gives it its shape."""

    word: str
    state: str
    is_sure: bool


def shown(standing: Standing | None) -> Shown:
    if standing is None:
        return Shown(str(UNKNOWN), "unknown", is_sure=True)
    return Shown(str(standing.level.label), standing.level.value, standing.is_sure)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One branch of one group; ``after`` is there where a proposal changes it."""

    branch: Branch
    before: Shown
    after: Shown | None
    change: Change | None
    facts: Sequence[Coverage]
    claims: Sequence[Coverage]
    proposed: Coverage | None
    is_disputed: bool

    @property
    def is_written_about(self) -> bool:
        return bool(self.facts or self.claims or self.proposed)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One group of workers: its nine branches, how many count, and what follows from that."""

    group: WorkerGroup
    cells: list[ShownCell]
    before: list[Branch]
    after: list[Branch]
    met_before: bool
    met_after: bool
    less_than_others: list[Branch]
    strips: list[tuple[str, list[strips.DrawnSquare]]]

    @property
    def name(self) -> str:
        return str(capfirst(self.group.label))

    @property
    def is_compared(self) -> bool:
        """Say whether two sides are drawn."""
        return len(self.strips) > 1

    @property
    def counts_otherwise(self) -> bool:
        """Say whether another number of branches counts after than before."""
        return self.is_compared and len(self.before) != len(self.after)

    @property
    def meets_otherwise(self) -> bool:
        """Say whether the minimum is met on one side alone."""
        return self.is_compared and self.met_before != self.met_after

    @property
    def is_of_domestic_workers(self) -> bool:
        return self.group in DOMESTIC_WORKERS


@dataclass(frozen=True, slots=True)
class ShownMatrix:
    groups: list[ShownGroup]
    better: list[Change]
    worse: list[Change]
    unsure: list[Change]

    @property
    def has_changes(self) -> bool:
        return bool(self.better or self.worse or self.unsure)


def matrix_of(picture: Picture, before: Side, after: Side | None) -> ShownMatrix:
    """Put one side, or two against each other, into words."""
    end = after or before
    changes = differences(before.matrix, end.matrix) if after else []
    by_place = {change.place: change for change in changes}
    known = {place.group for place in (*picture.cells, *before.matrix, *end.matrix)}
    return ShownMatrix(
        groups=[
            _group(group, picture, (before, after), by_place)
            for group in WorkerGroup
            if group in known
        ],
        better=[one for one in changes if one.is_better],
        worse=[one for one in changes if one.is_worse],
        unsure=[one for one in changes if not one.is_sure],
    )


def _group(
    group: WorkerGroup,
    picture: Picture,
    sides: tuple[Side, Side | None],
    changes: dict[Place, Change],
) -> ShownGroup:
    before, after = sides
    end = after or before
    drawn = [(_("before") if after else "", _strip(before.matrix, group))]
    if after:
        drawn.append((_("after"), _strip(after.matrix, group)))
    return ShownGroup(
        group=group,
        cells=[_cell(Place(group, branch), picture, sides, changes) for branch in Branch],
        before=covered(before.matrix, group),
        after=covered(end.matrix, group),
        met_before=meets_minimum(before.matrix, group),
        met_after=meets_minimum(end.matrix, group),
        less_than_others=less_than_workers_in_general(end.matrix, group),
        strips=drawn,
    )


def _cell(
    place: Place,
    picture: Picture,
    sides: tuple[Side, Side | None],
    changes: dict[Place, Change],
) -> ShownCell:
    before, after = sides
    cell, change = picture.cell(place), changes.get(place)
    return ShownCell(
        branch=place.branch,
        before=shown(before.matrix.get(place)),
        after=shown(after.matrix.get(place)) if after and change else None,
        change=change,
        facts=cell.facts,
        claims=cell.claims,
        proposed=(after or before).changes.get(place),
        is_disputed=cell.is_disputed,
    )


def _strip(matrix: Matrix, group: WorkerGroup) -> list[strips.DrawnSquare]:
    return strips.strip([_square(matrix, Place(group, branch)) for branch in Branch])


def _square(matrix: Matrix, place: Place) -> strips.Square:
    standing = matrix.get(place)
    word = shown(standing)
    state = word.state if word.is_sure else f"{word.state} unsure"
    filled = rank(standing.level) / rank(Level.FULL) if standing else 0
    return strips.Square(state, f"{capfirst(place.branch.label)}: {word.word}", filled)
