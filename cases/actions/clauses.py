"""A proposed text in its clauses, and the cases that speak for them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.adding import add as add_row
from backend.audit import log
from backend.errors import DomainError
from backend.versions import Unchanged, change
from campaigns import access
from cases.access import require_to_edit
from cases.models import AdvocacyCase, Clause, ClauseTag, LawReview, Provision, StandardArticle

_TEXT = {"before", "after"}


class NumberTaken(DomainError):
    """The id is in use, or the review has a clause of that number."""

    message = _("This review already has a clause of that number.")


class NotTagged(DomainError):
    """Somebody took the tag away meanwhile."""

    message = _("This is no evidence for the clause any more.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewClause:
    """One clause of a proposed text, with what it replaces."""

    number: str
    heading: str
    id: UUID = field(default_factory=uuid4)
    before: str = ""
    after: str = ""
    amends: Provision | None = None
    articles: Sequence[StandardArticle] = field(default=())


@transaction.atomic
def add(review: LawReview, new: NewClause, *, by: User) -> Clause:
    """Add a clause to the text a review proposes, after those it has.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        NumberTaken: the review has a clause of that number.
    """
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    now = timezone.now()
    clause = add_row(
        Clause,
        pk=new.id,
        unless=Q(law_review=review, number=new.number),
        taken=NumberTaken,
        law_review=review,
        position=review.clauses.count() + 1,
        number=new.number,
        heading=new.heading,
        before=new.before,
        after=new.after,
        amends=new.amends,
        created_at=now,
        updated_at=now,
    )
    clause.articles.set(new.articles)
    log.record("review.clause_added", review, by=by, changes={"clause": str(clause.pk)})
    return clause


@transaction.atomic
def reword(  # noqa: PLR0913  # one for each thing that may change
    clause: Clause,
    *,
    by: User,
    version: int | None,
    heading: str | Unchanged = Unchanged.FIELD,
    before: str | Unchanged = Unchanged.FIELD,
    after: str | Unchanged = Unchanged.FIELD,
) -> Clause:
    """Change a clause. A change of its text makes every tag of it one to look at again.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        Stale: it was changed since ``version``.
    """
    review = clause.law_review
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    changed = change(clause, version=version, heading=heading, before=before, after=after)
    if _TEXT & set(changed):
        Clause.objects.filter(pk=clause.pk).update(wording=F("wording") + 1)
        clause.refresh_from_db(fields=["wording"])
    if changed:
        said = {"clause": str(clause.pk), "fields": changed}
        log.record("review.clause_changed", review, by=by, changes=said)
    return clause


@transaction.atomic
def tag(clause: Clause, case: AdvocacyCase, *, by: User, bearing: str) -> ClauseTag:
    """Say that a case speaks for a clause; said again, it holds for the wording of today.

    Raises:
        PermissionDenied: ``by`` may not change the case, or may not see the clause.
    """
    require_to_edit(case, by=by)
    if not Clause.objects.visible_to(by).filter(pk=clause.pk).exists():
        raise PermissionDenied
    made = {"wording": clause.wording, "tagged_by": by, "tagged_at": timezone.now()}
    found, is_new = ClauseTag.objects.get_or_create(
        clause=clause, case=case, bearing=bearing, defaults=made
    )
    if not is_new and found.wording == clause.wording:
        return found
    ClauseTag.objects.filter(pk=found.pk).update(**made)
    found.refresh_from_db()
    said = {"clause": str(clause.pk), "bearing": bearing}
    log.record("case.tagged", case, by=by, changes=said)
    return found


@transaction.atomic
def untag(found: ClauseTag, *, by: User) -> None:
    """Take a case away from a clause.

    Raises:
        PermissionDenied: ``by`` may not change the case.
        NotTagged: it was taken away before.
    """
    require_to_edit(found.case, by=by)
    said = {"clause": str(found.clause_id), "bearing": found.bearing}
    gone, _each = ClauseTag.objects.filter(pk=found.pk).delete()
    if not gone:
        raise NotTagged
    log.record("case.untagged", found.case, by=by, changes=said)
