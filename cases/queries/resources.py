"""What programmes still lack, where both the need and what came are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from cases.models import Programme, ResourceKind, ResourceLine


@dataclass(frozen=True, slots=True)
class Gap:
    """The latest amounts of one programme in one country and one currency.

    What is committed was pledged before, and what is spent committed: the largest of the three
    has come, they are never added up. Currencies are not converted.
    """

    programme: Programme
    country: str
    currency: str
    latest: dict[str, ResourceLine]

    @property
    def needed(self) -> ResourceLine | None:
        return self.latest.get(ResourceKind.NEEDED)

    @property
    def come(self) -> Decimal | None:
        """The most that is pledged, committed or spent; ``None`` where nothing is known."""
        known = [line.amount for kind, line in self.latest.items() if kind != ResourceKind.NEEDED]
        return max(known, default=None)

    @property
    def lacking(self) -> Decimal | None:
        """``None`` where the need or what came is not known: then nothing can be said."""
        if self.needed is None or self.come is None:
            return None
        return max(self.needed.amount - self.come, Decimal(0))

    @property
    def lines(self) -> list[ResourceLine]:
        return [self.latest[kind] for kind in ResourceKind.values if kind in self.latest]


def gaps(lines: Iterable[ResourceLine]) -> list[Gap]:
    """Return one gap for each programme, country and currency; the latest line of a kind counts."""
    found: dict[tuple[object, str, str], Gap] = {}
    for line in sorted(lines, key=lambda one: (one.as_of, one.recorded_at, str(one.pk))):
        key = (line.programme_id, line.country, line.currency)
        gap = found.setdefault(key, Gap(line.programme, line.country, line.currency, {}))
        gap.latest[line.kind] = line
    return sorted(found.values(), key=lambda gap: (gap.programme.name, gap.country, gap.currency))


def resource_lines() -> QuerySet[ResourceLine]:
    return ResourceLine.objects.select_related("programme").order_by("as_of", "id")
