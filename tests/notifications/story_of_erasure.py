"""What is kept in confidence about a case is erased, by two who lead: see ``story``."""

from django.utils import timezone

from cases.actions import erasures
from cases.models import AdvocacyCase, ErasureReason
from tests.factories import leader


def erase(case: AdvocacyCase) -> None:
    """Ask twice, and let another leader agree to the second."""
    asker, agreeing, now = leader(case.network), leader(case.network), timezone.now()
    asked = erasures.ask(case, reason=ErasureReason.DANGER, by=asker, now=now)
    erasures.withdraw(asked, by=asker, now=now)
    again = erasures.ask(case, reason=ErasureReason.SHE_ASKED, by=asker, now=now)
    erasures.carry_out(again, by=agreeing, now=now)
