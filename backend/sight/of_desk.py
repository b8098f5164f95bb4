"""What the ILO's officers keep and draw up, and what workers say of it."""

OF_DESK: dict[str, dict[str, str]] = {
    "cases.WorkersWord": {
        "network": "id support network effect words said_on said_at",
        "case_team": "said_by",
    },
    "cases.IatiImport": {"network": "id country activities read_by read_at applied_at"},
    "cases.SupportOutcome": {
        "public": "id support biennium cpo_code indicator wording iati_id sources",
        "network": "recorded_by recorded_at",
    },
    "cases.Report": {
        "network": "id kind country campaign programme milestone from_on until_on language summary"
        " gender is_final state steps_done inputs digest requested_by requested_at claimed_at"
        " made_at",
    },
    "cases.ReportFile": {"network": "id report form content"},
    "cases.ResourceLine": {
        "public": "id programme country kind amount currency as_of as_of_precision sources",
        "network": "recorded_by recorded_at",
    },
    "cases.SavedView": {"network": "id owner name query created_at"},
}
