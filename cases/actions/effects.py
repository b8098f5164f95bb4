"""What a workers' network says of support; nobody can change it afterwards."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.adding import add
from backend.audit import log
from backend.calendars import is_to_come
from backend.errors import DomainError, Invalid
from campaigns.models import Network
from cases.models import Effect, IloSupport, WorkersWord
from cases.queries.effects import networks_to_judge_for


class WordTaken(DomainError):
    """The id sent with the form names another word."""

    message = _("This form was already used. Please open a new one.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewWord:
    """Whether it changed something, for whom, and in their words."""

    id: UUID
    effect: Effect
    said_on: dt.date
    words: str = ""
    network: Network | None = None
    """For which she speaks, if she leads several."""


@transaction.atomic
def say(support: IloSupport, new: NewWord, *, by: User) -> WorkersWord:
    """Say for a network whether support changed something. Said again, it is another word.

    Raises:
        PermissionDenied: ``by`` leads no network of the support's country.
        Invalid: a day to come, or a network she does not lead.
        WordTaken: the id is in use.
    """
    able = list(networks_to_judge_for(by, country=support.country))
    if not able:
        raise PermissionDenied
    if new.network is not None and new.network not in able:
        raise Invalid(field="network", message=_("You cannot speak for this network."))
    now = timezone.now()
    if is_to_come(new.said_on, now=now):
        raise Invalid(field="said_on", message=_("This date lies in the future."))
    word = add(
        WorkersWord,
        pk=new.id,
        unless=Q(pk=new.id),
        taken=WordTaken,
        support=support,
        network=new.network or able[0],
        effect=new.effect,
        words=new.words.strip(),
        said_on=new.said_on,
        said_by=by,
        said_at=now,
    )
    log.record("support.effect_said", support, by=by, changes={"effect": new.effect.value})
    return word
