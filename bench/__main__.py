"""Measure: ``python -m bench NAME``; without a name, it says which there are. Needs PostgreSQL.

Everything happens in databases of its own, which are made before and dropped after.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module

from bench import lists
from bench.databases import database, move_in


def _in_a_house(name: str) -> Callable[[], None]:
    def measure() -> None:
        with database(f"saphan_bench_{name}") as address:
            move_in(address, broker=os.environ.get("REDIS_URL", "") if name == "urgent" else "")
            # Its models need a Django, which there was none of before.
            import_module(f"bench.{name}").main()

    return measure


BENCHES = {
    **{name: _in_a_house(name) for name in ("fanout", "inbox", "urgent", "digests")},
    "lists": lists.main,
}


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in BENCHES:
        sys.exit(f"Say which: python -m bench {' | '.join(BENCHES)}")
    BENCHES[sys.argv[1]]()


if __name__ == "__main__":
    main()
