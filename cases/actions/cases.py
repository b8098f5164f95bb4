"""What people do to advocacy cases once they are logged."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.roles import Permission, roles_with
from backend.audit import log
from backend.burmese import read_each
from backend.errors import DomainError, Invalid
from backend.versions import Unchanged, change, hold, touch
from campaigns.models import Ask, RoleAssignment
from cases.access import require_to_edit
from cases.actions import precautions
from cases.models import (
    OPEN_STATUSES,
    OUTCOMES,
    AdvocacyCase,
    CaseIssue,
    CaseStatus,
    Provision,
    Risk,
    StandardArticle,
    Visibility,
)
from cases.models.case import LONGEST_TITLE


class CaseNotInThatState(DomainError):
    """The case is not where this step starts from."""

    message = _("The case is no longer in the state this step starts from.")


class NoChange(DomainError):
    """It is so already."""

    message = _("That is how it is already.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """What a case points at; what is not named stays."""

    issue_kinds: Sequence[str] | Unchanged = Unchanged.FIELD
    asks: Sequence[Ask] | Unchanged = Unchanged.FIELD
    provisions: Sequence[Provision] | Unchanged = Unchanged.FIELD
    standards: Sequence[StandardArticle] | Unchanged = Unchanged.FIELD


AS_THEY_ARE = Links()


@transaction.atomic
def edit(  # noqa: PLR0913  # one for each thing that may change
    case: AdvocacyCase,
    *,
    by: User,
    version: int | None,
    title: str | Unchanged = Unchanged.FIELD,
    summary: str | Unchanged = Unchanged.FIELD,
    people_affected: int | Unchanged | None = Unchanged.FIELD,
    place: str | Unchanged = Unchanged.FIELD,
    risk: str | Unchanged = Unchanged.FIELD,
    links: Links = AS_THEY_ARE,
) -> AdvocacyCase:
    """Change what is written in a case, and what it points at.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        Invalid: an ask of another campaign.
        LoweringTakesTwo: the risk is lower than it was.
        Stale: it was changed since ``version``.
    """
    require_to_edit(case, by=by)
    hold(case)
    if version in {None, case.version}:  # else she is told what changed meanwhile
        precautions.require_not_lower(case, risk=risk)
    typed = {"title": title, "summary": summary}
    texts, originals = read_each(**{n: t for n, t in typed.items() if isinstance(t, str)})
    changed = change(
        case,
        version=version,
        title=texts["title"][:LONGEST_TITLE] if "title" in texts else title,
        summary=texts.get("summary", summary),
        people_affected=people_affected,
        place=place,
        risk=risk,
    )
    _keep_originals(case, typed_anew=texts.keys() & set(changed), originals=originals)
    linked = _set_links(case, links)
    if linked and not changed:
        touch(case)
    if changed or linked:
        fields = [*changed, *linked]
        log.record("case.edited", case, by=by, changes={"fields": fields, "version": case.version})
    if "risk" in changed:
        precautions.take(case, by=by)
        if case.risk == Risk.DANGER:
            log.record("case.endangered", case, by=by)
    return case


def _keep_originals(case: AdvocacyCase, *, typed_anew: set[str], originals: dict[str, str]) -> None:
    """Keep what was typed in another encoding; of a field typed anew only the newest."""
    kept = {name: text for name, text in case.originals.items() if name not in typed_anew}
    kept |= {name: text for name, text in originals.items() if name in typed_anew}
    if kept != case.originals:
        AdvocacyCase.objects.filter(pk=case.pk).update(originals=kept)
        case.originals = kept


@transaction.atomic
def relink(  # noqa: PLR0913  # one for each thing that may change
    case: AdvocacyCase,
    *,
    by: User,
    issue_kinds: Sequence[str] | Unchanged = Unchanged.FIELD,
    asks: Sequence[Ask] | Unchanged = Unchanged.FIELD,
    provisions: Sequence[Provision] | Unchanged = Unchanged.FIELD,
    standards: Sequence[StandardArticle] | Unchanged = Unchanged.FIELD,
) -> AdvocacyCase:
    """Set which kinds of problem, asks, provisions and articles a case points at.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        Invalid: an ask of another campaign.
    """
    links = Links(issue_kinds=issue_kinds, asks=asks, provisions=provisions, standards=standards)
    return edit(case, by=by, version=None, links=links)


def _set_links(case: AdvocacyCase, links: Links) -> list[str]:
    changed: list[str] = []
    if not isinstance(links.issue_kinds, Unchanged):
        _set_issue_kinds(case, links.issue_kinds)
        changed.append("issue_kinds")
    asks = links.asks
    if not isinstance(asks, Unchanged) and any(a.campaign_id != case.campaign_id for a in asks):
        raise Invalid(field="asks", message=_("That ask belongs to another campaign."))
    for name in ("asks", "provisions", "standards"):
        things = getattr(links, name)
        if not isinstance(things, Unchanged):
            getattr(case, name).set(things)
            changed.append(name)
    return changed


def _set_issue_kinds(case: AdvocacyCase, kinds: Sequence[str]) -> None:
    case.issues.exclude(kind__in=kinds).delete()
    kept = set(case.issues.values_list("kind", flat=True))
    # Not by ignoring conflicts: SQLite would then drop a kind it does not know, and say nothing.
    added = (kind for kind in dict.fromkeys(kinds) if kind not in kept)
    CaseIssue.objects.bulk_create(CaseIssue(case=case, kind=kind) for kind in added)


def activate(case: AdvocacyCase, *, by: User) -> AdvocacyCase:
    """Take up a logged case.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        CaseNotInThatState: it is not merely logged.
    """
    return _move(
        case, by=by, start=[CaseStatus.LOGGED], to=CaseStatus.ACTIVE, kind="case.status_changed"
    )


def submit(case: AdvocacyCase, *, by: User) -> AdvocacyCase:
    """Record that the case was put before an authority.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        CaseNotInThatState: it is not active.
    """
    return _move(
        case, by=by, start=[CaseStatus.ACTIVE], to=CaseStatus.SUBMITTED, kind="case.status_changed"
    )


def close(case: AdvocacyCase, *, by: User, outcome: CaseStatus, note: str = "") -> AdvocacyCase:
    """End a case as won, partly won, lost or withdrawn.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        CaseNotInThatState: it has ended before.
        Invalid: ``outcome`` is no outcome.
    """
    if outcome not in OUTCOMES:
        raise Invalid(field="outcome", message=_("Choose how the case ended."))
    return _move(case, by=by, start=list(OPEN_STATUSES), to=outcome, kind="case.closed", note=note)


def reopen(case: AdvocacyCase, *, by: User) -> AdvocacyCase:
    """Take an ended case up again.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        CaseNotInThatState: it has not ended.
    """
    return _move(case, by=by, start=list(OUTCOMES), to=CaseStatus.ACTIVE, kind="case.reopened")


@transaction.atomic
def _move(  # noqa: PLR0913  # one for each thing that may change
    case: AdvocacyCase,
    *,
    by: User,
    start: Sequence[CaseStatus],
    to: CaseStatus,
    kind: str,
    note: str = "",
) -> AdvocacyCase:
    require_to_edit(case, by=by)
    before, now = case.status, timezone.now()
    moved = AdvocacyCase.objects.filter(pk=case.pk, status__in=start).update(
        status=to, outcome_note=note, version=F("version") + 1, updated_at=now
    )
    if not moved:
        raise CaseNotInThatState
    case.refresh_from_db(fields=["status", "outcome_note", "version", "updated_at"])
    log.record(kind, case, by=by, changes={"from": before, "to": to.value})
    return case


@transaction.atomic
def share(case: AdvocacyCase, *, by: User, with_: Visibility) -> AdvocacyCase:
    """Set who besides the network may read a case; also narrows.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        NoChange: it is shared so already.
        TooDangerousToShare: its risk does not allow it.
    """
    require_to_edit(case, by=by)
    precautions.require_shareable(risk=case.risk, visibility=with_)
    before, now = case.visibility, timezone.now()
    moved = (
        AdvocacyCase.objects.filter(pk=case.pk)
        .exclude(visibility=with_)
        .update(visibility=with_, version=F("version") + 1, updated_at=now)
    )
    if not moved:
        raise NoChange
    case.refresh_from_db(fields=["visibility", "version", "updated_at"])
    log.record("case.shared", case, by=by, changes={"from": before, "to": with_.value})
    return case


@transaction.atomic
def assign(case: AdvocacyCase, *, by: User, to: User) -> AdvocacyCase:
    """Hand a case to somebody of its network who may work on it.

    Raises:
        PermissionDenied: ``by`` neither leads the network nor owns the case.
        Invalid: ``to`` has no part in the network that could work on it.
        NoChange: she owns it already.
    """
    require_to_edit(case, by=by)
    able = RoleAssignment.objects.current().filter(
        user=to, user__is_active=True, network=case.network_id
    )
    if not able.filter(role__in=roles_with(Permission.CASE_EDIT_OWNED)).exists():
        raise Invalid(field="to", message=_("She cannot work on cases of this network."))
    moved = (
        AdvocacyCase.objects.filter(pk=case.pk)
        .exclude(owner=to)
        .update(owner=to, version=F("version") + 1, updated_at=timezone.now())
    )
    if not moved:
        raise NoChange
    case.refresh_from_db(fields=["owner", "version", "updated_at"])
    log.record("case.assigned", case, by=by, changes={"to": str(to.pk)})
    return case
