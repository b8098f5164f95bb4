"""Tables to take away: what their columns are called, and what stands in them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backend import countries
from backend.web.tables import Table
from cases.queries.countries import Compared
from cases.web.matrix import ShownCell, ShownGroup, ShownMatrix


def of_countries(rows: Sequence[Compared]) -> Table:
    head = (
        _("Country"), _("Code"), _("Furthest stage"), _("Law reviews"), _("Ratified"),
        _("Branches that count"), _("Minimum of C102 (indicative)"),
    )  # fmt: skip
    return Table("countries", head, [_row_of_country(row) for row in rows])


def _row_of_country(row: Compared) -> list[str | int]:
    country = row.country
    return [
        countries.name_of(country.code),
        country.code,
        str(country.furthest.label) if country.furthest else "",
        len(country.reviews),
        ", ".join(one.standard.code for one in row.ratifications),
        len(row.branches) if row.is_known else _("not recorded"),
        _yes_or_no(is_so=row.meets_minimum) if row.is_known else "",
    ]


def of_matrix(matrix: ShownMatrix, *, country: str) -> Table:
    head = (
        _("Group of workers"), _("Branch"), _("Before"), _("After"), _("Difference"),
        _("Sure"), _("Where it is written"), _("Contribution"), _("Qualifying period"),
        _("What other sources say"),
    )  # fmt: skip
    rows = [_row_of_cell(group, cell) for group in matrix.groups for cell in group.cells]
    return Table(f"coverage-{country.lower()}", head, rows)


def _row_of_cell(group: ShownGroup, cell: ShownCell) -> list[str | int]:
    end = cell.after or cell.before
    written = [cell.proposed] if cell.proposed else list(cell.facts)
    return [
        group.name,
        str(cell.branch.label),
        cell.before.word,
        end.word,
        difference(cell),
        _yes_or_no(is_so=end.is_sure) if end.state != "unknown" else "",
        "; ".join(one.citation for one in written if one.citation),
        "; ".join(one.contribution for one in written if one.contribution),
        "; ".join(one.qualifying_period for one in written if one.qualifying_period),
        "; ".join(f"{one.get_level_display()}: {one.citation}" for one in cell.claims),
    ]


def difference(cell: ShownCell) -> str:
    """Say how far a cell moves: "2 levels better"."""
    if cell.change is None:
        return ""
    if not cell.change.is_sure:
        return _("not sure")
    steps = abs(cell.change.step)
    if cell.change.is_better:
        return ngettext("%(steps)d level better", "%(steps)d levels better", steps) % {
            "steps": steps
        }
    return ngettext("%(steps)d level worse", "%(steps)d levels worse", steps) % {"steps": steps}


def _yes_or_no(*, is_so: bool) -> str:
    return _("yes") if is_so else _("no")
