"""What forms of the pages share. A form parses; it decides nothing and saves nothing."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from backend.calendars import Precision
from backend.no_such_day import why_no_such_day
from backend.reading_days import read_day
from backend.translated import in_language


class Day(forms.DateField):
    """A date by the phone's own date picker, which speaks ISO 8601 in every language.

    Whoever types it may write it in either era, in figures or in words.
    """

    def __init__(self, **options: Any) -> None:
        picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=picker, input_formats=["%Y-%m-%d"], **options)

    def to_python(self, value: Any) -> dt.date | None:
        if reason := why_no_such_day(value):
            raise forms.ValidationError(reason, code="no_such_day")
        is_typed = isinstance(value, str) and value.strip()
        return read_day(value) if is_typed else super().to_python(value)


class Words(forms.CharField):
    """A longer text. Browsers send line ends as CR LF; they are stored as everybody else's."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, **({"max_length": 20_000} | options))

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class KnownTo(forms.TypedChoiceField):
    """How exactly a date is known."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("How exactly is the date known?"),
            choices=Precision.choices,
            coerce=Precision,
            initial=Precision.DAY,
            **options,
        )


def name_of(record: Model) -> str:
    """Return the title or name of ``record`` for a list of choices."""
    return in_language(record, "title" if hasattr(record, "titles") else "name")


class Pick(forms.ModelChoiceField[Any]):
    """One of some records, named in the reader's language."""

    def label_from_instance(self, obj: Model) -> str:
        return name_of(obj)


class PickMany(forms.ModelMultipleChoiceField[Any]):
    """Some of some records, named in the reader's language, as boxes to tick."""

    def __init__(self, queryset: Any, **options: Any) -> None:
        super().__init__(queryset, widget=forms.CheckboxSelectMultiple, **options)

    def label_from_instance(self, obj: Model) -> str:
        return name_of(obj)


class Filter(forms.Form):
    """Narrows a list by GET. What cannot be read narrows nothing, and says so beside its field."""

    def wanted(self) -> dict[str, Any]:
        """Return what was chosen and can be read; a field left empty gives nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chosen(self) -> list[tuple[str, str]]:
        """Return the label of each field that narrows the list, and what was chosen there."""
        return [(str(self[name].label), self._shown(name)) for name in self.wanted()]

    def _shown(self, name: str) -> str:
        field: Any = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            return str(field.label_from_instance(self.cleaned_data[name]))
        choices = dict(getattr(field, "choices", ()))
        said = self.cleaned_data[name]
        return str(choices.get(said, said))


class Confirm(forms.Form):
    """Nothing to fill in: pressing the button is the answer."""


class SignIn(AuthenticationForm):
    """Django's own check of handle and password."""

    error_messages = {  # noqa: RUF012  # shaped as Django's own
        "invalid_login": _("This user name and password do not fit together."),
        "inactive": _("This account is closed."),
    }


class ChooseLanguage(forms.Form):
    language = forms.CharField(max_length=8)
    next = forms.CharField(required=False)
