"""What is told in confidence, and what is kept of it; who finds a row at all is stricter yet."""

OF_CONFIDENCE: dict[str, dict[str, str]] = {
    "cases.CaseKey": {"network": "case made_at destroyed_at", "sealed": "wrapped"},
    "cases.Consent": {
        "network": "id case purpose partner basis guardian mode language text_version"
        " with_interpreter is_understood given_on expires_on recorded_at",
        "case_team": "detail taken_by",
    },
    "cases.Withdrawal": {"network": "consent at", "case_team": "recorded_by"},
    "cases.ConsentUse": {
        "network": "id consent subject_type subject_id leaves_copy at",
        "case_team": "user",
    },
    "cases.Testimony": {
        "network": "id case pseudonym language written_in told_on corrects written_at withdrawn_at",
        "case_team": "written_by withdrawn_by",
        "sealed": "text",
    },
    "cases.Identity": {
        "network": "id case added_at",
        "case_team": "pseudonym added_by",
        "sealed": "name contact",
    },
    "cases.Evidence": {
        "network": "id case kind format copy_format fingerprint size copy_size scan added_at"
        " withdrawn_at destroyed_at",
        "case_team": "added_by withdrawn_by",
        "sealed": "original_name copy_name",
    },
    "cases.Custody": {"network": "id evidence step fingerprint at", "case_team": "by"},
    "cases.Erasure": {
        "network": "id case reason asked_at done_at withdrawn_at",
        "case_team": "asked_by done_by",
    },
}
