"""Which numbers nobody is shown, not even by taking one from another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.queries.few import FEWEST, beside_their_sum, without_small
from cases.queries.figures import (
    Focus,
)
from tests import factories
from tests.cases.counting import ALL, WAGES, by_month, figures_of, log

pytestmark = pytest.mark.django_db

counts_of_cells = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12))
small = st.integers(0, FEWEST - 1)


class TestNumbersWithoutSmallOnes:
    def test_are_those_counted_where_there_are_enough(self) -> None:
        shown = without_small({"a": 5, "b": 4, "c": 0, "d": 90}, cells="abcde")

        assert shown == {"a": 5, "b": None, "c": None, "d": 90, "e": None}

    def test_never_hide_one_alone(self) -> None:
        shown = without_small({"a": 20, "b": 6, "c": 4}, cells="abc")

        assert shown == {"a": 20, "b": None, "c": None}

    def test_are_all_shown_where_none_is_small(self) -> None:
        assert without_small({"a": 20, "b": 6}, cells="ab") == {"a": 20, "b": 6}

    @given(counts_of_cells)
    def test_hold_nothing_small_and_nothing_false(self, counts: dict[str, int]) -> None:
        shown = without_small(counts, cells="abcdefgh")

        for cell, count in shown.items():
            assert count is None or count == counts[cell] >= FEWEST
        assert sum(count is None for count in shown.values()) != 1

    @given(counts_of_cells, st.lists(small, min_size=8, max_size=8))
    def test_are_the_same_whatever_the_small_ones_are(
        self, counts: dict[str, int], others: list[int]
    ) -> None:
        cells = "abcdefgh"
        changed = {
            cell: other if counts.get(cell, 0) < FEWEST else counts[cell]
            for cell, other in zip(cells, others, strict=True)
        }

        assert without_small(changed, cells=cells) == without_small(counts, cells=cells)


class TestPartsBesideTheirSum:
    @pytest.mark.parametrize(
        ("counts", "shown"),
        [
            ({"a": 5, "b": 5}, {"a", "b"}),
            ({"a": 9, "b": 4}, set()),  # 13 - 9 is four
            ({"a": 9, "b": 5, "c": 1}, {"a"}),  # 15 - 9 is six
            ({"a": 9, "b": 0}, {"a"}),  # all of it: nothing is left
            ({"a": 9, "b": 3, "c": 3}, {"a"}),
            ({"a": 4}, set()),
            ({}, set()),
        ],
    )
    def test_leave_nothing_or_not_few(self, counts: dict[str, int], shown: set[str]) -> None:
        assert beside_their_sum(counts) == shown

    @given(counts_of_cells)
    def test_betray_no_small_number(self, counts: dict[str, int]) -> None:
        shown = beside_their_sum(counts)

        left = sum(count for cell, count in counts.items() if cell not in shown)
        assert all(counts[cell] >= FEWEST for cell in shown)
        assert not shown or left == 0 or left >= FEWEST


class TestPicturesHeldAgainstEachOther:
    """Of all, of one country, of one campaign, and of a campaign in a country."""

    @pytest.mark.parametrize(
        "sizes", [(6, 0, 0), (6, 3, 0), (5, 5, 2), (7, 4, 1), (8, 6, 5), (5, 1, 6), (9, 2, 2)]
    )
    def test_never_differ_by_few(self, sizes: tuple[int, ...]) -> None:
        lead = factories.NetworkFactory.create(country="TH")
        abroad = factories.NetworkFactory.create(country="PH")
        campaigns = [factories.CampaignFactory.create(lead_network=lead) for _ in range(2)]
        log(sizes[0], network=lead, campaign=campaigns[0], kinds=[WAGES])
        log(sizes[1], network=lead, campaign=campaigns[1], kinds=[WAGES])
        log(sizes[2], network=abroad, campaign=campaigns[0], kinds=[WAGES])
        reader = factories.leader(lead)
        factories.RoleAssignmentFactory.create(user=reader, network=abroad, role="leader")
        wide = [ALL, *(Focus(country=code) for code in ("TH", "PH"))]
        pictures = [(one.country, None, one) for one in wide] + [
            (one.country, place, Focus(country=one.country, campaign=campaign))
            for one in wide
            for place, campaign in enumerate(campaigns)
        ]

        shown = {
            (country, campaign): dict(figures_of(reader, focus).kinds).get(WAGES)
            for country, campaign, focus in pictures
        }
        months = {
            (country, campaign): by_month(figures_of(reader, focus)).get("2026-11")
            for country, campaign, focus in pictures
        }

        for numbers in (shown, months):
            known = {key: n for key, n in numbers.items() if n is not None}
            for wider, more in known.items():
                for narrower, fewer in known.items():
                    if (
                        narrower != wider
                        and wider[0] in ("", narrower[0])
                        and wider[1]
                        in (
                            None,
                            narrower[1],
                        )
                    ):
                        assert more - fewer == 0 or more - fewer >= FEWEST, (wider, narrower)
