"""What could be asked of the administrators' site besides what its pages offer."""

import json
from uuid import UUID

import pytest
from django.urls import reverse

from tests.factories import IloSupportFactory, administrator, person
from tests.notifications.stage import happened
from tests.web.browser import browser_of, text_of

PEOPLE = reverse("admin:accounts_user_changelist")
EVENTS = reverse("admin:audit_event_changelist")
DELIVERIES = reverse("admin:notifications_delivery_changelist")


class TestAListIsNarrowed:
    @pytest.mark.parametrize(
        "asked",
        [
            f"{PEOPLE}?password__startswith=argon2",
            f"{PEOPLE}?password=x",
            f"{EVENTS}?changes__case__startswith=0",
            f"{EVENTS}?changes__has_key=case",
            f"{EVENTS}?dedupe_key__startswith=a",
            f"{DELIVERIES}?notification__kind=case.logged",
            f"{DELIVERIES}?state=all&key__gt={UUID(int=0)}",
        ],
    )
    def test_by_nothing_that_it_does_not_show(self, asked: str) -> None:
        happened("support.linked", IloSupportFactory.create(), case=str(UUID(int=1)))

        assert browser_of(administrator()).get(asked).status_code == 400

    @pytest.mark.parametrize(
        "asked",
        [
            f"{PEOPLE}?is_active__exact=1&language__exact=en&q=may",
            f"{EVENTS}?kind=review.concluded",
            f"{DELIVERIES}?state=all&channel__exact=email",
        ],
    )
    def test_by_the_filters_it_offers(self, asked: str) -> None:
        answer = browser_of(administrator()).get(asked)

        assert answer.status_code == 200


class TestAPersonWhoIsGivenARole:
    def test_is_found_while_her_name_is_typed(self) -> None:
        may = person("may")
        asked = {
            "app_label": "campaigns",
            "model_name": "roleassignment",
            "field_name": "user",
            "term": "may",
        }

        answer = browser_of(administrator()).get(reverse("admin:autocomplete"), asked)

        assert answer.status_code == 200
        assert [one["id"] for one in json.loads(text_of(answer))["results"]] == [str(may.pk)]
