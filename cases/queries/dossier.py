"""All that the page of one case shows."""

import datetime as dt
from dataclasses import dataclass

from backend.accounts.models import User
from cases.access import knows_people, may_edit, may_see_readers
from cases.models import AdvocacyCase, CaseStatus, ClauseTag, IloSupport, LawReview
from cases.models.precaution import place_shown
from cases.queries.evidence_files import FilesOfCase, counted
from cases.queries.history import Line, history
from cases.queries.standing import Standing, standings
from cases.queries.teamwork import Teamwork, teamwork_on

STEPS_FROM: dict[CaseStatus, tuple[str, ...]] = {
    CaseStatus.LOGGED: ("activate", "close"),
    CaseStatus.ACTIVE: ("submit", "close"),
    CaseStatus.SUBMITTED: ("close",),
    CaseStatus.WON: ("reopen",),
    CaseStatus.PARTLY_WON: ("reopen",),
    CaseStatus.LOST: ("reopen",),
    CaseStatus.WITHDRAWN: ("reopen",),
}
"""What can be done next with a case, the usual step first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A case as one reader may see it."""

    case: AdvocacyCase
    reviews: list[Standing]
    support: list[IloSupport]
    lines: list[Line]
    teamwork: Teamwork
    files: FilesOfCase
    evidence: list[ClauseTag]
    """The clauses it speaks for."""
    steps: tuple[str, ...]
    names_shown: bool
    """And where it happened and for whom: what is the case team's alone."""
    is_waiting: bool
    """Nobody works on it yet."""
    may_see_readers: bool
    place: str
    """Where it happened, as coarse as its risk asks for."""

    @property
    def may_edit(self) -> bool:
        return bool(self.steps)

    @property
    def waits_for_its_end(self) -> bool:
        """Nothing is left to do but to say how it ended."""
        return self.steps[:1] == ("close",)


def dossier_of(case: AdvocacyCase, *, reader: User, on: dt.date) -> Dossier:
    """Gather what hangs on ``case``, as far as ``reader`` may see it."""
    reviews = LawReview.objects.visible_to(reader).with_stage().filter(cases=case)
    support = IloSupport.objects.visible_to(reader).filter(cases=case)
    tags = ClauseTag.objects.visible_to(reader).with_recheck().filter(case=case)
    names_shown = knows_people(case, by=reader)
    steps = STEPS_FROM[CaseStatus(case.status)] if may_edit(case, by=reader) else ()
    return Dossier(
        case=case,
        reviews=standings(reviews.order_by("title", "id"), on=on),
        support=list(support.select_related("programme").order_by("title", "id")),
        lines=history(case, reader=reader, names_shown=names_shown),
        teamwork=teamwork_on(case, reader=reader, on=on),
        files=counted(case, reader=reader),
        evidence=list(tags.select_related("clause").order_by("-tagged_at", "-id")),
        steps=steps,
        names_shown=names_shown,
        is_waiting=case.owner_id is None,
        may_see_readers=may_see_readers(case, by=reader),
        place=place_shown(case),
    )
