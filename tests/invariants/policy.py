"""Who gets what, route by route: reading this table is reading who sees and does what.

One letter for each standing, in this order, wherever eleven letters stand in a row:

    v  a visitor who is not signed in          y  leader of a network allied in our campaign
    n  signed in, without any role             f  ILO officer of our country
    c  contributor of our network              g  ILO officer of another country
    o  organiser of our network                h  administrator of the house
    l  leader of our network                   e  leader of our network until yesterday
                                               i  leader of our network, account closed

    +  gets it, or may do it                   .  404: learns nothing, not even that it exists
    x  403: may see it, may not do that        s  is sent to the page of signing in; 401 in the API
    >  is led on to another page               -  405: nothing there to ask for
    ?  400: names something that for her does not exist

The sides: ``own`` belongs to our network, our country or the person who asks; ``shared`` is our
network's case shared with allies and the ILO, ``hers`` the one the contributor logged, ``owned``
the one the organiser works on; ``public`` is of a third country, for everybody to read; ``other``
is of another network, country or person, and not public. ``any``: there is nothing to choose.
"""

from tests.invariants import policy_of_alerts as alerts
from tests.invariants import policy_of_channels as channels
from tests.invariants import policy_of_confidence as confidence
from tests.invariants import policy_of_coverage as cover
from tests.invariants import policy_of_desk as desk
from tests.invariants import policy_of_door as door
from tests.invariants import policy_of_evidence as evidence
from tests.invariants import policy_of_operations as operations
from tests.invariants import policy_of_people as people
from tests.invariants import policy_of_roads as roads
from tests.invariants import policy_of_sight as sight
from tests.invariants import policy_of_teamwork as teamwork

STANDINGS = (
    "visitor", "nobody", "contributor", "organiser", "leader", "ally",
    "officer", "abroad", "administrator", "ended", "inactive",
)  # fmt: skip

Row = dict[str, str]

EVERYBODY = "+++++++++++"
SIGNED_IN = "s+++++++++s"

# What is to be seen. The API asks everybody to sign in; pages show visitors what is public.
#                    vncolyfghei
CAMPAIGN: Row = {
    "own":          "s.+++++.+.s",
    "other":        "s......++.s",
    "public":       "s+++++++++s",
}  # fmt: skip
LAW: Row = {
    "own":          "s.+++++.+.s",
    "other":        "s......++.s",
    "public":       "s+++++++++s",
}  # fmt: skip
CASE: Row = {
    "own":          "s..++.....s",
    "hers":         "s.+++.....s",
    "owned":        "s..++.....s",
    "shared":       "s..++++...s",
    "other":        "s.........s",
}  # fmt: skip
NETWORK: Row = {
    "own":          "s.+++++.+.s",
    "other":        "s......++.s",
}  # fmt: skip
MINE: Row = {
    "own":          SIGNED_IN,
    "other":        "s.........s",
}  # fmt: skip
OPEN: Row = {"any": EVERYBODY}
CARD: Row = {"own": "." * 11, "other": "." * 11, "public": EVERYBODY}
PUBLISHED: Row = {"public": SIGNED_IN}
PERSON: Row = {
    "own":          "...++...+..",
    "other":        "........+..",
    "public":       "........+..",
}  # fmt: skip
"""Who may know that somebody is a member. Nobody has a page of her own."""

# What may be done. Who may not even see it gets 404.
#                    vncolyfghei
LEAD_CAMPAIGN: Row = {
    "own":          "s.xx+xx.x.s",
    "other":        "s......xx.s",
    "public":       "sxxxxxxxxxs",
}  # fmt: skip
KEEP_LAW: Row = {
    "own":          "s.xxxx+.x.s",
    "other":        "s......+x.s",
    "public":       "sxxxxxxxxxs",
}  # fmt: skip
WORK_ON_CASE: Row = {
    "own":          "s..x+.....s",
    "hers":         "s.xx+.....s",
    "owned":        "s..++.....s",
    "shared":       "s..x+xx...s",
    "other":        "s.........s",
}  # fmt: skip


LISTS_FOR_EVERYBODY = ("reviews", "support-list", "standards", "programmes")
VERBS_OF_CASES = ("activate", "submit", "close", "reopen", "share", "assign", "link-review")


def seen_also_by_visitors(row: Row) -> Row:
    """Return the row of a page that asks nobody to sign in: what is hidden is 404 for all."""
    shown = {side: "+" if side == "public" else "." for side in row}
    return {side: cells.replace("s", shown[side]) for side, cells in row.items()}


READ: dict[str, Row] = {
    # Pages of no app.
    "home": {"any": SIGNED_IN},
    "sign-in": {"any": "+>>>>>>>>>+"},
    **dict.fromkeys(("healthz", "readyz", "campaigns:help", "campaigns:help-for"), OPEN),
    **dict.fromkeys(("campaigns:card", "cases:review-card"), CARD),
    **dict.fromkeys(("offline", "service-worker", "campaigns:campaigns", "cases:figures"), OPEN),
    **dict.fromkeys((f"cases:{many}" for many in LISTS_FOR_EVERYBODY), OPEN),
    # Networks and campaigns.
    "campaigns:campaign": seen_also_by_visitors(CAMPAIGN),
    "campaigns:networks": {"any": SIGNED_IN},
    "campaigns:network": NETWORK,
    "campaigns:members": people.MEMBERS,
    # Cases.
    "cases:search": {"any": SIGNED_IN},
    "cases:cases": {"any": SIGNED_IN},
    "cases:log": {"any": "sx++++xxxxs"},
    "cases:case": CASE,
    # Law reviews, milestones, support.
    "cases:open-review": {"any": "sxxxxx++xxs"},
    "cases:review": seen_also_by_visitors(LAW),
    "cases:add-support": {"any": "sxxxxx++xxs"},
    "cases:support": seen_also_by_visitors(LAW),
    # Things to look up.
    **{key: {"public": EVERYBODY} for key in ("cases:standard", "cases:programme")},
    # Alerts.
    "notifications:inbox": {"any": SIGNED_IN},
    "notifications:open": MINE,
    **{key: {"any": SIGNED_IN} for key in ("notifications:settings", "notifications:cadences")},
    **{f"notifications:{act}": {"any": SIGNED_IN} for act in ("add-address", "confirm")},
    "notifications:remove-address": MINE,
    "notifications:unsubscribe": {"own": EVERYBODY, "other": "..........."},
    # The interface for programs.
    "api": {"any": SIGNED_IN},
    **dict.fromkeys(("schema", "docs"), OPEN),
    "^api/": {"any": "..........."},
    "networks-detail": NETWORK,
    "campaigns-detail": CAMPAIGN,
    "asks-detail": CAMPAIGN,
    "cases-detail": CASE,
    "comments-detail": {side: CASE[side] for side in ("own", "shared", "other")},
    "tasks-detail": teamwork.DO_TASK,
    "proposals-detail": teamwork.PROPOSAL,
    "law-reviews-detail": LAW,
    "milestones-detail": LAW,
    "stage-events-detail": LAW,
    "ilo-support-detail": LAW,
    "events-detail": {"own": CASE["own"], "other": CASE["other"]},
    "notifications-detail": MINE,
    "notifications-unread-count": {"any": SIGNED_IN},
    **dict.fromkeys(("subscriptions-detail", "preferences-detail"), MINE),
    **desk.read(network=NETWORK),
    **cover.read(law=LAW, campaign=CAMPAIGN, law_pages=seen_also_by_visitors(LAW)),
}

REFERENCE = (
    "thematic-areas", "programmes", "instruments", "provisions", "standards", "stage-templates",
    "key-figures", *cover.REFERENCE,
)  # fmt: skip
LISTS = (
    *REFERENCE, *cover.LISTS, "networks", "campaigns", "asks", "cases", "comments", "evidence",
    "tasks", "testimonies", "law-reviews", "proposals", "milestones", "stage-events", "ilo-support",
    "notifications", "subscriptions", "preferences", "events",
)  # fmt: skip
"""Every list is for whoever signed in, and holds only what she may see."""
READ |= {f"{name}-list": {"any": SIGNED_IN} for name in LISTS}
READ |= {f"{name}-detail": PUBLISHED for name in REFERENCE}

# Pages with a form are shown to those who may send it, and to nobody else.
FORMS: dict[str, Row] = {
    **dict.fromkeys(
        (
            "cases:edit", "cases:activate", "cases:submit", "cases:close", "cases:reopen",
            "cases:share", "cases:assign", "cases:link-review", "cases:give-task", *sight.FORMS,
        ),
        WORK_ON_CASE,
    ),
    **dict.fromkeys(
        (
            "cases:record-event", "cases:plan-milestone", "cases:conclude", "cases:retract",
            "cases:mark-reached", "cases:reschedule", "cases:mark-missed", "cases:drop",
            "cases:link-support", "cases:support-status", "cases:review-support",
            "cases:confirm-no-change",
        ),
        KEEP_LAW,
    ),
    **people.FORMS,
    **cover.forms(keep_law=KEEP_LAW, work_on_case=WORK_ON_CASE),
    **operations.FORMS,
    "cases:comments": CASE,
    "cases:finish-task": teamwork.DO_TASK,
    **dict.fromkeys(
        ("cases:log-what", "cases:log-whom", "cases:log-check", "cases:forget-draft"),
        teamwork.DRAFT,
    ),
    "cases:propose": teamwork.PROPOSE,
    **dict.fromkeys(("cases:accept-proposal", "cases:decline-proposal"), teamwork.ANSWER_PROPOSAL),
}  # fmt: skip
FORMS |= roads.FORMS | desk.forms(keep_law=KEEP_LAW)
READ |= evidence.READ | roads.READ | sight.READ
READ |= FORMS | alerts.READ | channels.READ | operations.READ | door.READ | confidence.READ

#                    vncolyfghei
POST: dict[str, Row] = {
    **FORMS,
    **channels.POST,
    **door.POST,
    "sign-in": {"any": EVERYBODY},
    **{key: {"any": EVERYBODY} for key in ("sign-out", "language")},
    **{page: READ[page] for page in ("cases:open-review", "cases:add-support")},
    "notifications:read-all": {"any": SIGNED_IN},
    "notifications:read": MINE,
    "notifications:archive": MINE,
    "notifications:cadences": {"any": SIGNED_IN},
    **{f"notifications:{act}": {"any": SIGNED_IN} for act in ("add-address", "confirm")},
    "notifications:remove-address": MINE,
    "notifications:unsubscribe": READ["notifications:unsubscribe"],
    "notifications:follow": {"own": CASE["own"], "other": CASE["other"]},
    "token": {"any": "sssssssssss"},
    "networks-list": {"any": "sxxxxxxx+xs"},
    "campaigns-list": {"own": "s?xx+xx?x?s", "other": "s??????xx?s"},
    **dict.fromkeys(("campaigns-win", "campaigns-close"), LEAD_CAMPAIGN),
    "asks-list": {"own": "s?xx+xx?x?s", "other": "s??????xx?s", "public": "sxxxxxxxxxs"},
    "cases-list": {"own": "s?+++xx?x?s", "other": "s??????xx?s"},
    **dict.fromkeys((f"cases-{verb}" for verb in VERBS_OF_CASES), WORK_ON_CASE),
    "comments-list": {"own": "s??++?????s", "shared": "s??++++???s", "other": "s?????????s"},
    "tasks-list": {"own": "s??x+?????s", "shared": "s??x+xx???s", "other": "s?????????s"},
    "tasks-done": teamwork.DO_TASK,
    "law-reviews-list": {"own": "sxxxxx+xxxs", "other": "sxxxxxx+xxs"},
    "law-reviews-link-ask": {**KEEP_LAW, "own": "s.xx+x+.x.s"},
    **{f"law-reviews-{a}": KEEP_LAW for a in ("record-event", "conclude", "confirm-no-change")},
    "proposals-list": {"own": "s?x+++x?x?s", "other": "s??????xx?s", "public": "sxxxxxxxxxs"},
    **dict.fromkeys(("proposals-accept", "proposals-decline"), teamwork.ANSWER_PROPOSAL),
    "stage-events-retract": KEEP_LAW,
    "milestones-list": {"own": "s?xxxx+?x?s", "other": "s??????+x?s", "public": "sxxxxxxxxxs"},
    **{
        f"milestones-{verb}": KEEP_LAW
        for verb in ("mark-reached", "mark-missed", "drop", "reschedule")
    },
    "ilo-support-list": {"own": "sxxxxx+xxxs", "other": "sxxxxxx+xxs"},
    **dict.fromkeys(("ilo-support-link", "ilo-support-set-status"), KEEP_LAW),
    "notifications-mark-all-read": {"any": SIGNED_IN},
    **dict.fromkeys(("notifications-mark-read", "notifications-archive"), MINE),
    "subscriptions-list": {"own": CASE["own"], "other": CASE["other"]},
    "preferences-list": {"any": SIGNED_IN},
    **cover.POST,
}
POST |= alerts.POST | confidence.POST | evidence.POST | roads.POST
POST |= desk.post(keep_law=KEEP_LAW)

PATCH: dict[str, Row] = {
    "networks-detail": people.MANAGE_NETWORK,
    "campaigns-detail": LEAD_CAMPAIGN,
    "asks-detail": LEAD_CAMPAIGN,
    "cases-detail": WORK_ON_CASE,
    **dict.fromkeys(("law-reviews-detail", "clauses-detail", "ilo-support-detail"), KEEP_LAW),
    "subscriptions-detail": MINE,
}

DELETE: dict[str, Row] = {
    "token": {"any": "sssssssssss"},  # what is ended is a token, and these came with a session
    "subscriptions-detail": MINE,
}

TABLE: dict[str, dict[str, Row]] = {"GET": READ, "POST": POST, "PATCH": PATCH, "DELETE": DELETE}

SEEN_ON: dict[str, Row] = {
    "network": NETWORK,
    "person": PERSON,
    "campaign": READ["campaigns:campaign"],
    "ask": READ["campaigns:campaign"],
    "case": CASE,
    "review": READ["cases:review"],
    "milestone": READ["cases:review"],
    "fact": READ["cases:review"],
    "support": READ["cases:support"],
    "gate": READ["cases:review"],
    "comment": READ["comments-detail"],
    "task": teamwork.DO_TASK,
    "proposal": teamwork.PROPOSAL,
    "evidence": evidence.OPEN,
    **confidence.SEEN_ON,
    "draft": {"other": "..........."},
    **cover.seen_on(campaign=READ["campaigns:campaign"], review=READ["cases:review"]),
}
"""Who may see each kind of thing, on whichever page or answer it turns up."""
