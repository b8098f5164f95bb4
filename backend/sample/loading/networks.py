"""Networks, and the people who sign in to try the sample."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password

from backend.accounts.models import User
from backend.sample import SAMPLE_PASSWORD
from backend.sample.loading.files import Marks, Texts, other_languages
from backend.sample.loading.rows import OPENED, Rows, id_of
from campaigns.models import Network, RoleAssignment
from notifications.actions import preferences
from notifications.models import Channel


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkEntry:
    slug: str
    names: Texts
    kind: str
    country: str
    languages: list[str]
    about: str
    sources: Marks
    parent: str | None = None
    fictional: bool = False


def add_networks(rows: Rows) -> None:
    """Add the networks; a federation stands in the files before those that belong to it."""
    for said in rows.files.entries("networks", NetworkEntry):
        network = Network(
            pk=id_of(Network, said.slug),
            slug=said.slug,
            name=said.names["en"],
            names=other_languages(said.names),
            kind=said.kind,
            country=said.country,
            parent=Network.objects.get(slug=said.parent) if said.parent else None,
            languages=said.languages,
            about=said.about,
            sources=rows.cite(said.sources),
            updated_at=rows.now,
        )
        rows.add(network, "slug")


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonEntry:
    username: str
    display_name: str
    language: str
    time_zone: str
    calendar: str
    email: str
    roles: list[dict[str, Any]]
    follows: list[dict[str, str]] = field(default_factory=list)


def add_people(rows: Rows) -> frozenset[str]:
    """Add the people with their roles and addresses; return who is new."""
    new = set()
    for said in rows.files.entries("people", PersonEntry):
        person, is_new = rows.add(_person(said), "username")
        if not is_new:
            continue  # roles taken from her and addresses she stopped stay so
        new.add(said.username)
        for role in said.roles:
            rows.add(_role(person, **role))
        if said.email:
            _take_into_use(said.email, of=person, now=rows.now)
    return frozenset(new)


def _person(said: PersonEntry) -> User:
    return User(
        pk=id_of(User, said.username),
        username=said.username,
        password=make_password(SAMPLE_PASSWORD),
        display_name=said.display_name,
        email=said.email,
        language=said.language,
        time_zone=said.time_zone,
        calendar=said.calendar,
    )


def _role(person: User, *, role: str, scope_type: str, scope: str | None) -> RoleAssignment:
    return RoleAssignment(
        pk=id_of(RoleAssignment, person.username, role, scope),
        user=person,
        role=role,
        network=Network.objects.get(slug=scope) if scope_type == "network" else None,
        country=scope if scope and scope_type == "country" else "",
        is_house=scope_type == "house",
        starts_on=OPENED,
    )


def _take_into_use(email: str, *, of: User, now: dt.datetime) -> None:
    """Keep an address as if she had followed the link sent there."""
    address = preferences.add_address(email, channel=Channel.EMAIL, by=of, now=now)
    preferences.confirm(preferences.confirmation_token(address), by=of, now=now)
