"""What people read when a file is not taken."""

from backend.files.refusals import Why
from backend.files.words import WHY


def test_there_are_words_for_every_refusal() -> None:
    assert set(WHY) == set(Why)
