"""What is told in confidence about the world's cases; each word of it is a canary."""

from collections.abc import Callable
from typing import Any

from tests import factories


def add(things: dict[tuple[str, str], Any], *, canary: Callable[[str, str], str]) -> None:
    """Let each case's person agree to the work on it, tell something, and have a name."""
    for side in ("own", "hers", "owned", "shared", "other"):
        case = things["case", side]
        things["consent", side] = factories.ConsentFactory.create(
            case=case, detail="" if side == "owned" else canary("consent", side)
        )
        if side == "hers":
            continue
        # The words of "own" and "hers" stand in those of other sides: each has its own here.
        said = "Hla" if side == "owned" else canary("testimony", side)
        things["testimony", side] = factories.TestimonyFactory.create(
            case=case, pseudonym=said, said=said
        )
    for side in ("own", "other"):
        things["identity", side] = factories.IdentityFactory.create(
            case=things["case", side], pseudonym=canary("identity", side)
        )
        things["erasure", side] = factories.ErasureFactory.create(case=things["case", side])
