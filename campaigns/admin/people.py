"""People and their roles."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.actions import NewPerson
from backend.accounts.models import User
from backend.accounts.roles import SCOPE_OF, Role, Scope
from campaigns.actions import people, roles
from campaigns.admin.house import HouseAdmin, administrator, saying_why_not
from campaigns.models import RoleAssignment


class PersonForm(forms.ModelForm[User]):
    new_password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Left empty, it stays as it is; a new person then cannot sign in yet."),
    )

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        if password:
            validate_password(password, self.instance)
        return password


@admin.register(User)
class PersonAdmin(HouseAdmin[User]):
    """Who can sign in. What somebody writes or logs is not to be seen here."""

    form = PersonForm
    list_display = ("username", "display_name", "language", "life", "created_at")
    list_filter = ("is_active", "language")
    search_fields = ("username", "display_name")
    ordering = ("username",)
    actions = ("close_accounts", "pause_accounts", "reopen_accounts", "reset_factors")
    _of_new = ("username", "display_name", "email", "language", "time_zone")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return self._keeps_house(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return self._keeps_house(request)

    def get_fields(self, _request: HttpRequest, obj: User | None = None) -> Any:
        more = ["life", "created_at"] if obj else []
        return [*self._of_new, *more, "new_password"]

    def get_readonly_fields(self, _request: HttpRequest, obj: User | None = None) -> list[str]:
        return [*self._of_new, "life", "created_at"] if obj else []

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        by, password = administrator(request), form.cleaned_data["new_password"]
        if not change:
            said = {name: form.cleaned_data[name] for name in self._of_new}
            obj.pk = people.admit(NewPerson(password=password, **said), by=by).pk
        elif password:
            people.give_password(obj, password=password, by=by)

    @admin.action(description=_("Close the accounts chosen"))
    def close_accounts(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        for user in chosen:
            with saying_why_not(request):
                people.close_account(user, by=administrator(request))

    @admin.display(description=_("account"))
    def life(self, user: User) -> str:
        return str(user.life.label)

    @admin.action(description=_("Pause the accounts chosen: a phone was lost"))
    def pause_accounts(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        for user in chosen:
            with saying_why_not(request):
                people.pause_account(user, by=administrator(request))

    @admin.action(description=_("Take away all second factors of the people chosen"))
    def reset_factors(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        for user in chosen:
            with saying_why_not(request):
                people.reset_second_factor(user, by=administrator(request))

    @admin.action(description=_("Reopen the accounts chosen"))
    def reopen_accounts(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        for user in chosen:
            with saying_why_not(request):
                people.reopen_account(user, by=administrator(request))


class GrantForm(forms.ModelForm[RoleAssignment]):
    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        scope = SCOPE_OF.get(said.get("role", ""))
        wanted = {"network": scope == Scope.NETWORK, "country": scope == Scope.COUNTRY}
        for name, needed in wanted.items():
            if needed != bool(said.get(name)):
                message = _("This role needs it.") if needed else _("This role is not held there.")
                self.add_error(name, message)
        self.instance.is_house = scope == Scope.HOUSE
        return said


@admin.register(RoleAssignment)
class RoleAdmin(HouseAdmin[RoleAssignment]):
    """Roles are given and ended, never rewritten: who held what when stays readable."""

    form = GrantForm
    fields = ("user", "role", "network", "country", "starts_on", "ends_on", "granted_by")
    list_display = ("user", "role", "network", "country", "starts_on", "ends_on")
    list_filter = ("role", "country")
    list_select_related = ("user", "network")
    search_fields = ("user__username", "network__name")
    autocomplete_fields = ("user", "network")
    ordering = ("-starts_on", "id")
    actions = ("end_roles",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return self._keeps_house(request)

    def get_fields(self, _request: HttpRequest, obj: RoleAssignment | None = None) -> Any:
        return self.fields if obj else ("user", "role", "network", "country")

    def save_model(
        self,
        request: HttpRequest,
        obj: RoleAssignment,
        form: Any,  # noqa: ARG002
        change: bool,  # noqa: ARG002, FBT001
    ) -> None:
        obj.pk = _grant(obj, by=administrator(request), on=timezone.now().date()).pk

    @admin.action(description=_("End the roles chosen today"))
    def end_roles(self, request: HttpRequest, chosen: QuerySet[RoleAssignment]) -> None:
        for assignment in chosen.with_people():  # type: ignore[attr-defined]
            with saying_why_not(request):
                today = timezone.now().date()
                roles.revoke(assignment, by=administrator(request), on=today)


def _grant(wanted: RoleAssignment, *, by: User, on: dt.date) -> RoleAssignment:
    role, to = Role(wanted.role), wanted.user
    if wanted.network:
        return roles.grant_in_network(role, to=to, network=wanted.network, by=by, on=on)
    if wanted.country:
        return roles.grant_in_country(role, to=to, country=wanted.country, by=by, on=on)
    return roles.grant_in_house(role, to=to, by=by, on=on)
