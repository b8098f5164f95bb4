"""Forms of the officer's desk, and of the leaders who answer it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.calendars import first_day
from backend.web.forms import Day, KnownTo, Pick, Words
from campaigns.models import Network
from cases.models import Effect, ResourceKind

LONGEST_NOTE = 5_000


class NoteOutcomeForm(forms.Form):
    biennium = forms.CharField(
        label=_("Biennium"), help_text=_("The two years: 2026-27."), max_length=7
    )
    cpo_code = forms.CharField(
        label=_("Country programme outcome"), help_text=_("For example THA251."), max_length=16
    )
    indicator = forms.CharField(
        label=_("Indicator of programme and budget"),
        help_text=_("For example 8.2.1, as numbered in that biennium."),
        max_length=16,
        required=False,
    )
    wording = forms.CharField(label=_("Its wording"), max_length=300, required=False)
    iati_id = forms.CharField(label=_("IATI identifier"), max_length=200, required=False)


class SayEffectForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    effect = forms.TypedChoiceField(
        label=_("What did it change?"),
        choices=Effect.choices,
        coerce=Effect,
        widget=forms.RadioSelect,
    )
    words = Words(
        label=_("In your words"),
        help_text=_("No names of workers: all who may read this support read it."),
        rows=3,
        max_length=LONGEST_NOTE,
        required=False,
    )
    said_on = Day(label=_("When was that said?"))
    network = Pick(
        Network.objects.none(),
        label=_("For which network do you speak?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, networks: QuerySet[Network], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]
        self.fields["network"].initial = networks.first()


class RecordLine(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    country = forms.ChoiceField(label=_("Country"))
    kind = forms.TypedChoiceField(
        label=_("Kind"), choices=ResourceKind.choices, coerce=ResourceKind
    )
    amount = forms.DecimalField(label=_("Amount"), max_digits=16, decimal_places=2, min_value=0)
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency"), help_text=_("Three letters: USD.")
    )
    as_of = Day(label=_("As of"))
    as_of_precision = KnownTo()
    source_title = forms.CharField(label=_("Name of the source"), max_length=300)
    source_url = forms.URLField(
        label=_("Address of the source"), assume_scheme="https", required=False
    )

    def __init__(self, *args: Any, kept: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(code, countries.name_of(code)) for code in sorted(kept)]
        self.fields["country"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "as_of" in said and "as_of_precision" in said:
            said["as_of"] = first_day(said["as_of"], precision=said["as_of_precision"])
        return said
