"""What every page passes through: compression, and the language and time zone of its reader."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from backend.accounts.models import User

PAGES = ("text/html", "text/css", "text/javascript", "image/svg+xml")


class CompressedPages(GZipMiddleware):
    """Send pages compressed, since people pay for each kilobyte.

    Answers of the API stay as they are: compressing would weaken the ETag by which a
    program says what it changes. Django pads each page by chance against BREACH.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(PAGES):
            return response
        return super().process_response(request, response)


class KeptApart:
    """Let no other site draw what is ours into its pages, or hold a handle to our window."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class PersonalSettings:
    """Activate the language and time zone of whoever is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user  # kept: signing out and the API's refusals put a stranger there
        if not isinstance(person, User):
            return self.get_response(request)
        with translation.override(person.language):
            request.LANGUAGE_CODE = person.language
            with timezone.override(person.zone):
                response = self.get_response(request)
        response.headers.setdefault("Content-Language", person.language)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # A phone is passed from hand to hand: Back must show nothing after signing out.
            patch_cache_control(response, private=True, no_store=True)
        return response
