"""What is told of cases and of what is to be done about them. Nothing of it leaves the house."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from backend.audit.models import Event
from cases.models import OPEN_STATUSES, AdvocacyCase, Evidence, Risk, RiskLowering, Task
from notifications import telling
from notifications.kinds.base import Kind, Urgency, quiet
from notifications.subjects.base import leaders_of


def _who_was_given(event: Event, _subject: object) -> list[UUID | str | None]:
    return [event.changes.get("to")]


def _still_to_do(_event: Event, task: Task) -> bool:
    return task.done_at is None


def _still_there(_event: Event, evidence: Evidence) -> bool:
    return evidence.withdrawn_at is None


def _still_in_danger(_event: Event, case: AdvocacyCase) -> bool:
    return case.risk == Risk.DANGER and case.status in OPEN_STATUSES


def _who_leads(_event: Event, case: AdvocacyCase) -> list[UUID | str | None]:
    return [*leaders_of([case.network_id])]


def _still_asked(_event: Event, case: AdvocacyCase) -> bool:
    return RiskLowering.objects.filter(case=case).open().exists()


OF_CASES: dict[str, Kind] = {
    "case.logged": Kind(_("A case is logged"), _("A case was logged: %(case)s."), telling.of_case),
    "case.status_changed": Kind(
        _("A case moves on"), _("%(case)s is now %(status)s."), telling.of_case
    ),
    "case.closed": Kind(_("A case ends"), _("%(case)s ended: %(status)s."), telling.of_case),
    "case.reopened": Kind(
        _("A case is taken up again"), _("%(case)s was taken up again."), telling.of_case
    ),
    "case.shared": quiet(
        _("A case is shared with others, or no longer"),
        _("Who may read %(case)s was changed."),
        telling.of_case,
    ),
    "case.assigned": Kind(
        _("A case is handed over"),
        _("%(case)s was handed over."),
        telling.of_case,
        addressed_to=_who_was_given,
    ),
    "case.linked": quiet(
        _("A case is linked to a law review"),
        _("%(case)s was linked to a law review."),
        telling.of_case,
    ),
    "case.supported": Kind(
        _("A case is linked to ILO support"),
        _("%(case)s was linked to ILO support."),
        telling.of_case,
    ),
    "case.lowering_asked": Kind(
        _("Somebody finds a case less dangerous and asks for your word"),
        _("%(case)s: a lower risk waits for a second person."),
        telling.of_case,
        addressed_to=_who_leads,
        holds=_still_asked,
        is_for_followers=False,
    ),
    "case.risk_lowered": quiet(
        _("The risk of a case is lowered"),
        _("%(case)s: two people found the risk lower."),
        telling.of_case,
    ),
    "case.commented": Kind(
        _("Somebody writes about a case"),
        _("%(case)s: somebody wrote a comment."),
        telling.of_comment,
    ),
    "task.given": Kind(
        _("A task is given"),
        _("%(case)s: a task was given, “%(task)s”."),
        telling.of_task,
        addressed_to=_who_was_given,
        holds=_still_to_do,
    ),
    "task.done": quiet(_("A task is done"), _("%(case)s: “%(task)s” is done."), telling.of_task),
    "evidence.added": Kind(
        _("Evidence is added to a case"),
        _("%(case)s: evidence was added."),
        telling.of_evidence,
        holds=_still_there,
    ),
    "evidence.withdrawn": quiet(
        _("Evidence is withdrawn"),
        _("%(case)s: evidence was withdrawn and destroyed."),
        telling.of_evidence,
    ),
    "case.endangered": Kind(
        _("Somebody is in danger"),
        _("%(case)s: somebody may be in danger."),
        telling.of_case,
        Urgency.URGENT,
        holds=_still_in_danger,
        is_digestable=False,
        is_mandatory=True,
        wants_answer=True,
    ),
}
