"""An activity as IATI knows it, as far as we read and write it."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

ILO = "XM-DAC-41302"
"""The ILO among the organisations of IATI."""

_CPO_CODE = re.compile(r"(?:\A|-)([A-Z]{3}\d{3})\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """Who takes part, by its role: 1 funding, 2 accountable, 3 extending, 4 implementing."""

    name: str
    ref: str = ""
    kind: str = ""
    role: str = "4"


@dataclass(frozen=True, kw_only=True, slots=True)
class Budget:
    """Money for a time; ``currency`` is that of the file where the budget names none."""

    starts_on: dt.date
    ends_on: dt.date
    value: Decimal
    currency: str
    value_date: dt.date
    is_committed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    url: str
    title: str
    category: str = "A08"
    """A08 is the results of an activity."""
    format: str = "text/html"


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """What was to be had in a time, and what was."""

    starts_on: dt.date
    ends_on: dt.date
    target: str = ""
    actual: str = ""
    comment: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    title: str
    measure: str = "1"
    baseline_year: int | None = None
    baseline: str = ""
    periods: tuple[Period, ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    title: str
    kind: str = "2"
    """1 output, 2 outcome, 3 impact, 9 other."""
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """One activity. Of the ILO it is a country programme outcome in one biennium."""

    iati_id: str
    reporter: Organisation
    title: str
    description: str
    status: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    is_started: bool = True
    is_over: bool = False
    participants: tuple[Organisation, ...] = ()
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    """Five-digit codes of the DAC."""
    targets: tuple[str, ...] = ()
    """Targets of the sustainable development goals: '1.3'."""
    markers: tuple[str, ...] = ()
    """Policy markers of the DAC: '1' is gender equality."""
    budgets: tuple[Budget, ...] = ()
    documents: tuple[Document, ...] = ()
    results: tuple[Result, ...] = ()
    is_told_by_another: bool = False
    """Reported by somebody who neither pays for it nor carries it out."""

    @property
    def cpo_code(self) -> str:
        """The tail of an identifier of the ILO, 'THA251'; "" where there is none."""
        found = _CPO_CODE.search(self.iati_id)
        return found[1] if found else ""

    @property
    def biennium(self) -> str:
        """The two years in which it began, by which the ILO plans; "" where that is unknown."""
        if self.starts_on is None:
            return ""
        first = self.starts_on.year - self.starts_on.year % 2
        return f"{first}-{(first + 1) % 100:02}"
