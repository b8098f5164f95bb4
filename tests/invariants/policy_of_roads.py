"""Templates, gates, parliaments and what lies ahead of a review: see ``policy``."""

Row = dict[str, str]

#                    vncolyfghei
KEEP_LAW: Row = {
    "own":          "s.xxxx+.x.s",
    "other":        "s......+x.s",
    "public":       "sxxxxxxxxxs",
}  # fmt: skip
GATE: Row = {
    "own":          "s.+++++.+.s",
    "other":        "s......++.s",
    "public":       "s+++++++++s",
}  # fmt: skip
KEEP_PARLIAMENT: Row = {  # that a parliament was dissolved is public, so nothing is hidden
    "own":          "sxxxxx+xxxs",
    "other":        "sxxxxxx+xxs",
}  # fmt: skip
WRITE_TEMPLATE: Row = {
    "public":       "sxxxxxxx+xs",
}  # fmt: skip
EVERYBODY = "+++++++++++"
SIGNED_IN = "s+++++++++s"

RESOURCES = ("gates", "parliament-periods", "dissolutions")
READ: dict[str, Row] = {
    "cases:templates": {"any": EVERYBODY},
    "cases:template": {"public": EVERYBODY},
    "cases:parliaments": {"any": EVERYBODY},
    "cases:parliament": {"public": EVERYBODY},
    **{f"{name}-list": {"any": SIGNED_IN} for name in RESOURCES},
    "gates-detail": GATE,
    "parliament-periods-detail": {"public": SIGNED_IN},
    "dissolutions-detail": {"own": SIGNED_IN, "other": SIGNED_IN},
    **dict.fromkeys(("law-reviews-forecast", "law-reviews-template-preview"), GATE),
}
FORMS: dict[str, Row] = {
    **dict.fromkeys(
        (
            "cases:link-alongside", "cases:move-template", "cases:set-gate", "cases:move-gate",
            "cases:pass-gate", "cases:shut-gate",
        ),
        KEEP_LAW,
    ),
    **dict.fromkeys(("cases:dissolve", "cases:undo-dissolution"), KEEP_PARLIAMENT),
    **dict.fromkeys(("cases:copy-template", "cases:publish-template"), WRITE_TEMPLATE),
}  # fmt: skip
POST: dict[str, Row] = {
    **dict.fromkeys(
        ("gates-move", "gates-mark-passed", "gates-mark-shut", "law-reviews-link-alongside"),
        KEEP_LAW,
    ),
    "law-reviews-move-template": KEEP_LAW,
    "gates-list": {"own": "s?xxxx+?x?s", "other": "s??????+x?s", "public": "sxxxxxxxxxs"},
    "dissolutions-list": KEEP_PARLIAMENT,
    "dissolutions-undo": KEEP_PARLIAMENT,
    **dict.fromkeys(("stage-templates-copy", "stage-templates-publish"), WRITE_TEMPLATE),
}
