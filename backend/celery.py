"""The one Celery application; workers start with ``celery -A backend worker``."""

import os
from typing import Any

from celery import Celery, Task, bootsteps
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")


class HouseTask(Task[Any, Any]):
    """A task that notes when it runs, if it is one of the regular ones."""

    def before_start(self, task_id: str, args: Any, kwargs: Any) -> None:
        """Note the round; what is to be done does not depend on it."""
        super().before_start(task_id, args, kwargs)
        regular = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
        if self.name in regular:
            from backend.audit import rounds  # noqa: PLC0415  # models are there once Django is

            rounds.note(self.name)


class SecondBell(bootsteps.StartStopStep):
    """Lets every worker ring for the sweep as the scheduler does, so that no one is needed.

    Many rings cost one sweep at a time: it is taken by one worker alone.
    """

    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.entry: Any = None

    def start(self, parent: Any) -> None:
        """Begin to ring."""
        from backend import bell  # noqa: PLC0415  # needs this application

        every = settings.CELERY_BEAT_SCHEDULE["sweep"]
        self.entry = parent.timer.call_repeatedly(every["schedule"], bell.ring, (every["task"],))

    def stop(self, parent: Any) -> None:  # noqa: ARG002  # the name is Celery's
        """Ring no more."""
        if self.entry:
            self.entry.cancel()


app = Celery("backend", task_cls="backend.celery:HouseTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(SecondBell)
