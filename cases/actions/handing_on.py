"""What a leader worked on goes to another once she has gone: ``campaigns.actions.handovers``."""

from django.db import transaction

from backend.accounts import leaving
from backend.accounts.leaving import PassingOn
from backend.audit import log
from cases.actions import cases
from cases.models import AdvocacyCase, Task


@leaving.is_passed_on
@transaction.atomic
def take_over(passing: PassingOn) -> None:
    """Give the cases she owned in the network, and her open tasks there, to who goes on.

    Each leaves its own event, the same as if somebody handed it over on a quiet day.
    """
    owned = AdvocacyCase.objects.filter(network=passing.network, owner=passing.giver)
    for case in owned.order_by("pk"):
        cases.assign(case, by=passing.by, to=passing.taker)
    tasks = Task.objects.filter(case__network=passing.network, owner=passing.giver)
    for task in tasks.filter(done_at__isnull=True).order_by("pk"):
        Task.objects.filter(pk=task.pk).update(owner=passing.taker)
        log.record("task.given", task, by=passing.by, changes={"to": str(passing.taker.pk)})
