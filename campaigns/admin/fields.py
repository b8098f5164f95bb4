"""Form fields for what is kept as JSON: refused unless it has the shape that pages rely on."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

_is_web_address = URLValidator(schemes=["http", "https"])


class _Shaped(forms.JSONField):
    shape: ClassVar[Any] = ""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned in (None, ""):
            cleaned = self.initial() if callable(self.initial) else None
        if not self.fits(cleaned):
            raise ValidationError(self.shape, code="shape")
        return cleaned

    def fits(self, value: Any) -> bool:
        raise NotImplementedError


class TextsField(_Shaped):
    """One text in several languages."""

    shape = _('Write one text per language: {"th": "…", "my": "…"}.')

    def fits(self, value: Any) -> bool:
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


class WordsField(_Shaped):
    """A plain list of words."""

    shape = _('Write a list of words: ["…", "…"].')

    def fits(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(word, str) for word in value)


class SourcesField(_Shaped):
    """Where a fact was seen. Addresses are of the web: others could run in a reader's browser."""

    shape = _('Write a list of sources: [{"id": "T5", "title": "…", "url": "https://…"}].')

    def fits(self, value: Any) -> bool:
        return isinstance(value, list) and all(_is_source(source) for source in value)


def _is_source(source: Any) -> bool:
    if not isinstance(source, dict) or not all(isinstance(v, str) for v in source.values()):
        return False
    if not source.get("url"):
        return True
    try:
        _is_web_address(source["url"])
    except ValidationError:
        return False
    return True
