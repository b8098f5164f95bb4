"""Joining cases and asks to the law reviews that could answer them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import Invalid
from backend.versions import hold, touch
from campaigns import access
from campaigns.models import Ask
from cases.access import require_to_edit
from cases.models import AdvocacyCase, LawReview


@transaction.atomic
def link_case(review: LawReview, case: AdvocacyCase, *, by: User) -> None:
    """Join a case to the review that could answer it; joined already, nothing happens.

    The case counts a version up and the review does not: everybody sees the review's, and
    it would tell of cases that are not theirs to know of.

    Raises:
        PermissionDenied: ``by`` may not change the case, or may not see the review.
    """
    require_to_edit(case, by=by)
    _require_sight(review, by=by)
    hold(case)
    if review.cases.filter(pk=case.pk).exists():
        return
    review.cases.add(case)
    touch(case)
    log.record("case.linked", case, by=by, changes={"law_review": str(review.pk)})


@transaction.atomic
def link_ask(review: LawReview, ask: Ask, *, by: User) -> None:
    """Join an ask to the review that could answer it; joined already, nothing happens.

    Raises:
        PermissionDenied: ``by`` is neither the country's officer nor leads the campaign, or
            may not see the review.
    """
    leads = access.reach_of(by, Permission.CAMPAIGN_EDIT).networks
    if ask.campaign.lead_network_id not in leads:
        access.require(by, Permission.REVIEW_KEEP, country=review.country)
    _require_sight(review, by=by)
    hold(review)
    if review.asks.filter(pk=ask.pk).exists():
        return
    review.asks.add(ask)
    touch(review)
    log.record("review.ask_linked", review, by=by, changes={"ask": str(ask.pk)})


@transaction.atomic
def link_alongside(review: LawReview, other: LawReview, *, by: User) -> None:
    """Join two reviews that go on different tracks at once, or of which one went into the other.

    Each keeps its own facts and its own stage. Joined already, nothing happens.

    Raises:
        PermissionDenied: ``by`` is not the country's officer, or may not see the other.
        Invalid: it is the same review, or one of another country.
    """
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    _require_sight(other, by=by)
    if other.pk == review.pk:
        raise Invalid(field="law_review", message=_("This is the same review."))
    if other.country != review.country:
        raise Invalid(field="law_review", message=_("That review is of another country."))
    hold(review)
    if review.alongside.filter(pk=other.pk).exists():
        return
    review.alongside.add(other)
    for one in (review, other):
        touch(one)
        told = other if one is review else review
        log.record("review.track_linked", one, by=by, changes={"law_review": str(told.pk)})


def _require_sight(review: LawReview, *, by: User) -> None:
    if not LawReview.objects.visible_to(by).filter(pk=review.pk).exists():
        raise PermissionDenied
