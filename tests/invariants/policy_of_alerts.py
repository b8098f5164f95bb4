"""Who chooses what of alerts, answers them and is told why: see ``policy``."""

Row = dict[str, str]

#                    vncolyfghei
SIGNED_IN: Row = {"any": "s+++++++++s"}
MINE: Row = {
    "own":          "s+++++++++s",
    "other":        "s.........s",
}  # fmt: skip
LEADS: Row = {"any": "sxxx++++xxs"}
HOUSE: Row = {"any": "sxxxxxxx+xs"}

READ: dict[str, Row] = {
    "notifications:count": SIGNED_IN,
    "notifications:why": MINE,
    "notifications:hours": SIGNED_IN,
    "notifications:keep-search": SIGNED_IN,
    "notifications:remove-search": MINE,
    "notifications:answers": LEADS,
    "notifications:why-not": HOUSE,
}
POST: dict[str, Row] = {
    "notifications:mute": MINE,
    "notifications:acknowledge": MINE,
    "notifications:pause": SIGNED_IN,
    "notifications:hours": SIGNED_IN,
    "notifications:keep-search": SIGNED_IN,
    "notifications:remove-search": MINE,
}
