"""What is known of cover, and clauses with their evidence, on each side of the world."""

from collections.abc import Callable
from typing import Any

from tests import factories

PUBLISHED: dict[str, Any] = {
    "coverage": factories.CoverageFactFactory,
    "term": factories.GlossaryTermFactory,
    "ratification": factories.RatificationFactory,
}

Things = dict[tuple[str, str], Any]


def add(things: Things, *, canary: Callable[[str, str], str]) -> None:
    """Hang an option on each ask, and on each review a proposed change and a clause."""
    for side in ("own", "other", "public"):
        review = things["review", side]
        things["option", side] = factories.AskOptionFactory.create(
            ask=things["ask", side], title=canary("option", side)
        )
        things["change", side] = factories.CoverageChangeFactory.create(
            law_review=review, citation=canary("change", side)
        )
        things["clause", side] = factories.ClauseFactory.create(
            law_review=review, heading=canary("clause", side)
        )
        factories.CoverageChangeFactory.create(law_review=None, option=things["option", side])
    for side in ("own", "shared", "other"):
        clause = things["clause", "other" if side == "other" else "own"]
        things["tag", side] = factories.ClauseTagFactory.create(
            clause=clause, case=things["case", side]
        )
        # What everybody may read must not carry her case further.
        factories.ClauseTagFactory.create(
            clause=things["clause", "public"], case=things["case", side]
        )
