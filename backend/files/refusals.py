"""Why a file is not taken; the words people read are in ``backend.files.words``."""

from enum import StrEnum


class Why(StrEnum):
    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNKNOWN = "unknown"
    DISGUISED = "disguised"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    LOCKED = "locked"
    VIDEO = "video"
    TOO_HARD = "too_hard"
    INFECTED = "infected"


class Refused(Exception):
    """The file is not taken, and why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why
