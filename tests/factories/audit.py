"""Entries of the record of events, and kept answers, with the least in them."""

from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from backend.api.models import KeptAnswer
from backend.audit.models import Dispatch, Event, Read, Round
from backend.sight import FieldClass
from tests.factories.campaigns import UserFactory


class EventFactory(DjangoModelFactory[Event]):
    """An event of a case nobody made; actions write real ones through ``log.record``."""

    class Meta:
        model = Event

    kind = "case.logged"
    subject_type = "cases.advocacycase"
    subject_id = factory.LazyFunction(uuid4)
    happened_at = factory.LazyFunction(timezone.now)


class DispatchFactory(DjangoModelFactory[Dispatch]):
    class Meta:
        model = Dispatch

    event = factory.SubFactory(EventFactory)


class ReadFactory(DjangoModelFactory[Read]):
    """A reading of a case nobody made, in no chain; ``reads.record`` writes real ones."""

    class Meta:
        model = Read

    network_id = factory.LazyFunction(uuid4)
    seq = 1
    reader_id = factory.LazyFunction(uuid4)
    reader_label = "reader"
    subject_type = "cases.advocacycase"
    subject_id = factory.LazyFunction(uuid4)
    field_class = FieldClass.CASE_TEAM
    read_at = factory.LazyFunction(timezone.now)
    mac = "none"


class RoundFactory(DjangoModelFactory[Round]):
    class Meta:
        model = Round

    task = factory.Sequence(lambda n: f"notifications.round_{n}")


class KeptAnswerFactory(DjangoModelFactory[KeptAnswer]):
    class Meta:
        model = KeptAnswer

    user = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda n: f"key-{n}")
    request_hash = "0" * 64
    created_at = factory.LazyFunction(timezone.now)
