"""The key of a case: what it opens, what it does not, and what is left once it is destroyed."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.utils import timezone
from pytest_django import Settings

from backend import crypto
from backend.crypto.fields import NotSealed, Sealed, SealedField
from cases import sealing
from cases.models import AdvocacyCase, CaseKey
from tests.factories import CaseFactory, CaseKeyFactory

PLACE = "cases.testimony.text.1"
OLD, NEW = b"o" * 32, b"n" * 32


def sealed_in(case: AdvocacyCase, text: str = "She was never paid.") -> Sealed:
    return sealing.seal(text, case=case.pk, place=PLACE)


def opened(sealed: bytes, case: AdvocacyCase, *, place: str = PLACE) -> str:
    return sealing.open_text(sealed, case=case.pk, place=place)


class TestWhatIsSealed:
    def test_opens_in_its_place_and_shows_nothing(self) -> None:
        case = CaseFactory.create()

        sealed = sealed_in(case)

        assert b"paid" not in bytes(sealed)
        assert opened(sealed, case) == "She was never paid."

    def test_opens_in_no_other_place(self) -> None:
        case = CaseFactory.create()

        with pytest.raises(crypto.Unreadable):
            opened(sealed_in(case), case, place="cases.testimony.text.2")

    def test_opens_in_no_other_case(self) -> None:
        case, other = CaseFactory.create(), CaseKeyFactory.create().case

        with pytest.raises(crypto.Unreadable):
            opened(sealed_in(case), other)

    def test_opens_in_no_case_that_never_had_a_key(self) -> None:
        with pytest.raises(crypto.Unreadable):
            opened(sealed_in(CaseFactory.create()), CaseFactory.create())

    @pytest.mark.parametrize("position", [0, 11, 12, -1])
    def test_altered_does_not_open(self, position: int) -> None:
        case = CaseFactory.create()
        altered = bytearray(sealed_in(case))
        altered[position] ^= 1

        with pytest.raises(crypto.Unreadable):
            opened(bytes(altered), case)

    @pytest.mark.parametrize("instead", [b"", b"She was paid.", b"0" * 60])
    def test_replaced_does_not_open(self, instead: bytes) -> None:
        case = CaseFactory.create()
        sealed_in(case)

        with pytest.raises(crypto.Unreadable):
            opened(instead, case)


class TestTheKeyItself:
    def test_moved_to_another_case_opens_nothing(self) -> None:
        """Seen failing with keys wrapped for one place all: the other case opened."""
        case, other = CaseFactory.create(), CaseFactory.create()
        sealed = sealed_in(case)
        wrapped = CaseKey.objects.get(pk=case.pk).wrapped
        CaseKey.objects.create(case=other, wrapped=wrapped, made_at=timezone.now())

        with pytest.raises(crypto.Unreadable):
            opened(sealed, other)

    def test_destroyed_opens_nothing_and_is_never_made_anew(self) -> None:
        case, other = CaseFactory.create(), CaseFactory.create()
        mine, its = sealed_in(case), sealed_in(other)

        assert sealing.destroy_key(case.pk, now=timezone.now())

        with pytest.raises(sealing.KeyDestroyed):
            opened(mine, case)
        with pytest.raises(sealing.KeyDestroyed):
            sealed_in(case)
        assert opened(its, other)
        assert not sealing.destroy_key(case.pk, now=timezone.now())

    def test_destroyed_before_it_was_needed_is_not_made_either(self) -> None:
        case = CaseFactory.create()
        sealing.destroy_key(case.pk, now=timezone.now())

        with pytest.raises(sealing.KeyDestroyed):
            sealed_in(case)


class TestANewMasterKey:
    def test_takes_over_from_the_old_one_which_can_then_go(self, settings: Settings) -> None:
        settings.SEAL_KEYS = {"old": OLD}
        cases = CaseFactory.create_batch(3)
        texts = [sealed_in(case) for case in cases]
        sealing.destroy_key(cases[2].pk, now=timezone.now())

        settings.SEAL_KEYS = {"new": NEW, "old": OLD}
        call_command("rotate_case_keys")
        settings.SEAL_KEYS = {"new": NEW}

        assert opened(texts[0], cases[0]) == opened(texts[1], cases[1]) == "She was never paid."
        with pytest.raises(sealing.KeyDestroyed):
            opened(texts[2], cases[2])

    def test_says_which_keys_it_could_not_open(
        self, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings.SEAL_KEYS = {"old": OLD}
        case = CaseFactory.create()
        sealed_in(case)
        settings.SEAL_KEYS = {"new": NEW}

        with pytest.raises(SystemExit):
            call_command("rotate_case_keys")

        assert str(case.pk) in capsys.readouterr().out


def backed_up() -> list[Any]:
    """Return what a backup holds of the keys' table if it is not left out."""
    return list(CaseKey.objects.values())


class TestYesterdaysBackup:
    def test_opens_nothing_of_a_case_erased_since_and_all_the_rest(self, tmp_path: Path) -> None:
        """Seen failing with the register's destroyed keys left out of the import."""
        erased, kept = CaseFactory.create(), CaseFactory.create()
        texts = sealed_in(erased), sealed_in(kept)
        yesterday = backed_up()
        sealing.destroy_key(erased.pk, now=timezone.now())
        call_command("export_case_keys", tmp_path / "keys.json")

        CaseKey.objects.all().delete()
        CaseKey.objects.bulk_create(CaseKey(**row) for row in yesterday)
        call_command("import_case_keys", tmp_path / "keys.json")

        assert opened(texts[1], kept) == "She was never paid."
        with pytest.raises(sealing.KeyDestroyed):
            opened(texts[0], erased)

    def test_restored_without_keys_gets_them_from_the_register(self, tmp_path: Path) -> None:
        case = CaseFactory.create()
        sealed = sealed_in(case)
        call_command("export_case_keys", tmp_path / "keys.json")
        CaseKey.objects.all().delete()

        call_command("import_case_keys", tmp_path / "keys.json")

        assert opened(sealed, case) == "She was never paid."

    def test_brings_back_no_key_that_was_destroyed_here(self, tmp_path: Path) -> None:
        case = CaseFactory.create()
        sealed = sealed_in(case)
        call_command("export_case_keys", tmp_path / "keys.json")
        sealing.destroy_key(case.pk, now=timezone.now())

        call_command("import_case_keys", tmp_path / "keys.json")

        with pytest.raises(sealing.KeyDestroyed):
            opened(sealed, case)

    @pytest.mark.parametrize("broken", ["", "[]x", "{}x", '[{"case": "1"}]', '[{"wrapped": null}]'])
    def test_whose_register_is_broken_changes_nothing(self, tmp_path: Path, broken: str) -> None:
        case = CaseFactory.create()
        sealed = sealed_in(case)
        (tmp_path / "keys.json").write_text(broken)

        with pytest.raises(CommandError, match="nothing was changed"):
            call_command("import_case_keys", tmp_path / "keys.json")

        assert opened(sealed, case)

    def test_keeps_one_register_alone_for_its_owner(self, tmp_path: Path) -> None:
        sealed_in(CaseFactory.create())
        call_command("export_case_keys", tmp_path / "keys.json")
        call_command("export_case_keys", tmp_path / "keys.json")

        assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]
        assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0
        assert len(json.loads((tmp_path / "keys.json").read_text())) == 1


class TestASealedColumn:
    field = SealedField(name="text")

    @pytest.mark.parametrize("plain", [b"plain", "plain"])
    def test_takes_nothing_plain(self, plain: object) -> None:
        with pytest.raises(NotSealed):
            self.field.get_db_prep_value(plain, connection)

    @pytest.mark.parametrize("lookup", ["exact", "in", "contains", "startswith", "gt"])
    def test_cannot_be_searched(self, lookup: str) -> None:
        assert self.field.get_lookup(lookup) is None
        assert self.field.get_lookup("isnull")

    def test_is_sealed_again_by_no_migration(self) -> None:
        _, path, _, _ = self.field.deconstruct()

        assert path == "backend.crypto.fields.SealedField"
        assert isinstance(self.field, models.BinaryField)
