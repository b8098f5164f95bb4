"""What administrators do to stage templates, and officers to the version a review follows."""

from typing import TypeVar
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.audit import log
from backend.errors import DomainError, Invalid, Stale
from campaigns import access
from cases.models import LawReview, StageTemplate, TemplateGate, TemplateStage

Part = TypeVar("Part", TemplateStage, TemplateGate)


class NotADraft(DomainError):
    """It was published, and what reviews may follow is not changed."""

    message = _("This version is published. Make a new one by copy.")


class NothingInIt(DomainError):
    """A template without stages leads nowhere."""

    message = _("This version has no stages yet.")


@transaction.atomic
def copy(template: StageTemplate, *, by: User) -> StageTemplate:
    """Make the next version as a draft, with all that is in this one.

    Raises:
        PermissionDenied: ``by`` is no administrator.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    family = StageTemplate.objects.filter(country=template.country, track=template.track)
    latest = family.aggregate(latest=Max("version"))["latest"]
    draft = StageTemplate.objects.create(
        country=template.country,
        track=template.track,
        version=latest + 1,
        title=template.title,
        titles=template.titles,
        sources=template.sources,
        is_draft=True,
    )
    stages, gates = TemplateStage._default_manager, TemplateGate._default_manager
    stages.bulk_create(_as_part_of(draft, row) for row in stages.filter(template=template))
    gates.bulk_create(_as_part_of(draft, row) for row in gates.filter(template=template))
    log.record("template.copied", draft, by=by, changes={"from": str(template.pk)})
    return draft


def _as_part_of(draft: StageTemplate, row: Part) -> Part:
    row.pk, row.template = uuid4(), draft
    row._state.adding = True
    return row


@transaction.atomic
def publish(template: StageTemplate, *, by: User) -> StageTemplate:
    """Let reviews follow a draft; from then on it does not change.

    Raises:
        PermissionDenied: ``by`` is no administrator.
        NothingInIt: it has no stages.
        NotADraft: it was published before.
    """
    access.require(by, Permission.HOUSE_MANAGE)
    if not template.stages.exists():
        raise NothingInIt
    drafts = StageTemplate.objects.filter(pk=template.pk, is_draft=True)
    if not drafts.update(is_draft=False):
        raise NotADraft
    template.is_draft = False
    log.record("template.published", template, by=by)
    return template


@transaction.atomic
def move(review: LawReview, *, by: User, to: StageTemplate) -> LawReview:
    """Let a review follow a newer version; its facts stay, and are laid on the new stages.

    Raises:
        PermissionDenied: ``by`` is not the officer of the review's country.
        Invalid: the version is a draft, no newer one, or of another country or track.
        Stale: the review was moved meanwhile.
    """
    access.require(by, Permission.REVIEW_KEEP, country=review.country)
    _check(review, to)
    before = review.template
    rows = LawReview.objects.filter(pk=review.pk, template=before)
    if not rows.update(template=to, version=F("version") + 1, updated_at=timezone.now()):
        raise Stale
    review.refresh_from_db(fields=["template", "version", "updated_at"])
    changes = {"from": before.version if before else None, "to": to.version}
    log.record("review.template_moved", review, by=by, changes=changes)
    return review


def _check(review: LawReview, to: StageTemplate) -> None:
    if (to.country, to.track) != (review.country, review.track):
        refused = _("This template is for another country or kind of law.")
    elif to.is_draft:
        refused = _("This version is a draft.")
    elif review.template and to.version <= review.template.version:
        refused = _("This is no newer version than the one it follows.")
    else:
        return
    raise Invalid(field="template", message=refused)
