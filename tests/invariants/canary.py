"""Words that stand nowhere else, so that whoever reads one has read the thing it is of."""

WORD = "zq"
"""What every canary begins with, so that a search finds them all."""


def canary(kind: str, side: str) -> str:
    return f"{WORD}{kind}{side}".replace("-", "")
