"""Which public campaign something serves: what a summary is grouped by."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from campaigns.models import Ask, Campaign
from cases.models import IloSupport, LawReview, Milestone


def public_campaigns(things: Iterable[Any]) -> Mapping[UUID, Campaign]:
    """Return by the id of each thing the public campaign it serves, if there is one.

    Of several the first by title. At most two queries, however many things.
    """
    rows = list(things)
    found = {thing.pk: campaign for thing in rows if (campaign := _own(thing)) is not None}
    reviews = {thing.pk: id_ for thing in rows if (id_ := _review_of(thing)) is not None}
    support = [thing.pk for thing in rows if isinstance(thing, IloSupport)]
    helped = _by("asks__reviews__support", support)
    asking = _by("asks__reviews", set(reviews.values()))
    found |= {pk: asking[review] for pk, review in reviews.items() if review in asking} | helped
    return {pk: campaign for pk, campaign in found.items() if campaign.is_public}


def _own(thing: Any) -> Campaign | None:
    if isinstance(thing, Ask):
        return thing.campaign
    return thing if isinstance(thing, Campaign) else None


def _review_of(thing: Any) -> UUID | None:
    if isinstance(thing, Milestone):
        return thing.law_review_id
    return thing.pk if isinstance(thing, LawReview) else None


def _by(path: str, ids: Iterable[UUID]) -> dict[UUID, Campaign]:
    wanted = list(ids)
    if not wanted:
        return {}
    rows = Campaign.objects.filter(**{f"{path}__in": wanted}, is_public=True)
    by_title = rows.order_by("-title", "-id").values_list(path, "pk")
    firsts = {key: campaign for key, campaign in by_title if key in set(wanted)}
    campaigns = Campaign.objects.in_bulk(firsts.values())
    return {key: campaigns[campaign] for key, campaign in firsts.items()}
