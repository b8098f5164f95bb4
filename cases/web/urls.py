"""Pages about what is fought for.

``campaign_patterns`` join the ``campaigns:`` names at the root: a campaign's page shows its
cases and reviews, which campaigns themselves do not know.
"""

from django.urls import path, register_converter

from backend.web.addresses import CountryInAddress
from backend.web.sharing.language import LanguageInAddress
from backend.web.tables import PaperForm, TableFormat
from cases.web.views import (
    campaigns,
    cases,
    clauses,
    confidence,
    countries,
    erasing,
    evidence,
    figures,
    gates,
    glossary,
    iati,
    log,
    milestones,
    parliaments,
    portfolio,
    proposals,
    reference,
    reports,
    reviews,
    risk,
    search,
    sharing,
    steps,
    support,
    teamwork,
    templates,
)

app_name = "cases"

register_converter(LanguageInAddress, "language")
register_converter(CountryInAddress, "country")
register_converter(TableFormat, "table")
register_converter(PaperForm, "paper")

campaign_patterns = [
    path("campaigns/<slug:slug>/", campaigns.campaign, name="campaign"),
    path("campaigns/<slug:slug>/card/<language:language>.png", sharing.campaign_card, name="card"),
]

_case, _review = "cases/<uuid:case_id>/", "law-reviews/<slug:slug>/"
_milestone, _support = "milestones/<uuid:milestone_id>/", "support/<uuid:support_id>/"
_country, _clause = "countries/<country:country>/", "clauses/<uuid:clause_id>/"
_gate, _template = "gates/<uuid:gate_id>/", "templates/<uuid:template_id>/"
_testimony, _erasure = "testimonies/<uuid:testimony_id>/", "erasures/<uuid:erasure_id>/"
_parliament, _dissolution = "parliaments/<str:country>/", "dissolutions/<uuid:dissolution_id>/"
_evidence = "evidence/<uuid:evidence_id>/"
_report = "reports/<uuid:report_id>/"
_proposal, _draft = "proposals/<uuid:proposal_id>/", "cases/log/<uuid:draft_id>/"

urlpatterns = [
    path("search/", search.results, name="search"),
    path("figures/", figures.picture, name="figures"),
    path("cases/", cases.case_list, name="cases"),
    path("cases/log/", log.begin, name="log"),
    path(_draft, log.What.as_view(), name="log-what"),
    path(f"{_draft}whom/", log.Whom.as_view(), name="log-whom"),
    path(f"{_draft}check/", log.Check.as_view(), name="log-check"),
    path(f"{_draft}forget/", log.Forget.as_view(), name="forget-draft"),
    path(_case, cases.case, name="case"),
    path(f"{_case}read-by/", cases.case_read_by, name="read-by"),
    path(f"{_case}who-sees/", cases.case_who_sees, name="who-sees"),
    path(f"{_case}risk/", risk.Dial.as_view(), name="risk"),
    path(f"{_case}edit/", cases.Edit.as_view(), name="edit"),
    path(f"{_case}activate/", steps.Activate.as_view(), name="activate"),
    path(f"{_case}submit/", steps.Submit.as_view(), name="submit"),
    path(f"{_case}close/", steps.Close.as_view(), name="close"),
    path(f"{_case}reopen/", steps.Reopen.as_view(), name="reopen"),
    path(f"{_case}share/", steps.Share.as_view(), name="share"),
    path(f"{_case}assign/", steps.Assign.as_view(), name="assign"),
    path(f"{_case}link-review/", steps.Link.as_view(), name="link-review"),
    path(f"{_case}evidence/", clauses.Tag.as_view(), name="tag-clause"),
    path(f"{_case}comments/", teamwork.Comments.as_view(), name="comments"),
    path(f"{_case}give-task/", teamwork.Give.as_view(), name="give-task"),
    path(f"{_case}confidence/", confidence.confidence, name="confidence"),
    path(f"{_case}erase/", erasing.Ask.as_view(), name="erase"),
    path(f"{_erasure}agree/", erasing.CarryOut.as_view(), name="carry-out-erasure"),
    path(f"{_erasure}withdraw/", erasing.Withdraw.as_view(), name="withdraw-erasure"),
    path(f"{_case}agree/", confidence.GiveConsent.as_view(), name="agree"),
    path("consents/<uuid:consent_id>/", confidence.TakeBack.as_view(), name="take-back"),
    path(f"{_case}testimony/", confidence.TakeTestimony.as_view(), name="take-testimony"),
    path(_testimony, confidence.ReadTestimony.as_view(), name="testimony"),
    path(f"{_testimony}correct/", confidence.CorrectTestimony.as_view(), name="correct-testimony"),
    path(
        f"{_testimony}withdraw/", confidence.WithdrawTestimony.as_view(), name="withdraw-testimony"
    ),
    path(f"{_case}vault/", confidence.PutIdentityAway.as_view(), name="put-identity-away"),
    path("identities/<uuid:identity_id>/", confidence.OpenIdentity.as_view(), name="open-identity"),
    path(f"{_case}files/", evidence.OfCase.as_view(), name="case-evidence"),
    path(_evidence, evidence.one, name="evidence"),
    path(f"{_evidence}copy/", evidence.copy, name="evidence-copy"),
    path(f"{_evidence}original/", evidence.original, name="evidence-original"),
    path(f"{_evidence}withdraw/", evidence.Withdraw.as_view(), name="withdraw-evidence"),
    path("tasks/<uuid:task_id>/done/", teamwork.Finish.as_view(), name="finish-task"),
    path("law-reviews/", reviews.review_list, name="reviews"),
    path("law-reviews/new/", reviews.Open.as_view(), name="open-review"),
    path(_review, reviews.review, name="review"),
    path(f"{_review}card/<language:language>.png", sharing.review_card, name="review-card"),
    path(f"{_review}record/", reviews.Record.as_view(), name="record-event"),
    path(f"{_review}plan/", reviews.Plan.as_view(), name="plan-milestone"),
    path(f"{_review}link-support/", reviews.Support.as_view(), name="review-support"),
    path(f"{_review}conclude/", reviews.Conclude.as_view(), name="conclude"),
    path(f"{_review}propose/", proposals.Propose.as_view(), name="propose"),
    path(f"{_review}no-change/", proposals.ConfirmNoChange.as_view(), name="confirm-no-change"),
    path(f"{_review}brief/", clauses.brief, name="brief"),
    path(f"{_review}add-clause/", clauses.Add.as_view(), name="add-clause"),
    path(f"{_review}propose-coverage/", countries.Propose.as_view(), name="propose-coverage"),
    path(_clause, clauses.clause, name="clause"),
    path(f"{_clause}reword/", clauses.Reword.as_view(), name="reword-clause"),
    path("clause-tags/<uuid:tag_id>/remove/", clauses.Untag.as_view(), name="untag-clause"),
    path(f"{_review}alongside/", reviews.Alongside.as_view(), name="link-alongside"),
    path(f"{_review}template/", templates.Move.as_view(), name="move-template"),
    path(f"{_review}gates/", gates.Set.as_view(), name="set-gate"),
    path(f"{_gate}move/", gates.Move.as_view(), name="move-gate"),
    path(f"{_gate}passed/", gates.Passed.as_view(), name="pass-gate"),
    path(f"{_gate}shut/", gates.Shut.as_view(), name="shut-gate"),
    path(f"{_proposal}accept/", proposals.Accept.as_view(), name="accept-proposal"),
    path(f"{_proposal}decline/", proposals.Decline.as_view(), name="decline-proposal"),
    path("stage-events/<uuid:event_id>/retract/", reviews.Retract.as_view(), name="retract"),
    path(f"{_milestone}reached/", milestones.Reached.as_view(), name="mark-reached"),
    path(f"{_milestone}reschedule/", milestones.Reschedule.as_view(), name="reschedule"),
    path(f"{_milestone}missed/", milestones.Missed.as_view(), name="mark-missed"),
    path(f"{_milestone}drop/", milestones.Drop.as_view(), name="drop"),
    path("templates/", templates.template_list, name="templates"),
    path(_template, templates.template, name="template"),
    path(f"{_template}copy/", templates.Copy.as_view(), name="copy-template"),
    path(f"{_template}publish/", templates.Publish.as_view(), name="publish-template"),
    path("parliaments/", parliaments.parliament_list, name="parliaments"),
    path(_parliament, parliaments.parliament, name="parliament"),
    path(f"{_parliament}dissolve/", parliaments.Dissolve.as_view(), name="dissolve"),
    path(f"{_dissolution}undo/", parliaments.Undo.as_view(), name="undo-dissolution"),
    path("support/", support.support_list, name="support-list"),
    path("support/new/", support.Add.as_view(), name="add-support"),
    path("support/iati/", iati.ReadIn.as_view(), name="iati-read"),
    path("support/iati/<uuid:import_id>/", iati.Apply.as_view(), name="iati-apply"),
    path(_support, support.support, name="support"),
    path(f"{_support}link/", support.Link.as_view(), name="link-support"),
    path(f"{_support}status/", support.Status.as_view(), name="support-status"),
    path(f"{_support}outcome/", support.NoteOutcome.as_view(), name="note-outcome"),
    path(f"{_support}effect/", support.SayEffect.as_view(), name="say-effect"),
    path("portfolio/", portfolio.portfolio, name="portfolio"),
    path("portfolio/views/new/", portfolio.KeepView.as_view(), name="keep-view"),
    path(
        "portfolio/views/<uuid:view_id>/remove/",
        portfolio.ForgetView.as_view(),
        name="forget-view",
    ),
    path("minute/<str:token>/", portfolio.minute, name="minute"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/new/", reports.RequestPage.as_view(), name="request-report"),
    path(_report, reports.report, name="report"),
    path(f"{_report}final/", reports.Finalise.as_view(), name="finalise-report"),
    path(f"{_report}<paper:form>", reports.report_file, name="report-file"),
    path("countries/", countries.country_list, name="countries"),
    path("countries.<table:ending>", countries.country_list_file, name="countries-file"),
    path(_country, countries.one_country, name="country"),
    path(f"{_country}coverage/", countries.matrix, name="coverage"),
    path(f"{_country}coverage.<table:ending>", countries.matrix_file, name="coverage-file"),
    path(f"{_country}coverage/record/", countries.Record.as_view(), name="record-coverage"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("standards/", reference.standard_list, name="standards"),
    path("standards/<slug:code>/", reference.standard, name="standard"),
    path("programmes/", reference.programme_list, name="programmes"),
    path("programmes/<slug:code>/", reference.programme, name="programme"),
    path(
        "programmes/<slug:code>/resources/",
        reference.RecordResource.as_view(),
        name="record-resource",
    ),
    path("programmes/<slug:code>/iati.xml", iati.programme_file, name="programme-iati"),
    path("networks/<slug:slug>/iati.xml", iati.network_file, name="network-iati"),
]
