"""People who sign in, what is recorded of them, and kept answers."""

OF_HOUSE: dict[str, dict[str, str]] = {
    "accounts.User": {
        "case_team": "id username display_name last_login email language time_zone calendar"
        " text_size is_active closed_as created_at",
        "sealed": "password",
    },
    "accounts.Session": {
        "network": "user device began_at seen_at expire_date",
        "sealed": "session_key session_data",
    },
    "audit.Event": {
        "network": "id uid kind subject_type subject_id changes happened_at",
        "case_team": "actor_id actor_label",
        "sealed": "dedupe_key",
    },
    "audit.Dispatch": {
        "network": "event state attempts done_at lease_until last_error",
        "sealed": "cursor lease_token",
    },
    "audit.Read": {
        "case_team": "id network_id seq reader_id reader_label subject_type subject_id"
        " field_class reason read_at",
        "sealed": "mac",
    },
    "audit.Round": {"network": "task ran_at rung_at lease_until"},
    "api.KeptAnswer": {
        "network": "id user status created_at",
        "sealed": "key request_hash body headers",
    },
}
