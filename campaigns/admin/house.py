"""What all pages of the administrators' site share: who may, and how a refusal is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Field, JSONField, Model, URLField
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.errors import DomainError
from campaigns import access
from campaigns.admin.fields import SourcesField, TextsField, WordsField

M = TypeVar("M", bound=Model)


@contextmanager
def saying_why_not(request: HttpRequest) -> Iterator[None]:
    """Tell a refusal of the domain instead of failing."""
    try:
        yield
    except _REFUSALS as refused:
        _say_why_not(request, refused)


_REFUSALS = (DomainError, ValidationError)


def _say_why_not(request: HttpRequest, refused: Exception) -> None:
    words = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
    messages.error(request, " ".join(words))


def administrator(request: HttpRequest) -> User:
    """Return who asks; the site lets in nobody but administrators."""
    if not isinstance(request.user, User):
        raise TypeError
    return request.user


class House:
    """Administrators may look; what else they may do, a subclass says."""

    def _keeps_house(self, request: HttpRequest) -> bool:
        return access.holds(request.user, Permission.HOUSE_MANAGE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._keeps_house(request)

    # The name of ``obj`` is Django's: its own views give it by keyword.
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return self._keeps_house(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


class HouseAdmin(House, admin.ModelAdmin[M]):
    """One model, read-only unless a subclass says otherwise.

    Where an action of the domain exists, a subclass calls it from ``save_model``, and no
    row is written any other way.
    """

    show_full_result_count = False

    def lookup_allowed(
        self,
        lookup: str,
        value: Any,  # noqa: ARG002
        request: HttpRequest | None = None,  # noqa: ARG002
    ) -> bool:
        """Let a list be narrowed by its own filters alone.

        Django lets every column be asked: letter by letter for a password's hash, or for
        the case in an event that shows none.
        """
        offered = (getattr(one, "parameter_name", one) for one in self.list_filter)
        return lookup.partition("__")[0] in offered

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except _REFUSALS as refused:
            _say_why_not(request, refused)
            return HttpResponseRedirect(request.get_full_path())


class _Reference(House):
    """Published facts: they may be added and mended, and each change is in the site's history."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return self._keeps_house(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return self._keeps_house(request)

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        if isinstance(db_field, JSONField):
            kwargs["form_class"] = _form_field_of(db_field)
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        made: FormField | None = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        return made


def _form_field_of(field: JSONField[Any, Any]) -> type[FormField]:
    if field.name == "sources":
        return SourcesField
    return TextsField if field.default is dict else WordsField


class ReferenceAdmin(_Reference, HouseAdmin[M]):
    """Reference data. Nothing is deleted: cases and reviews point at it."""


class ReferenceInline(_Reference, admin.TabularInline[M, Model]):
    """Parts of reference data, edited with the whole."""

    extra = 0
