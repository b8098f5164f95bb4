"""Keeping a case while it is written. Nothing of this is told: there are no events about drafts."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.errors import DomainError
from campaigns import access
from cases.actions.log_case import CaseIdTaken, NewCase, log_case
from cases.models import AdvocacyCase, Answers, CaseDraft
from cases.models.draft import sealed_answers
from cases.queries.places import Place, asks_of, provisions_of

KEPT_FOR = dt.timedelta(days=30)


class DraftNotWhole(DomainError):
    """A step was left out."""

    message = _("Something is still missing. Please go through the steps again.")


@transaction.atomic
def keep(draft_id: UUID, answers: Answers, *, at: Place, by: User, now: dt.datetime) -> CaseDraft:
    """Keep what was said so far; of two savings the later one stays.

    Raises:
        PermissionDenied: ``by`` may not log for this network.
        CaseIdTaken: the id names a case, or what somebody else writes.
    """
    access.require(by, Permission.CASE_LOG, network=at.network.pk)
    others = CaseDraft.objects.exclude(author=by)
    if AdvocacyCase.objects.filter(pk=draft_id).exists() or others.filter(pk=draft_id).exists():
        raise CaseIdTaken
    draft, _created = CaseDraft.objects.update_or_create(
        pk=draft_id,
        author=by,
        defaults={
            "network": at.network,
            "campaign": at.campaign,
            "sealed": sealed_answers(answers, draft_id=draft_id),
            "saved_at": now,
        },
    )
    return draft


def log(draft: CaseDraft, *, visibility: str, by: User) -> AdvocacyCase:
    """Log the case that ``draft`` tells of; see ``log_case``, which also forgets the draft.

    Raises:
        DraftNotWhole: what happened, or whom it concerns, was not said.
    """
    answers = draft.answers()
    if not (answers.says_what and answers.says_whom):
        raise DraftNotWhole
    return log_case(
        NewCase(
            id=draft.pk,
            campaign=draft.campaign,
            network=draft.network,
            title=answers.title,
            summary=answers.summary,
            issue_kinds=answers.issue_kinds,
            people_affected=answers.people_affected,
            place=answers.place,
            visibility=visibility,
            risk=answers.risk,
            on_behalf_of=answers.on_behalf_of,
            asks=list(asks_of(draft.campaign).filter(pk__in=answers.asks)),
            provisions=list(provisions_of(draft.campaign).filter(pk__in=answers.provisions)),
        ),
        by=by,
    )


def discard(draft: CaseDraft, *, by: User) -> None:
    """Forget what ``by`` was writing; what is not hers is left alone."""
    CaseDraft.objects.visible_to(by).filter(pk=draft.pk).delete()


def forget_old(*, before: dt.datetime) -> int:
    """Forget what nobody went on with since ``before``; return how many there were."""
    forgotten, _of_each = CaseDraft.objects.filter(saved_at__lt=before).delete()
    return forgotten
