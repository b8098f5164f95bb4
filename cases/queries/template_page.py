"""Stage templates, as their pages show them."""

from dataclasses import dataclass
from itertools import groupby

from backend import countries
from backend.accounts.roles import Permission
from campaigns.access import Visitor, holds
from cases.models import LawReview, StageTemplate, TemplateGate, TemplateStage
from cases.queries.outlook import following
from cases.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOfTemplate:
    stage: TemplateStage
    next: list[str]
    gates: list[TemplateGate]

    @property
    def code(self) -> str:
        return str(Stage(self.stage.stage).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePage:
    template: StageTemplate
    stages: list[StageOfTemplate]
    versions: list[StageTemplate]
    """All versions the reader may see, the newest first."""
    reviews: list[LawReview]
    """Those that follow this version and she may see."""


def page_of_template(template: StageTemplate, *, reader: Visitor) -> TemplatePage:
    """Gather what is told of ``template``, loaded ``with_stages``."""
    stages, gates = list(template.stages.all()), list(template.gates.all())
    family = StageTemplate.objects.filter(country=template.country, track=template.track)
    if not holds(reader, Permission.HOUSE_MANAGE):
        family = family.published()
    following_it = LawReview.objects.visible_to(reader).filter(template=template)
    return TemplatePage(
        template=template,
        stages=[
            StageOfTemplate(
                stage=one,
                next=[
                    str(Stage(code).label)
                    for code in following(one, stages)
                    if code in Stage.values
                ],
                gates=[gate for gate in gates if gate.stage == one.stage],
            )
            for one in stages
        ],
        versions=list(family.order_by("-version")),
        reviews=list(following_it.order_by("title", "id")),
    )


def templates_for(reader: Visitor) -> list[StageTemplate]:
    """Return the newest version of each, by name of country; drafts for who writes them."""
    rows = StageTemplate.objects.all()
    if not holds(reader, Permission.HOUSE_MANAGE):
        rows = rows.published()
    ordered = rows.order_by("country", "track", "-version")
    families = groupby(ordered, key=lambda one: (one.country, one.track))
    newest = [next(family) for _, family in families]
    return sorted(newest, key=lambda one: countries.name_of(one.country))
