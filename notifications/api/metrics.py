"""The figures for machines: in ``/readyz``, and for Prometheus in ``/metrics``.

Both only for whoever knows ``METRICS_TOKEN``: how much is going on is nobody else's concern.
"""

import hmac
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from notifications.models import DeliveryState
from notifications.queries.figures import Figures, figures


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures in Prometheus' text format; to strangers there is no such page."""
    if not knows_token(request):
        raise Http404
    registry = CollectorRegistry()
    registry.register(_Collector(figures()))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def knows_token(request: HttpRequest) -> bool:
    """Say whether the caller brought the token; without one set, nobody does."""
    wanted = settings.METRICS_TOKEN
    brought = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(wanted) and hmac.compare_digest(wanted.encode(), brought.encode())


def in_readyz(request: HttpRequest) -> dict[str, Any]:
    """Return what ``/readyz`` says of alerts to whoever brought the token."""
    if not knows_token(request):
        return {}
    found = figures()
    return {
        "alerts": {
            "late": found.is_late,
            "oldest_due_seconds": round(found.oldest_due, 1),
            "oldest_event_seconds": round(found.oldest_event, 1),
            "events_waiting": found.events_waiting,
            "events_failed": found.events_failed,
            "messages": {one.channel.value: one.counts for one in found.channels},
            "shut": [one.name for one in found.providers if one.is_shut_at(found.at)],
        }
    }


class _Collector:
    """Hands Prometheus one set of figures."""

    def __init__(self, found: Figures) -> None:
        self.found = found

    def collect(self) -> Iterator[Metric]:
        yield from self._of_messages()
        yield from self._of_events()
        yield from self._of_providers()
        yield self._of_rounds()

    def _of_messages(self) -> Iterator[Metric]:
        messages = GaugeMetricFamily(
            "saphan_messages", "Messages by channel and state.", labels=["channel", "state"]
        )
        doubtful = GaugeMetricFamily(
            "saphan_messages_doubtful",
            "Messages of which a sending ended without anybody knowing how.",
            labels=["channel"],
        )
        reported = GaugeMetricFamily(
            "saphan_messages_reported",
            "Messages by what their carrier reported after it took them.",
            labels=["channel", "receipt"],
        )
        oldest = GaugeMetricFamily(
            "saphan_oldest_due_seconds",
            "How long the oldest message has been due and is not out.",
            labels=["channel"],
        )
        for one in self.found.channels:
            for state in DeliveryState.values:
                messages.add_metric([one.channel.value, state], one.counts.get(state, 0))
            doubtful.add_metric([one.channel.value], one.doubtful)
            for receipt, number in (("delivered", one.delivered), ("failed", one.failed)):
                reported.add_metric([one.channel.value, receipt], number)
            oldest.add_metric([one.channel.value], one.oldest_due)
        yield from (messages, doubtful, reported, oldest)

    def _of_events(self) -> Iterator[Metric]:
        found = self.found
        for name, what, value in (
            ("saphan_events_waiting", "Events not passed on yet.", found.events_waiting),
            ("saphan_events_failed", "Events given up.", found.events_failed),
            ("saphan_oldest_event_seconds", "Age of the oldest that waits.", found.oldest_event),
        ):
            yield GaugeMetricFamily(name, what, value=value)

    def _of_providers(self) -> Iterator[Metric]:
        shut = GaugeMetricFamily(
            "saphan_provider_shut", "1 while a provider is not asked.", labels=["provider"]
        )
        failures = GaugeMetricFamily(
            "saphan_provider_failures", "Failures since its last success.", labels=["provider"]
        )
        for one in self.found.providers:
            shut.add_metric([one.name], one.is_shut_at(self.found.at))
            failures.add_metric([one.name], one.failures)
        yield from (shut, failures)

    def _of_rounds(self) -> Metric:
        late = GaugeMetricFamily(
            "saphan_round_late", "1 for a regular task that is overdue.", labels=["task"]
        )
        for one in self.found.rounds:
            late.add_metric([one.task], one.is_late)
        return late
