"""What one reader finds of what was told in confidence about a case."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise

from backend.accounts.models import User
from backend.accounts.roles import Permission
from campaigns.access import reach_of
from cases.access import may_take_down
from cases.models import AdvocacyCase, CaseKey, Consent, Identity, Purpose, Testimony
from cases.models.consent import EXPLAINED


@dataclass(frozen=True, slots=True)
class Agreement:
    """One purpose, and the consents in force for it; none is the rule."""

    purpose: Purpose
    explained: str | Promise
    held: list[Consent]


@dataclass(frozen=True, slots=True)
class Confidence:
    """What the page shows; a part that is not hers is left out."""

    may_write: bool
    agreements: list[Agreement] | None
    before: list[Consent]
    testimonies: list[Testimony]
    identities: list[Identity]
    may_work: bool
    """Whether its person agreed that her case is worked on: nothing is written down before."""
    erased_at: dt.datetime | None
    """When all of it was made unreadable for good."""
    may_erase: bool
    """Whether she may ask for that; not twice."""


def confidence_of(case: AdvocacyCase, *, reader: User, on: dt.date) -> Confidence:
    """Gather what ``reader`` may know is there; nothing is opened by that."""
    consents = Consent.objects.visible_to(reader).filter(case=case).with_place()
    in_force = list(consents.in_force(on=on).order_by("recorded_at"))
    told = Testimony.objects.visible_to(reader).filter(case=case).current().with_place()
    may_write, erased_at = may_take_down(case, by=reader), _erased_at(case)
    leads = case.network_id in reach_of(reader, Permission.CASE_EDIT).networks
    agreements = [
        Agreement(purpose, EXPLAINED[purpose], [one for one in in_force if one.purpose == purpose])
        for purpose in Purpose
    ]
    return Confidence(
        may_write=may_write,
        agreements=agreements if may_write or in_force else None,
        before=[one for one in consents.order_by("-recorded_at") if one not in in_force],
        testimonies=list(told.order_by("-written_at")),
        identities=list(
            Identity.objects.visible_to(reader).filter(case=case).order_by("pseudonym")
        ),
        may_work=any(one.purpose == Purpose.CASE_WORK for one in in_force),
        erased_at=erased_at,
        may_erase=leads and erased_at is None,
    )


def _erased_at(case: AdvocacyCase) -> dt.datetime | None:
    gone = CaseKey.objects.filter(case=case, destroyed_at__isnull=False)
    return gone.values_list("destroyed_at", flat=True).first()
