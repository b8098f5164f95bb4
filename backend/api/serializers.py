"""Reading a body: each field named, and nothing found that she may not see."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

Find = Callable[[Any], QuerySet[Any]]
"""What a person may choose from: ``Campaign.objects.visible_to``."""

LARGEST_WHOLE_NUMBER = 2**31 - 1
MOST_RELATED = 200
NOT_FOUND = _("There is nothing with this id, or nothing you may see.")


class In(serializers.Serializer[Any]):
    # The base of all bodies. No docstring: the schema would give it to every one of them.

    def to_internal_value(self, data: Any) -> Any:
        """Refuse a field that is not known: it is a typo or a wish."""
        if isinstance(data, Mapping):
            known = {name for name, field in self.fields.items() if not field.read_only}
            unknown = sorted(str(name) for name in set(data) - known)
            if unknown:
                raise ValidationError({name: [_("There is no such field.")] for name in unknown})
            wrong = {name: _numbers_for_words(self.fields[name], data[name]) for name in data}
            if any(wrong.values()):
                raise ValidationError({name: said for name, said in wrong.items() if said})
        return super().to_internal_value(data)


def _numbers_for_words(field: Any, value: Any) -> Any:
    """Return what is wrong where a number was sent for a text or an id.

    The framework would write 33 as "33" and take 33 for the id 00…21; both hide a mistake.
    """
    if isinstance(field, serializers.CharField | serializers.UUIDField):
        is_number = isinstance(value, int | float)
        return [field.error_messages["invalid"]] if is_number else None
    child = getattr(field, "child", None)
    if child is None or not isinstance(value, list | Mapping):
        return None
    pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
    wrong = {str(key): _numbers_for_words(child, one) for key, one in pairs}
    return {key: said for key, said in wrong.items() if said}


class WholeNumber(serializers.IntegerField):
    """A count that the database can keep: from 0 to 2 147 483 647."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_value", LARGEST_WHOLE_NUMBER)
        super().__init__(**kwargs)


class VisibleRelated(serializers.UUIDField):
    """The id of something the person of the request may see; gives the object.

    What she may not see does not exist for her, so the answer is the same for both.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {"not_found": NOT_FOUND}

    def __init__(self, find: Find, **kwargs: Any) -> None:
        self.find = find
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        found = _seen(self, [super().to_internal_value(data)])
        if not found:
            self.fail("not_found")
        return next(iter(found.values()))


class VisibleRelatedList(serializers.ListField):
    """Ids of things the person may see; gives the objects, found by one query."""

    def __init__(self, find: Find, **kwargs: Any) -> None:
        self.find = find
        super().__init__(child=serializers.UUIDField(), **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, list) and len(data) > MOST_RELATED:
            self.fail("max_length", max_length=MOST_RELATED)
        ids = list(dict.fromkeys(super().to_internal_value(data)))
        found = _seen(self, ids)
        missing = {str(index): [NOT_FOUND] for index, pk in enumerate(ids) if pk not in found}
        if missing:
            raise ValidationError(missing)
        return [found[pk] for pk in ids]


def _seen(
    field: VisibleRelated | VisibleRelatedList, ids: list[uuid.UUID]
) -> dict[uuid.UUID, Model]:
    person = field.context["request"].user
    return {row.pk: row for row in field.find(person).filter(pk__in=ids)} if ids else {}
