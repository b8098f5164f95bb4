"""The form that adds a file to a case: by camera, by microphone, or from what is on the phone."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

_ANY = "image/jpeg,image/png,image/webp,application/pdf,audio/*,text/plain"


def _file(label: Any, *, accept: str, **attributes: str) -> forms.FileField:
    widget = forms.FileInput(attrs={"accept": accept, **attributes})
    return forms.FileField(label=label, widget=widget, required=False, allow_empty_file=True)


class AddEvidence(forms.Form):
    """One file, whichever of the three ways it comes."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    photo = _file(_("Take a photo"), accept="image/*", capture="environment")
    sound = _file(_("Record your voice"), accept="audio/*", capture="user")
    file = _file(_("Choose a photo, recording, PDF or text"), accept=_ANY)

    def clean(self) -> dict[str, Any]:
        """Take the one that was sent."""
        given = super().clean() or self.cleaned_data
        sent = [given[name] for name in ("photo", "sound", "file") if given.get(name)]
        if len(sent) != 1:
            raise forms.ValidationError(_("Choose one file. You can add more afterwards."))
        return {**given, "sent": sent[0]}

    def content(self) -> bytes:
        """Return what was sent, which its handler kept short."""
        sent: UploadedFile[Any] = self.cleaned_data["sent"]
        content: bytes = sent.read()
        return content
