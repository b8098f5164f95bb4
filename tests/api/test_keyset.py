"""Pages by place, over orderings with ties, nulls, other tables and derived values."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.db import connection
from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, QuerySet, When
from django.db.models.functions import Length
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from backend.api.pagination import KeysetPagination
from cases.models import AdvocacyCase
from tests.factories import CampaignFactory, CaseFactory, NetworkFactory, person

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
FIELDS = [
    "title",
    "status",
    "people_affected",
    "created_at",
    "campaign",
    "campaign__title",
    "owner__username",
    "title_length",
    "few_affected",
    "is_large",
]


@pytest.fixture
def cases() -> QuerySet[AdvocacyCase]:
    """Twenty-three cases with few different values, and holes."""
    network = NetworkFactory.create()
    campaigns = [
        CampaignFactory.create(title=t, lead_network=network) for t in ("alpha", "beta", "gamma")
    ]
    owners = [None, person("anong"), person("boonmee")]
    for n in range(23):
        CaseFactory.create(
            campaign=campaigns[n % 3],
            network=network,
            owner=owners[n % 7 % 3],
            title="ab" * (1 + n % 4),
            people_affected=None if n % 4 == 0 else n % 5,
            created_at=NOON + dt.timedelta(microseconds=n // 2),
        )
    return derived(AdvocacyCase.objects.all())


def derived(cases: QuerySet[AdvocacyCase]) -> QuerySet[AdvocacyCase]:
    is_large = ExpressionWrapper(Q(people_affected__gt=2), output_field=BooleanField())
    derived: QuerySet[AdvocacyCase] = cases.annotate(
        title_length=Length("title"),
        few_affected=Case(When(people_affected__lt=3, then=F("people_affected"))),
        is_large=Case(When(people_affected__isnull=False, then=is_large)),
    )
    return derived


def page(rows: QuerySet[AdvocacyCase], url: str) -> dict[str, Any]:
    paginator = KeysetPagination()
    found = paginator.paginate_queryset(rows, Request(APIRequestFactory().get(url)))
    data: dict[str, Any] = paginator.get_paginated_response([row.pk for row in found]).data
    return data


def follow(rows: QuerySet[AdvocacyCase], url: str | None, way: str) -> Iterator[dict[str, Any]]:
    while url is not None:
        shown = page(rows, url)
        yield shown
        url = shown[way]


def in_order(rows: QuerySet[AdvocacyCase], ordering: list[str]) -> list[Any]:
    """Sort in Python: nulls last whichever way, ties by id in the way of the last term."""
    tail = "-id" if ordering[-1].startswith("-") else "id"
    listed = list(rows.select_related("campaign", "owner"))
    for term in [*ordering, tail][::-1]:
        values = {row.pk: value_of(row, term.removeprefix("-")) for row in listed}
        some = [row for row in listed if values[row.pk] is not None]
        some.sort(key=lambda row: values[row.pk], reverse=term.startswith("-"))
        listed = some + [row for row in listed if values[row.pk] is None]
    return [row.pk for row in listed]


def value_of(row: AdvocacyCase, name: str) -> Any:
    value: Any = row
    for part in name.split("__"):
        value = value and getattr(value, part)
    # Ids compare the same as UUID, as hexadecimal text and as an integer.
    return getattr(value, "pk", value)


@st.composite
def orderings(draw: st.DrawFn) -> list[str]:
    names = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3, unique=True))
    return [draw(st.sampled_from(["", "-"])) + name for name in names]


class TestPages:
    @given(ordering=orderings(), size=st.integers(1, 24))
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_hold_each_row_once_in_order_forward_and_back(
        self, cases: QuerySet[AdvocacyCase], ordering: list[str], size: int
    ) -> None:
        rows = cases.order_by(*ordering)

        forward = list(follow(rows, f"/cases/?page_size={size}", "next"))
        back = list(follow(rows, forward[-1]["previous"], "previous"))

        expected = in_order(cases, ordering)
        pages = [expected[start : start + size] for start in range(0, len(expected), size)]
        assert [shown["results"] for shown in forward] == pages
        assert [shown["results"] for shown in back] == pages[:-1][::-1]

    @pytest.mark.parametrize("sign", ["", "-"])
    @pytest.mark.parametrize("field", FIELDS)
    def test_lead_three_pages_on_and_back_by_every_field(
        self, cases: QuerySet[AdvocacyCase], field: str, sign: str
    ) -> None:
        rows = cases.order_by(sign + field)

        forward = list(islice(follow(rows, "/cases/?page_size=4", "next"), 3))
        back = list(follow(rows, forward[-1]["previous"], "previous"))

        expected = in_order(cases, [sign + field])
        assert [pk for shown in forward for pk in shown["results"]] == expected[:12]
        assert [shown["results"] for shown in back] == [expected[4:8], expected[:4]]
        assert back[-1]["previous"] is None

    def test_neither_repeat_nor_skip_while_others_write(
        self, cases: QuerySet[AdvocacyCase]
    ) -> None:
        rows = cases.order_by("-created_at")
        before = in_order(cases, ["-created_at"])

        first = page(rows, "/cases/?page_size=5")
        CaseFactory.create(created_at=NOON + dt.timedelta(days=1))
        AdvocacyCase.objects.filter(pk=before[1]).delete()
        rest = list(follow(rows, first["next"], "next"))

        seen = first["results"] + [pk for shown in rest for pk in shown["results"]]
        assert seen == before

    def test_lead_to_the_start_where_the_rows_of_a_page_are_gone(
        self, cases: QuerySet[AdvocacyCase]
    ) -> None:
        rows = cases.order_by("-created_at")
        second = page(rows, page(rows, "/cases/?page_size=20")["next"] or "")
        third = page(rows, "/cases/?page_size=22")["next"] or ""
        AdvocacyCase.objects.all().delete()

        before_it, after_it = page(rows, second["previous"]), page(rows, third)

        assert before_it["results"] == after_it["results"] == []
        assert "cursor" not in before_it["next"]
        assert "cursor" not in after_it["previous"]

    @pytest.mark.usefixtures("cases")
    def test_cost_one_query_that_neither_counts_nor_skips(self) -> None:
        rows = AdvocacyCase.objects.order_by("-created_at", "-id")
        second = page(rows, "/cases/?page_size=5")["next"] or ""

        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(rows, second)

        (query,) = [entry["sql"] for entry in queries]
        table = '"cases_advocacycase"'
        assert f'({table}."created_at", {table}."id") < (' in query
        assert "COUNT" not in query
        assert "OFFSET" not in query
        assert "NULLS" not in query


class TestPageSize:
    @pytest.mark.parametrize(("asked", "given_"), [("0", 1), ("-3", 1), ("7", 7), ("100000", 23)])
    def test_is_brought_within_bounds(
        self, cases: QuerySet[AdvocacyCase], asked: str, given_: int
    ) -> None:
        shown = page(cases.order_by("id"), f"/cases/?page_size={asked}")

        assert len(shown["results"]) == given_

    def test_is_at_most_two_hundred(self, cases: QuerySet[AdvocacyCase]) -> None:
        with CaptureQueriesContext(connection) as queries:
            page(cases.order_by("id"), "/cases/?page_size=100000")

        # One more than is shown, to know whether there is a next page.
        assert queries[0]["sql"].endswith("LIMIT 201")


class TestCursor:
    def test_of_another_key_or_changed_by_hand_is_refused(
        self, cases: QuerySet[AdvocacyCase]
    ) -> None:
        rows = cases.order_by("title")
        url = page(rows, "/cases/?page_size=5")["next"] or ""

        for changed in [url.replace("cursor=g", "cursor=h"), url[:-9], url + "A", f"{url[:-4]}%00"]:
            with pytest.raises(ValidationError):
                page(rows, changed)

    def test_of_another_list_is_refused(self, cases: QuerySet[AdvocacyCase]) -> None:
        url = page(cases.order_by("title"), "/cases/?page_size=5")["next"] or ""

        with pytest.raises(ValidationError):
            page(cases.order_by("-title"), url)
        with pytest.raises(ValidationError):
            page(cases.order_by("title"), url + "&status=logged")
        with pytest.raises(ValidationError):
            page(cases.order_by("title"), url.replace("/cases/", "/reviews/"))

    def test_may_be_used_with_another_page_size(self, cases: QuerySet[AdvocacyCase]) -> None:
        rows = cases.order_by("title")
        url = page(rows, "/cases/?page_size=5")["next"] or ""

        shown = page(rows, url.replace("page_size=5", "page_size=7"))

        assert shown["results"] == in_order(cases, ["title"])[5:12]

    def test_shows_nothing_of_the_row_it_stands_for(self, cases: QuerySet[AdvocacyCase]) -> None:
        CaseFactory.create(title="aaaaaa-private")

        url = page(cases.order_by("title"), "/cases/?page_size=9")["next"] or ""

        assert "private" not in url
        assert "cHJpdmF0" not in url
