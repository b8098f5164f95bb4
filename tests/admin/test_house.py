"""The administrators' site as a whole: for them alone, and never a case."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from backend.accounts.models import User
from cases.models import AdvocacyCase, Comment, MilestoneMove, StageEvent, Task
from notifications.models import Address, Notification, Subscription
from tests import factories
from tests.factories import NetworkFactory, administrator, contributor, leader, officer, organiser
from tests.web.browser import browser_of, text_of

REGISTERED: list[type[Model]] = list(admin.site._registry)
FACTORY_OF = {
    made._meta.model: made for made in vars(factories).values() if hasattr(made, "create_batch")
}
NEVER = {AdvocacyCase, Comment, Task, Address, Notification, Subscription}
HISTORY = {"Event", "Dispatch", "Delivery", "StageEvent", "MilestoneMove", "Campaign"}
"""Models whose rows nobody adds, changes or deletes here."""
OTHERS: dict[str, Callable[[], User]] = {
    "a leader": lambda: leader(NetworkFactory.create()),
    "an organiser": lambda: organiser(NetworkFactory.create()),
    "a contributor": lambda: contributor(NetworkFactory.create()),
    "an officer": lambda: officer("TH"),
}


def address(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def name(model: type[Model]) -> str:
    return model.__name__


class TestTheSite:
    def test_is_open_to_administrators(self) -> None:
        answer = browser_of(administrator()).get("/admin/")

        assert answer.status_code == 200
        assert "Saphan: the house" in text_of(answer)

    @pytest.mark.parametrize("somebody", OTHERS.values(), ids=OTHERS)
    def test_turns_everybody_else_away_and_not_round_in_circles(
        self, somebody: Callable[[], User]
    ) -> None:
        answer = browser_of(somebody()).get("/admin/", follow=True)

        assert answer.status_code == 403

    def test_sends_strangers_to_sign_in(self) -> None:
        answer = browser_of().get("/admin/audit/event/", follow=True)

        assert answer.redirect_chain[-1] == ("/sign-in/?next=/admin/audit/event/", 302)

    def test_has_no_door_of_its_own(self) -> None:
        answer = browser_of(administrator()).get("/admin/login/")

        assert answer["Location"] == "/admin/"

    def test_knows_no_case_and_nobodys_address_or_inbox(self) -> None:
        assert NEVER & set(REGISTERED) == set()
        assert all(model in apps.get_models() for model in NEVER)


@pytest.mark.parametrize("model", REGISTERED, ids=name)
class TestEveryModelThere:
    def test_has_pages_that_open(self, model: type[Model]) -> None:
        row = FACTORY_OF[model].create()
        browser = browser_of(administrator())

        for page in (
            address(model, "changelist") + "?q=x",
            address(model, "changelist"),
            address(model, "change", row.pk),
            address(model, "history", row.pk),
        ):
            assert browser.get(page, follow=True).status_code == 200, page

    def test_can_be_deleted_by_nobody(self, model: type[Model]) -> None:
        row = FACTORY_OF[model].create()

        answer = browser_of(administrator()).post(address(model, "delete", row.pk), {"post": "yes"})

        assert answer.status_code == 403
        assert type(row)._default_manager.filter(pk=row.pk).exists()

    def test_is_closed_to_leaders(self, model: type[Model]) -> None:
        browser = browser_of(leader(NetworkFactory.create()))

        answer = browser.get(address(model, "changelist"), follow=True)

        assert answer.status_code == 403

    def test_lets_nobody_rewrite_history(self, model: type[Model]) -> None:
        if model.__name__ not in HISTORY:
            return
        row = FACTORY_OF[model].create()
        browser = browser_of(administrator())

        assert browser.get(address(model, "add")).status_code == 403
        assert browser.post(address(model, "change", row.pk), {}).status_code == 403


class TestTheHistory:
    def test_is_registered(self) -> None:
        assert {StageEvent, MilestoneMove} <= set(REGISTERED)
        assert {model.__name__ for model in REGISTERED} >= HISTORY
