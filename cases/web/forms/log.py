"""The three steps of logging a case, each a form of its own."""

from dataclasses import asdict, replace
from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.web.forms import PickMany, Words, name_of
from campaigns.models import Ask, Campaign, Network
from cases.models import Answers, IssueKind, OnBehalfOf, Provision, Risk, Visibility
from cases.queries.places import (
    Place,
    asks_of,
    campaigns_to_log_for,
    networks_to_log_for,
    provisions_of,
    readers_at,
)
from cases.web.forms.cases import people_affected, place_of_case, with_readers


class PickProvisions(PickMany):
    def label_from_instance(self, obj: Model) -> str:
        provision = cast("Provision", obj)
        return f"{name_of(provision) or provision}, {name_of(provision.instrument)}"


class Where(forms.Form):
    """The network and campaign an address names, and the draft for which they are chosen."""

    network = forms.ModelChoiceField(Network.objects.none(), required=False)
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False)
    choose = forms.UUIDField(required=False)

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "network", networks_to_log_for(by))
        _offer(self, "campaign", campaigns_to_log_for(by))

    @property
    def said(self) -> dict[str, Any]:
        """What could be understood; the rest is as if it was not said."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class Step(forms.Form):
    """Some of the answers. What stands in it is kept though it is not whole."""

    def __init__(self, *args: Any, answers: Answers, place: Place, by: User, **more: Any) -> None:
        super().__init__(*args, **more | {"initial": _said(answers)})
        self.before = answers
        self.offer(place, by=by)

    def offer(self, place: Place, *, by: User) -> None:
        """Fill the choices that depend on where the case is logged and by whom."""

    def answers(self) -> Answers:
        """Return the answers with what this form says."""
        return replace(self.before, **{n: _kept(v) for n, v in self.cleaned_data.items()})

    def lines(self) -> list[tuple[str, list[str]]]:
        """Return what was said, as people read it: each question with its answers."""
        return [(str(bound.label), _as_read(bound)) for bound in self]

    def only_lacks_something(self) -> bool:
        """Say whether nothing is wrong but that something was not said yet."""
        errors = self.errors.as_data().values()
        return all(error.code == "required" for of_field in errors for error in of_field)


class SayWhat(Step):
    title = forms.CharField(
        label=_("In one line, what is the problem?"),
        help_text=_("No names of people. Example: “Registration refused by the office”."),
        max_length=200,
    )
    issue_kinds = forms.MultipleChoiceField(
        label=_("What kind of problem is it?"),
        help_text=_("Choose all that fit."),
        choices=IssueKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    summary = Words(
        label=_("What happened, in your own words?"),
        help_text=_("As you would tell a colleague. No names, no addresses, no numbers of papers."),
        rows=5,
        required=False,
    )


class SayWhom(Step):
    on_behalf_of = forms.ChoiceField(
        label=_("Whose problem is it?"),
        choices=OnBehalfOf.choices,
        initial=OnBehalfOf.MEMBER,
        widget=forms.RadioSelect,
    )
    people_affected = people_affected()
    place = place_of_case()
    risk = forms.ChoiceField(
        label=_("Could she be in danger if this became known?"),
        help_text=_("If you are not sure, choose “possible”: people then take more care."),
        choices=Risk.choices,
        initial=Risk.NONE,
        widget=forms.RadioSelect,
    )
    asks = PickMany(Ask.objects.none(), label=_("Which ask does it support?"), required=False)
    provisions = PickProvisions(
        Provision.objects.none(),
        label=_("Which part of the law is it about?"),
        help_text=_("Leave empty if you do not know; somebody can add it later."),
        required=False,
    )

    def offer(self, place: Place, *, by: User) -> None:  # noqa: ARG002
        _offer(self, "asks", asks_of(place.campaign))
        _offer(self, "provisions", provisions_of(place.campaign))


class SayWho(Step):
    visibility = forms.ChoiceField(
        label=_("Who may read this case?"),
        help_text=_("You can change this later."),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
    )

    def offer(self, place: Place, *, by: User) -> None:
        counts = readers_at(place, besides=by, risk=self.before.risk)
        readers = with_readers(counts)
        self.fields["visibility"].choices = readers  # type: ignore[attr-defined]


def _offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    form.fields[name].queryset = rows  # type: ignore[attr-defined]


def _said(answers: Answers) -> dict[str, Any]:
    """Leave out what was not said, for which the form has a first choice of its own."""
    return {name: value for name, value in asdict(answers).items() if value}


def _as_read(bound: forms.BoundField) -> list[str]:
    said = bound.value()
    if said is None or said == "":
        return []
    choices = getattr(bound.field, "choices", None)
    if choices is None:
        return [str(said)]
    chosen = {str(one) for one in (said if isinstance(said, list | tuple) else [said])}
    return [str(label) for value, label in choices if str(value) in chosen]


def _kept(value: Any) -> Any:
    if isinstance(value, QuerySet):
        return tuple(str(row.pk) for row in value)
    return tuple(value) if isinstance(value, list) else value
