"""Who logs, does tasks and proposes: see ``policy``."""

Row = dict[str, str]

#                    vncolyfghei
DO_TASK: Row = {  # the tasks are the organiser's
    "own":          "s..++.....s",
    "other":        "s.........s",
}  # fmt: skip
PROPOSE: Row = {
    "own":          "s.x+++x.x.s",
    "other":        "s......xx.s",
    "public":       "sxxxxxxxxxs",
}  # fmt: skip
PROPOSAL: Row = {  # the leader's, and somebody's who is no member
    "own":          "s...+.+...s",
    "other":        "s......+..s",
}  # fmt: skip
ANSWER_PROPOSAL = PROPOSAL | {"own": "s...x.+...s"}
DRAFT: Row = {  # each who may log a case has begun one of her own
    "own":          "sx++++xxxxs",
    "other":        "sx....xxxxs",
}  # fmt: skip
