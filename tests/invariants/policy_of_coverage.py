"""Who sees and keeps what is known of cover, clauses and words: see ``policy``."""

Row = dict[str, str]
EVERYBODY = "+++++++++++"

OPEN: Row = {"any": EVERYBODY}

#                    vncolyfghei
KEEP_THAILAND = "sxxxxx+xxxs"
SAY_OF_REVIEW: Row = {
    "own":          "s?xxxx+?x?s",
    "other":        "s??????+x?s",
    "public":       "sxxxxxxxxxs",
}  # fmt: skip
TAG: Row = {  # of a case and a clause: who sees both, sees it
    "own":          "s..++.....s",
    "shared":       "s..++++...s",
    "other":        "s.........s",
}  # fmt: skip
UNTAG: Row = {
    "own":          "s..x+.....s",
    "shared":       "s..x+xx...s",
    "other":        "s.........s",
}  # fmt: skip
ADD_TAG: Row = {
    "own":          "s??x+?????s",
    "shared":       "s??x+xx???s",
    "other":        "s?????????s",
}  # fmt: skip

REFERENCE = ("coverage", "glossary", "ratifications")
LISTS = ("ask-options", "coverage-changes", "clauses", "clause-tags")


def read(*, law: Row, campaign: Row, law_pages: Row) -> dict[str, Row]:
    """Return who reads what; what hangs on a review or campaign is seen as that is."""
    return {
        **dict.fromkeys(
            (
                "cases:countries", "cases:countries-file", "cases:country", "cases:coverage",
                "cases:coverage-file", "cases:glossary",
            ),
            OPEN,
        ),
        "cases:brief": law_pages,
        "cases:clause": law_pages,
        "coverage-changes-detail": law,
        "clauses-detail": law,
        "ask-options-detail": campaign,
        "clause-tags-detail": TAG,
    }  # fmt: skip


def forms(*, keep_law: Row, work_on_case: Row) -> dict[str, Row]:
    """Return who gets and sends which form."""
    return {
        "cases:record-coverage": {"any": KEEP_THAILAND},
        **dict.fromkeys(
            ("cases:add-clause", "cases:propose-coverage", "cases:reword-clause"), keep_law
        ),
        "cases:tag-clause": work_on_case,
        "cases:untag-clause": UNTAG,
    }


POST: dict[str, Row] = {
    "ask-options-list": {"own": "s?xx+xx?x?s", "other": "s??????xx?s", "public": "sxxxxxxxxxs"},
    "coverage-list": {"own": KEEP_THAILAND, "other": "sxxxxxx+xxs"},
    "coverage-end": {"public": KEEP_THAILAND},
    "coverage-changes-list": SAY_OF_REVIEW,
    "clauses-list": SAY_OF_REVIEW,
    "clause-tags-list": ADD_TAG,
}


def seen_on(*, campaign: Row, review: Row) -> dict[str, Row]:
    """Return who may see each kind of thing, wherever it turns up."""
    return {"option": campaign, "change": review, "clause": review}
