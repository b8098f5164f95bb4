"""Who comes into networks and out of them, and what each has for herself: see ``policy``."""

Row = dict[str, str]

#                    vncolyfghei
MEMBERS: Row = {
    "own":          "s..++...+.s",
    "other":        "s.......+.s",
}  # fmt: skip
MANAGE_MEMBER: Row = {
    "own":          "s..x+...+.s",
    "other":        "s.......+.s",
}  # fmt: skip
INVITATION: Row = {
    "own":          "s...+...+.s",
    "other":        "s.......+.s",
}  # fmt: skip
LEAVE: Row = {
    "own":          "s.+++xx.x.s",
    "other":        "s......xx.s",
}  # fmt: skip
LINK_TO_JOIN: Row = {
    "own":          "+++++++++++",
    "other":        "...........",
}  # fmt: skip
HER_OWN: Row = {
    "any":          "s+++++++++s",
}  # fmt: skip
MANAGE_NETWORK: Row = {
    "own":          "s.xx+xx.+.s",
    "other":        "s......x+.s",
}  # fmt: skip


FORMS: dict[str, Row] = {
    "campaigns:invite": MANAGE_NETWORK,
    "campaigns:leave": LEAVE,
    "campaigns:join": LINK_TO_JOIN,
    "campaigns:withdraw-invitation": INVITATION,
    "campaigns:give-role": MANAGE_MEMBER,
    "campaigns:end-role": MANAGE_MEMBER,
    "campaigns:profile": HER_OWN,
    "campaigns:password": HER_OWN,
}
