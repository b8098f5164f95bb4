"""The risk dial: five questions, and the word of a second person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Question


class AnswerQuestions(forms.Form):
    """What is not ticked is a no."""

    yes = forms.TypedMultipleChoiceField(
        label=_("Which of these are true?"),
        help_text=_("If you are not sure, tick it: people then take more care."),
        choices=Question.choices,
        coerce=Question,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class SettleLowering(forms.Form):
    settle = forms.ChoiceField(
        label=_("Do you agree?"),
        choices=[
            ("agree", _("Yes, the risk is lower")),
            ("decline", _("No, it stays as it is")),
        ],
        widget=forms.RadioSelect,
    )
