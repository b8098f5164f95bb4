"""The facts of the sample: each with its source and mark, and none smoothed over."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from backend.calendars import Precision
from backend.sample.loading.files import DATA, read
from campaigns.models import Campaign, Network, ThematicArea
from cases.models import (
    AdvocacyCase,
    Confidence,
    IloSupport,
    KeyFigure,
    LawReview,
    Milestone,
    Programme,
    ProgrammeCountry,
    Provision,
    StageEvent,
    Standard,
    StandardArticle,
)
from cases.stages import Stage

TODAY = dt.date(2026, 11, 22)
MARKS = {"S", "S2", "I"}
SAYS_SO = ("summary", "about", "note", "expected_basis", "dispute_note")


def rows() -> Iterator[models.Model]:
    """Return every row of the sample's apps."""
    for app in ("campaigns", "cases"):
        for model in apps.get_app_config(app).get_models():
            yield from model._default_manager.all()


def cited() -> Iterator[tuple[models.Model, dict[str, Any]]]:
    """Return every stored source with the row that has it."""
    for row in rows():
        for source in getattr(row, "sources", []):
            yield row, source


def words_of(row: models.Model) -> str:
    return " ".join(str(getattr(row, name, "")) for name in SAYS_SO).lower()


def marks_in(said: Any) -> Iterator[str]:
    """Return every mark of a file, however deep."""
    if isinstance(said, dict):
        yield from ([said["mark"]] if "mark" in said else [])
        said = list(said.values())
    if isinstance(said, list):
        for part in said:
            yield from marks_in(part)


@pytest.mark.usefixtures("sample")
class TestEveryRow:
    def test_is_one_that_a_form_would_take(self) -> None:
        for row in rows():
            row.full_clean()

    def test_names_its_sources_by_title_and_mark(self) -> None:
        for row, source in cited():
            assert source["title"], row
            assert source["mark"] in MARKS, row
            assert set(source) == {"id", "title", "url", "mark"}, row

    def test_that_is_inferred_says_so(self) -> None:
        inferred = [row for row, source in cited() if source["mark"] == "I"]
        inferred += StageEvent.objects.filter(confidence=Confidence.INFERRED)

        for row in inferred:
            assert "inferred" in words_of(row), row

        assert len(inferred) > 10

    def test_that_was_invented_says_so(self) -> None:
        campaign, network = Campaign.objects.get(country="PH"), Network.objects.get(country="PH")
        plans = Milestone.objects.planned()

        assert "sample" in campaign.title.lower()
        assert "fictional" in network.about.lower()
        assert all("sample plan" in plan.title for plan in plans)
        assert all("not a fact" in plan.note for plan in plans)

    def test_of_a_month_or_year_is_stored_under_its_first_day(self) -> None:
        dated = [(fact.on, fact.precision) for fact in StageEvent.objects.all()]
        dated += [(step.planned_on, step.precision) for step in Milestone.objects.all()]

        for day, precision in dated:
            assert precision == Precision.DAY or day.day == 1
            assert precision != Precision.YEAR or day.month == 1

    def test_about_what_people_published_has_a_source(self) -> None:
        for fact in StageEvent.objects.all():
            assert fact.sources, fact
        for model in (IloSupport, KeyFigure, Programme, ProgrammeCountry, Provision, Standard):
            for row in model._default_manager.all():
                assert row.sources, row

    def test_of_a_reached_step_tells_its_source(self) -> None:
        for step in Milestone.objects.filter(status="reached"):
            assert any(said in step.note for said in ("(seen ", "(inferred)")), step


class TestFiles:
    @pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.stem)
    def test_hold_nothing_that_was_only_recalled(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")

        assert "[R" not in text
        assert "mark: R" not in text

    def test_mark_how_far_each_source_can_be_trusted(self) -> None:
        assert set(marks_in(read().said)) == MARKS


@pytest.mark.usefixtures("sample")
class TestSection33:
    def test_rests_in_consultation_since_the_last_evidence_and_is_stalled(self) -> None:
        review = LawReview.objects.with_stage().get(slug="th-section-33")

        assert review.stage == Stage.CONSULTATION
        assert review.stage_since == dt.date(2025, 2, 16)
        assert review.last_evidence_on == dt.date(2025, 2, 16)
        assert review.is_stalled(on=TODAY)

    def test_fell_back_once_and_keeps_that(self) -> None:
        fell_back = StageEvent.objects.get(stage=Stage.REGRESSION)

        assert fell_back.on == dt.date(2017, 2, 18)
        assert fell_back.law_review.slug == "th-section-33"

    def test_lets_sources_disagree(self) -> None:
        facts = StageEvent.objects.with_dispute().filter(law_review__slug="th-section-33")

        assert {fact.on.year for fact in facts if fact.disputed} == {2010, 2025}

    def test_is_found_by_each_of_its_spellings(self) -> None:
        for spelling in ("Section 33", "Article 33", "มาตรา 33", "มาตรา ๓๓", "ม.33"):
            found = Provision.objects.cited_as(spelling)

            assert [provision.title for provision in found] == ["Section 33"]

    def test_has_cases_overdue_steps_and_support(self) -> None:
        review = LawReview.objects.get(slug="th-section-33")

        assert review.cases.count() >= 4
        assert review.support.count() >= 3
        assert Milestone.objects.filter(law_review=review).overdue(on=TODAY).exists()

    def test_tells_what_its_page_published_of_champa_with_the_source(self) -> None:
        campaign = Campaign.objects.get(slug="section-33")

        assert "We are workers." in campaign.summary
        assert "SEED2" in {source["id"] for source in campaign.sources}

    def test_does_not_stand_for_injuries_at_work(self) -> None:
        sister = LawReview.objects.with_stage().get(slug="th-workmens-compensation")

        assert sister.stage == Stage.DEMAND_SUBMITTED
        assert sister.is_stalled(on=TODAY)

    def test_was_preceded_by_a_regulation_that_is_in_force_and_never_stalls(self) -> None:
        sister = LawReview.objects.with_stage().get(slug="th-ministerial-regulation-15")

        assert sister.stage == Stage.MONITORING
        assert not sister.is_stalled(on=TODAY)


@pytest.mark.usefixtures("sample")
class TestReferenceLists:
    def test_name_nine_branches_and_four_guarantees(self) -> None:
        parts = StandardArticle._default_manager.filter

        assert parts(standard__code="C102", kind="branch").count() == 9
        assert parts(standard__code="R202", kind="guarantee").count() == 4

    def test_do_not_take_home_work_for_domestic_work(self) -> None:
        titles = dict(Standard._default_manager.values_list("code", "title"))

        assert titles["C177"] == "Home Work Convention, 1996 (No. 177)"
        assert titles["C189"] == "Domestic Workers Convention, 2011 (No. 189)"
        assert set(titles) == {"C102", "R202", "C189", "R201", "C177"}

    def test_hold_both_lists_of_themes(self) -> None:
        areas = ThematicArea._default_manager.filter

        assert areas(scheme="flagship", phase="2021-25").count() == 16
        assert areas(scheme="ilo").count() == 7

    def test_know_the_accelerators_pillars_and_that_thailand_is_no_pathfinder(self) -> None:
        accelerator = Programme._default_manager.get(code="global-accelerator")
        listed = accelerator.countries.filter(known_on=dt.date(2024, 12, 24))

        assert accelerator.parts.filter(kind="pillar").count() == 3
        assert listed.count() == 17
        assert "TH" not in accelerator.countries.values_list("country", flat=True)

    def test_know_that_sp_and_pfm_has_ended(self) -> None:
        ended = Programme._default_manager.get(code="sp-pfm")

        assert ended.status == "ended"
        assert (ended.ends_on, ended.ends_precision) == (dt.date(2023, 10, 1), Precision.MONTH)

    def test_hold_the_key_numbers_of_the_page_the_sample_began_with(self) -> None:
        figures = KeyFigure._default_manager.in_bulk(field_name="code")

        assert int(figures["unprotected-people"].value) == 4_000_000_000
        assert int(figures["countries-supported"].value) == 136
        assert int(figures["ilo-resource-gap"].value) == 43_000_000


@pytest.mark.usefixtures("sample")
class TestCasesOfTheSample:
    def test_show_every_way_of_sharing(self) -> None:
        shown = set(AdvocacyCase.objects.values_list("visibility", flat=True))

        assert {"network", "allies", "allies_and_ilo"} <= shown

    def test_are_linked_to_what_would_solve_them(self) -> None:
        for case in AdvocacyCase.objects.all():
            assert case.asks.exists(), case
            assert case.issues.exists(), case
