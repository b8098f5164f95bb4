"""What would change: a matrix of coverage, and what is laid over it."""

import datetime as dt
from itertools import chain, combinations

from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import AskOption
from cases.branches import Branch, CoverageKind, Level, WorkerGroup, meets_c102
from cases.overlays import (
    Change,
    Place,
    Standing,
    applied,
    covered,
    differences,
    meets_minimum,
    places,
    reverse_of,
)
from cases.queries.coverage import picture_of, side_of
from tests.factories import CoverageFactFactory

TODAY = dt.date(2026, 11, 22)
PLACES = st.sampled_from(list(places()))
STANDINGS = st.builds(Standing, st.sampled_from(Level), st.booleans())
MATRICES = st.dictionaries(PLACES, STANDINGS, max_size=12)
OVERLAYS = st.dictionaries(PLACES, st.none() | STANDINGS, max_size=12)

CONTINGENCIES = {"unemployment", "old_age", "employment_injury", "invalidity", "survivors"}
"""Of these one must be among the three: Article 2 (a) (ii) of Convention No. 102."""

SECTION_33_OF_NATIONALS = {
    # Injury at work stays where it is: section 33 has none.
    "medical_care": "none → full, not counted",
    "sickness": "voluntary → full",
    "unemployment": "none → full, not counted",
    "old_age": "voluntary → full",
    "family": "voluntary → full",
    "maternity": "none → full",
    "invalidity": "voluntary → full",
    "survivors": "voluntary → partial",
}


def told(change: Change) -> str:
    before, after = (
        standing.level if standing else "?" for standing in (change.before, change.after)
    )
    return f"{before} → {after}" + ("" if change.is_sure else ", not counted")


def options() -> dict[str, dict[tuple[str, str], str]]:
    """Return what each option of the sample's ask would change, cell by cell."""
    call_command("load_sample", verbosity=0)
    picture = picture_of("TH", kind=CoverageKind.LEGAL, on=TODAY)
    found = {}
    for option in AskOption.objects.all():
        after = side_of(picture, option, kind=CoverageKind.LEGAL)
        changes = differences(picture.matrix, after.matrix)
        found[option.slug] = {
            (str(one.place.group), str(one.place.branch)): told(one) for one in changes
        }
    return found


class TestAnOverlay:
    @given(matrix=MATRICES, overlay=OVERLAYS)
    def test_taken_back_leaves_what_was(
        self, matrix: dict[Place, Standing], overlay: dict[Place, Standing | None]
    ) -> None:
        after = applied(matrix, overlay)

        assert applied(after, reverse_of(matrix, overlay)) == matrix

    @given(matrix=MATRICES, overlay=OVERLAYS)
    def test_differs_only_where_it_lies(
        self, matrix: dict[Place, Standing], overlay: dict[Place, Standing | None]
    ) -> None:
        changed = {one.place for one in differences(matrix, applied(matrix, overlay))}

        assert changed <= overlay.keys()

    @given(matrix=MATRICES, overlay=OVERLAYS)
    def test_that_is_not_sure_is_neither_better_nor_worse(
        self, matrix: dict[Place, Standing], overlay: dict[Place, Standing | None]
    ) -> None:
        for change in differences(matrix, applied(matrix, overlay)):
            ends = [change.before, change.after]
            known = all(end is not None and end.is_sure for end in ends)
            assert change.is_sure == known
            assert not (change.is_better or change.is_worse) or known


class TestTheMinimumOfC102:
    def test_is_three_branches_with_one_of_five_among_them(self) -> None:
        every = chain.from_iterable(combinations(Branch, n) for n in range(len(Branch) + 1))
        seen = 0

        for branches in every:
            seen += 1
            named = {branch.value for branch in branches}
            assert meets_c102(branches) == (len(named) >= 3 and bool(named & CONTINGENCIES))

        assert seen == 2**9

    def test_counts_no_cell_that_is_not_cited(self) -> None:
        group = WorkerGroup.NATIONAL_LIVE_IN
        three = (Branch.SICKNESS, Branch.MATERNITY, Branch.OLD_AGE)
        sure = {Place(group, branch): Standing(Level.FULL) for branch in three}
        unsure = sure | {Place(group, Branch.OLD_AGE): Standing(Level.FULL, is_sure=False)}

        assert meets_minimum(sure, group)
        assert not meets_minimum(unsure, group)
        assert covered(unsure, group) == [Branch.SICKNESS, Branch.MATERNITY]


class TestAFactWithoutACitation:
    def test_is_shown_and_never_counted(self) -> None:
        CoverageFactFactory.create(citation="", level=Level.FULL)

        picture = picture_of("TH", kind=CoverageKind.LEGAL, on=TODAY)

        (standing,) = picture.matrix.values()
        assert standing == Standing(Level.FULL, is_sure=False)
        assert covered(picture.matrix, WorkerGroup.NATIONAL_LIVE_IN) == []


class TestTheOptionsOfThailand:
    def test_differ_as_their_sources_say(self) -> None:
        found = options()

        nationals = {
            branch: said
            for (group, branch), said in found["section-33"].items()
            if group == "national_live_in"
        }
        assert found["status-quo"] == {}
        assert nationals == SECTION_33_OF_NATIONALS
        assert found["section-40-plus"] == {
            ("national_live_in", "maternity"): "none → voluntary, not counted",
            ("national_live_out", "maternity"): "none → voluntary, not counted",
        }
        assert all(
            said.endswith("not counted")
            for (group, _branch), said in found["section-33"].items()
            if group == "registered_migrant"
        ), "no source says that the amendment reaches migrants"
