"""True of every field: it has a class, and nothing gives it to a reader outside that class."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import transaction
from rest_framework import serializers

from backend.accounts.models import User
from backend.sight import DECLARED, FieldClass, class_of, narrower_than
from cases.models import AdvocacyCase, OnBehalfOf
from tests import factories
from tests.invariants.asker import Asker
from tests.invariants.policy import TABLE
from tests.invariants.source import files, place
from tests.invariants.test_routes import SAME_FOR_ALL, ask

MODELS: list[type[Any]] = [
    model
    for config in apps.get_app_configs()
    if config.name in settings.FIRST_PARTY_APPS
    for model in config.get_models(include_auto_created=True)
]
OURS = ("backend.", "campaigns.", "cases.", "notifications.")
COMMON = {
    "body", "code", "contact", "digest", "fingerprint", "headers", "key", "name", "secret", "text",
}  # fmt: skip
"""Names that other things have as well, or what is shown the once it is made."""
PERSON, PLACE = "zzwhozz", "zzwherezz"
"""Words that stand nowhere but in the names of people, and in the place of a case."""


def fields_of(model: type[Any]) -> set[str]:
    return {field.name for field in model._meta.get_fields() if getattr(field, "concrete", False)}


def sealed_fields() -> dict[str, frozenset[str]]:
    """Return by model the fields that nothing gives out."""
    found = {label: narrower_than(FieldClass.CASE_TEAM, label=label) for label in DECLARED}
    return {label: names for label, names in found.items() if names}


def shapes(of: type[Any] = serializers.ModelSerializer) -> Iterator[type[Any]]:
    """Yield every shape of ours that is made from a model."""
    for one in of.__subclasses__():
        yield from shapes(one)
        if hasattr(one, "Meta") and one.__module__.startswith(OURS):
            yield one


class TestEveryField:
    def test_has_a_class(self) -> None:
        missing = {
            f"{model._meta.label}.{name}"
            for model in MODELS
            for name in fields_of(model)
            if name not in " ".join(DECLARED.get(model._meta.label, {}).values()).split()
        }

        assert missing == set(), "say in backend/sight/ how far these may be read"

    def test_has_one_class_only_and_exists(self) -> None:
        known = {model._meta.label: fields_of(model) for model in MODELS}
        said = {label: " ".join(fields.values()).split() for label, fields in DECLARED.items()}

        assert {label for label in said if len(said[label]) != len(set(said[label]))} == set()
        assert {
            f"{label}.{name}"
            for label, names in said.items()
            for name in set(names) - known.get(label, set())
        } == set()

    def test_is_in_a_class_that_there_is(self) -> None:
        named = {name for fields in DECLARED.values() for name in fields}

        assert named <= set(FieldClass.values)


class TestAClass:
    def test_is_found_by_model_and_field(self) -> None:
        assert class_of("cases.AdvocacyCase", "place") == FieldClass.CASE_TEAM
        with pytest.raises(KeyError):
            class_of("cases.AdvocacyCase", "nothing")

    def test_hides_what_is_narrower_than_itself(self) -> None:
        label = "cases.CaseDraft"

        assert narrower_than(FieldClass.SEALED, label=label) == frozenset()
        assert narrower_than(FieldClass.CASE_TEAM, label=label) == {"sealed"}
        assert narrower_than(FieldClass.PUBLIC, label=label) == fields_of(apps.get_model(label))


class TestWhatIsSealed:
    @pytest.mark.parametrize("shape", [*shapes()], ids=lambda shape: shape.__name__)
    def test_is_in_no_shape_of_the_interface(self, shape: type[Any]) -> None:
        sealed = sealed_fields().get(shape.Meta.model._meta.label, frozenset())

        assert sealed & {str(field.source) for field in shape().fields.values()} == set()

    def test_is_in_no_template(self) -> None:
        names = {name for fields in sealed_fields().values() for name in fields}
        shown = re.compile(rf"{{[{{%][^}}]*\.(?:{'|'.join(names - COMMON)})\b")

        found = [place(path) for path in files(".html", ".txt") if shown.search(path.read_text())]

        assert found == []

    def test_is_in_no_column_or_form_of_the_administration(self) -> None:
        wrong = []
        for model, page in admin.site._registry.items():
            sealed = sealed_fields().get(model._meta.label, frozenset())
            listed = {*page.list_display, *(page.fields or ()), *page.readonly_fields}
            wrong += [f"{model._meta.label}.{name}" for name in sealed & listed]

        assert wrong == []


@pytest.fixture
def told(asker: Asker) -> Iterator[AdvocacyCase]:
    """Return the case that is shared with allies and the officer, with words that betray it."""
    with transaction.atomic():
        case = asker.world.thing("case", "shared", standing="leader")
        logger = factories.contributor(case.network)
        for n, user in enumerate(User.objects.all()):
            user.display_name = f"{PERSON}{n}"
            user.save()
        AdvocacyCase.objects.filter(pk=case.pk).update(
            place=PLACE,
            on_behalf_of=OnBehalfOf.GROUP,
            logged_by=logger,
            owner=asker.world.people["organiser"],
        )
        yield AdvocacyCase.objects.get(pk=case.pk)
        transaction.set_rollback(True)


def given_to(standing: str, asker: Asker) -> Iterator[tuple[str, str]]:
    """Yield all that every page and answer says to somebody."""
    for route, sides in TABLE["GET"].items():
        for side in {} if route in SAME_FOR_ALL else sides:
            yield f"{route} {side}", ask(asker, "GET", route, side, standing).said


class TestWhatIsForTheCaseTeamAlone:
    @pytest.mark.parametrize("standing", ["ally", "officer"])
    def test_is_on_no_page_and_in_no_answer_for_those_it_was_shared_with(
        self, standing: str, asker: Asker, told: AdvocacyCase
    ) -> None:
        own = {PLACE, str(told.logged_by), str(told.owner), str(told.logged_by_id)}
        group = f'"{OnBehalfOf.GROUP}"', str(OnBehalfOf.GROUP.label)

        leaked = {
            f"{where}: {word}"
            for where, said in given_to(standing, asker)
            for word in (*own, *(group if str(told.pk) in where + said else ()))
            if re.search(rf"{re.escape(word)}(?!\d)", said)
        }

        assert leaked == set()

    def test_is_there_for_the_team(self, asker: Asker, told: AdvocacyCase) -> None:
        page = ask(asker, "GET", "cases:case", "shared", "leader").said
        answer = ask(asker, "GET", "cases-detail", "shared", "leader").said

        for said in (page, answer):
            assert PLACE in said
        assert str(told.logged_by) in page


@pytest.mark.usefixtures("told")
class TestWhoSomebodyIs:
    def test_is_on_no_page_for_a_visitor(self, asker: Asker) -> None:
        named = [where for where, said in given_to("visitor", asker) if PERSON in said]

        assert named == []
