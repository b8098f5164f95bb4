"""Pages with one form that make one domain call."""

from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from rest_framework.throttling import SimpleRateThrottle

from backend.accounts.models import User
from backend.errors import DomainError, Invalid
from backend.web.door.fresh import require_fresh
from backend.web.limits import too_many

FormT = TypeVar("FormT", bound=forms.Form)

INVALID = 422
REFUSED = 409


def signed_in(request: HttpRequest) -> User:
    """Return who asks; pages are for people who signed in unless a view says otherwise."""
    return cast("User", request.user)


def way_back(request: HttpRequest, wanted: str) -> str:
    """Return the page of this house that ``wanted`` names; the first page where it names none."""
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if own else reverse("home")


def came_from(request: HttpRequest, *, otherwise: str) -> str:
    """Return the page of this house that sent a form of one button, where it said so."""
    wanted = request.POST.get("next", "")
    return way_back(request, wanted) if wanted else otherwise


def show_refusal(refused: DomainError, form: forms.Form) -> None:
    """Put a refusal beside the field it is about, or above the form."""
    field = refused.field if isinstance(refused, Invalid) else None
    form.add_error(field if field in form.fields else None, str(refused))


def remember_language(answer: HttpResponse, language: str) -> None:
    """Keep the language in the browser as well, for pages before signing in."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, samesite="Lax"
    )


class FormPage(FormView[FormT]):
    """Show a form, check it, make one domain call with it, and say how that went."""

    template_name = "web/form_page.html"
    heading: ClassVar[str | Promise] = ""
    lead: ClassVar[str | Promise] = ""
    button: ClassVar[str | Promise] = _("Save")
    done: ClassVar[str | Promise] = _("Saved.")
    is_fresh_needed: ClassVar[bool] = False
    """Whether she must have shown just now who she is: see ``backend.web.door.fresh``."""

    @cached_property
    def user(self) -> User:
        return signed_in(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.admit()
        if self.is_fresh_needed:
            require_fresh(request)
        return super().dispatch(request, *args, **kwargs)

    def admit(self) -> None:
        """Turn away who may not use this form: strangers by 404, others by 403."""

    def act(self, form: FormT) -> object:
        """Make the one domain call, with ``by=self.user``."""
        raise NotImplementedError

    def subject(self) -> str:
        """Name what the form is about, above its heading."""
        return ""

    def form_valid(self, form: FormT) -> HttpResponse:
        try:
            self.act(form)
        except DomainError as refused:
            return self.refused(form, refused)
        messages.success(self.request, str(self.done))
        return HttpResponseRedirect(self.get_success_url())

    def refused(self, form: FormT, refused: DomainError) -> HttpResponse:
        """Show the form again with the reason; nothing typed is lost."""
        show_refusal(refused, form)
        return self.render_to_response(self.get_context_data(form=form), status=REFUSED)

    def form_invalid(self, form: FormT) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=INVALID)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        about = {
            "heading": self.heading,
            "lead": self.lead,
            "subject": self.subject(),
            "button": self.button,
            "back": self.get_success_url(),
        }
        return super().get_context_data(**about, **more)


class LimitedPage(FormPage[FormT]):
    """A form that answers so many tries and no more, since many answers would betray something."""

    limit: ClassVar[type[SimpleRateThrottle]]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limit = self.limit()
        if limit.allow_request(request, self):  # type: ignore[arg-type]
            return super().post(request, *args, **kwargs)
        return too_many(request, seconds=int(limit.wait() or 0) + 1)
