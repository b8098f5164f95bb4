"""Terms and sessions of parliaments."""

import datetime as dt
from dataclasses import dataclass

from backend.sample.loading.files import Marks, Texts, other_languages
from backend.sample.loading.rows import Rows, id_of
from cases.models import ParliamentPeriod


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodEntry:
    country: str
    kind: str
    names: Texts
    starts_on: dt.date | None
    ends_on: dt.date
    sources: Marks


def add_periods(rows: Rows) -> None:
    """Add the terms and sessions."""
    for said in rows.files.entries("parliament_periods", PeriodEntry):
        period = ParliamentPeriod(
            pk=id_of(ParliamentPeriod, said.country, said.kind, said.ends_on),
            country=said.country,
            kind=said.kind,
            name=said.names["en"],
            names=other_languages(said.names),
            starts_on=said.starts_on,
            ends_on=said.ends_on,
            sources=rows.cite(said.sources),
        )
        rows.add(period, "country", "kind", "ends_on")
