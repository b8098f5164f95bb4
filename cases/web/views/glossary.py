"""Words of rights and of law, to look up."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.queries.glossary import terms_saying
from cases.web.forms.filters import FilterTerms


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """List the terms, or those that some words find in any language."""
    form = FilterTerms(request.GET)
    terms = terms_saying(form.wanted().get("q", ""))
    return render(request, "cases/glossary.html", {"form": form, "terms": terms})
