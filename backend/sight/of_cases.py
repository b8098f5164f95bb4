"""Cases, and what people say and take on about them."""

OF_CASES: dict[str, dict[str, str]] = {
    "cases.AdvocacyCase": {
        "network": "id reference campaign network country title summary status visibility risk"
        " people_affected originals outcome_note asks provisions standards created_at updated_at"
        " version",
        "case_team": "logged_by owner place on_behalf_of",
    },
    "cases.AdvocacyCase_asks": {"network": "id advocacycase ask"},
    "cases.AdvocacyCase_provisions": {"network": "id advocacycase provision"},
    "cases.AdvocacyCase_standards": {"network": "id advocacycase standardarticle"},
    "cases.CaseIssue": {"network": "id case kind"},
    "cases.CaseNumber": {"network": "id country year last"},
    "cases.CaseDraft": {
        "network": "id author network campaign saved_at",
        "sealed": "sealed",
    },
    "cases.RiskLowering": {
        "case_team": "id case risk_before risk_after yes state asked_by asked_at settled_by"
        " settled_at",
    },
    "cases.Comment": {
        "network": "id case text readers shared_with network created_at",
        "case_team": "author",
    },
    "cases.Task": {
        "network": "id case title owner due_on created_at done_at",
        "case_team": "created_by done_by",
    },
    "cases.ClauseTag": {
        "network": "id clause case bearing wording tagged_at",
        "case_team": "tagged_by",
    },
}
