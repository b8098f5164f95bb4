"""Forms about ILO support."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.web.forms import Day, Pick, Words
from cases.models import (
    AdvocacyCase,
    IloSupport,
    LawReview,
    Milestone,
    Programme,
    SupportKind,
    SupportStatus,
)


class AddSupport(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=SupportKind.choices)
    country = forms.ChoiceField(label=_("Country"))
    status = forms.ChoiceField(
        label=_("Status"), choices=SupportStatus.choices, initial=SupportStatus.ACTIVE
    )
    programme = Pick(
        Programme.objects.none(),
        label=_("Programme"),
        empty_label=_("none, or not known"),
        required=False,
    )
    starts_on = Day(label=_("From"), required=False)
    ends_on = Day(label=_("Until"), required=False)
    about = Words(
        label=_("What it is about"),
        rows=4,
        required=False,
    )
    cpo_code = forms.CharField(
        label=_("Country programme outcome"),
        help_text=_("For example THA251."),
        max_length=16,
        required=False,
    )
    iati_id = forms.CharField(label=_("IATI identifier"), max_length=200, required=False)
    amount = forms.DecimalField(
        label=_("Amount"), max_digits=14, decimal_places=2, min_value=0, required=False
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency"), help_text=_("Three letters: USD."), required=False
    )
    is_public = forms.BooleanField(
        label=_("Anybody may read it, also without signing in"), required=False, initial=True
    )

    def __init__(self, *args: Any, kept: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(code, countries.name_of(code)) for code in sorted(kept)]
        self.fields["country"].choices = offered  # type: ignore[attr-defined]
        programmes = Programme.objects.order_by("name", "id")
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class LinkSupport(forms.Form):
    law_review = Pick(
        LawReview.objects.none(), label=_("Law review"), empty_label=_("none"), required=False
    )
    milestone = Pick(
        Milestone.objects.none(), label=_("Milestone"), empty_label=_("none"), required=False
    )
    case = forms.ModelChoiceField(
        AdvocacyCase.objects.none(),
        label=_("Case"),
        help_text=_("Its number, for example TH-2026-0007."),
        to_field_name="reference",
        widget=forms.TextInput,  # typed, since a country may have a million
        error_messages={"invalid_choice": _("No case of this number is open to you.")},
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        reviews: QuerySet[LawReview],
        milestones: QuerySet[Milestone],
        cases: QuerySet[AdvocacyCase],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["law_review"].queryset = reviews  # type: ignore[attr-defined]
        self.fields["milestone"].queryset = milestones  # type: ignore[attr-defined]
        self.fields["case"].queryset = cases  # type: ignore[attr-defined]


class PickSupport(forms.Form):
    support = Pick(
        IloSupport.objects.none(),
        label=_("Which support stands behind it?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, support: QuerySet[IloSupport], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["support"].queryset = support  # type: ignore[attr-defined]


class SetStatus(forms.Form):
    status = forms.TypedChoiceField(
        label=_("Status"),
        choices=SupportStatus.choices,
        coerce=SupportStatus,
        widget=forms.RadioSelect,
    )
