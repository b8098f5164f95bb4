"""Search over everything the reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.web.pages import signed_in
from cases.queries.search import search

LONGEST = 200


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what was found for ``q``, by words or by citation."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = search(signed_in(request), wanted)
    return render(request, "cases/search.html", {"q": wanted, "found": found})
