"""How alerts do is for administrators, and their figures for machines: see ``policy``."""

Row = dict[str, str]

#                    vncolyfghei
OPERATE: Row = {
    "any":          "sxxxxxxx+xs",
}  # fmt: skip

FORMS: dict[str, Row] = {
    "notifications:not-sent": OPERATE,
    "notifications:try-out": OPERATE,
}
READ: dict[str, Row] = {
    "notifications:operations": OPERATE,
    "notifications:look": OPERATE,
    "notifications:costs": OPERATE,
    "metrics": {"any": "..........."},  # for whoever brings the token, which is no person
}
