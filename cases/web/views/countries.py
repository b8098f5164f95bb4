"""Countries: one in one look, all beside each other, and who is covered for what."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend import countries
from backend.accounts.roles import Permission
from backend.translated import in_language
from backend.web.pages import FormPage
from backend.web.tables import download
from campaigns import access
from cases.actions import coverage
from cases.branches import GUARANTEES, CoverageKind, WorkerGroup
from cases.models import LawReview
from cases.queries.countries import compare, country_of
from cases.queries.coverage import picture_of, proposed_in, side_of
from cases.queries.reference import guarantees
from cases.web import files
from cases.web.forms.coverage import FilterCountries, FilterCoverage, RecordCover, SayCover
from cases.web.matrix import ShownMatrix, matrix_of


@login_not_required
@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    """Put the countries beside each other, for one group of workers."""
    form = FilterCountries(request.GET)
    wanted = form.wanted()
    group = WorkerGroup(wanted.get("group", WorkerGroup.NATIONAL_LIVE_IN))
    kind = CoverageKind(wanted.get("kind", CoverageKind.LEGAL))
    rows = compare(request.user, group=group, kind=kind, on=timezone.localdate())
    more = {"form": form, "rows": rows, "group": group, "kind": kind}
    return render(request, "cases/countries.html", more)


@login_not_required
@require_safe
def country_list_file(request: HttpRequest, ending: str) -> HttpResponse:
    """Give the comparison as a file, narrowed as the page is."""
    wanted = FilterCountries(request.GET).wanted()
    group = WorkerGroup(wanted.get("group", WorkerGroup.NATIONAL_LIVE_IN))
    kind = CoverageKind(wanted.get("kind", CoverageKind.LEGAL))
    rows = compare(request.user, group=group, kind=kind, on=timezone.localdate())
    return download(files.of_countries(rows), as_=ending)


@login_not_required
@require_safe
def one_country(request: HttpRequest, country: str) -> HttpResponse:
    """Show one country: its reviews, campaigns, ratifications, and who is covered for what."""
    found = country_of(country, reader=request.user, on=timezone.localdate())
    side = side_of(found.picture, None, kind=CoverageKind.LEGAL)
    more = {"country": found, "matrix": matrix_of(found.picture, side, None)}
    return render(request, "cases/country.html", more)


@login_not_required
@require_safe
def matrix(request: HttpRequest, country: str) -> HttpResponse:
    """Show who is covered for what, and what proposals would change."""
    form, found = _matrix(request, country)
    keeps = country in access.reach_of(request.user, Permission.REVIEW_KEEP).countries
    more = {
        "code": country,
        "form": form,
        "matrix": found,
        "keeps": keeps,
        "may_propose_for": form.after if keeps and isinstance(form.after, LawReview) else None,
        "guarantees": guarantees(GUARANTEES),
        "after": form.after,
    }
    return render(request, "cases/coverage.html", more)


@login_not_required
@require_safe
def matrix_file(request: HttpRequest, country: str, ending: str) -> HttpResponse:
    """Give what the page of the matrix shows as a file."""
    _form, found = _matrix(request, country)
    return download(files.of_matrix(found, country=country), as_=ending)


def _matrix(request: HttpRequest, country: str) -> tuple[FilterCoverage, ShownMatrix]:
    form = FilterCoverage(request.GET, proposed=proposed_in(country, reader=request.user))
    picture = picture_of(country, kind=form.looks_at, on=timezone.localdate())
    before = side_of(picture, form.before, kind=form.looks_at)
    after = side_of(picture, form.after, kind=form.looks_at) if form.is_comparing else None
    return form, matrix_of(picture, before, after)


class Record(FormPage[RecordCover]):
    form_class = RecordCover
    heading = _("Record who is covered")
    lead = _("One branch for one group, with where it is written. Another source is another entry.")
    button = _("Record it")
    done = _("Recorded. Everybody who follows the country is told.")

    def admit(self) -> None:
        kept = access.reach_of(self.user, Permission.REVIEW_KEEP).countries
        if self.kwargs["country"] not in kept:
            raise PermissionDenied

    def subject(self) -> str:
        return countries.name_of(self.kwargs["country"])

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4()}

    def get_success_url(self) -> str:
        return reverse("cases:coverage", args=[self.kwargs["country"]])

    def act(self, form: RecordCover) -> object:
        said = form.cell()
        holds = coverage.Holds(
            country=self.kwargs["country"],
            from_on=said.pop("from_on"),
            until_on=said.pop("until_on"),
            is_claim=said.pop("is_claim"),
        )
        return coverage.record(coverage.NewCover(**said), holds, by=self.user)


class Propose(FormPage[SayCover]):
    form_class = SayCover
    heading = _("Say what the proposal would change")
    lead = _("One branch for one group, as it would be.")
    button = _("Say so")
    done = _("Noted. Everybody who follows this review is told.")

    @cached_property
    def review(self) -> LawReview:
        visible = LawReview.objects.visible_to(self.user)
        return get_object_or_404(visible, slug=self.kwargs["slug"])

    def admit(self) -> None:
        access.require(self.user, Permission.REVIEW_KEEP, country=self.review.country)

    def subject(self) -> str:
        return in_language(self.review)

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4()}

    def get_success_url(self) -> str:
        page = reverse("cases:coverage", args=[self.review.country])
        return f"{page}?with=review:{self.review.slug}"

    def act(self, form: SayCover) -> object:
        new = coverage.NewCover(**form.cell())
        return coverage.propose_in_review(self.review, new, by=self.user)
