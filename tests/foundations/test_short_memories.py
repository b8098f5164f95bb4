"""What is kept for a minute, such as how often somebody asked."""

import pytest
from django.core.cache import cache

PEOPLE = 320
"""More than Django keeps unless told otherwise."""


@pytest.mark.django_db
class TestShortMemories:
    def test_are_kept_of_more_people_than_three_hundred(self) -> None:
        for number in range(PEOPLE):
            cache.set(f"asked-{number}", [1.0], 60)

        assert len(cache.get_many(f"asked-{number}" for number in range(PEOPLE))) == PEOPLE
