"""Forms about law reviews and their milestones."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.calendars import first_day
from backend.web.forms import Day, KnownTo, PickMany, Words
from campaigns.models import Ask
from cases.models import Confidence, Instrument, Track
from cases.stages import Stage

CHOOSE = ("", _("choose"))
"""No answer is given before the question: a wrong first choice would be kept."""


def stage_field(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=[CHOOSE, *Stage.choices], coerce=Stage)


def source_field(**options: Any) -> forms.URLField:
    return forms.URLField(
        label=_("Address of the source"),
        help_text=_("A page that others can open, e.g. of the Royal Gazette."),
        assume_scheme="https",
        **({"required": False} | options),
    )


def _reason(label: Any) -> Words:
    return Words(label=label, rows=3)


class OpenReview(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=200)
    slug = forms.SlugField(
        label=_("Short name in addresses"),
        help_text=_("Small letters, digits and hyphens, e.g. “th-section-33”."),
        max_length=80,
    )
    country = forms.ChoiceField(label=_("Country"))
    track = forms.ChoiceField(label=_("What kind of law should come of it?"), choices=Track.choices)
    lead_body = forms.CharField(label=_("Lead body"), max_length=200, required=False)
    about = Words(label=_("What it is about"), rows=4, required=False)
    instruments = PickMany(Instrument.objects.none(), label=_("Laws under review"), required=False)
    asks = PickMany(Ask.objects.none(), label=_("Asks it could answer"), required=False)
    is_public = forms.BooleanField(
        label=_("Anybody may read it, also without signing in"), required=False, initial=True
    )

    def __init__(self, *args: Any, kept: Iterable[str], asks: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        codes = sorted(kept)
        offered = [(code, countries.name_of(code)) for code in codes]
        self.fields["country"].choices = offered  # type: ignore[attr-defined]
        laws = Instrument.objects.filter(country__in=codes).order_by("title", "id")
        self.fields["instruments"].queryset = laws  # type: ignore[attr-defined]
        self.fields["asks"].queryset = asks  # type: ignore[attr-defined]


class DatedForm(forms.Form):
    """A date is stored as the first day of the span that is known."""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "on" in said and "precision" in said:
            said["on"] = first_day(said["on"], precision=said["precision"])
        return said


class RecordEvent(DatedForm):
    id = forms.UUIDField(widget=forms.HiddenInput)
    stage = stage_field(_("What kind of step was it?"))
    on = Day(label=_("When?"), help_text=_("Any day of the month or year if no more is known."))
    precision = KnownTo()
    summary = Words(label=_("What happened, in one or two sentences?"), rows=3)
    source_title = forms.CharField(label=_("Name of the source"), max_length=300, required=False)
    source_url = source_field()
    gazette = forms.CharField(
        label=_("Gazette reference"),
        help_text=_(
            "Of a publication: volume, part and date. Without it or an address, "
            "a publication stays unconfirmed."
        ),
        max_length=300,
        required=False,
    )
    confidence = forms.TypedChoiceField(
        label=_("How sure is it?"), choices=[CHOOSE, *Confidence.choices], coerce=Confidence
    )
    dispute_note = Words(
        label=_("Do sources disagree? On what?"),
        rows=2,
        required=False,
    )

    def sources(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        if not said["source_title"] and not said["source_url"]:
            return []
        return [{"title": said["source_title"], "url": said["source_url"], "mark": ""}]


class RetractEvent(forms.Form):
    reason = _reason(_("Why is it wrong?"))


class ConcludeReview(forms.Form):
    conclusion = _reason(_("How did it end?"))


class PlanMilestone(DatedForm):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("What should happen?"), max_length=200)
    stage = stage_field(_("Which stage is that?"))
    on = Day(
        label=_("When is it planned for?"),
        help_text=_("This first plan stays on record even if the date moves."),
    )
    precision = KnownTo()
    body = forms.CharField(label=_("Responsible body"), max_length=200, required=False)


class MarkReached(DatedForm):
    on = Day(label=_("When was it reached?"))
    precision = KnownTo()
    source_url = source_field()
    note = Words(
        label=_("Note"),
        rows=3,
        required=False,
    )


class Reschedule(forms.Form):
    to = Day(label=_("When is it expected now?"))
    reason = _reason(_("Why does the date move?"))


class GiveReason(forms.Form):
    reason = _reason(_("Why?"))
