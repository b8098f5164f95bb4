"""Who adds ways to be reached, and who has news posted: see ``policy``."""

Row = dict[str, str]

EVERYBODY = "+++++++++++"
SIGNED_IN = "s+++++++++s"
NOBODY = "..........."
MINE: Row = {"own": SIGNED_IN, "other": "s.........s"}
#                    vncolyfghei
WEBHOOKS: Row = {  # whoever may change the campaigns of the network
    "own":          "s.xx+xx.x.s",
    "other":        "s......xx.s",
}  # fmt: skip
WEBHOOK: Row = {
    "own":          "s...+.....s",
    "other":        "s.........s",
}  # fmt: skip
NEWS: Row = {"own": NOBODY, "other": NOBODY, "public": EVERYBODY}

FORMS: dict[str, Row] = {
    "notifications:webhooks": WEBHOOKS,
    "notifications:rotate-webhook": WEBHOOK,
    "notifications:remove-webhook": WEBHOOK,
    "notifications:confirm-code": MINE,
    **{
        f"notifications:{page}": {"any": SIGNED_IN}
        for page in ("add-phone", "start-chat", "add-device", "calendar", "end-calendar")
    },
}
READ: dict[str, Row] = {
    **FORMS,
    "notifications:ways": {"any": SIGNED_IN},
    "notifications:add-way": {"any": "s>>>>>>>>>s"},
    "notifications:calendar-file": {"own": EVERYBODY, "other": NOBODY},
    "notifications:campaign-news": NEWS,
    "notifications:country-news": {"any": EVERYBODY},
    "notifications:webhook": WEBHOOK,
    "notifications:incoming": {"any": NOBODY},
}
POST: dict[str, Row] = {
    **FORMS,
    "notifications:stop-webhook": WEBHOOK,
    "notifications:start-webhook": WEBHOOK,
    "notifications:replay-post": WEBHOOK,
    # A carrier shows by a signature that it is the carrier.
    "notifications:incoming": {"any": "xxxxxxxxxxx"},
    "notifications:incoming-mail": {"any": NOBODY},
}

WITHOUT_LIST = [route for route, row in READ.items() if "any" in row]
"""Each is one person's few ways, a form, or (a country's news) never longer than fifty."""
