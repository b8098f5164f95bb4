"""Who may change a case: its network's leaders, and the organiser who owns it.

And what follows from that for what people do together about cases and reviews.
"""

from django.core.exceptions import PermissionDenied

from backend.accounts.models import User
from backend.accounts.roles import Permission
from campaigns.access import Visitor, reach_of
from cases.models import AdvocacyCase, Comment, LawReview, ReviewStatus, Task


def may_edit(case: AdvocacyCase, *, by: User) -> bool:
    """Say whether ``by`` may change ``case``."""
    if case.network_id in reach_of(by, Permission.CASE_EDIT).networks:
        return True
    owned = reach_of(by, Permission.CASE_EDIT_OWNED).networks
    return case.owner_id == by.pk and case.network_id in owned


def require_to_edit(case: AdvocacyCase, *, by: User) -> None:
    """Let ``by`` pass, or raise ``PermissionDenied``."""
    if not may_edit(case, by=by):
        raise PermissionDenied


def knows_people(case: AdvocacyCase, *, by: Visitor) -> bool:
    """Say whether ``by`` may learn who logged and owns ``case``, and where it happened.

    Allies and the officer read what was shared with them, but who is a member is not theirs
    to know.
    """
    inside = reach_of(by, Permission.CASE_READ).networks
    return case.network_id in inside or case.logged_by_id == by.pk


def knows_author(comment: Comment, *, by: Visitor) -> bool:
    """Say whether ``by`` may learn who wrote ``comment``, loaded with its case.

    She may of her own network's people; of others she reads for which network they spoke.
    """
    if comment.author_id == by.pk:
        return True
    if comment.network_id == comment.case.network_id:
        return knows_people(comment.case, by=by)
    return comment.network_id in reach_of(by, Permission.MEMBER_READ).networks


def may_finish(task: Task, *, by: User) -> bool:
    """Say whether ``by``, who sees ``task``, may mark it done."""
    return task.owner_id == by.pk or may_edit(task.case, by=by)


def may_propose(review: LawReview, *, by: Visitor) -> bool:
    """Say whether ``by`` may tell the keeper of ``review`` of a dated fact."""
    at_home = reach_of(by, Permission.REVIEW_PROPOSE).home_countries
    return review.status == ReviewStatus.OPEN and review.country in at_home
