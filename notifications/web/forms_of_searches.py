"""Keeping a list as a search, and asking why an alert did not come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.models import Event
from notifications.models import Cadence, ListPage
from notifications.models.searching import MOST_NEEDED
from notifications.queries import whynot

_LONGEST_NAME = 80


class KeepSearch(forms.Form):
    """How often to look at a list as it is narrowed now, and from how many new ones to tell."""

    page = forms.TypedChoiceField(
        choices=ListPage.choices, coerce=ListPage, widget=forms.HiddenInput
    )
    query = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("What you call it"), max_length=_LONGEST_NAME)
    cadence = forms.TypedChoiceField(
        label=_("How often to look"), choices=Cadence.choices, coerce=Cadence
    )
    threshold = forms.IntegerField(
        label=_("Tell me from how many new ones"), min_value=1, max_value=MOST_NEEDED
    )


class AskWhyNot(forms.Form):
    """Whom an alert did not reach, and the number of the event in the record."""

    person = forms.CharField(label=_("Her user name"), max_length=150)
    event = forms.IntegerField(
        label=_("Number of the event"),
        min_value=1,
        max_value=2**63 - 1,
        help_text=_("As the record of events and the list of dispatches give it, without #."),
    )

    def clean_person(self) -> User:
        found = whynot.person_named(self.cleaned_data["person"])
        if found is None:
            raise forms.ValidationError(_("Nobody has this user name."))
        return found

    def clean_event(self) -> Event:
        found = whynot.event_numbered(self.cleaned_data["event"])
        if found is None:
            raise forms.ValidationError(_("There is no event of this number."))
        return found

    def asked(self) -> dict[str, Any]:
        """Return the person and the event, once both are known."""
        return self.cleaned_data
