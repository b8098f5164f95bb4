"""Who learns who sees and who read what: see ``policy``."""

Row = dict[str, str]

#                    vncolyfghei
READ: dict[str, Row] = {
    "cases:read-by": {  # who leads its network, and who logged it
        "own":      "s..x+.....s",
        "hers":     "s.+x+.....s",
        "owned":    "s..x+.....s",
        "shared":   "s..x+xx...s",
        "other":    "s.........s",
    },
    "cases:who-sees": {  # whoever may know the people of a case
        "own":      "s..++.....s",
        "hers":     "s.+++.....s",
        "owned":    "s..++.....s",
        "shared":   "s..++xx...s",
        "other":    "s.........s",
    },
}  # fmt: skip
FORMS: tuple[str, ...] = ("cases:risk",)
"""For who works on a case."""
