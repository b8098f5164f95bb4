"""True of every model of ours."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models, transaction
from factory.django import DjangoModelFactory

from tests import factories

Model = type[models.Model]

MODELS: list[Model] = [
    model
    for config in apps.get_app_configs()
    if config.name in settings.FIRST_PARTY_APPS
    for model in config.get_models()
]
FACTORY_OF: dict[Model, type[DjangoModelFactory[Any]]] = {
    factory._meta.model: factory
    for name in factories.__all__
    if name.endswith("Factory")
    for factory in [getattr(factories, name)]
}
CHOICES = [
    (model, field)
    for model in MODELS
    for field in model._meta.get_fields()
    if isinstance(field, models.CharField) and field.choices
]
FREE_CHOICES = {
    ("User", "language"): "the languages of a house are a setting; a new one needs no migration",
}

PUBLISHED = {
    "GlossaryTerm",
    "Instrument",
    "KeyFigure",
    "ParliamentPeriod",
    "Programme",
    "ProgrammeCountry",
    "ProgrammePart",
    "Provision",
    "Ratification",
    "ResourceLine",
    "StageTemplate",
    "Standard",
    "StandardArticle",
    "TemplateGate",
    "TemplateStage",
    "ThematicArea",
}
"""Facts from published sources, with nobody in them: whoever may ask at all may read them."""

PART_OF = {
    "CaseIssue": "AdvocacyCase",
    "ConsentUse": "Consent",
    "Custody": "Evidence",
    "Lapse": "Dissolution",
    "MilestoneMove": "Milestone",
    "SearchMatch": "SavedSearch",
    "ReportFile": "Report",
    "SupportOutcome": "IloSupport",
    "WorkersWord": "IloSupport",
    "ReviewCheck": "LawReview",
    "Withdrawal": "Consent",
}
"""Rows that are read with the row they belong to, which decides."""

BOOKKEEPING = {
    "CaseKey": "opens what is sealed; read by cases.sealing alone",
    "CaseNumber": "counts references; holds nothing else",
    "Delivery": "messages sent out; administrators see their state, never a text",
    "Digest": "keeps digests from going out twice",
    "Dispatch": "proves that an event was passed on; administrators see its state",
    "Escalation": "the clock of what nobody answered; holds no text",
    "Event": "the record; read through the thing it is about",
    "KeptAnswer": "found by its person and key alone",
    "Provider": "health of the ways out; administrators see it",
    "Read": "who read what; shown with the thing it is about",
    "Session": "one person's own; found by its key, and listed for her alone",
    "RoleAssignment": "asked by campaigns.access to decide everything else",
    "Suppression": "keyed hashes of addresses that get nothing; nobody reads them",
    "Round": "when regular tasks ran",
    "User": "people are found through the roles they hold",
}

HEARD_BY_NOBODY = {
    "Address": "one person's own",
    "CaseDraft": "one person's own",
    "ClauseTag": "events are about its case, whose audience counts",
    "Hours": "one person's own",
    "Dissolution": "a public fact; followers hear of each review that lapsed with it",
    "Gate": "events are about its review, whose audience counts",
    "IatiImport": "one person's own",
    "Notification": "one person's own",
    "Report": "one person's own",
    "SavedView": "one person's own",
    "Preference": "one person's own",
    "Calendar": "one person's own",
    "RiskLowering": "events are about its case, whose audience counts",
    "StageEvent": "events are about its review, whose audience counts",
    "Subscription": "one person's own",
    "Webhook": "a network's own; what it is told is news already",
    "WebhookPost": "a network's own",
}
"""What can be looked for but is never the subject of an alert."""


def label(value: object) -> str:
    return value.__name__ if isinstance(value, type) else getattr(value, "name", "")


def finds_by_person(model: Model) -> bool:
    return hasattr(model._default_manager, "visible_to")


@pytest.mark.parametrize("model", MODELS, ids=label)
class TestEveryModel:
    def test_can_be_named_to_people(self, model: Model) -> None:
        assert "__str__" in vars(model)
        assert model._meta.verbose_name

    def test_gives_its_constraints_and_indexes_names_of_its_app(self, model: Model) -> None:
        named = [*model._meta.constraints, *model._meta.indexes]

        wrong = [
            rule.name for rule in named if not rule.name.startswith(f"{model._meta.app_label}_")
        ]

        assert wrong == []

    def test_has_no_order_that_is_not_written_where_it_is_used(self, model: Model) -> None:
        assert not model._meta.ordering

    def test_says_who_may_see_it(self, model: Model) -> None:
        listed = PUBLISHED | PART_OF.keys() | BOOKKEEPING.keys()

        assert finds_by_person(model) != (model.__name__ in listed), (
            "give its query set visible_to(), or list it here with the reason"
        )

    def test_says_who_may_hear_of_it_if_it_says_who_may_see_it(self, model: Model) -> None:
        if not finds_by_person(model):
            return

        assert hasattr(model, "audience") != (model.__name__ in HEARD_BY_NOBODY)


@pytest.mark.parametrize(("model", "field"), CHOICES, ids=label)
class TestEveryChoice:
    def test_is_refused_by_the_database_if_nobody_knows_it(
        self, model: Model, field: models.CharField[Any, Any]
    ) -> None:
        if (model.__name__, field.name) in FREE_CHOICES:
            return

        with pytest.raises(IntegrityError, match=r"(?i)check constraint"), transaction.atomic():
            FACTORY_OF[model].create(**{field.name: "?"})
