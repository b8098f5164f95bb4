"""Ringing for a worker. The database is the queue; a lost ring costs seconds, never a message."""

import logging

from celery import signature
from celery.exceptions import OperationalError

RINGS_FOR = 30
"""Seconds after which a ring nobody answered is dropped: the sweep has found the work."""

logger = logging.getLogger(__name__)


def ring(task: str, **kwargs: int) -> None:
    """Ask a worker to run ``task``; a dead broker costs a log line, never the request."""
    try:
        signature(task, kwargs=kwargs).apply_async(retry=False, expires=RINGS_FOR)
    except OperationalError:
        logger.warning("the broker does not answer; the sweep will do what %s should", task)
