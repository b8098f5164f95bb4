"""What would change: a picture of coverage, laid over by what a review or an option proposes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cases.branches import DOMESTIC_WORKERS, Branch, Level, WorkerGroup, meets_c102, rank


class Place(NamedTuple):
    """One cell: one branch for one group."""

    group: WorkerGroup
    branch: Branch


class Standing(NamedTuple):
    """How far a cell is covered; what is not sure is shown and never counted."""

    level: Level
    is_sure: bool = True


Matrix = Mapping[Place, Standing]
"""What is known. A place that is missing is not recorded, which is not the same as none."""

Overlay = Mapping[Place, Standing | None]
"""What is laid over; ``None`` makes a place unknown again."""


def applied(matrix: Matrix, overlay: Overlay) -> dict[Place, Standing]:
    """Return ``matrix`` as it would be."""
    laid: dict[Place, Standing | None] = {**matrix, **overlay}
    return {place: standing for place, standing in laid.items() if standing is not None}


def reverse_of(matrix: Matrix, overlay: Overlay) -> dict[Place, Standing | None]:
    """Return the overlay that puts ``matrix`` back after ``overlay``."""
    return {place: matrix.get(place) for place in overlay}


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after; ``None`` is: not recorded."""

    place: Place
    before: Standing | None
    after: Standing | None

    @property
    def is_sure(self) -> bool:
        """Both ends are known and cited; only then it counts as better or worse."""
        return bool(self.before and self.before.is_sure and self.after and self.after.is_sure)

    @property
    def step(self) -> int:
        """How many levels up, or down below zero; 0 where that is not known."""
        if not (self.before and self.after and self.is_sure):
            return 0
        return rank(self.after.level) - rank(self.before.level)

    @property
    def is_better(self) -> bool:
        return self.step > 0

    @property
    def is_worse(self) -> bool:
        return self.step < 0


def differences(before: Matrix, after: Matrix) -> list[Change]:
    """Return the cells that differ, group by group and branch by branch."""
    pairs = ((place, before.get(place), after.get(place)) for place in places())
    return [Change(place, was, will) for place, was, will in pairs if was != will]


def places() -> Iterator[Place]:
    for group in WorkerGroup:
        for branch in Branch:
            yield Place(group, branch)


def covered(matrix: Matrix, group: WorkerGroup) -> list[Branch]:
    """Return the branches that count: by law for all of the group, compulsory, and cited.

    Voluntary insurance and partial cover are left out, since the minimum is about whole classes
    of workers; so the answer is rather too small than too large.
    """
    full = Standing(Level.FULL)
    return [branch for branch in Branch if matrix.get(Place(group, branch)) == full]


def meets_minimum(matrix: Matrix, group: WorkerGroup) -> bool:
    """Say whether ``group`` has the branches that Convention No. 102 asks for; indicative."""
    return meets_c102(covered(matrix, group))


def less_than_workers_in_general(matrix: Matrix, group: WorkerGroup) -> list[Branch]:
    """Return the branches in which ``group`` has less than employees in general.

    Article 14 of Convention No. 189: not less favourable. Only what is sure on both sides.
    """
    found = []
    for branch in Branch:
        others = matrix.get(Place(WorkerGroup.EMPLOYEES, branch))
        change = Change(Place(group, branch), others, matrix.get(Place(group, branch)))
        if group in DOMESTIC_WORKERS and change.is_worse:
            found.append(branch)
    return found
