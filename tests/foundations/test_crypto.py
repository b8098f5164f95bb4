"""Sealing short texts, and hashes that need a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from backend import crypto

PLACE = "notifications.address.1"
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


class TestASealedText:
    @given(text=texts)
    def test_opens_as_what_was_sealed(self, text: str) -> None:
        assert crypto.open_sealed(crypto.seal(text, place=PLACE), place=PLACE) == text

    def test_shows_nothing_of_what_is_in_it(self) -> None:
        sealed = crypto.seal("champa@example.org", place=PLACE)

        assert b"champa" not in sealed

    def test_looks_different_each_time(self) -> None:
        assert crypto.seal("champa", place=PLACE) != crypto.seal("champa", place=PLACE)

    def test_opens_nowhere_else(self) -> None:
        sealed = crypto.seal("champa@example.org", place=PLACE)

        with pytest.raises(crypto.Unreadable):
            crypto.open_sealed(sealed, place="notifications.address.2")

    @given(position=st.integers(0, 10_000), flip=st.integers(1, 255))
    def test_altered_anywhere_does_not_open(self, position: int, flip: int) -> None:
        sealed = bytearray(crypto.seal("champa@example.org", place=PLACE))
        sealed[position % len(sealed)] ^= flip

        with pytest.raises(crypto.Unreadable):
            crypto.open_sealed(bytes(sealed), place=PLACE)

    @pytest.mark.parametrize("broken", [b"", b"try", b"try:", b"try:short", b"\xff:" + b"0" * 40])
    def test_cut_short_does_not_open(self, broken: bytes) -> None:
        with pytest.raises(crypto.Unreadable):
            crypto.open_sealed(broken, place=PLACE)


class TestANewKey:
    def test_leaves_older_texts_readable(self, settings: Settings) -> None:
        sealed = crypto.seal("champa", place=PLACE)

        settings.SEAL_KEYS = {"2027": b"k" * 32} | settings.SEAL_KEYS

        assert crypto.open_sealed(sealed, place=PLACE) == "champa"
        assert crypto.seal("champa", place=PLACE).startswith(b"2027:")

    def test_without_the_old_one_opens_nothing_older(self, settings: Settings) -> None:
        sealed = crypto.seal("champa", place=PLACE)

        settings.SEAL_KEYS = {"2027": b"k" * 32}

        with pytest.raises(crypto.Unreadable):
            crypto.open_sealed(sealed, place=PLACE)


class TestAKeyedHash:
    def test_finds_equal_texts(self) -> None:
        assert crypto.keyed_hash("a@b.c", purpose="x") == crypto.keyed_hash("a@b.c", purpose="x")

    def test_tells_apart_texts_and_purposes(self) -> None:
        made = {
            crypto.keyed_hash("a@b.c", purpose="address"),
            crypto.keyed_hash("a@b.d", purpose="address"),
            crypto.keyed_hash("a@b.c", purpose="token"),
        }

        assert len(made) == 3

    def test_is_another_in_another_house(self, settings: Settings) -> None:
        here = crypto.keyed_hash("a@b.c", purpose="address")

        settings.SECRET_KEY = "of another house"

        assert crypto.keyed_hash("a@b.c", purpose="address") != here

    def test_fits_its_column_and_an_address_line(self) -> None:
        made = crypto.keyed_hash("a@b.c", purpose="address")

        assert len(made) <= 64
        assert made.replace("-", "").replace("_", "").isalnum()
