"""What carriers tell us: somebody begins or leaves a chat, a mail came back, a message arrived."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from notifications.actions import proving, returning
from notifications.channels import CARRIERS, switched_on
from notifications.channels.base import Call, NotAnAddress, Reports
from notifications.models import Channel


@csrf_exempt  # the carrier's signature stands in for it
@login_not_required
@require_http_methods(["GET", "POST"])
def incoming(request: HttpRequest, channel: str) -> HttpResponse:
    """Hear what a carrier's server says, once it has shown that it is the carrier's."""
    carrier = _listener(channel)
    if request.method == "GET":
        return _challenged(carrier, request)
    # As the carrier knows our address, whatever stands before us.
    url = f"{settings.SITE_URL}{request.get_full_path()}"
    call = Call(url=url, headers=request.headers, body=request.body)
    try:
        if not carrier.is_genuine(call):
            raise PermissionDenied
        heard = list(carrier.heard(call))
        for one in heard:
            proving.hear(one, channel=Channel(channel), now=timezone.now())
    except (AttributeError, LookupError, NotAnAddress, TypeError, ValueError) as broken:
        raise BadRequest from broken
    return HttpResponse()


def _listener(channel: str) -> Reports:
    carrier = CARRIERS[Channel(channel)] if channel in switched_on() else None
    if not isinstance(carrier, Reports):
        raise Http404
    return carrier


def _challenged(carrier: Any, request: HttpRequest) -> HttpResponse:
    """Answer the question by which some check an address before they use it."""
    answer = carrier.challenge(request.GET) if hasattr(carrier, "challenge") else None
    if answer is None:
        raise Http404
    return HttpResponse(answer, content_type="text/plain")


@csrf_exempt  # anymail checks its secret or signature
@login_not_required
@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    """Hear what a mail service reports: bounces, complaints, arrivals."""
    if not (settings.MAIL_SERVICE and settings.MAIL_WEBHOOK_SECRET):
        raise Http404
    service = _service()
    try:
        service.run_validators(request)
        events = service.parse_events(request)
    except (SuspiciousOperation, LookupError, TypeError, ValueError) as broken:
        raise PermissionDenied from broken
    for event in events:
        returning.hear(event, now=timezone.now())
    return HttpResponse()


def _service() -> Any:
    """Return anymail's reader of what this service posts."""
    module = import_module(f"anymail.webhooks.{settings.MAIL_SERVICE}")
    (name,) = (name for name in vars(module) if name.endswith("TrackingWebhookView"))
    return getattr(module, name)()
