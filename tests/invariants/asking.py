"""How each route of the table is asked: its address, and a body that nothing is wrong with.

A refusal then says something about the person, and not about what she sent.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.queries.minute import token_for
from cases.stages import Stage
from notifications.actions import preferences
from notifications.models import Channel
from tests.invariants import bodies_in_confidence as in_confidence
from tests.invariants import policy_of_door as door
from tests.invariants.world import World

Body = dict[str, Any]

PAGES = {
    "home",
    "language",
    "offline",
    "sign-in",
    "sign-out",
    *(r for r in door.READ if ":" not in r),
}
"""Pages of no app; all others have their app's name in front."""
UNNAMED = {"^api/": "/api/v0/anything/", "healthz": "/healthz", "readyz": "/readyz"}

WORDS = {
    "language": "th",
    "role": "leader",
    "country": "TH",
    "ending": "csv",
    "form": "pdf",
    "digest": "0" * 32,
}
"""Arguments that name no thing."""

SENT_AS_FORMS = {"evidence-list"}
"""Routes of the API that take files."""

ABOUT_A_COUNTRY_OF_OURS = {"cases:parliament", "cases:dissolve"}
"""Routes whose country is that of a network, and not just any."""

CHANNEL_OF = {
    "notifications:add-phone": Channel.SMS,
    "notifications:start-chat": Channel.TELEGRAM,
    "notifications:add-device": Channel.PUSH,
    "notifications:incoming": Channel.TELEGRAM,
}
"""The channel in the address of a route; mail in all others."""

# What a route's address names, by the name of the argument.
KIND_OF_ARGUMENT = {
    "case_id": "case",
    "event_id": "fact",
    "milestone_id": "milestone",
    "support_id": "support",
    "notice_id": "notice",
    "search_id": "search",
    "address_id": "address",
    "task_id": "task",
    "proposal_id": "proposal",
    "role_id": "role",
    "invitation_id": "invitation",
    "draft_id": "draft",
    "clause_id": "clause",
    "tag_id": "tag",
    "webhook_id": "webhook",
    "post_id": "post",
    "gate_id": "gate",
    "template_id": "stage-template",
    "dissolution_id": "dissolution",
    "country": "network",
    "handover_id": "handover",
    "evidence_id": "evidence",
    "consent_id": "consent",
    "testimony_id": "testimony",
    "identity_id": "identity",
    "import_id": "iati-import",
    "report_id": "report",
    "view_id": "view",
    "erasure_id": "erasure",
}
KIND_OF_ROUTE = {
    **{f"campaigns:{page}": "network" for page in ("network", "members", "invite", "leave")},
    "campaigns:ask-handover": "network",
    "mfa_remove_webauthn": "passkey",
    "campaigns:campaign": "campaign",
    "notifications:campaign-news": "campaign",
    "notifications:webhooks": "network",
    "campaigns:card": "campaign",
    "cases:standard": "standard",
    "cases:programme": "programme",
    **dict.fromkeys(("cases:record-resource", "cases:programme-iati"), "programme"),
    "cases:network-iati": "network",
    "ask-options": "option",
    "coverage-changes": "change",
    "coverage": "coverage",
    "clauses": "clause",
    "clause-tags": "tag",
    "glossary": "term",
    "ratifications": "ratification",
    "networks": "network",
    "campaigns": "campaign",
    "thematic-areas": "thematic-area",
    "asks": "ask",
    "cases": "case",
    "comments": "comment",
    "evidence": "evidence",
    "testimonies": "testimony",
    "tasks": "task",
    "proposals": "proposal",
    "law-reviews": "review",
    "milestones": "milestone",
    "stage-events": "fact",
    "ilo-support": "support",
    "programmes": "programme",
    "instruments": "instrument",
    "provisions": "provision",
    "standards": "standard",
    "stage-templates": "stage-template",
    "key-figures": "key-figure",
    "gates": "gate",
    "parliament-periods": "parliament-period",
    "dissolutions": "dissolution",
    "notifications": "notice",
    "subscriptions": "subscription",
    "preferences": "preference",
    "events": "event",
}


def address(world: World, route: str, arguments: list[str], *, side: str, standing: str) -> str:
    """Return where to ask for a route, about the thing of that side."""
    if route in UNNAMED:
        return UNNAMED[route]
    if "token" in arguments:
        return reverse(route, args=[_token(world, route, side, standing)])
    given = {name: _value(world, route, name, side, standing) for name in arguments}
    return reverse(route, kwargs=given)


def _token(world: World, route: str, side: str, standing: str) -> str:
    if side != "own":
        return "forged"
    if route == "campaigns:join":
        return str(world.things["link", "own"])
    made: dict[str, Callable[[], str]] = {
        "cases:minute": lambda: token_for(world.things["review", "own"]),
        "notifications:calendar-file": lambda: str(world.things["calendar", "own"]),
    }
    if route in made:
        return made[route]()
    owner = world.thing("address", "own", standing=standing).user
    return preferences.unsubscribe_token(owner, channel=Channel.EMAIL)


def _value(world: World, route: str, name: str, side: str, standing: str) -> Any:
    if name == "channel":
        return CHANNEL_OF.get(route, Channel.EMAIL)
    if name in WORDS and route not in ABOUT_A_COUNTRY_OF_OURS:
        return WORDS[name]
    kind = KIND_OF_ARGUMENT.get(name) or _kind_of(route)
    thing = world.thing(kind, side, standing=standing)
    if name in {"slug", "code", "country"}:
        return getattr(thing, name)
    return thing.uid if kind == "event" else thing.pk


def _kind_of(route: str) -> str:
    if route.startswith("cases:"):
        return KIND_OF_ROUTE.get(route, "review")
    resource = next((name for name in KIND_OF_ROUTE if route.startswith(f"{name}-")), route)
    return KIND_OF_ROUTE[resource]


def body(world: World, method: str, route: str, side: str) -> Body:
    """Return a body that is right, about the things of that side."""
    if method == "PATCH":
        return {"level": "all"} if route == "subscriptions-detail" else _CHANGES.get(route, {})
    made = _BODIES.get(route)
    return made(_Place(world, side)) if made else {}


_CHANGES: dict[str, Body] = {
    "networks-detail": {"about": "More words."},
    "campaigns-detail": {"summary": "More words."},
    "asks-detail": {"text": "More words."},
    "cases-detail": {"summary": "More words."},
    "law-reviews-detail": {"about": "More words."},
    "ilo-support-detail": {"about": "More words."},
    "clauses-detail": {"after": "More words."},
}


class _Place:
    """The things of one side by their ids, as bodies name them."""

    def __init__(self, world: World, side: str) -> None:
        self._world, self._side = world, side

    def __getitem__(self, kind: str) -> str:
        things = self._world.things
        # A case's other sides stand in the own network, and every review in its place.
        return str((things.get((kind, self._side)) or things[kind, "own"]).pk)

    @property
    def country(self) -> str:
        side = self._side if ("network", self._side) in self._world.things else "own"
        return str(self._world.things["network", side].country)


_CELL = {"group": "agency_placed", "branch": "family", "level": "none"}

_BODIES: dict[str, Callable[[_Place], Body]] = {
    "token": lambda _: {"username": f"nobody-{uuid4()}", "password": "not-a-password"},
    "notifications:pause": lambda p: {"scope_type": "case", "scope_id": p["case"], "days": 7},
    "notifications:hours": lambda _: {"digest_hour": 8, "digest_weekday": 0},
    "notifications:keep-search": lambda _: {
        "page": "reviews", "query": "", "name": "New", "cadence": "daily", "threshold": 1
    },
    "notifications:follow": lambda p: {"scope_type": "case", "scope_id": p["case"], "level": "all"},
    "networks-list": lambda _: {
        "slug": "new", "name": "New", "kind": "union", "country": "TH"
    },
    "campaigns-list": lambda p: {"slug": "new", "title": "New", "lead_network": p["network"]},
    "asks-list": lambda p: {"slug": "new", "title": "New", "campaign": p["campaign"]},
    "cases-list": lambda p: {
        "campaign": p["campaign"], "network": p["network"], "title": "New", "issue_kinds": ["other"]
    },
    "cases-close": lambda _: {"outcome": "won"},
    "cases-share": lambda _: {"visibility": "ilo"},
    "cases-assign": lambda p: {"to": p["person"]},
    "cases-link-review": lambda p: {"law_review": p["review"]},
    "comments-list": lambda p: {"case": p["case"], "text": "New.", "readers": "case"},
    "evidence-list": lambda p: {
        "case": p["case"], "file": SimpleUploadedFile("a.txt", b"New.")
    },
    **in_confidence.BODIES,
    "tasks-list": lambda p: {"case": p["case"], "title": "New", "owner": p["person"]},
    "proposals-list": lambda p: {
        "law_review": p["review"],
        "stage": Stage.CONSULTATION,
        "on": "2025-02-16",
        "summary": "Heard.",
        "source_url": "https://example.org/",
    },
    "proposals-decline": lambda _: {"answer": "It was another law."},
    "law-reviews-list": lambda p: {
        "slug": "new", "title": "New", "country": p.country, "track": "act"
    },
    "law-reviews-record-event": lambda _: {
        "stage": Stage.CONSULTATION, "on": "2025-02-16", "precision": "day", "summary": "Heard."
    },
    "law-reviews-conclude": lambda _: {"conclusion": "It is in force."},
    "law-reviews-link-ask": lambda p: {"ask": p["ask"]},
    "law-reviews-link-alongside": lambda p: {"law_review": p["sister"]},
    "law-reviews-move-template": lambda p: {"template": p["newer"]},
    "gates-list": lambda p: {
        "law_review": p["review"], "kind": "hearing_window", "closes_on": "2027-01-15"
    },
    "gates-move": lambda _: {"to": "2027-02-15", "reason": "Prolonged."},
    "dissolutions-list": lambda p: {
        "country": p.country, "on": "2025-12-12", "source_url": "https://example.org/"
    },
    "dissolutions-undo": lambda _: {"reason": "Annulled."},
    "stage-events-retract": lambda _: {"reason": "It was another law."},
    "milestones-list": lambda p: {
        "law_review": p["review"],
        "stage": Stage.PUBLISHED,
        "title": "New",
        "planned_on": "2027-01-01",
    },
    "milestones-mark-reached": lambda _: {"on": "2026-03-08"},
    "milestones-mark-missed": lambda _: {"reason": "The House was dissolved."},
    "milestones-drop": lambda _: {"reason": "The law goes another way."},
    "milestones-reschedule": lambda _: {"to": "2027-03-08", "reason": "The House was dissolved."},
    "ask-options-list": lambda p: {"ask": p["ask"], "title": "New"},
    "coverage-list": lambda p: {**_CELL, "country": p.country},
    "coverage-end": lambda _: {"on": "2027-01-01"},
    "coverage-changes-list": lambda p: {**_CELL, "law_review": p["review"]},
    "clauses-list": lambda p: {"law_review": p["review"], "number": "New", "heading": "New"},
    "clause-tags-list": lambda p: {
        "clause": p["clause"], "case": p["case"], "bearing": "shows_need"
    },
    "ilo-support-list": lambda p: {"kind": "training", "title": "New", "country": p.country},
    "ilo-support-link": lambda p: {"law_review": p["review"]},
    "ilo-support-say-effect": lambda _: {"effect": "changed", "said_on": "2026-03-08"},
    "ilo-support-note-outcome": lambda _: {"biennium": "2026-27", "cpo_code": "THA251"},
    "ilo-support-set-status": lambda _: {"to": "ended"},
    "subscriptions-list": lambda p: {"scope_type": "case", "scope_id": p["case"]},
    "preferences-list": lambda _: {"kind": "", "channel": "email", "cadence": "daily"},
}  # fmt: skip
