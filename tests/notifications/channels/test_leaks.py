"""Nothing private leaves the house, on any way out: a canary in every private field is searched."""

import base64
import json
import logging
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.db import models
from django.test import Client
from django.utils import timezone

from backend.accounts.models import User
from campaigns.models import Ask, Campaign, Network
from cases.models import (
    AdvocacyCase,
    Comment,
    Evidence,
    IloSupport,
    LawReview,
    Milestone,
    Proposal,
    Task,
)
from notifications import tasks
from notifications.actions import answering, calendars
from notifications.channels import switched_on
from notifications.models import Cadence, Channel, Delivery, Preference, WebhookPost
from tests.factories import AddressFactory, WebhookFactory
from tests.notifications.channels.provider import Provider
from tests.notifications.channels.test_proving import PERSON, PHONE
from tests.notifications.channels.test_push import Browser
from tests.notifications.channels.test_webhooks import post_all
from tests.notifications.stage import LONG_AGO, follows, pass_on, send_all, whole
from tests.notifications.story import Cast, assemble, tell_everything

CANARY = "zqcanary"
PRIVATE: list[type[models.Model]] = [AdvocacyCase, Comment, Evidence, Task, Proposal, Network]
NOT_PUBLIC: list[type[models.Model]] = [Campaign, Ask, LawReview, Milestone, IloSupport]
KEYS = {"slug", "country", "reference", "source_url"}


def put_canaries(model: type[models.Model]) -> None:
    """Write one into every text of every row; codes and addresses stay what they are."""
    texts = [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in KEYS
        and (field.max_length is None or field.max_length > len(CANARY))
    ]
    assert texts
    model._default_manager.update(**dict.fromkeys(texts, CANARY))


@pytest.fixture
def told(server: Provider) -> Cast:
    """Have everything happen of which anybody hears, to somebody who hears it every way."""
    cast = assemble()
    browser = Browser(f"{server.url}/push")
    hers = {
        Channel.EMAIL: "hnin@example.org",
        Channel.PUSH: browser.address,
        Channel.SMS: PHONE,
        Channel.TELEGRAM: "4711",
        Channel.LINE: PERSON,
        Channel.WHATSAPP: PHONE,
    }
    for channel, plain in hers.items():
        AddressFactory.create(user=cast.hnin, channel=channel, plain=plain)
        Preference.objects.create(user=cast.hnin, kind="", channel=channel, cadence=Cadence.NOW)
    for scope in (cast.network, "TH"):
        follows(cast.hnin, scope, created_at=LONG_AGO)
    WebhookFactory.create(network=cast.network, url=f"{server.url}/news")
    calendars.renew(by=cast.hnin, now=timezone.now())
    tell_everything(cast)
    for model in (*PRIVATE, *NOT_PUBLIC):
        put_canaries(model)
    for model in (LawReview, IloSupport, Campaign):
        model._default_manager.update(is_public=False)
    User.objects.update(display_name=CANARY, email=f"{CANARY}@example.org")
    return cast


def left_the_house(server: Provider, cast: Cast) -> dict[str, str]:
    """Return all that strangers on any line, or carriers, could read."""
    token = calendars.token_of(cast.hnin)
    slugs = Campaign.objects.values_list("slug", flat=True)
    feeds = [f"/news/campaigns/{slug}.atom" for slug in slugs] + ["/news/countries/TH.atom"]
    return {
        "carriers": "\n".join(
            f"{one.path} {dict(one.headers)} {unquote_plus(one.content.decode(errors='replace'))}"
            for one in server.asked
        ),
        "mail": "\n".join(whole(one) for one in mail.outbox),
        "calendar": Client().get(f"/calendar/{token}.ics").content.decode(),
        "feeds": "\n".join(Client().get(one).content.decode() for one in feeds),
        "kept": json.dumps(list(Delivery.objects.values_list("last_error", "reference"))),
    }


def lies_in_redis() -> str:
    """Return all that is kept there: names, and what is queued under them."""
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        kept = []
        for name in broker.keys("*"):
            read = _READ[broker.type(name).decode()]
            kept.append(f"{name!r} {read(broker, name)!r}")
    said = "\n".join(kept)
    # What a task is told travels in Base64.
    told = re.findall(r'"body": "([A-Za-z0-9+/=]+)"', said)
    return "\n".join([said, *(base64.b64decode(one).decode() for one in told)])


_READ: dict[str, Callable[[Any, bytes], Any]] = {
    "string": lambda broker, name: broker.get(name),
    "list": lambda broker, name: broker.lrange(name, 0, -1),
    "set": lambda broker, name: broker.smembers(name),
    "hash": lambda broker, name: broker.hgetall(name),
    "zset": lambda broker, name: broker.zrange(name, 0, -1),
}


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
class TestWhatLiesInRedis:
    def test_is_rings_alone_and_nothing_private(self, request: pytest.FixtureRequest) -> None:
        """No worker takes them, so that every ring lies there.

        To see it fail, let ``log.wake`` ring with the event's ``changes`` or its subject's id.
        """
        with redis.Redis.from_url(settings.REDIS_URL) as broker:
            broker.flushdb()
        told: Cast = request.getfixturevalue("told")
        pass_on()
        tasks.sweep()
        answering.escalate_due(now=timezone.now())

        kept = lies_in_redis()

        assert "notifications.dispatch" in kept
        assert "notifications.deliver" in kept
        private = [CANARY, PHONE, PERSON, "hnin@example.org", "Champa", "Section 33"]
        private += [str(pk) for pk in AdvocacyCase.objects.values_list("pk", flat=True)]
        private += AdvocacyCase.objects.values_list("reference", flat=True)
        private += [str(told.hnin.pk), told.hnin.username]
        assert [word for word in private if word in kept] == []


class TestWhatIsPrivate:
    def test_leaves_the_house_by_no_way(
        self, server: Provider, told: Cast, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        pass_on()
        send_all()
        post_all()

        left = left_the_house(server, told) | {"log": caplog.text}

        ways = set(Delivery.objects.filter(state="accepted").values_list("channel", flat=True))
        assert ways == set(switched_on())  # something did leave, every way
        assert WebhookPost.objects.count() == 0
        assert {way for way, said in left.items() if CANARY in said.lower()} == set()
        references = AdvocacyCase.objects.values_list("reference", "pk")
        for reference, pk in references:
            assert {way for way, said in left.items() if reference in said} == set()
            assert {way for way, said in left.items() if str(pk) in said} - {"log"} == set()

    def test_stands_in_no_log_when_a_carrier_says_it_back(
        self, server: Provider, told: Cast, caplog: pytest.LogCaptureFixture
    ) -> None:
        echo: dict[str, Any] = {"message": f"{PHONE} {CANARY}", "description": CANARY}
        server.answers = [(400, echo, {})] * 2000
        pass_on()
        send_all()

        kept = json.dumps(list(Delivery.objects.values_list("last_error", "reference")))
        assert Delivery.objects.filter(user=told.hnin, state="dead").exists()
        for said in (caplog.text, kept):
            assert not any(word in said for word in (CANARY, PHONE, PERSON, "hnin@example.org"))
