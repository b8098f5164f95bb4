"""Who writes down, opens and takes back what is told in confidence: see ``policy``.

Every case's person agreed that it is worked on, and to nothing else: the officer and the ally
who read the shared case open nothing.
"""

Row = dict[str, str]

#                    vncolyfghei
TELL: Row = {
    "own":          "s..x+.....s",
    "hers":         "s.+x+.....s",
    "owned":        "s..++.....s",
    "shared":       "s..x+xx...s",
    "other":        "s.........s",
}  # fmt: skip
PAGE: Row = {
    "own":          "s..++.....s",
    "hers":         "s.+++.....s",
    "owned":        "s..++.....s",
    "shared":       "s..++++...s",
    "other":        "s.........s",
}  # fmt: skip
TESTIMONY: Row = {  # written down by somebody of the network who is none of these
    "own":          "s...+.....s",
    "owned":        "s..++.....s",
    "shared":       "s...+.....s",
    "other":        "s.........s",
}  # fmt: skip
CONSENT: Row = {
    "own":          "s..x+.....s",
    "hers":         "s..x+.....s",
    "owned":        "s..++.....s",
    "shared":       "s..x+.....s",
    "other":        "s.........s",
}  # fmt: skip
IDENTITY: Row = {
    "own":          "s...+.....s",
    "other":        "s.........s",
}  # fmt: skip
ERASE: Row = {  # asked for by somebody who is none of these
    "own":          "s..x+.....s",
    "hers":         "s.xx+.....s",
    "owned":        "s..x+.....s",
    "shared":       "s..x+xx...s",
    "other":        "s.........s",
}  # fmt: skip
SEEN = {side: cells.replace("x", "+") for side, cells in CONSENT.items()}

WRITE = dict.fromkeys(("cases:agree", "cases:take-testimony", "cases:put-identity-away"), TELL)
REWRITE = dict.fromkeys(("cases:correct-testimony", "cases:withdraw-testimony"), TESTIMONY)
FORMS: dict[str, Row] = {
    **WRITE,
    **REWRITE,
    "cases:take-back": CONSENT,
    "cases:testimony": TESTIMONY,
    "cases:open-identity": IDENTITY,
    "cases:erase": ERASE,
    **dict.fromkeys(("cases:carry-out-erasure", "cases:withdraw-erasure"), IDENTITY),
}
READ: dict[str, Row] = {**FORMS, "cases:confidence": PAGE}
READ |= dict.fromkeys(("testimonies-detail", "testimonies-text"), TESTIMONY)
POST: dict[str, Row] = {
    **FORMS,
    **dict.fromkeys(("testimonies-correct", "testimonies-withdraw"), TESTIMONY),
    "testimonies-list": {
        "own":      "s??x+?????s",
        "hers":     "s?+x+?????s",
        "owned":    "s??++?????s",
        "shared":   "s??x+xx???s",
        "other":    "s?????????s",
    },
}  # fmt: skip
SEEN_ON: dict[str, Row] = {
    "consent": SEEN,
    "testimony": TESTIMONY,
    "identity": IDENTITY,
}
