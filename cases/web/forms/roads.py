"""Forms about gates, parliaments, templates and parallel tracks."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.web.forms import Day, Pick, Words
from cases.models import GateKind, LawReview, StageTemplate
from cases.web.forms.reviews import source_field

_CHOOSE = ("", _("choose"))


class SetGate(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.TypedChoiceField(
        label=_("Which gate is it?"), choices=[_CHOOSE, *GateKind.choices], coerce=GateKind
    )
    closes_on = Day(
        label=_("Until when must it be passed?"),
        help_text=_("Who follows this review is told once, some working days before."),
    )
    note = Words(label=_("Note"), rows=3, required=False)
    source_url = source_field()


class MoveGate(forms.Form):
    to = Day(label=_("Until when now?"))
    reason = Words(label=_("Why does the date move?"), rows=3)


class Dissolve(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    on = Day(label=_("On which day was it dissolved?"))
    source_url = source_field(required=True)


class PickTemplate(forms.Form):
    """A newer version of a template, picked by its number."""

    template = forms.ModelChoiceField(
        StageTemplate.objects.none(), label=_("Version"), empty_label=None
    )

    def __init__(self, *args: Any, versions: QuerySet[StageTemplate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["template"].queryset = versions  # type: ignore[attr-defined]


class PickReview(forms.Form):
    law_review = Pick(LawReview.objects.none(), label=_("Law review"), empty_label=_("choose"))

    def __init__(self, *args: Any, reviews: QuerySet[LawReview], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["law_review"].queryset = reviews  # type: ignore[attr-defined]
