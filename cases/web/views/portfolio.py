"""The officer's portfolio, the views of it she keeps, and the one-minute update."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend import countries
from backend.accounts.roles import Permission
from backend.web.forms import Confirm
from backend.web.pages import FormPage, signed_in
from campaigns import access
from cases.actions import views
from cases.models import LawReview, SavedView
from cases.queries.minute import minute_of, review_of
from cases.queries.portfolio import WantedPortfolio, portfolio_of
from cases.web.forms.portfolio import RISKS, FilterPortfolio, NameView


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """Show what she keeps: reviews with their risks, support, asks, what changed this month."""
    user = signed_in(request)
    if not access.holds(user, Permission.REVIEW_KEEP):
        raise PermissionDenied
    form = FilterPortfolio(
        request.GET, kept=access.reach_of(user, Permission.REVIEW_KEEP).countries
    )
    wanted = form.wanted()
    more = {
        "form": form,
        "query": urlencode(wanted),
        "portfolio": portfolio_of(user, WantedPortfolio(**wanted), on=timezone.localdate()),
        "views": SavedView.objects.visible_to(user).order_by("name", "id"),
        "risks": RISKS,
    }
    return render(request, "cases/portfolio.html", more)


@require_safe
def minute(request: HttpRequest, token: str) -> HttpResponse:
    """Open one review from a signed address, for who keeps it, with all she can say at once."""
    user, review_id = signed_in(request), review_of(token)
    if review_id is None:
        raise Http404
    visible = LawReview.objects.visible_to(user).with_stage()
    review = get_object_or_404(visible, pk=review_id)
    access.require(user, Permission.REVIEW_KEEP, country=review.country)
    found = minute_of(review, keeper=user, on=timezone.localdate())
    more = {"minute": found, "standing": found.standing, "review": review}
    return render(request, "cases/minute.html", more)


class KeepView(FormPage[NameView]):
    form_class = NameView
    heading = _("Keep this view")
    button = _("Keep it")
    done = _("The view is kept.")

    def admit(self) -> None:
        if not access.holds(self.user, Permission.REVIEW_KEEP):
            raise PermissionDenied

    def get_initial(self) -> dict[str, str]:
        kept = access.reach_of(self.user, Permission.REVIEW_KEEP).countries
        wanted = FilterPortfolio(self.request.GET, kept=kept).wanted()
        names = (
            countries.name_of(wanted.get("country", "")),
            RISKS.get(wanted.get("risk", ""), ""),
        )
        return {"query": urlencode(wanted), "name": " · ".join(str(one) for one in names if one)}

    def get_success_url(self) -> str:
        return reverse("cases:portfolio")

    def act(self, form: NameView) -> object:
        return views.keep(**form.cleaned_data, by=self.user)


class ForgetView(FormPage[Confirm]):
    form_class = Confirm
    heading = _("Remove this view")
    button = _("Remove it")
    done = _("Removed.")

    @cached_property
    def view(self) -> SavedView:
        mine = SavedView.objects.visible_to(self.user)
        return get_object_or_404(mine, pk=self.kwargs["view_id"])

    def admit(self) -> None:
        if self.view.owner_id != self.user.pk:
            raise PermissionDenied

    def subject(self) -> str:
        return self.view.name

    def get_success_url(self) -> str:
        return reverse("cases:portfolio")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return views.forget(self.view, by=self.user)
