"""The names that sentences are filled with, for one event on its way to one reader."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from backend import calendars, countries
from backend.accounts.roles import Role
from backend.audit.models import Event
from backend.translated import in_language
from campaigns.models import Ask, Campaign, Handover, Invitation, Network, RoleAssignment
from cases.branches import Branch, Level, WorkerGroup
from cases.models import (
    AdvocacyCase,
    CaseStatus,
    Comment,
    Consent,
    Coverage,
    CoverageChange,
    CoverageFact,
    Erasure,
    Evidence,
    GateKind,
    Identity,
    IloSupport,
    LawReview,
    Milestone,
    Proposal,
    Task,
    Testimony,
)
from cases.models.precaution import Wording, precautions_at
from cases.stages import Stage
from notifications.models import SavedSearch

Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """One event on its way to one reader."""

    event: Event
    calendar: str
    """The reader's: in which era she reads years."""

    def said(self, key: str) -> str:
        return str(self.event.changes.get(key) or "")

    def date(self, key: str, *, country: str) -> str:
        """Write the date under ``key`` as exactly as it is known; "" where there is none."""
        text = self.said(key)
        if not text:
            return ""
        precision = self.said("precision") or calendars.Precision.DAY
        return self.written(dt.date.fromisoformat(text), precision=precision, country=country)

    def written(self, day: dt.date, *, precision: str, country: str) -> str:
        return calendars.in_eras(day, precision=precision, calendar=self.calendar, country=country)


Naming = Callable[[Telling, Any], Names]


def of_case(told: Telling, case: AdvocacyCase) -> Names:
    to = told.said("to")
    status = str(CaseStatus(to).label) if to in CaseStatus.values else ""
    is_titled = precautions_at(case.risk).wording == Wording.TITLE
    name = f"{case.reference} {case.title}" if is_titled else case.reference
    return {"case": name, "status": status}


def of_comment(told: Telling, comment: Comment) -> Names:
    return of_case(told, comment.case)


def of_evidence(told: Telling, evidence: Evidence) -> Names:
    return of_case(told, evidence.case)


def of_task(told: Telling, task: Task) -> Names:
    return of_case(told, task.case) | {"task": task.title}


def of_confidence(told: Telling, one: Consent | Testimony | Identity) -> Names:
    return of_case(told, one.case)


def of_erasure(told: Telling, one: Erasure) -> Names:
    return of_case(told, one.case)


def of_opening(told: Telling, one: Identity) -> Names:
    return of_confidence(told, one) | {"person": told.event.actor_label}


def of_milestone(_told: Telling, milestone: Milestone) -> Names:
    return {"milestone": in_language(milestone), "review": in_language(milestone.law_review)}


def of_dated_milestone(told: Telling, milestone: Milestone) -> Names:
    country = milestone.law_review.country
    dates = {key: told.date(key, country=country) for key in _DATES}
    return of_milestone(told, milestone) | dates


_DATES = ("reached_on", "planned_on", "due_on", "from", "to")


def of_review(told: Telling, review: LawReview) -> Names:
    stage = told.said("to") or told.said("stage")
    known = stage in Stage.values
    return {
        "review": in_language(review),
        "stage": str(Stage(stage).label) if known else gettext("none"),
        "on": told.date("on", country=review.country),
    }


def of_gate(told: Telling, review: LawReview) -> Names:
    kind = told.said("gate_kind")
    label = GateKind(kind).label if kind in GateKind.values else GateKind.OTHER.label
    return of_review(told, review) | {"gate": str(label)}


def of_proposal(told: Telling, proposal: Proposal) -> Names:
    review = proposal.law_review
    return {
        "review": in_language(review),
        "stage": proposal.get_stage_display(),
        "on": told.written(proposal.on, precision=proposal.precision, country=review.country),
    }


def of_support(_told: Telling, support: IloSupport) -> Names:
    return {"support": in_language(support)}


def of_coverage(_told: Telling, fact: CoverageFact) -> Names:
    return _of_cell(fact) | {"country": countries.name_of(fact.country)}


def of_coverage_change(_told: Telling, change: CoverageChange) -> Names:
    proposal = change.law_review or change.option
    return _of_cell(change) | {"proposal": in_language(proposal) if proposal else ""}


def _of_cell(cell: Coverage) -> Names:
    return {
        "group": str(WorkerGroup(cell.group).label),
        "branch": str(Branch(cell.branch).label),
        "level": str(Level(cell.level).label),
    }


def of_campaign(_told: Telling, campaign: Campaign) -> Names:
    return {"campaign": in_language(campaign)}


def of_ask(_told: Telling, ask: Ask) -> Names:
    return {"ask": in_language(ask), "campaign": in_language(ask.campaign)}


def of_network(_told: Telling, network: Network) -> Names:
    return {"network": in_language(network, "name")}


def of_reading(told: Telling, network: Network) -> Names:
    names = {"person": told.event.actor_label, "count": told.said("read")}
    return of_network(told, network) | names


def of_handover(_told: Telling, handover: Handover) -> Names:
    return {"network": in_language(handover.network, "name")}


def of_invitation(_told: Telling, invitation: Invitation) -> Names:
    return {
        "network": in_language(invitation.network, "name"),
        "role": str(Role(invitation.role).label),
        "person": str(invitation.accepted_by or ""),
    }


def of_role(_told: Telling, assignment: RoleAssignment) -> Names:
    network, country = assignment.network, assignment.country
    place = in_language(network, "name") if network else country and countries.name_of(country)
    return {"role": str(Role(assignment.role).label), "place": place or gettext("the whole house")}


def of_search(told: Telling, search: SavedSearch) -> Names:
    return {"search": search.name, "count": told.said("count")}


def of_anything(_told: Telling, thing: Any) -> Names:
    """Name whatever an alert nobody answered was about."""
    if isinstance(thing, AdvocacyCase):
        return {"thing": f"{thing.reference} {thing.title}"}
    if isinstance(thing, Milestone):
        return {"thing": f"{in_language(thing.law_review)}, “{in_language(thing)}”"}
    return {"thing": in_language(thing)}
