"""Forms of the pages of operations."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from backend.web.forms import Filter
from notifications.channels import switched_on
from notifications.kinds import KINDS
from notifications.models import Channel
from notifications.queries.given_up import MOST_SHOWN, STATES

LONGEST_REASON = 200
_DIGITS = 19


class FilterGivenUp(Filter):
    channel = forms.ChoiceField(
        label=_("Channel"), choices=[("", _("all")), *Channel.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("all")), *((one.value, one.label) for one in STATES)],
        required=False,
    )
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, required=False)


class Numbers(forms.Field):
    """Numbers of rows, as boxes that were ticked send them."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {  # noqa: RUF012  # shaped as Django's own
        "required": _("Tick at least one message."),
        "invalid": _("These are not numbers of messages."),
    }

    def to_python(self, value: Any) -> list[int]:
        given: list[str] = value or []
        are_numbers = all(one.isdecimal() and len(one) < _DIGITS for one in given)
        if len(given) > MOST_SHOWN or not are_numbers:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return [int(one) for one in given]


class SendAgain(forms.Form):
    """The messages that were ticked."""

    message = Numbers()


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class _OnAChannel(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(one.value, one.label) for one in switched_on()]
        self.fields["channel"].choices = offered  # type: ignore[attr-defined]


class TryOut(_OnAChannel):
    channel = forms.TypedChoiceField(label=_("Channel"), coerce=Channel)
    language = _language()


class Look(_OnAChannel):
    """Which message to look at."""

    kind = forms.ChoiceField(
        label=_("What happens"), choices=[(name, kind.label) for name, kind in KINDS.items()]
    )
    channel = forms.TypedChoiceField(label=_("Channel"), coerce=Channel)
    language = _language()
