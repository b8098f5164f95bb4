"""What is fought for: cases, law reviews, milestones, ILO support and the law behind them."""

from cases.models.case import (
    OPEN_STATUSES,
    OUTCOMES,
    SHARED_WITH_ALLIES,
    SHARED_WITH_ILO,
    AdvocacyCase,
    CaseIssue,
    CaseNumber,
    CaseStatus,
    IssueKind,
    OnBehalfOf,
    Risk,
    Visibility,
    narrower,
)
from cases.models.case_key import CaseKey
from cases.models.clause import Bearing, Clause, ClauseTag
from cases.models.consent import (
    Basis,
    Consent,
    ConsentMode,
    ConsentUse,
    Guardian,
    Purpose,
    Withdrawal,
)
from cases.models.coverage import (
    Coverage,
    CoverageChange,
    CoverageFact,
    Mark,
    Ratification,
)
from cases.models.draft import Answers, CaseDraft
from cases.models.effect import Effect, WorkersWord
from cases.models.erasure import Erasure, ErasureReason
from cases.models.evidence import (
    Custody,
    CustodyStep,
    Evidence,
    EvidenceKind,
    ScanResult,
)
from cases.models.gate import Gate, GateStatus
from cases.models.glossary import GlossaryTerm
from cases.models.iati import IatiImport
from cases.models.law import (
    ArticleKind,
    Instrument,
    InstrumentKind,
    Provision,
    Standard,
    StandardArticle,
    StandardKind,
)
from cases.models.milestone import Milestone, MilestoneMove, MilestoneStatus
from cases.models.outcome import SupportOutcome
from cases.models.parliament import Dissolution, Lapse, ParliamentPeriod, PeriodKind
from cases.models.precaution import LoweringState, Question, RiskLowering
from cases.models.proposal import Proposal, ProposalState
from cases.models.report import Report, ReportFile, ReportForm, ReportKind, ReportState
from cases.models.resource import ResourceKind, ResourceLine
from cases.models.review import (
    Confidence,
    LawReview,
    ReviewCheck,
    ReviewStatus,
    StageEvent,
)
from cases.models.support import (
    CountryRole,
    IloSupport,
    KeyFigure,
    PartKind,
    Programme,
    ProgrammeCountry,
    ProgrammePart,
    ProgrammeStatus,
    SupportKind,
    SupportStatus,
)
from cases.models.teamwork import Comment, CommentReaders, Task
from cases.models.template import (
    WARN_WORKING_DAYS,
    GateKind,
    StageTemplate,
    TemplateGate,
    TemplateStage,
    Track,
)
from cases.models.testimony import Identity, Testimony
from cases.models.view import SavedView

__all__ = [
    "OPEN_STATUSES",
    "OUTCOMES",
    "SHARED_WITH_ALLIES",
    "SHARED_WITH_ILO",
    "WARN_WORKING_DAYS",
    "AdvocacyCase",
    "Answers",
    "ArticleKind",
    "Basis",
    "Bearing",
    "CaseDraft",
    "CaseIssue",
    "CaseKey",
    "CaseNumber",
    "CaseStatus",
    "Clause",
    "ClauseTag",
    "Comment",
    "CommentReaders",
    "Confidence",
    "Consent",
    "ConsentMode",
    "ConsentUse",
    "CountryRole",
    "Coverage",
    "CoverageChange",
    "CoverageFact",
    "Custody",
    "CustodyStep",
    "Dissolution",
    "Effect",
    "Erasure",
    "ErasureReason",
    "Evidence",
    "EvidenceKind",
    "Gate",
    "GateKind",
    "GateStatus",
    "GlossaryTerm",
    "Guardian",
    "IatiImport",
    "Identity",
    "IloSupport",
    "Instrument",
    "InstrumentKind",
    "IssueKind",
    "KeyFigure",
    "Lapse",
    "LawReview",
    "LoweringState",
    "Mark",
    "Milestone",
    "MilestoneMove",
    "MilestoneStatus",
    "OnBehalfOf",
    "ParliamentPeriod",
    "PartKind",
    "PeriodKind",
    "Programme",
    "ProgrammeCountry",
    "ProgrammePart",
    "ProgrammeStatus",
    "Proposal",
    "ProposalState",
    "Provision",
    "Purpose",
    "Question",
    "Ratification",
    "Report",
    "ReportFile",
    "ReportForm",
    "ReportKind",
    "ReportState",
    "ResourceKind",
    "ResourceLine",
    "ReviewCheck",
    "ReviewStatus",
    "Risk",
    "RiskLowering",
    "SavedView",
    "ScanResult",
    "StageEvent",
    "StageTemplate",
    "Standard",
    "StandardArticle",
    "StandardKind",
    "SupportKind",
    "SupportOutcome",
    "SupportStatus",
    "Task",
    "TemplateGate",
    "TemplateStage",
    "Testimony",
    "Track",
    "Visibility",
    "Withdrawal",
    "WorkersWord",
    "narrower",
]
