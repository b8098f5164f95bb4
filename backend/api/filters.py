"""Finding in lists: search, ordering and filters; whatever is not known is refused."""

from typing import Any, ClassVar

import django_filters
from django.core.exceptions import ValidationError as FormError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.fields import IsoDateTimeField
from django_filters.rest_framework import FilterSet
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from backend.api.parsers import UNKEEPABLE

SEARCH, ORDERING = "search", "ordering"
LONGEST_SEARCH = 200


class Search(BaseFilterBackend):
    """``?search=``; how a resource is searched is its view's ``search``."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        text = request.query_params.get(SEARCH, "").strip()
        if len(text) > LONGEST_SEARCH or UNKEEPABLE.search(text):
            raise ValidationError({SEARCH: [_("Search for a few words.")]})
        return view.search(queryset, text) if text else queryset

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        text = {"type": "string", "maxLength": LONGEST_SEARCH}
        return [_parameter(SEARCH, text, "")] if getattr(view, "search_fields", ()) else []


class Ordering(BaseFilterBackend):
    """``?ordering=-created_at,title``, of the view's ``ordering_fields``."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        wanted = [name for name in request.query_params.get(ORDERING, "").split(",") if name]
        for name in wanted:
            if name.removeprefix("-") not in view.ordering_fields:
                message = _("Order by one of: %(names)s.")
                names = ", ".join(sorted(view.ordering_fields))
                raise ValidationError({ORDERING: [message % {"names": names}]})
        return queryset.order_by(*(_first_mentions(wanted) or view.ordering))

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = [sign + name for name in getattr(view, "ordering_fields", ()) for sign in ("", "-")]
        if not names:
            return []
        several = {"type": "array", "items": {"type": "string", "enum": names}}
        parameter = _parameter(ORDERING, several, _("“-” turns the order round."))
        return [parameter | {"explode": False, "style": "form"}]


def _first_mentions(names: list[str]) -> list[str]:
    # A second mention of a field can order nothing any more.
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.removeprefix("-"), name)
    return list(first.values())


def _parameter(name: str, schema: dict[str, Any], description: Any) -> dict[str, Any]:
    described = {"description": str(description)} if description else {}
    return {"name": name, "in": "query", "required": False, "schema": schema} | described


class _MomentField(IsoDateTimeField):
    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        try:
            return moment and moment.astimezone(timezone.get_default_timezone())
        except OverflowError as error:
            raise FormError(self.error_messages["invalid"], code="invalid") from error


class MomentFilter(django_filters.IsoDateTimeFilter):
    """A moment in ISO 8601, "2026-11-22T08:00:00Z"; one without a zone is in UTC."""

    field_class = _MomentField


@extend_schema_field({"type": "boolean"})
class FlagFilter(django_filters.TypedChoiceFilter):
    """``true`` or ``false``; anything else is refused rather than passed over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        choices = [("true", "true"), ("false", "false")]
        super().__init__(*args, choices=choices, coerce="true".__eq__, empty_value="", **kwargs)


class PlainFilter(FilterSet):
    """The base of all filters; of a model's keys only the id is asked, never whether it exists."""

    FILTER_DEFAULTS: ClassVar[dict[type[models.Field[Any, Any]], dict[str, Any]]] = {
        **FilterSet.FILTER_DEFAULTS,
        models.BooleanField: {"filter_class": FlagFilter},
        models.DateTimeField: {"filter_class": MomentFilter},
        models.ForeignKey: {"filter_class": django_filters.UUIDFilter},
        models.OneToOneField: {"filter_class": django_filters.UUIDFilter},
        models.ManyToManyField: {"filter_class": django_filters.UUIDFilter},
    }


class ResourceFilter(PlainFilter):
    """The filter of a resource that says when it last changed; both ends are included."""

    updated_after = MomentFilter(field_name="updated_at", lookup_expr="gte")
    updated_before = MomentFilter(field_name="updated_at", lookup_expr="lte")
