"""Networks, campaigns and who holds which role."""

OF_CAMPAIGNS: dict[str, dict[str, str]] = {
    "campaigns.Network": {
        "network": "id slug name names kind country parent languages about sources created_at"
        " updated_at version",
    },
    "campaigns.ThematicArea": {"public": "id scheme code phase group position name names sources"},
    "campaigns.Campaign": {
        "public": "id slug title titles summary summaries country lead_network status is_public"
        " sources created_at updated_at version allies thematic_areas",
    },
    "campaigns.Campaign_allies": {"public": "id campaign network"},
    "campaigns.Campaign_thematic_areas": {"public": "id campaign thematicarea"},
    "campaigns.Ask": {
        "public": "id campaign slug title titles text texts addressed_to sources created_at"
        " updated_at version",
    },
    "campaigns.AskOption": {
        "public": "id ask slug position title titles text texts sources created_at updated_at"
        " version",
    },
    "campaigns.Handover": {
        "case_team": "id network leader successor why asked_by asked_at settled_by settled_at"
        " withdrawn_at",
    },
    "campaigns.Invitation": {
        "case_team": "id network role invited_by created_at expires_at accepted_by accepted_at"
        " withdrawn_at",
        "sealed": "digest",
    },
    "campaigns.RoleAssignment": {
        "case_team": "id user role network country is_house starts_on ends_on granted_by",
    },
}
