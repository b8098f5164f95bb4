"""What stands on the roads of the world's reviews: see ``world``."""

from typing import Any

from tests import factories
from tests.invariants.canary import canary


def add_roads(things: dict[tuple[str, str], Any]) -> None:
    """Add to each review a gate, a sister on another track and a newer template; dissolutions."""
    for side in ("own", "other", "public"):
        review = things["review", side]
        things["gate", side] = factories.GateFactory.create(
            law_review=review, note=canary("gate", side)
        )
        things["sister", side] = factories.LawReviewFactory.create(country=review.country)
        things["newer", side] = factories.StageTemplateFactory.create(
            # Beyond what the factory itself ever counts to.
            country=review.country,
            track=review.track,
            version=30_000,
        )
        things["dissolution", side] = factories.DissolutionFactory.create(country=review.country)
        factories.LapseFactory.create(
            dissolution=things["dissolution", side], event__law_review=things["sister", side]
        )
    things["parliament-period", "public"] = factories.ParliamentPeriodFactory.create(country="ID")
    draft = factories.StageTemplateFactory.create(is_draft=True)
    factories.TemplateStageFactory.create(template=draft)
