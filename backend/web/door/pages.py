"""allauth's pages in our design: one template, our words, and 422 where something is wrong."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backend.web.pages import INVALID

Words = str | Promise

LABELS: dict[str, Words] = {
    "code": _("Code"),
    "email": _("E-mail"),
    "password": _("Your password"),
    "password1": _("New password"),
    "password2": _("New password once more"),
}


class DoorPage:
    """Mixed into a form view of allauth: says what the page is called and what it is for."""

    template_name = "web/door.html"
    http_method_names: ClassVar[list[str]] = ["get", "head", "post", "options"]
    heading: ClassVar[Words] = ""
    lead: ClassVar[Words] = ""
    button: ClassVar[Words] = _("Go on")
    labels: ClassVar[dict[str, Words]] = {}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        about = {"heading": self.heading, "lead": self.lead, "button": self.button}
        context: dict[str, Any] = super().get_context_data(**more) | about  # type: ignore[misc]
        form = context.get("form")
        if isinstance(form, forms.Form):
            self.reword(form)
        return context

    def reword(self, form: forms.Form) -> None:
        """Give the fields of allauth's form our labels; a grey example in a field helps nobody."""
        for name, field in form.fields.items():
            words = self.labels.get(name) or LABELS.get(name)
            field.label = str(words) if words else field.label
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop("autofocus", None)
            if name == "code":
                field.widget.attrs |= {"autocomplete": "one-time-code", "autocapitalize": "off"}

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Show it again, with the status of a form that has something wrong."""
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if answer.status_code == OK:
            answer.status_code = INVALID
        return answer


OK = 200
