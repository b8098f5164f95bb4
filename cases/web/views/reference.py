"""Coded lists to look things up in: international standards and programmes."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cases.queries import reference


@login_not_required
@require_safe
def standard_list(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/standards.html", {"standards": reference.standards()})


@login_not_required
@require_safe
def standard(request: HttpRequest, code: str) -> HttpResponse:
    """Show a standard's parts, and the cases that point at them as far as she may see them."""
    found = get_object_or_404(reference.standards_with_cases(request.user), code=code)
    more = {"standard": found, "parts": reference.parts_of(found)}
    return render(request, "cases/standard.html", more)


@login_not_required
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/programmes.html", {"programmes": reference.programmes()})


@login_not_required
@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """Show a programme, its parts, its countries and the support it paid for."""
    found = get_object_or_404(reference.programmes_with_support(request.user), code=code)
    return render(request, "cases/programme.html", {"programme": found})
