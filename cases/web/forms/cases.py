"""Forms about cases."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from backend.accounts.models import User
from backend.web.forms import Pick, Words
from cases.models import OUTCOMES, CaseStatus, LawReview, Risk, Visibility
from cases.queries.places import Place, readers_at

MOST_PEOPLE = 1_000_000


def people_affected() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("How many people are affected?"),
        help_text=_("Leave empty if you do not know."),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )


def place_of_case() -> forms.CharField:
    return forms.CharField(
        label=_("Where?"),
        help_text=_("A province is enough. Never write an address."),
        max_length=120,
        required=False,
    )


def with_readers(counts: Mapping[Visibility, int]) -> list[tuple[str, str]]:
    """Say with each choice how many people could read the case."""
    return [
        (choice.value, f"{choice.label}: {people_besides_you(n)}") for choice, n in counts.items()
    ]


def people_besides_you(count: int | None) -> str:
    if count is None:
        return str(_("those of its network, and whom it shared this with"))
    if not count:
        return str(_("nobody besides you"))
    return ngettext("%(n)s person besides you", "%(n)s people besides you", count) % {"n": count}


class EditCase(forms.Form):
    """What is written in a case, the version it was read at, and how each field read then."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=_("In one line, what is the problem?"), max_length=200)
    summary = Words(label=_("What happened, in your own words?"), rows=5, required=False)
    people_affected = people_affected()
    place = place_of_case()
    risk = forms.ChoiceField(
        label=_("Could she be in danger if this became known?"),
        choices=Risk.choices,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.visible_fields():
            # Sent along, so that of two people only what both changed is held against each other.
            field.field.show_hidden_initial = True


class CloseCase(forms.Form):
    outcome = forms.TypedChoiceField(
        label=_("How did it end?"),
        choices=[(status.value, status.label) for status in CaseStatus if status in OUTCOMES],
        coerce=CaseStatus,
        widget=forms.RadioSelect,
    )
    note = Words(label=_("What came of it?"), rows=3, required=False)


class ShareCase(forms.Form):
    visibility = forms.TypedChoiceField(
        label=_("Who may read this case?"),
        choices=Visibility.choices,
        coerce=Visibility,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, place: Place, by: User, risk: str, **options: Any) -> None:
        super().__init__(*args, **options)
        visibility = self.fields["visibility"]
        visibility.choices = with_readers(readers_at(place, besides=by, risk=risk))  # type: ignore[attr-defined]


class AssignCase(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Who works on it?"), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, people: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]


class LinkReview(forms.Form):
    law_review = Pick(
        LawReview.objects.none(),
        label=_("Which law review could answer it?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, reviews: QuerySet[LawReview], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["law_review"].queryset = reviews  # type: ignore[attr-defined]
