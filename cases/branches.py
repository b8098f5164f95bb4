"""Social security by its nine branches: for whom, how far, and what the standards ask for."""

from collections.abc import Collection

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Branch(TextChoices):
    """The nine branches of Convention No. 102, by the codes of its parts as a standard."""

    MEDICAL_CARE = "medical_care", _("medical care")
    SICKNESS = "sickness", _("sickness")
    UNEMPLOYMENT = "unemployment", _("unemployment")
    OLD_AGE = "old_age", _("old age")
    EMPLOYMENT_INJURY = "employment_injury", _("injury at work")
    FAMILY = "family", _("family and children")
    MATERNITY = "maternity", _("maternity")
    INVALIDITY = "invalidity", _("invalidity")
    SURVIVORS = "survivors", _("survivors")


class WorkerGroup(TextChoices):
    """For whom the law says something of her own; the last three are there to compare with."""

    NATIONAL_LIVE_IN = "national_live_in", _("domestic workers, nationals, living in")
    NATIONAL_LIVE_OUT = "national_live_out", _("domestic workers, nationals, living out")
    REGISTERED_MIGRANT = "registered_migrant", _("domestic workers, registered migrants")
    UNDOCUMENTED_MIGRANT = "undocumented_migrant", _("domestic workers, migrants without papers")
    AGENCY_PLACED = "agency_placed", _("domestic workers placed by an agency")
    EMPLOYEES = "employees", _("employees in general")
    FORMER_EMPLOYEES = "former_employees", _("formerly insured employees")
    SELF_EMPLOYED = "self_employed", _("self-employed and informal workers")


DOMESTIC_WORKERS = (
    WorkerGroup.NATIONAL_LIVE_IN,
    WorkerGroup.NATIONAL_LIVE_OUT,
    WorkerGroup.REGISTERED_MIGRANT,
    WorkerGroup.UNDOCUMENTED_MIGRANT,
    WorkerGroup.AGENCY_PLACED,
)


class CoverageKind(TextChoices):
    """What the law says, and what people get, are two things and never one number."""

    LEGAL = "legal", _("by law")
    EFFECTIVE = "effective", _("in practice")


class Level(TextChoices):
    """How far a group is covered, from the least to the most."""

    NONE = "none", _("none")
    VOLUNTARY = "voluntary", _("voluntary")
    PARTIAL = "partial", _("partial")
    FULL = "full", _("full")


_RANK = {level: rank for rank, level in enumerate(Level)}


def rank(level: Level) -> int:
    """Return how much ``level`` is, to compare it with another."""
    return _RANK[level]


C102_LEAST = 3
C102_ONE_OF = frozenset(
    {
        Branch.UNEMPLOYMENT,
        Branch.OLD_AGE,
        Branch.EMPLOYMENT_INJURY,
        Branch.INVALIDITY,
        Branch.SURVIVORS,
    }
)


def meets_c102(branches: Collection[Branch]) -> bool:
    """Say whether so many branches are the least that Convention No. 102 asks a State to accept.

    Article 2: at least three of the nine, and one of them unemployment, old age, employment
    injury, invalidity or survivors. Counting branches is an indication and no legal opinion:
    how many people each must reach, and how much they must get, is not asked here.
    """
    accepted = set(branches)
    return len(accepted) >= C102_LEAST and bool(accepted & C102_ONE_OF)


GUARANTEES: dict[str, tuple[Branch, ...]] = {
    "essential_health_care": (Branch.MEDICAL_CARE, Branch.MATERNITY),
    "children": (Branch.FAMILY,),
    "active_age": (Branch.SICKNESS, Branch.UNEMPLOYMENT, Branch.MATERNITY, Branch.INVALIDITY),
    "older_persons": (Branch.OLD_AGE,),
}
"""Which branches serve the four guarantees of Recommendation No. 202, by the guarantee's code.

Its wording names sickness, unemployment, maternity and disability for active age, and maternity
care under health care. Injury at work and survivors are named in none, and so stand in none.
"""
