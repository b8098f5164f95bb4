"""Forms about what is told in confidence: agreements, testimonies and the vault."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.web.forms import Day, Pick, Words
from campaigns.models import Network
from cases.actions.testimonies import LONGEST_TESTIMONY
from cases.models import Basis, ConsentMode, Guardian, Purpose


def _language(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*settings.LANGUAGES, ("other", _("another"))])


class Agree(forms.Form):
    """One purpose. Nothing is ticked beforehand."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    purpose = forms.TypedChoiceField(
        label=_("What does she agree to?"),
        help_text=_("One thing at a time. She may say yes to one and no to another."),
        choices=Purpose.choices,
        coerce=Purpose,
        widget=forms.RadioSelect,
    )
    partner = Pick(
        Network.objects.none(), label=_("Which partner?"), required=False, empty_label=_("nobody")
    )
    detail = forms.CharField(
        label=_("Which office, or which way to reach her?"), max_length=120, required=False
    )
    mode = forms.TypedChoiceField(
        label=_("How did she agree?"),
        choices=ConsentMode.choices,
        coerce=ConsentMode,
        widget=forms.RadioSelect,
    )
    language = _language(_("In which language was it explained?"))
    with_interpreter = forms.BooleanField(label=_("Somebody interpreted"), required=False)
    is_understood = forms.BooleanField(
        label=_("She said in her own words what she agrees to"), required=False
    )
    guardian = forms.TypedChoiceField(
        label=_("How old is she?"), choices=Guardian.choices, coerce=Guardian, initial=Guardian.NONE
    )
    basis = forms.TypedChoiceField(
        label=_("On what does it rest?"),
        help_text=_("Nearly always that she agreed."),
        choices=Basis.choices,
        coerce=Basis,
        initial=Basis.CONSENT,
    )
    given_on = Day(label=_("When did she agree?"))
    expires_on = Day(label=_("Until when does it hold?"), required=False)

    def __init__(self, *args: Any, partners: QuerySet[Network], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]


class TakeDown(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    pseudonym = forms.CharField(
        label=_("A name to use instead of hers"),
        help_text=_("Never her own, and none her employer would recognise."),
        max_length=60,
    )
    text = Words(label=_("What did she tell?"), rows=8, max_length=LONGEST_TESTIMONY)
    language = _language(_("In which language did she tell it?"))
    written_in = _language(_("In which language is it written here?"))
    told_on = Day(label=_("When did she tell it?"))


class Correct(forms.Form):
    text = Words(label=_("What did she tell?"), rows=8, max_length=LONGEST_TESTIMONY)


class Why(forms.Form):
    """The reason for opening something. Whether one is needed, the action decides."""

    reason = forms.CharField(
        label=_("What do you need it for?"),
        help_text=_("It is kept, and the leaders of her network can read it."),
        max_length=300,
        required=False,
    )


class PutAway(forms.Form):
    pseudonym = forms.CharField(label=_("A name to use instead of hers"), max_length=60)
    name = forms.CharField(label=_("Her name"), max_length=200)
    contact = forms.CharField(
        label=_("How to reach her"),
        help_text=_("Only if you need it: every word here is one that can be found."),
        max_length=300,
        required=False,
    )
