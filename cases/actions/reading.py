"""Being shown a case. What is shown of it is written down first: see ``backend.audit.reads``."""

from collections.abc import Iterable

from django.db import transaction

from backend.accounts.models import User
from backend.audit import reads
from cases.access import narrowest_class
from cases.models import AdvocacyCase
from cases.models.case import AdvocacyCaseQuerySet


@transaction.atomic
def open_one(rows: AdvocacyCaseQuerySet, *, by: User) -> AdvocacyCase | None:
    """Return the one of ``rows``, which ``by`` may see, and write down that she was shown it."""
    case = rows.first()
    if case is not None:
        show([case], to=by)
    return case


@transaction.atomic(savepoint=False)
def show(cases: Iterable[AdvocacyCase], *, to: User) -> None:
    """Write down that ``to`` is shown the text of ``cases``, or of what belongs to them."""
    once = {case.pk: case for case in cases}
    reads.record_each(
        to,
        [
            reads.Reading(case, case.network_id, narrowest_class(case, by=to))
            for case in once.values()
        ],
    )
