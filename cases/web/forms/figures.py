"""The form above the charts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.web.forms import Pick
from campaigns.access import Visitor
from campaigns.models import Campaign
from cases.queries.around import codes_around
from cases.queries.figures import Focus


class FilterFigures(forms.Form):
    country = forms.ChoiceField(label=_("Country"), required=False)
    campaign = Pick(
        Campaign.objects.none(), label=_("Campaign"), empty_label=_("all"), required=False
    )

    def __init__(self, *args: Any, reader: Visitor, **options: Any) -> None:
        super().__init__(*args, **options)
        named = sorted((countries.name_of(code), code) for code in codes_around(reader))
        choices = [("", _("all")), *((code, name) for name, code in named)]
        campaigns = Campaign.objects.visible_to(reader).order_by("title", "id")
        self.fields["country"].choices = choices  # type: ignore[attr-defined]
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]

    @property
    def focus(self) -> Focus:
        """What she wants to look at; where that makes no sense, all of it."""
        wanted = self.cleaned_data if self.is_valid() else {}
        return Focus(country=wanted.get("country", ""), campaign=wanted.get("campaign"))
