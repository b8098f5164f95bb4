"""Who follows what in the sample: what the files say, and what people keep or own."""

from collections.abc import Iterable

from django.db.models import Model

from backend.accounts.models import User
from backend.sample.loading.networks import PersonEntry
from backend.sample.loading.rows import Rows, id_of
from campaigns.models import Campaign, Network
from cases.models import AdvocacyCase, LawReview
from notifications.models import Level, Scope, Subscription


def add_follows(rows: Rows, *, of: frozenset[str]) -> None:
    """Let new people follow what the files say; others have chosen for themselves by now."""
    for said in rows.files.entries("people", PersonEntry):
        if said.username not in of:
            continue
        person = User.objects.get(username=said.username)
        for followed in said.follows:
            scope = Scope(followed["scope_type"])
            key = _key(scope, followed["scope"])
            _follow(person, scope, key, rows=rows, level=Level(followed["level"]))


def _key(scope: Scope, named: str) -> str:
    """Return a subscription's ``scope_id`` for a slug, a reference or a country's code."""
    match scope:
        case Scope.CASE:
            row: Model = AdvocacyCase.objects.get(reference=named)
        case Scope.CAMPAIGN:
            row = Campaign.objects.get(slug=named)
        case Scope.REVIEW:
            row = LawReview.objects.get(slug=named)
        case Scope.NETWORK:
            row = Network.objects.get(slug=named)
        case Scope.COUNTRY:
            return named
    return str(row.pk)


def add_follows_of_keepers(
    rows: Rows, *, cases: Iterable[AdvocacyCase], reviews: Iterable[LawReview]
) -> None:
    """Let people follow the new cases they logged or own, and the new reviews they keep."""
    for case in cases:
        for person in (case.logged_by, case.owner):
            _follow(person, Scope.CASE, str(case.pk), rows=rows)
    for review in reviews:
        _follow(review.officer, Scope.REVIEW, str(review.pk), rows=rows)


def _follow(
    person: User | None, scope: Scope, key: str, *, rows: Rows, level: Level = Level.ALL
) -> None:
    if person is None:
        return
    subscription = Subscription(
        pk=id_of(Subscription, person.username, scope, key),
        user=person,
        scope_type=scope,
        scope_id=key,
        level=level,
        created_at=rows.now,
    )
    rows.add(subscription, "user", "scope_type", "scope_id")
