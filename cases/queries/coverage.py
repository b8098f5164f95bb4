"""The matrix of who is covered for what: today, as proposed, and what differs."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from campaigns.access import Visitor
from campaigns.models import AskOption
from cases.branches import Branch, CoverageKind, Level, WorkerGroup, rank
from cases.models import Coverage, CoverageChange, CoverageFact, LawReview
from cases.overlays import Overlay, Place, Standing, applied

Proposal = LawReview | AskOption


@dataclass(frozen=True, slots=True)
class Cell:
    """One place with what is written about it.

    Where sources that count disagree, the least of what they say stands, and it is disputed.
    """

    place: Place
    facts: tuple[Coverage, ...] = ()
    claims: tuple[Coverage, ...] = ()

    @property
    def standing(self) -> Standing | None:
        sure = [fact for fact in self.facts if fact.is_sure]
        told = sure or list(self.facts)
        if not told:
            return None
        least = min((Level(fact.level) for fact in told), key=rank)
        return Standing(least, is_sure=bool(sure))

    @property
    def is_disputed(self) -> bool:
        said = {fact.level for fact in (*self.facts, *self.claims)}
        return len(said) > 1


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of one country on one day, by law or in practice."""

    cells: dict[Place, Cell]

    @property
    def matrix(self) -> dict[Place, Standing]:
        return {
            place: standing
            for place, cell in self.cells.items()
            if (standing := cell.standing) is not None
        }

    def cell(self, place: Place) -> Cell:
        return self.cells.get(place) or Cell(place)


def picture_of(country: str, *, kind: CoverageKind, on: dt.date) -> Picture:
    """Load what holds in a country on a day."""
    rows = CoverageFact.objects.standing(on=on).filter(country=country, kind=kind)
    return _drawn(rows.select_related("provision").order_by("created_at", "id"))


def pictures_of(countries: Sequence[str], *, kind: CoverageKind, on: dt.date) -> dict[str, Picture]:
    """Load what holds in several countries at once."""
    rows = CoverageFact.objects.standing(on=on).filter(country__in=countries, kind=kind)
    by_country = defaultdict(list)
    for row in rows.order_by("created_at", "id"):
        by_country[row.country].append(row)
    return {country: _drawn(by_country[country]) for country in countries}


def _drawn(rows: Iterable[CoverageFact]) -> Picture:
    facts: defaultdict[Place, list[CoverageFact]] = defaultdict(list)
    claims: defaultdict[Place, list[CoverageFact]] = defaultdict(list)
    for row in rows:
        place = Place(WorkerGroup(row.group), Branch(row.branch))
        (claims if row.is_claim else facts)[place].append(row)
    return Picture(
        {
            place: Cell(place, tuple(facts[place]), tuple(claims[place]))
            for place in {**facts, **claims}
        }
    )


def changes_of(proposal: Proposal, *, kind: CoverageKind) -> QuerySet[CoverageChange]:
    """Return what a review or an option, which its reader may see, would change."""
    return proposal.coverage_changes.filter(kind=kind).select_related("provision")


def overlay_of(changes: Iterable[CoverageChange]) -> Overlay:
    return {
        Place(WorkerGroup(one.group), Branch(one.branch)): Standing(
            Level(one.level), is_sure=one.is_sure
        )
        for one in changes
    }


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: today, or today with a proposal laid over it."""

    proposal: Proposal | None
    matrix: dict[Place, Standing]
    changes: dict[Place, CoverageChange]


def side_of(picture: Picture, proposal: Proposal | None, *, kind: CoverageKind) -> Side:
    """Lay a proposal over what holds; without one, it is what holds."""
    if proposal is None:
        return Side(None, picture.matrix, {})
    changes = list(changes_of(proposal, kind=kind))
    said = {Place(WorkerGroup(one.group), Branch(one.branch)): one for one in changes}
    return Side(proposal, applied(picture.matrix, overlay_of(changes)), said)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What may be laid over a country's matrix, as far as one reader may see it."""

    reviews: list[LawReview]
    options: list[AskOption]

    def named(self, key: str) -> Proposal | None:
        """Return the one with this key; ``None`` for what holds today."""
        found: list[Proposal] = [*self.reviews, *self.options]
        return next((one for one in found if key_of(one) == key), None)


def key_of(proposal: Proposal) -> str:
    """Return how an address names a proposal: "review:th-section-33"."""
    if isinstance(proposal, LawReview):
        return f"review:{proposal.slug}"
    return f"option:{proposal.pk}"


def proposed_in(country: str, *, reader: Visitor) -> Proposed:
    """Return the reviews that say what they would change, and the options of asks."""
    reviews = LawReview.objects.visible_to(reader).filter(country=country)
    saying = CoverageChange.objects.filter(law_review__isnull=False).values("law_review")
    options = AskOption.objects.visible_to(reader).filter(ask__campaign__country=country)
    return Proposed(
        reviews=list(reviews.filter(pk__in=saying).order_by("title", "id")),
        options=list(
            options.select_related("ask__campaign").order_by("ask__title", "ask", "position", "id")
        ),
    )
