"""A Celery worker with something wrong with it: ``python -m tests.faults.entry worker …``.

A scheduler, too: ``… entry beat …``.

FAULT_KILL    "before module:name" or "after module:name": there it is killed, once, with all
its processes; a file of the name in FAULT_ONCE says that it happened
FAULT_LEASE   seconds after which what it holds is free again, instead of minutes
FAULT_CLOCK   seconds by which its own clock is wrong
FAULT_PATIENCE  seconds for which it waits for a provider over HTTP, instead of ten
FAULT_CHUNK   people told in one transaction, instead of ten thousand
FAULT_BEAT    seconds from one ring of the scheduler to the next, for every task
FAULT_OFF     "module:name" of a defence that is left out; tests prove with it that they notice
"""

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import django


def kill_once() -> None:
    try:
        Path(os.environ["FAULT_ONCE"]).touch(exist_ok=False)
    except FileExistsError:
        return
    os.killpg(os.getpgid(0), signal.SIGKILL)


def place(name: str) -> tuple[Any, str]:
    """Return where something is kept, and its name there."""
    module, _, path = name.partition(":")
    owner: Any = import_module(module)
    *outer, last = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    return owner, last


def dying(when: str, act: Callable[..., Any]) -> Callable[..., Any]:
    def dies(*args: Any, **kwargs: Any) -> Any:
        if when == "before":
            kill_once()
        done = act(*args, **kwargs)
        if when == "after":
            kill_once()
        return done

    return dies


def _kill(fault: str) -> None:
    when, _, name = fault.partition(" ")
    owner, last = place(name)
    setattr(owner, last, dying(when, getattr(owner, last)))


def _lease(seconds: str) -> None:
    import datetime as dt  # noqa: PLC0415  # before the clock is turned

    for module in ("delivering", "fanout"):
        part = import_module(f"notifications.actions.{module}")
        part.LEASE = dt.timedelta(seconds=float(seconds))  # type: ignore[attr-defined]
    waits = import_module("notifications.actions.doubts").WAITS
    waits[:] = [dt.timedelta(seconds=0.2)] * len(waits)


def _turn_clock(seconds: str) -> None:
    import time_machine  # noqa: PLC0415  # needed by one fault only
    from django.utils import timezone  # noqa: PLC0415

    wrong = timezone.now().timestamp() + float(seconds)
    time_machine.travel(wrong, tick=True).start()


def _wait_longer(seconds: str) -> None:
    http = import_module("notifications.channels.http")
    connecting, _reading = http.TIMEOUT
    http.TIMEOUT = (connecting, float(seconds))  # type: ignore[attr-defined]
    http._LONGEST_READING = float(seconds)  # type: ignore[attr-defined]


def _tell_fewer(people: str) -> None:
    import_module("notifications.actions.fanout").CHUNK = int(people)  # type: ignore[attr-defined]


def _ring_oftener(seconds: str) -> None:
    from django.conf import settings  # noqa: PLC0415  # known once Django is

    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        entry["schedule"] = float(seconds)


def _leave_out(name: str) -> None:
    owner, last = place(name)
    setattr(owner, last, lambda *_args, **_kwargs: None)


FAULTS = {
    "FAULT_KILL": _kill,
    "FAULT_LEASE": _lease,
    "FAULT_CLOCK": _turn_clock,
    "FAULT_PATIENCE": _wait_longer,
    "FAULT_CHUNK": _tell_fewer,
    "FAULT_BEAT": _ring_oftener,
    "FAULT_OFF": _leave_out,
}

if __name__ == "__main__":
    django.setup()
    for name, install in FAULTS.items():
        if os.environ.get(name):
            install(os.environ[name])
    from backend.celery import app

    app.start(sys.argv[1:])
