"""Who may change a case: its network's leaders, and the organiser who owns it.

And what follows from that for what people do together about cases and reviews.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.sight import FieldClass
from campaigns.access import Visitor, reach_of
from cases.models import AdvocacyCase, Comment, Evidence, LawReview, Purpose, ReviewStatus, Task


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


def may_take_down(case: AdvocacyCase, *, by: User) -> bool:
    """Say whether ``by`` may write down what is told about ``case``, and what was agreed to.

    Whoever works on it, and whoever logged it: she sits with the woman it is about.
    """
    own = reach_of(by, Permission.CASE_READ_OWN).networks
    return may_edit(case, by=by) or (case.network_id in own and case.logged_by_id == by.pk)


def knows_people(case: AdvocacyCase, *, by: Visitor) -> bool:
    """Say whether ``by`` may learn who logged and owns ``case``, and where it happened.

    Allies and the officer read what was shared with them, but who is a member is not theirs
    to know.
    """
    inside = reach_of(by, Permission.CASE_READ).networks
    return case.network_id in inside or case.logged_by_id == by.pk


def require_to_know_people(case: AdvocacyCase, *, by: Visitor) -> None:
    """Let ``by`` pass, or raise ``PermissionDenied``."""
    if not knows_people(case, by=by):
        raise PermissionDenied


def may_see_readers(case: AdvocacyCase, *, by: Visitor) -> bool:
    """Say whether ``by`` may know who was shown ``case``: who leads its network, who logged it."""
    leads = case.network_id in reach_of(by, Permission.CASE_EDIT).networks
    return leads or case.logged_by_id == by.pk


def require_to_see_readers(case: AdvocacyCase, *, by: Visitor) -> None:
    """Let ``by`` pass, or raise ``PermissionDenied``."""
    if not may_see_readers(case, by=by):
        raise PermissionDenied


def narrowest_class(case: AdvocacyCase, *, by: Visitor) -> FieldClass:
    """Return the narrowest class of field that ``by``, who sees ``case``, is shown of it."""
    return FieldClass.CASE_TEAM if knows_people(case, by=by) else FieldClass.NETWORK


def knows_author(comment: Comment, *, by: Visitor) -> bool:
    """Say whether ``by`` may learn who wrote ``comment``, loaded with its case.

    She may of her own network's people; of others she reads for which network they spoke.
    """
    if comment.author_id == by.pk:
        return True
    if comment.network_id == comment.case.network_id:
        return knows_people(comment.case, by=by)
    return comment.network_id in reach_of(by, Permission.MEMBER_READ).networks


def may_withdraw(evidence: Evidence, *, by: Visitor) -> bool:
    """Say whether ``by``, who may open ``evidence``, may have it destroyed."""
    leads = evidence.case.network_id in reach_of(by, Permission.EVIDENCE_READ).networks
    return leads or evidence.added_by_id == by.pk


def what_lets_in(case: AdvocacyCase, *, by: User) -> Q:
    """Return which consents ``by``, from outside the network, leans on to read what was told."""
    if case.campaign.country in reach_of(by, Permission.CASE_READ_SHARED_WITH_ILO).countries:
        return Q(purpose=Purpose.ILO)
    allied = reach_of(by, Permission.CASE_READ_SHARED_WITH_ALLIES).networks
    return Q(purpose=Purpose.PARTNER, partner__in=allied)


def may_take_original(evidence: Evidence, *, by: Visitor) -> bool:
    """Say whether ``by`` may take the file as it was sent, with all that hides in it."""
    return evidence.case.network_id in reach_of(by, Permission.EVIDENCE_READ).networks


def may_finish(task: Task, *, by: User) -> bool:
    """Say whether ``by``, who sees ``task``, may mark it done."""
    return task.owner_id == by.pk or may_edit(task.case, by=by)


def may_propose(review: LawReview, *, by: Visitor) -> bool:
    """Say whether ``by`` may tell the keeper of ``review`` of a dated fact."""
    at_home = reach_of(by, Permission.REVIEW_PROPOSE).home_countries
    return review.status == ReviewStatus.OPEN and review.country in at_home
