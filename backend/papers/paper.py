"""What a paper says, before it has a form."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number with the query that yields it, so that whoever doubts it can ask again."""

    label: str
    value: int
    link: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A row of a picture: ``filled`` of ``whole`` is done; ``text`` is both as people say it."""

    label: str
    filled: int
    whole: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading, then texts, bars, figures and a table, each where there is any."""

    heading: str
    texts: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    figures: tuple[Figure, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    language: str
    over: str
    title: str
    period: str
    sections: tuple[Section, ...]

    @property
    def digest(self) -> str:
        """Changes whenever the paper says something else."""
        said = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        kept: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return kept

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Paper":
        """Return what ``as_json`` kept."""
        sections = tuple(
            Section(
                heading=one["heading"],
                texts=tuple(one["texts"]),
                bars=tuple(Bar(**bar) for bar in one["bars"]),
                figures=tuple(Figure(**figure) for figure in one["figures"]),
                head=tuple(one["head"]),
                rows=tuple(tuple(row) for row in one["rows"]),
            )
            for one in kept["sections"]
        )
        return cls(**(kept | {"sections": sections}))


@dataclass(frozen=True, slots=True)
class Made:
    """The day a paper is made, as it is written on it; all that may differ between two."""

    on: dt.date
    written: str
