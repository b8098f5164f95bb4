"""Forms about who is covered for what, and about clauses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.web.forms import Day, Filter, Pick, PickMany, Words, name_of
from cases.branches import Branch, CoverageKind, Level, WorkerGroup
from cases.models import Bearing, Mark, Provision, StandardArticle
from cases.queries.coverage import Proposal, Proposed, key_of
from cases.web.forms.reviews import CHOOSE, source_field

_TODAY = ("", _("what holds today"))


class FilterCoverage(Filter):
    """Which picture to look at; names of fields are those of the addresses people keep."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CoverageKind.choices, required=False)
    against = forms.ChoiceField(label=_("Before"), required=False)
    with_ = forms.ChoiceField(label=_("After"), required=False)

    def __init__(self, *args: Any, proposed: Proposed, **options: Any) -> None:
        super().__init__(*args, **options)
        proposals: list[Proposal] = [*proposed.options, *proposed.reviews]
        offered = [(key_of(one), name_of(one)) for one in proposals]
        for name in ("against", "with_"):
            self.fields[name].choices = [_TODAY, *offered]  # type: ignore[attr-defined]
        self.proposed = proposed

    def add_prefix(self, field_name: str) -> str:
        """Let the address say ``with``, a word that no attribute of Python may be called."""
        return str(super().add_prefix(field_name.rstrip("_")))

    @property
    def before(self) -> Proposal | None:
        return self.proposed.named(self.wanted().get("against", ""))

    @property
    def after(self) -> Proposal | None:
        return self.proposed.named(self.wanted().get("with_", ""))

    @property
    def is_comparing(self) -> bool:
        return bool(self.before or self.after)

    @property
    def looks_at(self) -> CoverageKind:
        return CoverageKind(self.wanted().get("kind", CoverageKind.LEGAL))


class FilterCountries(Filter):
    group = forms.ChoiceField(label=_("Group of workers"), choices=WorkerGroup, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=CoverageKind.choices, required=False)


class SayCover(forms.Form):
    """One cell, with where that is written."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    group = forms.ChoiceField(label=_("For whom?"), choices=[CHOOSE, *WorkerGroup.choices])
    branch = forms.ChoiceField(label=_("In which branch?"), choices=[CHOOSE, *Branch.choices])
    kind = forms.ChoiceField(label=_("By law or in practice?"), choices=CoverageKind.choices)
    level = forms.ChoiceField(label=_("How far?"), choices=[CHOOSE, *Level.choices])
    citation = forms.CharField(
        label=_("Where is it written?"),
        help_text=_("Without this it is shown, and counted nowhere."),
        max_length=300,
        required=False,
    )
    mark = forms.ChoiceField(label=_("How sure is it?"), choices=[CHOOSE, *Mark.choices])
    contribution = forms.CharField(label=_("Contribution"), max_length=200, required=False)
    qualifying_period = forms.CharField(
        label=_("Qualifying period"), max_length=200, required=False
    )
    note = Words(label=_("Note"), rows=2, required=False)
    source_title = forms.CharField(label=_("Name of the source"), max_length=300, required=False)
    source_url = source_field()

    def cell(self) -> dict[str, Any]:
        """Return what is said of the cell, with its source in one list."""
        said = dict(self.cleaned_data)
        title, url = said.pop("source_title"), said.pop("source_url")
        mark = said["mark"]
        said["sources"] = [{"title": title, "url": url, "mark": mark}] if title or url else []
        return said


class RecordCover(SayCover):
    from_on = Day(label=_("Since when?"), required=False)
    until_on = Day(
        label=_("Until when?"),
        help_text=_("The first day on which it no longer holds."),
        required=False,
    )
    is_claim = forms.BooleanField(
        label=_("Only claimed: another source says so, against what counts here"), required=False
    )


class AddClause(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.CharField(label=_("Number"), max_length=32)
    heading = forms.CharField(label=_("Heading"), max_length=200)
    before = Words(label=_("Text today"), required=False)
    after = Words(label=_("Text proposed"), required=False)
    amends = Pick(
        Provision.objects.none(), label=_("Provision it amends"), empty_label=_("none"),
        required=False,
    )  # fmt: skip
    articles = PickMany(
        StandardArticle.objects.none(), label=_("Standards it answers to"), required=False
    )

    def __init__(self, *args: Any, provisions: Any, articles: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amends"].queryset = provisions  # type: ignore[attr-defined]
        self.fields["articles"].queryset = articles  # type: ignore[attr-defined]


class RewordClause(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    heading = forms.CharField(label=_("Heading"), max_length=200)
    before = Words(label=_("Text today"), required=False)
    after = Words(label=_("Text proposed"), required=False)


class TagClause(forms.Form):
    clause: Any = forms.ModelChoiceField(None, label=_("Which clause?"), empty_label=_("choose"))
    bearing = forms.ChoiceField(
        label=_("What has the case to do with it?"), choices=[CHOOSE, *Bearing.choices]
    )

    def __init__(self, *args: Any, clauses: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["clause"].queryset = clauses  # type: ignore[attr-defined]
