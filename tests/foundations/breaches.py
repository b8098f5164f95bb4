"""How each constraint is broken, by its name; ``test_constraints`` tries every one.

A function is called to make a row when the breach is tried.
"""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.utils import timezone

from backend.accounts.roles import Role
from cases.models import MilestoneStatus
from notifications.models import AddressState, DeliveryState, Scope
from tests import factories
from tests.factories import UserFactory
from tests.foundations.breaches_of_desk import OF_THE_DESK

AN_ID = uuid4()
YESTERDAY = timezone.now() - dt.timedelta(1)
MONDAY, TUESDAY = dt.date(2026, 3, 9), dt.date(2026, 3, 10)

BREACHES: dict[str, list[dict[str, Any]]] = {
    "cases_erasure_done_has_moment_and_person": [
        {"done_at": YESTERDAY},
        {"done_by": UserFactory.create},
    ],
    "cases_erasure_takes_two": [
        {"asked_by_id": AN_ID, "done_by_id": AN_ID, "done_at": timezone.now()},
    ],
    "cases_erasure_is_not_both_done_and_withdrawn": [
        {"done_at": YESTERDAY, "done_by": UserFactory.create, "withdrawn_at": YESTERDAY},
    ],
    "cases_consent_is_understood": [{"is_understood": False}],
    "cases_consent_partner_is_named_where_one_is_meant": [
        {"purpose": "partner"},
        {"partner": factories.NetworkFactory.create},
    ],
    "cases_consent_office_or_way_is_named": [{"purpose": "government"}, {"purpose": "contact"}],
    "cases_consent_says_language_and_text": [{"language": ""}, {"text_version": ""}],
    "cases_consent_ends_after_it_was_given": [{"given_on": TUESDAY, "expires_on": MONDAY}],
    "cases_testimony_is_there_or_taken_back": [
        {"text": None},
        {"withdrawn_at": YESTERDAY, "withdrawn_by": UserFactory.create},
    ],
    "cases_testimony_has_a_pseudonym": [{"pseudonym": ""}],
    "cases_testimony_says_its_languages": [{"language": ""}, {"written_in": ""}],
    "cases_identity_has_a_pseudonym": [{"pseudonym": ""}],
    "cases_casekey_is_there_or_destroyed": [
        {"destroyed_at": YESTERDAY},
        {"wrapped": None},
    ],
    "accounts_user_name_is_in_small_letters": [{"username": "Leader"}],
    "accounts_user_active_is_neither_paused_nor_left": [{"is_active": True, "closed_as": "left"}],
    "audit_event_kind_is_dotted": [{"kind": "logged"}, {"kind": "Case.Logged"}, {"kind": "a.b.c"}],
    "audit_dispatch_done_has_its_moment": [
        {"state": "done"},
        {"state": "pending", "done_at": timezone.now()},
    ],
    "audit_read_seq_starts_at_one": [{"seq": 0}],
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
    "cases_evidence_has_its_files": [
        {"original_name": ""},
        {"copy_name": ""},
        {"size": 0},
        {"copy_size": 0},
    ],
    "cases_evidence_withdrawn_says_by_whom": [
        {"withdrawn_at": timezone.now()},
        {"withdrawn_by": UserFactory.create},
    ],
    "cases_evidence_destroyed_only_once_withdrawn": [{"destroyed_at": timezone.now()}],
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
    "cases_risklowering_when_and_by_whom_it_was_settled": [
        {"state": "agreed"},
        {"settled_at": timezone.now()},
        {"settled_by": UserFactory.create},
        {"state": "declined", "settled_at": timezone.now()},
    ],
    "cases_risklowering_takes_two": [
        {
            "asked_by_id": AN_ID,
            "settled_by_id": AN_ID,
            "settled_at": timezone.now(),
            "state": "agreed",
        },
    ],
    "notifications_delivery_receipt_has_its_moment": [
        {"receipt": "delivered"},
        {"receipt_at": YESTERDAY},
    ],
    **OF_THE_DESK,
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
    "notifications_delivery_receipt_is_known": {"receipt_at": YESTERDAY},
    "notifications_subscription_once": {"scope_type": Scope.NETWORK, "scope_id": str(AN_ID)},
}
