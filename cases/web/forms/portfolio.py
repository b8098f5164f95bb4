"""What narrows the portfolio, and the name under which a view of it is kept."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.web.forms import Filter

RISKS = {
    "gate": _("A gate closes soon"),
    "overdue": _("A step is overdue"),
    "stalled": _("Stalled"),
    "unseen": _("Nobody looked for a month"),
}


class FilterPortfolio(Filter):
    country = forms.ChoiceField(label=_("Country"), required=False)
    risk = forms.ChoiceField(
        label=_("Risk"), choices=[("", _("all")), *RISKS.items()], required=False
    )

    def __init__(self, *args: Any, kept: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(code, countries.name_of(code)) for code in sorted(kept)]
        self.fields["country"].choices = [("", _("all")), *offered]  # type: ignore[attr-defined]


class NameView(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    query = forms.RegexField(
        r"^[a-zA-Z=&]*$", max_length=200, required=False, widget=forms.HiddenInput
    )
