"""Pages whose address may name a language, so that a link sent on opens as it was sent."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from backend.accounts.models import User

Named = ParamSpec("Named")
View = Callable[Concatenate[HttpRequest, Named], HttpResponse]


class LanguageInAddress:
    """One of our languages as a part of a path: ``th``."""

    regex = "|".join(code for code, _ in settings.LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def in_language_of_link(view: View[Named]) -> View[Named]:
    """Show the page in the language of ``?lang=`` to whoever has chosen none.

    Programs that preview a link send no wish of their own, and read English otherwise.
    """

    @wraps(view)
    def shown(request: HttpRequest, /, *args: Named.args, **kwargs: Named.kwargs) -> HttpResponse:
        language = request.GET.get("lang", "")
        if language not in dict(settings.LANGUAGES) or _has_chosen(request):
            return view(request, *args, **kwargs)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return shown


def _has_chosen(request: HttpRequest) -> bool:
    return isinstance(request.user, User) or settings.LANGUAGE_COOKIE_NAME in request.COOKIES
