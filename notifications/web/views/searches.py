"""Searches that are kept."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT
from notifications.actions import searching
from notifications.models import Cadence, ListPage, SavedSearch
from notifications.web.forms_of_searches import KeepSearch


class AboutSearches(FormPage[FormT]):
    def get_success_url(self) -> str:
        return reverse("notifications:settings") + "#searches"


class Keep(AboutSearches[KeepSearch]):
    """The list as its address says it is narrowed."""

    form_class = KeepSearch
    heading = _("Tell me when something new is in this list")
    lead = _("What is in it today is known to you. You hear of it when there is more.")
    button = _("Tell me")
    done = _("The search is kept. What is new in it comes to your inbox.")

    def get_initial(self) -> dict[str, Any]:
        page = self.request.GET.get("page", "")
        known = page in ListPage.values
        return {
            "page": page if known else ListPage.CASES,
            "query": _narrowed(self.request),
            "name": _name(self.request, ListPage(page)) if known else "",
            "cadence": Cadence.DAILY,
            "threshold": 1,
        }

    def act(self, form: KeepSearch) -> object:
        new = searching.NewSearch(**form.cleaned_data)
        return searching.keep(new, by=self.user, now=timezone.now())


def _narrowed(request: HttpRequest) -> str:
    """Return what the address of the list said, without what only leads here or turns pages."""
    kept = [(name, value) for name, value in request.GET.items() if name not in ("page", "after")]
    return urlencode(kept)[:500]


def _name(request: HttpRequest, page: ListPage) -> str:
    """Suggest a name: the words she searched, or that of the list."""
    words = request.GET.get("q", "").strip()
    label = now_said(str(page.label))
    return (f"{label}: {words}" if words else label)[:80]


class Forget(AboutSearches[Confirm]):
    form_class = Confirm
    heading = _("Keep this search no longer?")
    lead = _("Nothing is told of it any more. What you were told stays in your inbox.")
    button = _("Remove it")
    done = _("The search is not kept any more.")

    def admit(self) -> None:
        mine = SavedSearch.objects.visible_to(self.user)
        self.search = get_object_or_404(mine, pk=self.kwargs["search_id"])

    def subject(self) -> str:
        return self.search.name

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        searching.forget(self.search, by=self.user)
        return None
