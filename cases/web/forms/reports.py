"""Forms to have a report drafted."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.web.forms import Day, Pick, Words
from campaigns.models import Campaign
from cases.models import Milestone, Programme, ReportKind

LONGEST_NOTE = 5_000


class RequestReport(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.TypedChoiceField(
        label=_("What is to be drafted?"),
        choices=ReportKind.choices,
        coerce=ReportKind,
        widget=forms.RadioSelect,
        initial=ReportKind.COUNTRY_BRIEF,
    )
    country = forms.ChoiceField(
        label=_("Country"), help_text=_("Of a brief or a donor’s report."), required=False
    )
    milestone = Pick(
        Milestone.objects.none(),
        label=_("Milestone"),
        help_text=_("Of a result: what was reached."),
        empty_label=_("none"),
        required=False,
    )
    campaign = Pick(
        Campaign.objects.none(),
        label=_("Campaign"),
        help_text=_("Of a campaign brief."),
        empty_label=_("none"),
        required=False,
    )
    programme = Pick(
        Programme.objects.none(),
        label=_("Programme"),
        help_text=_("Of a donor’s report."),
        empty_label=_("none"),
        required=False,
    )
    from_on = Day(label=_("From"))
    until_on = Day(label=_("Until"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    summary = Words(
        label=_("Outcome summary"),
        help_text=_("In your words; all else is put together from what is recorded."),
        rows=3,
        max_length=LONGEST_NOTE,
        required=False,
    )
    gender = Words(
        label=_("Gender equality and non-discrimination"),
        rows=3,
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        kept: Iterable[str],
        campaigns: QuerySet[Campaign],
        milestones: QuerySet[Milestone],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        offered = [(code, countries.name_of(code)) for code in sorted(kept)]
        self.fields["country"].choices = [("", _("none")), *offered]  # type: ignore[attr-defined]
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        self.fields["milestone"].queryset = milestones  # type: ignore[attr-defined]
        programmes = Programme.objects.order_by("name", "id")
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
