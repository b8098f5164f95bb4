"""A map of some countries among their neighbours, numbered to go with a list.

``world.json`` is made by ``make vendor`` from Natural Earth's borders, which are in the public
domain. They are borders as kept, not as claimed: a page with a map says whose they are.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

from backend.web.charts.shares import percent

WIDTH, HEIGHT = 720, 480
"""The picture's own units: two to a pixel of a phone."""
NARROWEST = 1100
"""Steps of the world's grid to show at least: about as wide as South-East Asia."""
AROUND = 1.3
EDGE = 30
"""Coasts further out of the picture than this are pulled to its edge, where nobody sees them."""
SPECK = 5
NEAR = 4
"""Corners nearer than this to the one before are left out: less than a phone can show."""


class Land(TypedDict):
    """One country on the grid: where its number stands, where its main parts lie, its outlines."""

    seat: list[int]
    box: list[int]
    rings: list[list[int]]


@dataclass(frozen=True, slots=True)
class Place:
    """A country to show; ``state`` is the word that styles it."""

    country: str
    state: str


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """Its outline, which a small island may lack, and where its number stands."""

    number: int
    state: str
    path: str
    left: str
    top: str


@dataclass(frozen=True, slots=True)
class Map:
    """Outlines in a box of ``WIDTH`` by ``HEIGHT``; places in the order they were given."""

    land: str
    places: list[DrawnPlace]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class _View:
    left: float
    top: float
    scale: float

    def at(self, x: float, y: float) -> tuple[int, int]:
        return round((x - self.left) * self.scale), round((y - self.top) * self.scale)


@lru_cache(maxsize=1)
def _world() -> dict[str, Land]:
    path = Path(__file__).with_name("world.json")
    world: dict[str, Land] = json.loads(path.read_text(encoding="utf-8"))
    return world


@lru_cache(maxsize=64)
def draw(places: tuple[Place, ...]) -> Map | None:
    """Draw the part of the world where ``places`` lie; ``None`` where the atlas has none of them.

    The same places give the same picture, so it is kept: some 50 ms the first time, then nothing.
    """
    world = _world()
    shown = [(n, place) for n, place in enumerate(places, start=1) if place.country in world]
    if not shown:
        return None
    view = _view([world[place.country]["box"] for _, place in shown])
    marked = {place.country for _, place in shown}
    others = (land for code, land in world.items() if code not in marked)
    return Map(
        land="".join(_path(land, view) for land in others),
        places=[_drawn(n, place, world[place.country], view) for n, place in shown],
    )


def _drawn(number: int, place: Place, land: Land, view: _View) -> DrawnPlace:
    x, y = view.at(*land["seat"])
    return DrawnPlace(
        number=number,
        state=place.state,
        path=_path(land, view),
        left=percent(x, of=WIDTH),
        top=percent(y, of=HEIGHT),
    )


def _view(boxes: Sequence[Sequence[int]]) -> _View:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    width = max(NARROWEST, AROUND * max(right - left, (bottom - top) * WIDTH / HEIGHT))
    height = width * HEIGHT / WIDTH
    return _View((left + right - width) / 2, (top + bottom - height) / 2, WIDTH / width)


def _path(land: Land, view: _View) -> str:
    return "".join(_outline(ring, view) for ring in land["rings"])


def _outline(ring: Sequence[int], view: _View) -> str:
    """Return a closed outline in whole units, or nothing where it is out of sight or a speck."""
    points = list(_moving(ring, view))
    across = [x for x, _ in points]
    down = [y for _, y in points]
    if max(across) - min(across) < SPECK and max(down) - min(down) < SPECK:
        return ""
    if max(across) < 0 or min(across) > WIDTH or max(down) < 0 or min(down) > HEIGHT:
        return ""
    steps = (f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _moving(ring: Sequence[int], view: _View) -> Iterator[tuple[int, int]]:
    """Yield each corner that lies well away from the one before."""
    last = (-2 * WIDTH, -2 * HEIGHT)
    for x, y in zip(ring[::2], ring[1::2], strict=True):
        across, down = view.at(x, y)
        point = _within(across, WIDTH), _within(down, HEIGHT)
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= NEAR:
            yield point
            last = point


def _within(value: int, size: int) -> int:
    return min(max(value, -EDGE), size + EDGE)
