"""Everything in one process, for trying out: web, worker, scheduler, on SQLite, without a broker.

``python -m backend.embedded`` is what ``make run`` starts. In production the same parts run
apart (``docker-compose.yml``). The database is the queue, so a stop at any moment loses nothing.
"""

import os
import secrets
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from gunicorn.app.base import BaseApplication

HERE = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


def main() -> None:
    """Prepare ``VAR_DIR`` and serve on ``PORT`` until Ctrl-C."""
    port = _port()
    var_dir = Path(os.environ.get("VAR_DIR") or HERE / "var").resolve()
    (var_dir / "static").mkdir(parents=True, exist_ok=True)
    _settle(var_dir, port=port)
    _say(f"Saphan is starting; everything it keeps is in {var_dir}")
    try:
        _prepare()
        House(port=port).run()
    except KeyboardInterrupt:
        # A migration is one transaction, and so is the sample: what was begun never was.
        _say("\nSaphan was stopped while it was starting; `make run` begins again from there.")
        # Where Ctrl-C fell into an ``exec`` of the standard library (each dataclass is one), Python
        # 3.11 ends as if nobody had caught it, and make calls that an error.
        os._exit(0)


def _prepare() -> None:
    django.setup()
    _say("  the database …")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    _say("  the sample: Thailand, Section 33 …")
    call_command("load_sample", verbosity=0)
    _say("  web, worker and scheduler …")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _port() -> int:
    """Return the port to serve on, or stop with one line that says what to do."""
    given = os.environ.get("PORT") or "8033"
    if not given.isdecimal() or not 0 < int(given) < 2**16:
        sys.exit(f"PORT is “{given}”; it takes a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(given)))
        except OSError as taken:
            sys.exit(f"Port {given} cannot be used ({taken.strerror}). Try: make run PORT=8044")
    return int(given)


def _settle(var_dir: Path, *, port: int) -> None:
    """Set what the settings read. The sample never goes into somebody's own database."""
    for elsewhere in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL"):
        if os.environ.pop(elsewhere, None):
            _say(f"{elsewhere} is set, but make run keeps to itself: see docs/operations.md.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    os.environ["VAR_DIR"] = str(var_dir)
    os.environ["SAMPLE"] = "1"
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("SECRET_KEY", _secret(var_dir / "secret-key"))


def _secret(path: Path) -> str:
    """Return this folder's secret, making it once; a half-written one cannot be left behind."""
    if not path.exists():
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        fresh.replace(path)
    return path.read_text()


class House(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """One gunicorn worker with threads; beside it, in threads of the same process, Celery."""

    def __init__(self, *, port: int) -> None:
        self.port = port
        self.story: subprocess.Popen[bytes] | None = None
        super().__init__()

    def load_config(self) -> None:
        """Say how gunicorn runs here."""
        options: dict[str, Any] = {
            "bind": f"{HOST}:{self.port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": 8,
            "timeout": 120,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self._tell_story,
            "post_worker_init": _start_celery,
            "on_exit": self._say_goodbye,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the web application."""
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415  # after django.setup

        return get_wsgi_application()

    def _tell_story(self, _arbiter: Any) -> None:
        """Tell the story beside the running house; it ends by itself, or with the house."""
        self.story = subprocess.Popen(  # noqa: S603  # our own command
            [
                sys.executable,
                str(HERE / "manage.py"),
                "tell_story",
                "--url",
                f"http://{HOST}:{self.port}",
            ],
            cwd=HERE,
            # Its own session: Ctrl-C is for the house, which ends the story in its own words.
            start_new_session=True,
        )

    def _say_goodbye(self, _arbiter: Any) -> None:
        if self.story and self.story.poll() is None:
            self.story.terminate()
            self.story.wait()
        _say("\nSaphan has stopped. What was logged is kept; `make run` goes on from there.")


def _start_celery(_worker: Any) -> None:
    """Start Celery's worker and scheduler as threads; they end with the process."""
    from celery.beat import Scheduler, Service  # noqa: PLC0415  # Celery reads Django's settings

    from backend.celery import app  # noqa: PLC0415

    controller = app.WorkController(
        app=app,
        pool="threads",
        concurrency=4,
        queues=["urgent", "dispatch", "deliver", "sweep", "periodic"],
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    threading.Thread(target=controller.start, name="celery-worker", daemon=True).start()
    # The plain scheduler keeps its times in memory: there is no file to be left half-written.
    beat = Service(app, scheduler_cls=Scheduler)
    threading.Thread(target=beat.start, name="celery-beat", daemon=True).start()


if __name__ == "__main__":
    main()
