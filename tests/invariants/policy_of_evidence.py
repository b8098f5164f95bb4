"""Who adds, opens and takes back the files of a case: see ``policy``."""

Row = dict[str, str]

#                    vncolyfghei
OPEN: Row = {  # added by the leader, by the contributor to her case, to the organiser's case
    "own":          "s...+.....s",
    "hers":         "s.+.+.....s",
    "owned":        "s..++.....s",
    "other":        "s.........s",
}  # fmt: skip
OF_CASE: Row = {  # the organiser of the case works on it, others of the network do not
    "own":          "s..x+.....s",
    "hers":         "s.+x+.....s",
    "owned":        "s..++.....s",
    "shared":       "s..x+xx...s",
    "other":        "s.........s",
}  # fmt: skip
TAKE_BACK = OPEN | {"owned": "s..x+.....s"}
TAKE_ORIGINAL = OPEN | {"hers": "s.x.+.....s", "owned": "s..x+.....s"}

READ: dict[str, Row] = {
    "cases:evidence": OPEN,
    "cases:evidence-copy": OPEN,
    "cases:evidence-original": TAKE_ORIGINAL,
    "cases:case-evidence": OF_CASE,
    "cases:withdraw-evidence": TAKE_BACK,
    "evidence-detail": OPEN,
    "evidence-file": OPEN,
}
POST: dict[str, Row] = {
    "cases:case-evidence": OF_CASE,
    "cases:withdraw-evidence": TAKE_BACK,
    "evidence-list": {
        "own":      "s??x+?????s",
        "shared":   "s??x+xx???s",
        "other":    "s?????????s",
    },
    "evidence-withdraw": TAKE_BACK,
}  # fmt: skip
