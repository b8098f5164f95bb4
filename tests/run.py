"""Run the whole suite on SQLite, then again on PostgreSQL and Redis where they can be had.

Arguments go to pytest: ``python tests/run.py -k milestone``. PostgreSQL and Redis are those of
``DATABASE_URL`` and ``REDIS_URL``, else those answering on the usual local ports without a
password. What needs a real browser runs once, on SQLite: it is looked for, and installed where that
needs nobody. That one of all these is missing is an error with ``REQUIRE_SERVICES=1``, or if it was
named.
"""

import os
import subprocess
import sys
from collections.abc import Mapping

import psycopg
import redis

CHOICE = sys.argv[1:]
DATABASE_URL = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/saphan_test"
REDIS_URL = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/13"
# Who names a service wants it: it is left out in silence only where nobody asked.
SERVICES_ARE_REQUIRED = (
    os.environ.get("REQUIRE_SERVICES", "0") not in {"", "0"}
    or bool(os.environ.get("DATABASE_URL"))
    or bool(os.environ.get("REDIS_URL"))
)
PATIENCE_SECONDS = 3
# Each worker has a database of its own and, from the one named on, a Redis database of its own;
# of those a Redis usually has sixteen.
WORKERS = str(min(os.cpu_count() or 1, 3))
NOTHING_COLLECTED = 5

LEFT_OUT = (
    "Left out: the suite on PostgreSQL and Redis, with a real worker. {missing} To run it: start "
    "both, or DATABASE_URL=postgres://user:password@host/name REDIS_URL=redis://host/13 make test"
)
LEFT_OUT_IN_A_BROWSER = (
    "Left out: the tests in a real browser. To run them: install Chromium, or "
    "CHROMIUM=/path/to/it make test"
)


def main() -> int:
    has_browser = find_browser()
    outcome = run_suites(has_browser=has_browser)
    if not has_browser:
        print(LEFT_OUT_IN_A_BROWSER, flush=True)
        return outcome or int(SERVICES_ARE_REQUIRED or bool(os.environ.get("CHROMIUM")))
    return outcome


def find_browser() -> bool:
    """Look for a browser, or install it; that says itself in one line what it did."""
    looked = subprocess.run([sys.executable, "-m", "tests.browser.chromium"], check=False)
    return looked.returncode == 0


def run_suites(*, has_browser: bool) -> int:
    fitting = "not services" if has_browser else "not services and not browser"
    on_sqlite = run_suite("SQLite", ["-m", fitting, *CHOICE], {})
    missing = " ".join(filter(None, [why_not_postgres(DATABASE_URL), why_not_redis(REDIS_URL)]))
    if missing:
        print(LEFT_OUT.format(missing=missing), flush=True)
        return on_sqlite or int(SERVICES_ARE_REQUIRED)
    services = {"DATABASE_URL": DATABASE_URL, "REDIS_URL": REDIS_URL}
    on_services = run_suite("PostgreSQL and Redis", ["-m", "not browser", *CHOICE], services)
    return on_sqlite or on_services


def run_suite(title: str, arguments: list[str], services: Mapping[str, str]) -> int:
    """Run pytest once with just these services and let its own words through."""
    print(f"\n== {title} ==", flush=True)
    inherited = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    outcome = subprocess.run(
        # Test by test, so that a slow one holds up no others. Marks of groups would count for
        # nothing: pytest 9.2 keeps names where xdist 3.8 does not look for them.
        [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "loadgroup", *arguments],
        env={**inherited, **services},
        check=False,
    ).returncode
    # A narrow choice (-k, a path) may leave nothing for one of the two runs.
    return 0 if outcome == NOTHING_COLLECTED and CHOICE else outcome


def why_not_postgres(url: str) -> str:
    """Say in one sentence why PostgreSQL cannot be had; nothing if it can."""
    if not url.startswith("postgres"):
        return "DATABASE_URL does not name a PostgreSQL."
    try:
        # The database itself is made by the tests, beside the one that is always there.
        psycopg.connect(url, dbname="postgres", connect_timeout=PATIENCE_SECONDS).close()
    except psycopg.Error as refusal:
        return f"PostgreSQL: {first_line(refusal)}."
    return ""


def why_not_redis(url: str) -> str:
    """Say in one sentence why Redis cannot be had; nothing if it can."""
    try:
        with redis.Redis.from_url(
            url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
        ) as client:
            client.ping()
    except (redis.RedisError, ValueError) as refusal:
        return f"Redis: {first_line(refusal)}."
    return ""


def first_line(refusal: Exception) -> str:
    return next(iter(str(refusal).splitlines()), type(refusal).__name__).rstrip(".")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
