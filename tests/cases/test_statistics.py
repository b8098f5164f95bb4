"""Statistics from files of ILOSTAT: dated, with release and source, and never written over."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from backend.errors import Invalid
from cases.actions.statistics import SOCIAL_PROTECTION, Release, take_in
from cases.models import KeyFigure
from tests.records import kinds_of_events, nothing_written

HEAD = (
    "ref_area,source,indicator,indicator.label,sex,classif1,classif1.label,time,obs_value,"
    "obs_status"
)
# Invented values in the form of the file; none of them is a figure of the ILO.
LINES = [
    HEAD,
    "THA,XX,SDG_0131_SEX_SOC_RT,Covered,SEX_T,SOC_X,At least one benefit,2023,61.25,",
    "THA,XX,SDG_0131_SEX_SOC_RT,Covered,SEX_F,SOC_X,At least one benefit,2023,60,U",
    "THA,XX,SDG_0131_SEX_SOC_RT,Covered,SEX_T,SOC_X,At least one benefit,2023Q1,1,",
    "THA,XX,SDG_0131_SEX_SOC_RT,Covered,SEX_T,SOC_Y,Unemployed,2023,,",
    "THA,XX,SDG_0131_SEX_SOC_RT,Covered,SEX_T,SOC_Z,Unemployed,2023,NaN,",
    "PHL,XX,SDG_0131_SEX_SOC_RT,Covered,SEX_T,SOC_X,At least one benefit,2023,40,",
    "X01,XX,SDG_0131_SEX_SOC_RT,Covered,SEX_T,SOC_X,At least one benefit,2023,40,",
]
JANUARY = Release(published_on=dt.date(2026, 1, 15), title="ILOSTAT, January 2026")
JULY = Release(published_on=dt.date(2026, 7, 15), title="ILOSTAT, July 2026")
THAILAND = frozenset({"TH"})


class TestTakeIn:
    def test_keeps_each_figure_with_its_year_release_and_source(self) -> None:
        added = take_in(LINES, JANUARY, countries=THAILAND)

        figure = KeyFigure.objects.order_by("-value")[0]
        assert added == KeyFigure.objects.count() == 2
        assert (figure.country, figure.unit, figure.qualifier) == ("TH", "percent", "")
        assert figure.value == Decimal("61.25")
        assert figure.label == "Covered, At least one benefit, SEX_T"
        assert (figure.as_of, figure.as_of_precision) == (dt.date(2023, 1, 1), "year")
        assert (figure.vintage, figure.sources[0]["title"]) == (
            JANUARY.published_on,
            "ILOSTAT, January 2026",
        )
        assert figure.series.startswith(SOCIAL_PROTECTION)
        assert kinds_of_events() == ["figure.imported"] * 2

    def test_says_which_figure_is_not_reliable(self) -> None:
        take_in(LINES, JANUARY, countries=THAILAND)

        assert KeyFigure.objects.get(qualifier="unreliable").value == 60

    def test_of_the_same_file_again_writes_nothing(self) -> None:
        take_in(LINES, JANUARY, countries=THAILAND)

        with nothing_written():
            assert take_in(LINES, JANUARY, countries=THAILAND) == 0

    def test_of_a_later_release_leaves_the_earlier_to_be_found(self) -> None:
        take_in(LINES, JANUARY, countries=THAILAND)
        take_in(LINES, JULY, countries=THAILAND)

        assert KeyFigure.objects.filter(vintage=JANUARY.published_on).count() == 2
        assert KeyFigure.objects.filter(vintage=JULY.published_on).count() == 2

    @pytest.mark.parametrize("lines", [[], ["a,b"], ["<html>"]])
    def test_of_another_file_is_refused(self, lines: list[str]) -> None:
        with pytest.raises(Invalid, match="ILOSTAT"):
            take_in(lines, JANUARY, countries=THAILAND)


class TestTheCommand:
    def test_says_how_many_are_new(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "sdg.csv"
        file.write_text("\n".join(LINES), encoding="utf-8-sig")

        call_command("import_statistics", str(file), "2026-01-15", "TH", "PH")

        assert capsys.readouterr().out == "3 figures are new.\n"

    def test_says_why_not(self, tmp_path: Path) -> None:
        file = tmp_path / "sdg.csv"
        file.write_text("a,b", encoding="utf-8")

        with pytest.raises(CommandError, match="ILOSTAT"):
            call_command("import_statistics", str(file), "2026-01-15", "TH")
