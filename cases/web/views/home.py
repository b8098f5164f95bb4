"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from backend.web.pages import signed_in
from cases.queries.desk import desk_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due, what waits and what moved, with one clear thing to do."""
    desk = desk_of(signed_in(request), on=timezone.localdate())
    return render(request, "cases/home.html", {"desk": desk})
