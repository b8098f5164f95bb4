"""What stands behind a fact, and how far it is believed for that."""

from collections.abc import Iterable, Mapping

from cases.models import Confidence, LawReview, TemplateStage
from cases.stages import NEEDS, Needs, Stage


def needs_of(review: LawReview, stage: Stage) -> Needs:
    """Return what a fact of ``stage`` needs: as its template says, of a publication always."""
    usual = NEEDS.get(stage, Needs.EVIDENCE)
    if usual is Needs.GAZETTE:
        return usual
    planned = TemplateStage.objects.filter(template=review.template_id, stage=stage)
    said = planned.order_by("position").values_list("needs", flat=True).first()
    return Needs(said) if said else usual


def believed(
    claimed: Confidence,
    needs: Needs,
    *,
    sources: Iterable[Mapping[str, str]] = (),
    gazette: str = "",
) -> Confidence:
    """Return how sure a fact is: as claimed, unless too little stands behind it.

    What needs a gazette reference stays unconfirmed, and moves no stage, until there is one or
    a link; what needs a source and has none is reported at best.
    """
    seen = list(sources)
    shown = bool(gazette.strip()) or any(source.get("url") for source in seen)
    if needs is Needs.GAZETTE and not shown:
        return Confidence.UNCONFIRMED
    bare = needs is not Needs.NOTHING and not seen and not gazette.strip()
    return Confidence.REPORTED if bare and claimed is Confidence.OFFICIAL else claimed
