"""A lower risk that waits for a second person, as she is asked about it."""

from campaigns.access import Visitor
from cases.models import AdvocacyCase, Question, RiskLowering


def open_lowering(case: AdvocacyCase, *, reader: Visitor) -> RiskLowering | None:
    """Return what waits for a second person's word about ``case``, if anything does."""
    mine = RiskLowering.objects.visible_to(reader).with_people()
    return mine.filter(case=case).open().first()


def questions_of(asked: RiskLowering) -> list[tuple[str, bool]]:
    """Return each question with its answer, in the order in which they were asked."""
    return [(str(one.label), one.value in asked.yes) for one in Question]
