"""What the database refuses, whoever asks: every constraint of every model of ours.

A new constraint fails the first test until it says here how it is broken, unless its name ends
in ``_is_known`` or it is a plain ``UniqueConstraint``: those two kinds are broken by rule.
"""

from typing import Any, cast

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction

from tests import factories
from tests.foundations.breaches import ALSO, BREACHES

"""What a row needs besides, so that this constraint is the one it breaks."""

MODELS = [
    model
    for config in apps.get_app_configs()
    if config.name in settings.FIRST_PARTY_APPS
    for model in config.get_models()
]
CONSTRAINTS = [(model, each) for model in MODELS for each in model._meta.constraints]
UNIQUE = [(m, c) for m, c in CONSTRAINTS if isinstance(c, models.UniqueConstraint)]
KNOWN = [(m, c) for m, c in CONSTRAINTS if c.name.endswith("_is_known")]
OTHER = [(m, c) for m, c in CONSTRAINTS if (m, c) not in UNIQUE + KNOWN]
UNIQUE_COLUMNS = [
    (model, field)
    for model in MODELS
    for field in model._meta.fields
    if field.unique and not field.primary_key and not field.is_relation
]


def label(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(getattr(value, "name", value))


def make(model: type[models.Model], **values: Any) -> Any:
    made = getattr(factories, f"{model.__name__.removeprefix('Advocacy')}Factory")
    return made.create(**{name: v() if callable(v) else v for name, v in values.items()})


class TestEveryConstraint:
    def test_is_broken_below(self) -> None:
        assert {constraint.name for _, constraint in OTHER} == set(BREACHES)

    def test_is_named_as_a_sentence_about_its_model(self) -> None:
        for model, constraint in CONSTRAINTS:
            assert constraint.name.startswith(f"{model._meta.app_label}_"), constraint.name


@pytest.mark.parametrize(("model", "constraint"), OTHER, ids=label)
class TestWhatTheDomainForbids:
    def test_the_database_refuses(
        self, model: type[models.Model], constraint: models.CheckConstraint
    ) -> None:
        for breach in BREACHES[constraint.name]:
            with pytest.raises(IntegrityError, match=constraint.name), transaction.atomic():
                make(model, **breach)


@pytest.mark.parametrize(("model", "constraint"), KNOWN, ids=label)
class TestAWordOutsideItsCodedList:
    def test_is_refused(
        self, model: type[models.Model], constraint: models.CheckConstraint
    ) -> None:
        condition: Any = constraint.condition
        field = condition.children[0][0].removesuffix("__in")

        with pytest.raises(IntegrityError, match=constraint.name), transaction.atomic():
            make(model, **ALSO.get(constraint.name, {}), **{field: "nonsense"})


@pytest.mark.parametrize(("model", "constraint"), UNIQUE, ids=label)
class TestTheSameThingTwice:
    def test_is_refused(
        self, model: type[models.Model], constraint: models.UniqueConstraint
    ) -> None:
        first = make(model, **ALSO.get(constraint.name, {}))
        same = {name: getattr(first, name) for name in constraint.fields}

        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            make(model, **ALSO.get(constraint.name, {}) | same)

        assert names(refusal.value, constraint.name, model, constraint.fields)


@pytest.mark.parametrize(("model", "field"), UNIQUE_COLUMNS, ids=label)
class TestTheSameHandleTwice:
    def test_is_refused(self, model: type[models.Model], field: models.Field[Any, Any]) -> None:
        first = make(model) if field.name != "dedupe_key" else make(model, dedupe_key="once")

        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            make(model, **{field.name: getattr(first, field.name)})

        assert names(refusal.value, f"{field.column}", model, [field.name])


def names(refusal: IntegrityError, name: str, model: type[models.Model], fields: Any) -> bool:
    """Say whether ``refusal`` names the constraint, which SQLite does by its columns."""
    if connection.vendor == "postgresql":
        return name in str(refusal)
    columns = [cast(models.Field[Any, Any], model._meta.get_field(f)).column for f in fields]
    return ", ".join(f"{model._meta.db_table}.{column}" for column in columns) in str(refusal)
