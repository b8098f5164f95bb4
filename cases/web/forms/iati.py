"""Forms to read in a file of IATI."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend import countries
from cases.models import SupportKind


class ReadFile(forms.Form):
    country = forms.ChoiceField(label=_("Country"))
    file = forms.FileField(label=_("File"), help_text=_("IATI 2, as XML; at most 20 MB."))

    def __init__(self, *args: Any, kept: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(code, countries.name_of(code)) for code in sorted(kept)]
        self.fields["country"].choices = offered  # type: ignore[attr-defined]


class ApplyFile(forms.Form):
    kind = forms.TypedChoiceField(
        label=_("Of what kind is the new support?"),
        help_text=_("IATI does not say it."),
        choices=SupportKind.choices,
        coerce=SupportKind,
        initial=SupportKind.POLICY_ADVICE,
    )
