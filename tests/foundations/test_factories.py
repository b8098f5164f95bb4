"""The factories the tests stand on."""

import inspect

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from factory.django import DjangoModelFactory

from tests import factories

EVERY = {
    made._meta.model: made
    for _, made in inspect.getmembers(factories, inspect.isclass)
    if issubclass(made, DjangoModelFactory)
}
MODELS = [
    model
    for config in apps.get_app_configs()
    if config.name in settings.FIRST_PARTY_APPS
    for model in config.get_models()
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
class TestTheFactoryOfEveryModel:
    def test_makes_two_rows_that_stand_beside_each_other(self, model: type[models.Model]) -> None:
        EVERY[model].create_batch(2)

        assert model._default_manager.count() >= 2
