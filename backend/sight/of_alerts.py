"""Alerts and how they reach people: each row is one person's own, or a network's."""

OF_ALERTS: dict[str, dict[str, str]] = {
    "notifications.Address": {
        "network": "id user channel state asked_at is_letter_due label verified_at created_at",
        "sealed": "sealed fingerprint code code_tries",
    },
    "notifications.Suppression": {
        "network": "id channel reason created_at",
        "sealed": "fingerprint",
    },
    "notifications.Escalation": {"network": "id event step state due_at"},
    "notifications.Calendar": {
        "network": "id user created_at",
        "sealed": "sealed fingerprint",
    },
    "notifications.Subscription": {
        "network": "id user scope_type scope_id level muted_until by_default created_at",
    },
    "notifications.Preference": {"network": "id user kind channel cadence"},
    "notifications.Hours": {
        "network": "user quiet digest_hour digest_weekday urgent_breaks_quiet",
    },
    "notifications.Notification": {
        "network": "id event user kind subject_type subject_id thread reason created_at seen_at"
        " read_at archived_at acked_at",
    },
    "notifications.Digest": {"network": "id user channel period local_date created_at"},
    "notifications.Delivery": {
        "network": "id notification digest bundled_in carried_by user channel address period"
        " state is_urgent due_at attempts doubtful lease_until last_error accepted_at provider"
        " reference pieces receipt receipt_at created_at",
        "sealed": "key lease_token",
    },
    "notifications.Provider": {
        "network": "name failures shut_until last_error last_failed_at last_took_at",
    },
    "notifications.SavedSearch": {
        "network": "id user page query name cadence threshold next_check_at created_at",
    },
    "notifications.SearchMatch": {"network": "id search thing_id is_told"},
    "notifications.Webhook": {
        "network": "id network campaign state failing_since last_error old_until created_at",
        "case_team": "made_by",
        "sealed": "sealed secret old_secret",
    },
    "notifications.WebhookPost": {
        "network": "id uid webhook event state due_at attempts lease_until last_error accepted_at"
        " created_at",
    },
}
