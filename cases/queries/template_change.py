"""What would change on the road of a review that follows a newer version of its template."""

from dataclasses import dataclass
from enum import StrEnum, auto

from cases.models import LawReview, StageEvent, StageTemplate, TemplateStage
from cases.models.review import DEFAULT_EXPECTED_DAYS
from cases.models.template import StageTemplateQuerySet


class Difference(StrEnum):
    """How one stage differs between two versions."""

    SAME = auto()
    CHANGED = auto()
    ADDED = auto()
    REMOVED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    stage: str
    difference: Difference
    before: TemplateStage | None = None
    after: TemplateStage | None = None
    facts: int = 0
    """Facts of the review that stand at this stage."""

    @property
    def is_stranded(self) -> bool:
        """Say whether facts stand at a stage that the newer version does not know."""
        return self.difference is Difference.REMOVED and bool(self.facts)

    @property
    def name(self) -> TemplateStage | None:
        return self.after or self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChange:
    """Both versions laid side by side, in the order of the newer one; what falls out comes last."""

    to: StageTemplate
    stages: list[StageChange]
    days_before: int
    """Silence after which the review counts as stalled where it is now."""
    days_after: int

    @property
    def is_same(self) -> bool:
        return all(one.difference is Difference.SAME for one in self.stages)

    @property
    def stranded(self) -> list[StageChange]:
        """Stages with facts that the newer version does not know: they stand beside the road."""
        return [one for one in self.stages if one.is_stranded]


def versions_above(review: LawReview) -> StageTemplateQuerySet:
    """Return the published versions that ``review`` can be moved to, the newest first."""
    family = StageTemplate.objects.published().filter(country=review.country, track=review.track)
    followed = review.template.version if review.template else 0
    return family.filter(version__gt=followed).order_by("-version")


def change_of(review: LawReview, *, to: StageTemplate) -> TemplateChange:
    """Compare the version ``review``, loaded ``with_stage``, follows with ``to``."""
    before, after = _stages(review.template), _stages(to)
    facts = StageEvent.objects.standing().moving().filter(law_review=review)
    reached = [str(stage) for stage in facts.values_list("stage", flat=True)]
    order = [*after, *(stage for stage in before if stage not in after)]
    return TemplateChange(
        to=to,
        stages=[
            StageChange(
                stage=stage,
                difference=_difference(before.get(stage), after.get(stage)),
                before=before.get(stage),
                after=after.get(stage),
                facts=reached.count(stage),
            )
            for stage in order
        ],
        days_before=_days(before.get(review.stage or "")),
        days_after=_days(after.get(review.stage or "")),
    )


def _stages(template: StageTemplate | None) -> dict[str, TemplateStage]:
    if template is None:
        return {}
    rows = TemplateStage.objects.filter(template=template).order_by("-position", "-id")
    # Of a stage that comes twice the first says how long it may take.
    found = {one.stage: one for one in rows}
    return dict(reversed(found.items()))


_SAID = ("name", "body", "needs", "next_stages", "expected_days_min", "expected_days_max")


def _difference(before: TemplateStage | None, after: TemplateStage | None) -> Difference:
    if before is None:
        return Difference.ADDED
    if after is None:
        return Difference.REMOVED
    same = all(getattr(before, name) == getattr(after, name) for name in _SAID)
    return Difference.SAME if same else Difference.CHANGED


def _days(stage: TemplateStage | None) -> int:
    return (stage.expected_days_max if stage else None) or DEFAULT_EXPECTED_DAYS
