"""Forms about what people do together: comments, tasks and proposed updates."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.web.forms import Day, KnownTo, Pick, Words
from campaigns.models import Network
from cases.models import CommentReaders, Visibility
from cases.web.forms.cases import people_besides_you
from cases.web.forms.reviews import DatedForm, source_field, stage_field

LONGEST_NOTE = 5_000


class WriteComment(forms.Form):
    """One comment. ``shown`` is how the case was shared when the counts here were made."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.TypedChoiceField(
        choices=Visibility.choices, coerce=Visibility, widget=forms.HiddenInput
    )
    text = Words(label=_("Your comment"), rows=3, max_length=LONGEST_NOTE)
    readers = forms.TypedChoiceField(
        label=_("Who will read it?"),
        help_text=_("Nobody else later, even if the case is shared with more people."),
        coerce=CommentReaders,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, readers: Mapping[CommentReaders, int | None], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choice = self.fields["readers"]
        choice.choices = [  # type: ignore[attr-defined]
            (one.value, f"{one.label}: {people_besides_you(n)}") for one, n in readers.items()
        ]
        choice.initial = next(iter(readers))


class GiveTask(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("What is to be done?"),
        help_text=_("Example: “Call the provincial office”."),
        max_length=200,
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("By whom?"), empty_label=None, widget=forms.RadioSelect
    )
    due_on = Day(label=_("By which day?"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class ProposeUpdate(DatedForm):
    id = forms.UUIDField(widget=forms.HiddenInput)
    stage = stage_field(_("What kind of step was it?"))
    on = Day(label=_("When?"), help_text=_("Any day of the month or year if no more is known."))
    precision = KnownTo()
    summary = Words(
        label=_("What happened, in one or two sentences?"),
        help_text=_("No names of workers: once accepted, all who may read this review read it."),
        rows=3,
        max_length=LONGEST_NOTE,
    )
    source_url = source_field(required=True, max_length=500)
    source_title = forms.CharField(label=_("Name of the source"), max_length=300, required=False)
    network = Pick(
        Network.objects.none(),
        label=_("For which network do you propose it?"),
        help_text=_("The officer reads this, and not your name."),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, networks: QuerySet[Network], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]
        self.fields["network"].initial = networks.first()


class DeclineProposal(forms.Form):
    answer = Words(
        label=_("Why not?"),
        help_text=_("Whoever proposed it reads this."),
        rows=3,
        max_length=LONGEST_NOTE,
    )
