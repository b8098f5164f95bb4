"""The law, its reviews, who is covered for what, and ILO support: most of it is published."""

_DATED = "created_at updated_at version"
_CELL = (
    "id group branch kind level citation provision mark contribution qualifying_period note"
    " sources created_at updated_at version"
)

OF_LAW: dict[str, dict[str, str]] = {
    "cases.Instrument": {"public": "id akn_id country kind title titles about gazette sources"},
    "cases.Provision": {"public": "id instrument kind number title titles aliases sources asks"},
    "cases.Provision_asks": {"public": "id provision ask"},
    "cases.Standard": {"public": "id code kind number year title titles about url sources"},
    "cases.StandardArticle": {
        "public": "id standard kind code position title titles text sources",
    },
    "cases.StageTemplate": {"public": "id country track version title titles is_draft sources"},
    "cases.TemplateStage": {
        "public": "id template position stage name names body needs next_stages"
        " expected_days_min expected_n expected_days_max expected_basis sources",
    },
    "cases.TemplateGate": {
        "public": "id template stage kind name names to_do warn_days sources",
    },
    "cases.LawReview": {
        "public": "id slug title titles about country track lead_body template status conclusion"
        f" is_public sources instruments asks alongside {_DATED}",
        "network": "officer cases",
    },
    "cases.LawReview_instruments": {"public": "id lawreview instrument"},
    "cases.LawReview_asks": {"public": "id lawreview ask"},
    "cases.LawReview_cases": {"network": "id lawreview advocacycase"},
    "cases.LawReview_alongside": {"public": "id from_lawreview to_lawreview"},
    "cases.ReviewCheck": {"public": "id law_review checked_at", "network": "checked_by"},
    "cases.StageEvent": {
        "public": "id law_review stage on precision summary summaries sources gazette confidence"
        " dispute_note disputes retracts recorded_at",
        "network": "recorded_by",
    },
    "cases.Clause": {
        "public": "id law_review position number heading before after amends wording sources"
        f" articles {_DATED}",
    },
    "cases.Clause_articles": {"public": "id clause standardarticle"},
    "cases.CoverageFact": {
        "public": f"{_CELL} country from_on until_on is_claim",
        "network": "recorded_by",
    },
    "cases.CoverageChange": {"public": f"{_CELL} law_review option", "network": "recorded_by"},
    "cases.Ratification": {"public": "id standard country on sources"},
    "cases.Gate": {
        "public": f"id law_review kind closes_on note source_url status {_DATED}",
        "network": "kept_by",
    },
    "cases.GlossaryTerm": {"public": "id code name names text texts aliases drafts sources"},
    "cases.Milestone": {
        "public": "id law_review stage title titles body status planned_on forecast_on reached_on"
        f" precision source_url note event {_DATED}",
        "network": "marked_by",
    },
    "cases.MilestoneMove": {
        "public": "id milestone moved_from moved_to reason moved_at",
        "network": "moved_by",
    },
    "cases.ParliamentPeriod": {"public": "id country kind name names starts_on ends_on sources"},
    "cases.Dissolution": {
        "public": "id country on source_url declared_at undone_at reason",
        "network": "declared_by undone_by",
    },
    "cases.Lapse": {"public": "id dissolution event"},
    "cases.Proposal": {
        "network": "id law_review stage on precision summary source_title source_url state answer"
        " event network proposed_at decided_by decided_at",
        "case_team": "proposed_by",
    },
    "cases.Programme": {
        "public": "id code name names phase about lead status starts_on starts_precision ends_on"
        " ends_precision url project_code sources",
    },
    "cases.ProgrammePart": {"public": "id programme kind code position name names about sources"},
    "cases.ProgrammeCountry": {
        "public": "id programme country role known_on known_precision sources",
    },
    "cases.IloSupport": {
        "public": "id programme kind title titles about country status starts_on starts_precision"
        " ends_on ends_precision cpo_code iati_id amount currency is_public sources law_reviews"
        f" milestones {_DATED}",
        "network": "cases",
    },
    "cases.IloSupport_law_reviews": {"public": "id ilosupport lawreview"},
    "cases.IloSupport_milestones": {"public": "id ilosupport milestone"},
    "cases.IloSupport_cases": {"network": "id ilosupport advocacycase"},
    "cases.KeyFigure": {
        "public": "id code country label labels value unit qualifier as_of as_of_precision sources"
        " series vintage",
    },
}
