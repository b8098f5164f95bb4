"""How much of what happened to a case is told to whom."""

from django.db.models import Q

from backend.audit import trail
from campaigns.access import Visitor
from cases.models import AdvocacyCase, Visibility
from cases.models.case import circles_of, readable_inside


def told_of_cases(reader: Visitor) -> Q:
    """Return the filter for events about cases that ``reader`` may learn of.

    Her own network's cases have no secrets from her. Of one that was shared with her she learns
    what came since: what happened before was said among its own people. Only when it was logged
    is no secret, since the case itself says that.
    """
    inside = AdvocacyCase.objects.filter(readable_inside(reader))
    told = Q(subject_id__in=inside.values("pk"))
    for lets_in, near in circles_of(reader):
        shared = AdvocacyCase.objects.filter(near, visibility__in=lets_in)
        before = trail.is_before("case.shared", leaving=set(Visibility) - lets_in, entering=lets_in)
        told |= Q(subject_id__in=shared.values("pk")) & (Q(kind="case.logged") | ~Q(before))
    return Q(told, subject_type=AdvocacyCase._meta.label_lower)
