"""How far each field of each model may be read.

Rows are found by ``visible_to``; a class says which of a row's fields its reader is given. It is
declared for every field in ``of_*.py`` of this folder, by names alone, so that reading them is
reading the policy. A field that is declared nowhere fails the tests.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from backend.sight.of_alerts import OF_ALERTS
from backend.sight.of_campaigns import OF_CAMPAIGNS
from backend.sight.of_cases import OF_CASES
from backend.sight.of_confidence import OF_CONFIDENCE
from backend.sight.of_desk import OF_DESK
from backend.sight.of_house import OF_HOUSE
from backend.sight.of_law import OF_LAW

__all__ = ["DECLARED", "FieldClass", "class_of", "narrower_than"]

DECLARED = OF_HOUSE | OF_CAMPAIGNS | OF_CASES | OF_CONFIDENCE | OF_LAW | OF_DESK | OF_ALERTS
"""Of each model, by its label, the names of its fields in each class, with spaces between."""


class FieldClass(TextChoices):
    """Whom a field is for, from the widest circle to the narrowest."""

    PUBLIC = "public", _("public")
    """Whoever asks, where the row itself is public; else all who see the row."""
    NETWORK = "network", _("the network and those it shared this with")
    """All who see the row."""
    CASE_TEAM = "case_team", _("the case team alone")
    """Of those who see the row, only the network whose it is: it tells who is a member."""
    SEALED = "sealed", _("sealed")
    """Nobody by any list, page, export or message: it is opened by itself, or never shown."""


_NARROWNESS = {one: number for number, one in enumerate(FieldClass)}


def class_of(label: str, field: str) -> FieldClass:
    """Return the class of a field of the model ``label``, 'cases.AdvocacyCase'.

    Raises:
        KeyError: it is declared nowhere.
    """
    for name, fields in DECLARED[label].items():
        if field in fields.split():
            return FieldClass(name)
    raise KeyError(field)


def narrower_than(shown: FieldClass, *, label: str) -> frozenset[str]:
    """Return the fields of a model that a reader who is given ``shown`` is not given."""
    return frozenset(
        field
        for name, fields in DECLARED[label].items()
        if _NARROWNESS[FieldClass(name)] > _NARROWNESS[shown]
        for field in fields.split()
    )
