"""The resources of this app, for the router."""

from typing import Any

from backend.api.views import ReadViewSet
from cases.api.asks import AskViewSet
from cases.api.cases.views import CaseViewSet
from cases.api.clauses import ClauseTagViewSet, ClauseViewSet
from cases.api.coverage import CoverageChangeViewSet, CoverageViewSet
from cases.api.evidence import EvidenceViewSet
from cases.api.gates import GateViewSet
from cases.api.law import InstrumentViewSet, ProvisionViewSet, StandardViewSet
from cases.api.milestones import MilestoneViewSet
from cases.api.options import AskOptionViewSet
from cases.api.parliaments import DissolutionViewSet, ParliamentPeriodViewSet
from cases.api.programmes import KeyFigureViewSet, ProgrammeViewSet
from cases.api.proposals import ProposalViewSet
from cases.api.reviews.views import LawReviewViewSet, StageEventViewSet
from cases.api.support import IloSupportViewSet
from cases.api.teamwork import CommentViewSet, TaskViewSet
from cases.api.templates import StageTemplateViewSet
from cases.api.testimonies import TestimonyViewSet
from cases.api.words import GlossaryViewSet, RatificationViewSet

RESOURCES: dict[str, type[ReadViewSet[Any]]] = {
    "asks": AskViewSet,
    "cases": CaseViewSet,
    "comments": CommentViewSet,
    "tasks": TaskViewSet,
    "evidence": EvidenceViewSet,
    "testimonies": TestimonyViewSet,
    "law-reviews": LawReviewViewSet,
    "proposals": ProposalViewSet,
    "milestones": MilestoneViewSet,
    "stage-events": StageEventViewSet,
    "gates": GateViewSet,
    "parliament-periods": ParliamentPeriodViewSet,
    "dissolutions": DissolutionViewSet,
    "ilo-support": IloSupportViewSet,
    "programmes": ProgrammeViewSet,
    "instruments": InstrumentViewSet,
    "provisions": ProvisionViewSet,
    "standards": StandardViewSet,
    "stage-templates": StageTemplateViewSet,
    "key-figures": KeyFigureViewSet,
    "ask-options": AskOptionViewSet,
    "coverage": CoverageViewSet,
    "coverage-changes": CoverageChangeViewSet,
    "clauses": ClauseViewSet,
    "clause-tags": ClauseTagViewSet,
    "glossary": GlossaryViewSet,
    "ratifications": RatificationViewSet,
}
