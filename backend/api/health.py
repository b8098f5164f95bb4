"""Is it alive, is it ready: for whoever watches over the machines."""

from collections.abc import Callable
from functools import cache
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.backoff import NoBackoff
from redis.retry import Retry

ASK_AGAIN_SECONDS = 5
PATIENCE_SECONDS = 0.5  # to connect, and again to answer: one second at most
FINE = frozenset({"ok", "embedded"})


@login_not_required
@never_cache
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """Answer as long as the process does; nothing else is asked."""
    return JsonResponse({"status": "alive"})


@login_not_required
@never_cache
@require_safe
def ready(
    request: HttpRequest, also: Callable[[HttpRequest], dict[str, Any]] | None = None
) -> HttpResponse:
    """Say whether requests can be served now, and if not, which part is missing.

    ``also`` gives what else is said while the database answers; late alerts are no reason to take
    the pages away, so nothing in it decides.
    """
    migrations = migration_state()
    database = "ok" if migrations != "unknown" else "unreachable"
    parts = {"database": database, "migrations": migrations, "broker": broker_state()}
    if set(parts.values()) <= FINE:
        more = also(request) if also else {}
        return JsonResponse({"status": "ready", "parts": parts, **more})
    answer = JsonResponse({"status": "not ready", "parts": parts}, status=503)
    answer["Retry-After"] = str(ASK_AGAIN_SECONDS)
    return answer


def migration_state() -> str:
    """Say ``ok``, ``pending``, or ``unknown`` where the database does not answer."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except Error:
        return "unknown"
    return "ok" if known_migrations() <= applied else "pending"


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    # They come with the code, which does not change while the process lives.
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.disk_migrations or ())


def broker_state() -> str:
    """Say ``ok``, ``unreachable``, or ``embedded`` where there is no other process to reach."""
    if not settings.REDIS_URL:
        return "embedded"
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=PATIENCE_SECONDS,
            socket_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 0),
        ) as client:
            client.ping()
    except (redis.RedisError, ValueError):
        return "unreachable"
    return "ok"
