"""The list of cases over HTTP, at a thousand rows and at a million.

Each size is a database and a process of its own. They answer the same request by turns, so
that whatever else the machine does falls on both.
"""

import multiprocessing
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from multiprocessing.connection import Connection

from bench.databases import database, move_in

FEW, MANY = 1_000, 1_000_000
ROUNDS = 25
WARM_UP = 3
READERS = ("leader", "officer")
LISTS = {
    "newest first": "",
    "of one status": "status=active",
    "of one country": "country=TH",
    "of one network": "network={network}",
    "changed since": "updated_after={lately}",
    "changed since, in that order": "updated_after={lately}&ordering=updated_at",
    "of a rare status and a country": "status=withdrawn&country=TH",
    "search: a word in many": "search=contribution",
    "search: a word in one": "search=needle",
    "search: a word in none": "search=nowhere",
    "search: a section": "search=Section+33",
    "by title": "ordering=title",
    "one's own": "mine=true",
    "half-way down": "cursor={deep}",
}

Question = tuple[str, str]
"""A reader and a list."""
Took = dict[int, list[float]]
"""Milliseconds of each round, by size."""


def main() -> None:
    """Print what each list costs at both sizes, what grows the most first."""
    with ExitStack() as opened:
        sizes = (FEW, MANY)
        # All databases before all processes: a process is gone before its database is dropped.
        addresses = {n: opened.enter_context(database(f"saphan_bench_lists_{n}")) for n in sizes}
        houses = {n: opened.enter_context(_house(addresses[n], cases=n)) for n in sizes}
        for house in houses.values():
            house.recv()  # it is furnished
        wanted = sys.argv[2:] or LISTS
        questions = [(reader, name) for reader in READERS for name in LISTS if name in wanted]
        took = {question: _by_turns(question, houses) for question in questions}
        if os.environ.get("PLANS"):
            for question in questions:
                houses[MANY].send(("plan", question[0], LISTS[question[1]]))
                print(*question, houses[MANY].recv(), sep="\n", flush=True)
    _print(took)


@contextmanager
def _house(address: str, *, cases: int) -> Iterator[Connection]:
    """Run a process that answers from the database at ``address``."""
    ours, theirs = multiprocessing.Pipe()
    # Spawned, since each is a Django of its own, with a database of its own.
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, kwargs={"address": address, "cases": cases, "asked": theirs}, daemon=True
    )
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.terminate()
        process.join()


def _serve(*, address: str, cases: int, asked: Connection) -> None:
    """Furnish a house and answer until the other side hangs up."""
    move_in(address)
    house = import_module("bench.house").House(cases)
    asked.send("furnished")
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            what, reader, query = asked.recv()
            asked.send(getattr(house, what)(reader, query))


def _by_turns(question: Question, houses: dict[int, Connection]) -> Took:
    reader, name = question
    took: Took = {size: [] for size in houses}
    for turn in range(WARM_UP + ROUNDS):
        for size, house in houses.items():
            house.send(("get", reader, LISTS[name]))
            seconds = house.recv()
            if turn >= WARM_UP:
                took[size].append(seconds * 1000)
    return took


def _print(took: dict[Question, Took]) -> None:
    print(f"p50 and p95 of {ROUNDS} rounds, in milliseconds; ratio of both")
    print(f"{'reader':8} {'list':32} {FEW:>13,} {MANY:>15,}         ratios")
    for (reader, name), by_size in sorted(took.items(), key=lambda kept: -_ratio(_p50, kept[1])):
        few, many = (f"{_p50(times):6.1f} {_p95(times):6.1f}" for times in by_size.values())
        ratios = f"{_ratio(_p50, by_size):6.2f} {_ratio(_p95, by_size):6.2f}"
        print(f"{reader:8} {name:32} {few} {many:>15}  {ratios}")


def _ratio(of: Callable[[list[float]], float], took: Took) -> float:
    return of(took[MANY]) / of(took[FEW])


def _p50(times: list[float]) -> float:
    return statistics.median(times)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
