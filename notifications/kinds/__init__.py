"""The catalogue of events people hear of. A new kind is one entry with its sentence.

A kind says how much it matters (so that those who want only the important get just
that), how often it goes out unless a person chose otherwise, whether somebody has to answer
it, and its sentence. What may leave the house is decided twice: by its subject, since a
sentence about a public review may and one about a case never does, and by the kind itself,
which names the words that may.
"""

from django.utils.translation import gettext_lazy as _

from notifications.kinds.base import NEUTRAL, Kind, Urgency
from notifications.kinds.of_alerts import OF_ALERTS
from notifications.kinds.of_cases import OF_CASES
from notifications.kinds.of_confidence import OF_CONFIDENCE
from notifications.kinds.of_erasures import OF_ERASURES
from notifications.kinds.of_law import OF_LAW
from notifications.kinds.of_people import OF_PEOPLE

__all__ = ["GROUPS", "KINDS", "NEUTRAL", "UNTOLD", "Kind", "Urgency"]

GROUPS = {
    "case": _("Cases"),
    "task": _("Tasks"),
    "evidence": _("Evidence"),
    "consent": _("What people agree to"),
    "testimony": _("What people told"),
    "identity": _("The vault"),
    "review": _("Law reviews"),
    "milestone": _("Milestones"),
    "consultation": _("Hearings and consultations"),
    "support": _("ILO support"),
    "coverage": _("Who is covered for what"),
    "campaign": _("Campaigns"),
    "ask": _("Asks"),
    "network": _("Networks"),
    "member": _("Members of your network"),
    "role": _("Your roles"),
    "alert": _("Alerts nobody answered"),
    "search": _("Searches you keep"),
}
"""What the first part of a kind stands for."""

KINDS: dict[str, Kind] = OF_CASES | OF_CONFIDENCE | OF_ERASURES | OF_LAW | OF_PEOPLE | OF_ALERTS

UNTOLD = frozenset(
    {
        "ask.changed",
        "ask.option_added",
        "campaign.changed",
        "case.edited",
        "case.erasure_withdrawn",
        "case.lowering_declined",
        "case.tagged",
        "case.untagged",
        "coverage.withdrawn",
        "figure.imported",
        "member.handover_withdrawn",
        "member.invitation_withdrawn",
        "network.changed",
        "network.registered",
        "parliament.dissolution_undone",
        "parliament.dissolved",
        "person.account_closed",
        "person.account_paused",
        "person.account_reopened",
        "person.address_confirmed",
        "person.address_forgotten",
        "person.admitted",
        "person.factor_added",
        "person.factor_removed",
        "person.factor_renewed",
        "person.factors_reset",
        "person.joined",
        "person.password_changed",
        "person.password_given",
        "person.sessions_ended",
        "programme.resource_recorded",
        "report.finalised",
        "report.requested",
        "review.ask_linked",
        "review.checked",
        "review.clause_added",
        "review.clause_changed",
        "review.edited",
        "review.gate_moved",
        "review.gate_passed",
        "review.gate_set",
        "review.gate_shut",
        "review.template_moved",
        "review.track_linked",
        "support.edited",
        "support.imported",
        "support.outcome_noted",
        "template.copied",
        "template.published",
    }
)
"""Kinds that are kept in the record and told to nobody.

Of a gate that is near and of a law that lapses, followers hear by kinds of their own.
"""
