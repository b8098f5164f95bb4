"""What the database refuses, whoever asks: every constraint of every model of ours.

A new constraint fails the first test until it says here how it is broken, unless its name ends
in ``_is_known`` or it is a plain ``UniqueConstraint``: those two kinds are broken by rule.
"""

import datetime as dt
from typing import Any, cast
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from backend.accounts.roles import Role
from cases.models import MilestoneStatus
from notifications.models import AddressState, DeliveryState, Scope
from tests import factories
from tests.factories import UserFactory

AN_ID = uuid4()
YESTERDAY = timezone.now() - dt.timedelta(1)
MONDAY, TUESDAY = dt.date(2026, 3, 9), dt.date(2026, 3, 10)

# A function is called to make a row when the breach is tried.
BREACHES: dict[str, list[dict[str, Any]]] = {
    "accounts_user_name_is_in_small_letters": [{"username": "Leader"}],
    "accounts_user_active_is_neither_paused_nor_left": [{"is_active": True, "closed_as": "left"}],
    "audit_event_kind_is_dotted": [{"kind": "logged"}, {"kind": "Case.Logged"}, {"kind": "a.b.c"}],
    "audit_dispatch_done_has_its_moment": [
        {"state": "done"},
        {"state": "pending", "done_at": timezone.now()},
    ],
    "campaigns_network_is_not_its_own_parent": [{"id": AN_ID, "parent_id": AN_ID}],
    "campaigns_assignment_has_the_scope_of_its_role": [
        {"network": None},
        {"country": "TH"},
        {"is_house": True},
        {"role": "nonsense"},
        {"role": Role.OFFICER},
        {"role": Role.OFFICER, "network": None},
        {"role": Role.OFFICER, "network": None, "country": "TH", "is_house": True},
        {"role": Role.ADMINISTRATOR},
        {"role": Role.ADMINISTRATOR, "network": None, "country": "TH"},
        {"role": Role.ADMINISTRATOR, "network": None, "is_house": False},
    ],
    "campaigns_assignment_ends_after_it_starts": [{"starts_on": TUESDAY, "ends_on": MONDAY}],
    "campaigns_invitation_role_is_held_in_a_network": [
        {"role": Role.OFFICER},
        {"role": Role.ADMINISTRATOR},
        {"role": "nonsense"},
    ],
    "campaigns_invitation_accepted_has_moment_and_person": [
        {"accepted_by": UserFactory.create},
        {"accepted_at": timezone.now()},
    ],
    "campaigns_invitation_is_not_both_accepted_and_withdrawn": [
        {
            "accepted_by": UserFactory.create,
            "accepted_at": timezone.now(),
            "withdrawn_at": timezone.now(),
        },
    ],
    "campaigns_invitation_expires_after_it_begins": [{"expires_at": YESTERDAY}],
    "campaigns_handover_settled_has_moment_and_person": [
        {"settled_by": UserFactory.create},
        {"settled_at": timezone.now()},
    ],
    "campaigns_handover_takes_two": [
        {"asked_by_id": AN_ID, "settled_by_id": AN_ID, "settled_at": timezone.now()},
    ],
    "campaigns_handover_leader_takes_no_part": [
        {"leader_id": AN_ID, "asked_by_id": AN_ID},
        {"leader_id": AN_ID, "successor_id": AN_ID},
        {"leader_id": AN_ID, "settled_by_id": AN_ID, "settled_at": timezone.now()},
    ],
    "campaigns_handover_is_not_both_settled_and_withdrawn": [
        {
            "settled_by": UserFactory.create,
            "settled_at": timezone.now(),
            "withdrawn_at": timezone.now(),
        },
    ],
    "cases_templatestage_range_is_not_turned_round": [
        {"expected_days_min": 10, "expected_days_max": 9},
    ],
    "cases_coveragefact_ends_after_it_began": [{"from_on": TUESDAY, "until_on": MONDAY}],
    "cases_coveragechange_belongs_to_one_proposal": [
        {"law_review": None},
        {"option": factories.AskOptionFactory.create},
    ],
    "cases_parliamentperiod_ends_after_it_starts": [{"starts_on": TUESDAY, "ends_on": MONDAY}],
    "cases_dissolution_undone_says_by_whom": [
        {"undone_at": YESTERDAY},
        {"undone_by": UserFactory.create},
    ],
    "cases_stageevent_does_not_retract_itself": [{"id": AN_ID, "retracts_id": AN_ID}],
    "cases_milestone_reached_has_its_date": [
        {"status": MilestoneStatus.REACHED, "marked_by": UserFactory.create},
        {"status": MilestoneStatus.MISSED, "marked_by": UserFactory.create, "reached_on": MONDAY},
        {"reached_on": MONDAY},
    ],
    "cases_milestone_not_reached_is_no_fact": [{"event": factories.StageEventFactory.create}],
    "cases_milestone_closed_says_by_whom": [
        {"status": MilestoneStatus.REACHED, "reached_on": MONDAY},
        {"status": MilestoneStatus.DROPPED},
        {"marked_by": UserFactory.create},
    ],
    "cases_milestonemove_moves_the_date": [{"moved_from": MONDAY, "moved_to": MONDAY}],
    "cases_milestonemove_gives_a_reason": [{"reason": ""}],
    "cases_comment_readers_are_known": [{"readers": "nonsense"}],
    "cases_comment_says_something": [{"text": ""}],
    "cases_task_done_says_by_whom": [
        {"done_at": timezone.now()},
        {"done_by": UserFactory.create},
    ],
    "cases_task_says_what": [{"title": ""}],
    "cases_proposal_names_what_happened_and_its_source": [{"summary": ""}, {"source_url": ""}],
    "cases_proposal_declined_says_why": [
        {
            "state": "declined",
            "decided_by": UserFactory.create,
            "decided_at": timezone.now(),
        },
    ],
    "cases_proposal_decided_says_when_and_by_whom": [
        {"state": "declined"},
        {"state": "declined", "decided_at": timezone.now()},
        {"decided_by": UserFactory.create, "decided_at": timezone.now()},
    ],
    "cases_proposal_accepted_became_a_fact": [
        {"state": "accepted", "decided_by": UserFactory.create, "decided_at": timezone.now()},
        {"event": factories.StageEventFactory.create},
    ],
    "cases_programme_ends_after_it_starts": [{"starts_on": TUESDAY, "ends_on": MONDAY}],
    "cases_ilosupport_ends_after_it_starts": [{"starts_on": TUESDAY, "ends_on": MONDAY}],
    "cases_ilosupport_amount_has_its_currency": [{"amount": 100}, {"currency": "THB"}],
    "notifications_escalation_step_is_one_of_two": [{"step": 3}],
    "notifications_hours_quiet_is_a_week": [
        {"quiet": "22:00-07:00"},
        {"quiet": "22:00-7:00,,,,,,"},
        {"quiet": "24:00-07:00,,,,,,"},
        {"quiet": ",,,,,,,"},
    ],
    "notifications_hours_digest_is_at_an_hour": [{"digest_hour": 24}, {"digest_weekday": 7}],
    "notifications_savedsearch_needs_something_new": [{"threshold": 0}],
    "notifications_subscription_muted_once_or_for_good": [
        {"level": "muted", "muted_until": YESTERDAY}
    ],
    "notifications_address_in_use_is_verified": [{"verified_at": None}],
    "notifications_address_letter_was_asked_for": [{"is_letter_due": True, "asked_at": None}],
    "notifications_provider_is_shut_for_a_reason": [
        {"shut_until": timezone.now(), "failures": 0},
    ],
    "notifications_webhook_old_secret_has_its_end": [
        {"old_secret": b"x"},
        {"old_until": timezone.now()},
    ],
    "notifications_delivery_is_about_one_thing": [
        {"notification": None, "user": UserFactory.create},
        {"digest": factories.DigestFactory.create},
    ],
    "notifications_delivery_taken_has_its_lease": [
        {"state": DeliveryState.LEASED},
        {"state": DeliveryState.QUEUED, "lease_token": AN_ID},
    ],
}
ALSO: dict[str, dict[str, Any]] = {
    "accounts_user_closed_as_is_known": {"is_active": False},
    "cases_proposal_state_is_known": {
        "decided_by": UserFactory.create,
        "decided_at": timezone.now(),
    },
    "campaigns_assignment_once_in_a_country_or_the_house": {
        "role": Role.OFFICER,
        "network": None,
        "country": "TH",
    },
    "cases_coveragechange_once_in_an_option": {
        "law_review": None,
        "option": factories.AskOptionFactory.create,
    },
    "cases_milestone_status_is_known": {"marked_by": UserFactory.create},
    "notifications_address_once": {"state": AddressState.PENDING},
    "notifications_address_one_in_use": {"plain": lambda: f"{uuid4()}@example.org"},
    "notifications_delivery_once_per_digest": {
        "notification": None,
        "digest": factories.DigestFactory.create,
        "user": UserFactory.create,
    },
    "notifications_subscription_once": {"scope_type": Scope.NETWORK, "scope_id": str(AN_ID)},
}
"""What a row needs besides, so that this constraint is the one it breaks."""

MODELS = [
    model
    for config in apps.get_app_configs()
    if config.name in settings.FIRST_PARTY_APPS
    for model in config.get_models()
]
CONSTRAINTS = [(model, each) for model in MODELS for each in model._meta.constraints]
UNIQUE = [(m, c) for m, c in CONSTRAINTS if isinstance(c, models.UniqueConstraint)]
KNOWN = [(m, c) for m, c in CONSTRAINTS if c.name.endswith("_is_known")]
OTHER = [(m, c) for m, c in CONSTRAINTS if (m, c) not in UNIQUE + KNOWN]
UNIQUE_COLUMNS = [
    (model, field)
    for model in MODELS
    for field in model._meta.fields
    if field.unique and not field.primary_key and not field.is_relation
]


def label(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(getattr(value, "name", value))


def make(model: type[models.Model], **values: Any) -> Any:
    made = getattr(factories, f"{model.__name__.removeprefix('Advocacy')}Factory")
    return made.create(**{name: v() if callable(v) else v for name, v in values.items()})


class TestEveryConstraint:
    def test_is_broken_below(self) -> None:
        assert {constraint.name for _, constraint in OTHER} == set(BREACHES)

    def test_is_named_as_a_sentence_about_its_model(self) -> None:
        for model, constraint in CONSTRAINTS:
            assert constraint.name.startswith(f"{model._meta.app_label}_"), constraint.name


@pytest.mark.parametrize(("model", "constraint"), OTHER, ids=label)
class TestWhatTheDomainForbids:
    def test_the_database_refuses(
        self, model: type[models.Model], constraint: models.CheckConstraint
    ) -> None:
        for breach in BREACHES[constraint.name]:
            with pytest.raises(IntegrityError, match=constraint.name), transaction.atomic():
                make(model, **breach)


@pytest.mark.parametrize(("model", "constraint"), KNOWN, ids=label)
class TestAWordOutsideItsCodedList:
    def test_is_refused(
        self, model: type[models.Model], constraint: models.CheckConstraint
    ) -> None:
        condition: Any = constraint.condition
        field = condition.children[0][0].removesuffix("__in")

        with pytest.raises(IntegrityError, match=constraint.name), transaction.atomic():
            make(model, **ALSO.get(constraint.name, {}), **{field: "nonsense"})


@pytest.mark.parametrize(("model", "constraint"), UNIQUE, ids=label)
class TestTheSameThingTwice:
    def test_is_refused(
        self, model: type[models.Model], constraint: models.UniqueConstraint
    ) -> None:
        first = make(model, **ALSO.get(constraint.name, {}))
        same = {name: getattr(first, name) for name in constraint.fields}

        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            make(model, **ALSO.get(constraint.name, {}) | same)

        assert names(refusal.value, constraint.name, model, constraint.fields)


@pytest.mark.parametrize(("model", "field"), UNIQUE_COLUMNS, ids=label)
class TestTheSameHandleTwice:
    def test_is_refused(self, model: type[models.Model], field: models.Field[Any, Any]) -> None:
        first = make(model) if field.name != "dedupe_key" else make(model, dedupe_key="once")

        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            make(model, **{field.name: getattr(first, field.name)})

        assert names(refusal.value, f"{field.column}", model, [field.name])


def names(refusal: IntegrityError, name: str, model: type[models.Model], fields: Any) -> bool:
    """Say whether ``refusal`` names the constraint, which SQLite does by its columns."""
    if connection.vendor == "postgresql":
        return name in str(refusal)
    columns = [cast(models.Field[Any, Any], model._meta.get_field(f)).column for f in fields]
    return ", ".join(f"{model._meta.db_table}.{column}" for column in columns) in str(refusal)
