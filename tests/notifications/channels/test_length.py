"""How many pieces a text costs."""

import pytest

from notifications.channels.sms import length


class TestAText:
    @pytest.mark.parametrize(
        ("text", "letters", "units", "pieces"),
        [
            ("", "GSM", 0, 1),
            ("a" * 160, "GSM", 160, 1),
            ("a" * 161, "GSM", 161, 2),
            ("a" * 306, "GSM", 306, 2),
            ("a" * 307, "GSM", 307, 3),
            ("€" * 80, "GSM", 160, 1),
            ("€" * 81, "GSM", 162, 2),
            ("a" * 152 + "€" + "a" * 10, "GSM", 164, 2),
            ("ก" * 70, "UCS-2", 70, 1),
            ("ก" * 71, "UCS-2", 71, 2),
            ("က" * 134, "UCS-2", 134, 2),
            ("က" * 135, "UCS-2", 135, 3),
            ("é è ñ ü", "GSM", 7, 1),
            ("ç", "UCS-2", 1, 1),
            ("🙂" * 35, "UCS-2", 70, 1),
            ("🙂" * 36, "UCS-2", 72, 2),
            ("ก" * 66 + "🙂" + "ก" * 66, "UCS-2", 134, 3),
        ],
    )
    def test_is_counted_as_phone_companies_do(
        self, text: str, letters: str, units: int, pieces: int
    ) -> None:
        counted = length.of(text)

        assert (counted.letters, counted.units, counted.pieces) == (letters, units, pieces)
