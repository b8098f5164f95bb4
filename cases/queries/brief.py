"""The brief of a review: per clause what changes, which evidence there is, and what lacks it.

A brief is printed and laid before officials. It counts only cases that its reader may read and
that are shared with the ILO: a case kept to its network was not meant for this paper. Consent for
testimony has a ledger of its own; until it is asked here, no words of a worker stand in a brief.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from campaigns.access import Visitor
from campaigns.models import Network
from cases.models import (
    SHARED_WITH_ILO,
    AdvocacyCase,
    Bearing,
    CaseIssue,
    Clause,
    ClauseTag,
    IssueKind,
    LawReview,
)
from cases.models.clause import ClauseTagQuerySet
from cases.queries.few import FEWEST

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tagged:
    """One case as it counts: where, and of which network."""

    network: Hashable
    province: str


@dataclass(frozen=True, slots=True)
class Weight:
    """How much evidence there is; nothing of it is shown where any part would be few."""

    cases: int
    networks: tuple[Hashable, ...]
    provinces: tuple[str, ...]


def weight_of(tagged: Iterable[Tagged], *, fewest: int = FEWEST) -> Weight | None:
    """Count cases, and name the networks and provinces that have enough of them.

    The number is exact; places and networks are named without numbers. A province with few
    cases cannot be worked out: as far as the brief tells, its cases may all lie in one that is
    named. That needs one to be named: where the cases are spread so thin that none is, not even
    their sum is shown.
    """
    rows = list(tagged)
    networks = _enough((row.network for row in rows), fewest=fewest)
    provinces = _enough((row.province for row in rows if row.province), fewest=fewest)
    if not networks or not provinces:
        return None
    return Weight(len(rows), tuple(networks), tuple(provinces))


def _enough(names: Iterable[Name], *, fewest: int) -> list[Name]:
    counts = Counter(names)
    return sorted((name for name, count in counts.items() if count >= fewest), key=str)


@dataclass(frozen=True, slots=True)
class Counted:
    """A weight with the networks it names."""

    cases: int
    networks: list[Network]
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One clause with what speaks for it."""

    clause: Clause
    need: Counted | None
    solved: Counted | None

    @property
    def is_shown(self) -> bool:
        return bool(self.need or self.solved)


@dataclass(frozen=True, slots=True)
class Brief:
    review: LawReview
    clauses: list[Evidence]
    unanswered: list[IssueKind]
    """Kinds of problem that are frequent, and that no clause would solve."""

    @property
    def without_evidence(self) -> list[Clause]:
        return [one.clause for one in self.clauses if not one.is_shown]


def brief_of(review: LawReview, *, reader: Visitor) -> Brief:
    """Put the brief of a review together, as far as ``reader`` may see what is behind it."""
    clauses = list(
        review.clauses.in_order()
        .select_related("amends__instrument")
        .prefetch_related("articles__standard")
    )
    weights = {key: weight_of(tagged) for key, tagged in _tags(review, reader).items()}
    named = {pk for weight in weights.values() if weight for pk in weight.networks}
    networks = Network.objects.in_bulk(list(named))  # of cases she may read, which name them
    return Brief(
        review=review,
        clauses=[
            Evidence(
                clause,
                need=_counted(weights.get((clause.pk, Bearing.SHOWS_NEED)), networks),
                solved=_counted(weights.get((clause.pk, Bearing.SOLVED)), networks),
            )
            for clause in clauses
        ],
        unanswered=_unanswered(review, reader),
    )


def _counted(weight: Weight | None, networks: Mapping[Hashable, Network]) -> Counted | None:
    if weight is None:
        return None
    named = [networks[pk] for pk in weight.networks]
    return Counted(weight.cases, sorted(named, key=str), weight.provinces)


def _counted_tags(review: LawReview, reader: Visitor) -> ClauseTagQuerySet:
    """Return the tags a brief rests on: of shared cases, and of the wording a clause has now."""
    fitting = ClauseTag.objects.visible_to(reader).fitting()
    return fitting.filter(clause__law_review=review, case__visibility__in=SHARED_WITH_ILO)


def _tags(review: LawReview, reader: Visitor) -> Mapping[tuple[Hashable, str], list[Tagged]]:
    """Return who speaks for what."""
    rows = _counted_tags(review, reader)
    found: defaultdict[tuple[Hashable, str], list[Tagged]] = defaultdict(list)
    for clause, bearing, network, place in rows.values_list(
        "clause", "bearing", "case__network", "case__place"
    ):
        found[clause, bearing].append(Tagged(network, place.strip()))
    return found


def _unanswered(review: LawReview, reader: Visitor) -> list[IssueKind]:
    """Return the kinds of problem with enough cases at the review, of which none would be solved.

    It says that many have the problem, and of few it says nothing.
    """
    counted = AdvocacyCase.objects.visible_to(reader).filter(
        visibility__in=SHARED_WITH_ILO, reviews=review
    )
    issues = CaseIssue.objects.filter(case__in=counted.values("pk"))
    many = Counter(issues.values_list("kind", flat=True))
    solving = _counted_tags(review, reader).filter(bearing=Bearing.SOLVED)
    solved = CaseIssue.objects.filter(case__in=solving.values("case"))
    answered = set(solved.values_list("kind", flat=True))
    return [kind for kind in IssueKind if many[kind] >= FEWEST and kind not in answered]
