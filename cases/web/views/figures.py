"""The picture: what a person would rather look at than read."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from backend.web.reading import calendar_of
from cases.queries.few import FEWEST
from cases.queries.picture import picture_of
from cases.web import charts
from cases.web.forms.figures import FilterFigures


@login_not_required
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Show a map and charts of what the reader may see; of cases only numbers that are no few."""
    form = FilterFigures(request.GET, reader=request.user)
    found = picture_of(form.focus, reader=request.user, on=timezone.localdate())
    more = {
        "form": form,
        "picture": found,
        "map": charts.of_countries(found.countries),
        "cases": found.cases and charts.of_cases(found.cases),
        "years": charts.of_years(found.years, calendar=calendar_of(request.user)),
        "support": charts.of_support(found.support),
        "fewest": FEWEST,
    }
    return render(request, "cases/figures.html", more)
