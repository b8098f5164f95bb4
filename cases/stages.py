"""The core vocabulary of stages on the way to a law. Codes are stable; templates order and rename.

Codes in brackets are those of the domain paper's table; the API takes both spellings.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """One kind of dated fact about a law review."""

    PROBLEM_DOCUMENTED = "problem_documented", _("Problem documented")
    DEMAND_SUBMITTED = "demand_submitted", _("Demand submitted")
    OFFICIAL_REPLY = "official_reply", _("Official reply or commitment")
    REVIEW_OPENED = "review_opened", _("Review or study opened")
    REVIEW_REPORTED = "review_reported", _("Review reported")
    CONSULTATION = "consultation", _("Consultation")
    DRAFTING = "drafting", _("Drafting")
    DRAFT_ENDORSED = "draft_endorsed", _("Draft endorsed by the lead agency")
    APPROVED_IN_PRINCIPLE = "approved_in_principle", _("Approved in principle by the cabinet")
    LEGAL_SCRUTINY = "legal_scrutiny", _("Legal scrutiny")
    FINAL_EXECUTIVE_APPROVAL = "final_executive_approval", _("Final approval by the executive")
    INTRODUCED = "introduced", _("Introduced")
    FIRST_READING = "first_reading", _("First reading")
    COMMITTEE = "committee", _("Committee")
    SECOND_READING = "second_reading", _("Second reading")
    PASSED_CHAMBER = "passed_chamber", _("Passed by a chamber")
    RECONCILIATION = "reconciliation", _("Reconciliation between chambers")
    ASSENT = "assent", _("Signature or assent")
    PUBLISHED = "published", _("Official publication")
    IN_FORCE = "in_force", _("In force")
    IMPLEMENTING_RULES = "implementing_rules", _("Implementing rules issued")
    OPERATIONAL = "operational", _("Operational: registration open or pilot")
    FULLY_COMPULSORY = "fully_compulsory", _("Fully compulsory")
    MONITORING = "monitoring", _("Implementation monitored")
    EVALUATION = "evaluation", _("Evaluation or supervisory comment")
    FILED = "filed", _("Case filed in court")
    FIRST_RULING = "first_ruling", _("First ruling")
    APEX_RULING = "apex_ruling", _("Ruling of the highest court")
    REMEDY_EFFECTIVE = "remedy_effective", _("Remedy effective")
    GOVERNMENT_DECISION = "government_decision", _("Government decides to ratify")
    PARLIAMENT_APPROVAL = "parliament_approval", _("Parliament approves")
    INSTRUMENT_DEPOSITED = "instrument_deposited", _("Instrument deposited")
    TREATY_IN_FORCE = "treaty_in_force", _("Treaty in force")
    LAPSED = "lapsed", _("Lapsed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REJECTED = "rejected", _("Rejected")
    REGRESSION = "regression", _("Regression: exclusion re-enacted")
    MERGED = "merged", _("Merged or superseded")
    CARRIED_OVER = "carried_over", _("Carried over")
    CONTEXT = "context", _("Context: moves no stage")


CODES: dict[str, Stage] = {
    code: stage
    for letter, stages in {
        "A": [Stage.PROBLEM_DOCUMENTED, Stage.DEMAND_SUBMITTED, Stage.OFFICIAL_REPLY],
        "B": [Stage.REVIEW_OPENED, Stage.REVIEW_REPORTED, Stage.CONSULTATION],
        "C": [Stage.DRAFTING, Stage.DRAFT_ENDORSED],
        "D": [
            Stage.APPROVED_IN_PRINCIPLE,
            Stage.LEGAL_SCRUTINY,
            Stage.FINAL_EXECUTIVE_APPROVAL,
        ],
        "E": [
            Stage.INTRODUCED,
            Stage.FIRST_READING,
            Stage.COMMITTEE,
            Stage.SECOND_READING,
            Stage.PASSED_CHAMBER,
            Stage.RECONCILIATION,
        ],
        "F": [Stage.ASSENT, Stage.PUBLISHED],
        "G": [
            Stage.IN_FORCE,
            Stage.IMPLEMENTING_RULES,
            Stage.OPERATIONAL,
            Stage.FULLY_COMPULSORY,
        ],
        "H": [Stage.MONITORING, Stage.EVALUATION],
        "J": [Stage.FILED, Stage.FIRST_RULING, Stage.APEX_RULING, Stage.REMEDY_EFFECTIVE],
        "R": [
            Stage.GOVERNMENT_DECISION,
            Stage.PARLIAMENT_APPROVAL,
            Stage.INSTRUMENT_DEPOSITED,
            Stage.TREATY_IN_FORCE,
        ],
    }.items()
    for code, stage in ((f"{letter}{n}", stage) for n, stage in enumerate(stages, start=1))
} | {
    # X1, stalled, is computed and never recorded.
    "X2": Stage.LAPSED,
    "X3": Stage.WITHDRAWN,
    "X4": Stage.REJECTED,
    "X5": Stage.REGRESSION,
    "X6": Stage.MERGED,
    "X7": Stage.CARRIED_OVER,
}
CODE_OF: dict[Stage, str] = {stage: code for code, stage in CODES.items()}


class Phase(TextChoices):
    """Where a stage lies on the long way, in few words and in order, as a map shows it."""

    SET_BACK = "set_back", _("set back or ended")
    CALLED_FOR = "called_for", _("called for")
    UNDER_REVIEW = "under_review", _("being reviewed")
    WITH_GOVERNMENT = "with_government", _("with the government")
    BEFORE_DECIDERS = "before_deciders", _("before parliament or a court")
    DECIDED = "decided", _("decided")
    IN_FORCE = "in_force", _("in force")


_PHASE_OF_LETTER = {
    "A": Phase.CALLED_FOR,
    "B": Phase.UNDER_REVIEW,
    "C": Phase.WITH_GOVERNMENT,
    "D": Phase.WITH_GOVERNMENT,
    "E": Phase.BEFORE_DECIDERS,
    "F": Phase.DECIDED,
    "G": Phase.IN_FORCE,
    "H": Phase.IN_FORCE,
    "J": Phase.BEFORE_DECIDERS,
    "X": Phase.SET_BACK,
}
PHASES: dict[Stage, Phase] = {
    stage: _PHASE_OF_LETTER[code[0]] for code, stage in CODES.items() if code[0] != "R"
} | {
    Stage.REMEDY_EFFECTIVE: Phase.IN_FORCE,
    Stage.GOVERNMENT_DECISION: Phase.WITH_GOVERNMENT,
    Stage.PARLIAMENT_APPROVAL: Phase.BEFORE_DECIDERS,
    Stage.INSTRUMENT_DEPOSITED: Phase.DECIDED,
    Stage.TREATY_IN_FORCE: Phase.IN_FORCE,
}
_STEP = {stage: step for step, stage in enumerate(CODES.values())}


def how_far(stage: Stage | None) -> tuple[int, int]:
    """Return a key that sorts stages by how far on the way to a law they lie; none comes first."""
    if stage is None:
        return (-1, 0)
    return (list(Phase).index(PHASES[stage]), _STEP[stage])


ENDED = frozenset(
    {
        Stage.IN_FORCE,
        Stage.IMPLEMENTING_RULES,
        Stage.OPERATIONAL,
        Stage.FULLY_COMPULSORY,
        Stage.MONITORING,
        Stage.EVALUATION,
        Stage.REMEDY_EFFECTIVE,
        Stage.TREATY_IN_FORCE,
        Stage.LAPSED,
        Stage.WITHDRAWN,
        Stage.REJECTED,
        Stage.MERGED,
    }
)
"""Stages after which nothing more is awaited, so a review in one of them never stalls."""


PARLIAMENTARY = frozenset(
    {
        Stage.INTRODUCED,
        Stage.FIRST_READING,
        Stage.COMMITTEE,
        Stage.SECOND_READING,
        Stage.PASSED_CHAMBER,
        Stage.RECONCILIATION,
    }
)
"""Stages in which a bill lies before parliament, and lapses where parliament is dissolved."""

BROKEN_OFF = frozenset(
    {Stage.LAPSED, Stage.WITHDRAWN, Stage.REJECTED, Stage.MERGED, Stage.REGRESSION}
)
"""Facts that end a stage without carrying the law on: how long it would have taken is not known."""


class Needs(TextChoices):
    """What must stand behind a fact before it counts."""

    NOTHING = "nothing", _("nothing")
    EVIDENCE = "evidence", _("a source")
    GAZETTE = "gazette", _("a gazette reference or a link to it")


NEEDS: dict[Stage, Needs] = {
    Stage.PROBLEM_DOCUMENTED: Needs.NOTHING,
    Stage.DRAFTING: Needs.NOTHING,
    Stage.CONTEXT: Needs.NOTHING,
    Stage.PUBLISHED: Needs.GAZETTE,
}
"""What a stage needs where its template says nothing; every other needs evidence."""


def parse(text: str) -> Stage | None:
    """Read a stage by its name or its code ("consultation", "B3"), in any case."""
    wanted = text.strip()
    if wanted.upper() in CODES:
        return CODES[wanted.upper()]
    return Stage(wanted.lower()) if wanted.lower() in Stage.values else None
