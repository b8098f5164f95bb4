"""True of every task: somebody consumes its queue, and whoever rings for it finds it."""

import ast
import re

import pytest
import yaml
from celery.schedules import schedule
from django.conf import settings

from backend.audit.log import DISPATCH_TASK
from backend.celery import app
from tests.invariants.source import ROOT, calls, modules, tree

LABELS = {name.rpartition(".")[2] for name in settings.FIRST_PARTY_APPS}
QUEUES = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}


def our_tasks() -> list[str]:
    app.loader.import_default_modules()
    return sorted(name for name in app.tasks if name.split(".")[0] in LABELS)


def consumed_in_production() -> set[str]:
    """Return the queues named by the worker commands of docker-compose.yml."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    commands = [str(service.get("command", "")) for service in services.values()]
    named = [re.search(r" worker .*-Q (\S+)", command) for command in commands]
    return {queue for found in named if found for queue in found[1].split(",")}


def consumed_when_embedded() -> set[str]:
    """Return the queues that the one process of ``make run`` consumes."""
    given = (
        keyword.value
        for call in calls(tree(ROOT / "backend" / "embedded.py"))
        for keyword in call.keywords
        if keyword.arg == "queues"
    )
    return {queue for listed in given for queue in ast.literal_eval(listed)}


class TestEveryTask:
    @pytest.mark.parametrize("name", our_tasks())
    def test_has_a_route_of_its_own(self, name: str) -> None:
        app_wide = f"{name.split('.', maxsplit=1)[0]}.*"

        assert {name, app_wide} & settings.CELERY_TASK_ROUTES.keys()
        assert app.amqp.router.route({}, name)["queue"].name in QUEUES

    def test_is_named_by_its_app_so_that_the_routes_fit(self) -> None:
        named = {
            keyword.value.value
            for path in modules()
            if path.name == "tasks.py"
            for call in calls(tree(path))
            for keyword in call.keywords
            if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
        }

        assert named | {DISPATCH_TASK} == set(our_tasks())

    def test_that_is_routed_exists(self) -> None:
        single = {name for name in settings.CELERY_TASK_ROUTES if not name.endswith("*")}

        assert single - set(our_tasks()) == set()


class TestEveryQueue:
    def test_is_consumed_in_production(self) -> None:
        assert consumed_in_production() == QUEUES

    def test_is_consumed_by_make_run(self) -> None:
        assert consumed_when_embedded() == QUEUES

    def test_is_told_of_in_the_manual(self) -> None:
        manual = (ROOT / "docs" / "operations.md").read_text()

        named = re.findall(r"worker -Q ([\w,]+)", manual)

        assert {queue for one in named for queue in one.split(",")} == QUEUES

    def test_of_tasks_without_a_route_is_consumed_too(self) -> None:
        assert settings.CELERY_TASK_DEFAULT_QUEUE in QUEUES


class TestTheSchedule:
    @pytest.mark.parametrize("entry", settings.CELERY_BEAT_SCHEDULE)
    def test_rings_for_a_task_there_is(self, entry: str) -> None:
        planned = settings.CELERY_BEAT_SCHEDULE[entry]

        assert planned["task"] in our_tasks()
        assert isinstance(planned["schedule"], int | float | schedule)


class TestTheBell:
    def test_of_every_event_wakes_a_task_there_is(self) -> None:
        assert DISPATCH_TASK in our_tasks()
