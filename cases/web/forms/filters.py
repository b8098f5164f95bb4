"""What narrows the long lists. Names of fields are those of the addresses people keep."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.web.forms import Filter, Pick
from campaigns.models import Campaign
from cases.models import CaseStatus, IssueKind, ReviewStatus, SupportKind, SupportStatus
from cases.stages import Stage

LONGEST = 200

Choices = Iterable[tuple[str, str | Promise]]


def _any_of(label: Any, choices: Choices = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("all")), *choices], required=False)


def _words() -> forms.CharField:
    search = forms.TextInput(attrs={"type": "search"})
    return forms.CharField(label=_("Words"), max_length=LONGEST, required=False, widget=search)


class _ByCountry(Filter):
    """Offers the countries of the rows she may see, and no other."""

    country = _any_of(_("Country"))

    def __init__(self, *args: Any, seen_in: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = sorted(((code, countries.name_of(code)) for code in seen_in), key=_by_name)
        self.fields["country"].choices = [("", _("all")), *offered]  # type: ignore[attr-defined]


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1]


class FilterCases(_ByCountry):
    q = _words()
    status = _any_of(_("Status"), [("open", _("open")), *CaseStatus.choices])
    kind = _any_of(_("Kind of problem"), IssueKind.choices)
    campaign = Pick(
        Campaign.objects.none(), label=_("Campaign"), empty_label=_("all"), required=False
    )

    field_order = ("q", "status", "kind", "country", "campaign")

    def __init__(self, *args: Any, campaigns: QuerySet[Campaign], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]


class FilterReviews(_ByCountry):
    q = _words()
    status = _any_of(_("Status"), ReviewStatus.choices)
    stage = _any_of(_("Stage"), [(one.value, one.label) for one in Stage if one != Stage.CONTEXT])

    field_order = ("q", "status", "stage", "country")


class FilterSupport(_ByCountry):
    q = _words()
    status = _any_of(_("Status"), SupportStatus.choices)
    kind = _any_of(_("Kind"), SupportKind.choices)

    field_order = ("q", "status", "kind", "country")


class FilterTerms(Filter):
    q = _words()
