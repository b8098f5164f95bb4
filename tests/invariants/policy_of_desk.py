"""Who keeps and judges support, and who has a desk: see ``policy``."""

Row = dict[str, str]

#                    vncolyfghei
JUDGE: Row = {
    "own":          "s.xx++x.x.s",
    "other":        "s......xx.s",
    "public":       "sxxxxxxxxxs",
}  # fmt: skip
HERS: Row = {
    "own":          "s.....+...s",
    "other":        "s.........s",
}  # fmt: skip
"""What an officer keeps for herself."""
WITHOUT_LIST = {"cases:iati-read", "cases:request-report", "cases:keep-view"}
"""Pages of the desk that anybody asks for and that list nothing."""
OFFICERS: Row = {"any": "sxxxxx++xxs"}


def forms(*, keep_law: Row) -> dict[str, Row]:
    """Return who gets and sends which form."""
    return {
        "cases:note-outcome": keep_law,
        "cases:say-effect": JUDGE,
        "cases:record-resource": {"public": OFFICERS["any"]},
        "cases:iati-read": OFFICERS,
        "cases:iati-apply": HERS,
        "cases:keep-view": OFFICERS,
        "cases:forget-view": HERS,
        "cases:request-report": {"any": "sxxx++++xxs"},
        "cases:finalise-report": HERS,
    }


def read(*, network: Row) -> dict[str, Row]:
    """Return who reads what."""
    return {
        "cases:programme-iati": {"public": "+++++++++++"},
        "cases:network-iati": network,
        "cases:portfolio": OFFICERS,
        "cases:minute": {"own": "s.xxxx+.x.s", "other": "s.........s"},
        "cases:reports": {"any": "s+++++++++s"},
        "cases:report": HERS,
        "cases:report-file": HERS,
    }


def post(*, keep_law: Row) -> dict[str, Row]:
    """Return who may do what over HTTP."""
    return {
        "ilo-support-say-effect": JUDGE,
        "ilo-support-note-outcome": keep_law,
    }
