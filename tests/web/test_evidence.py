"""Files of a case on its pages: adding one on a phone, opening it, taking it back."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from backend.accounts.models import User
from backend.audit.models import Event, Read
from cases.models import AdvocacyCase, Consent, CustodyStep, Evidence, Purpose, Visibility
from tests.factories import ConsentFactory
from tests.files import hostile, samples
from tests.files.samples import CANARY
from tests.web.browser import browser_of, filled, show_who, text_of
from tests.web.conftest import House

NAME = "Daw Khin and her child.jpg"


def files_of(house: House) -> str:
    return reverse("cases:case-evidence", args=[house.case.pk])


def sends(house: House, somebody: User, content: bytes, *, field: str = "photo") -> Any:
    """Send the form of the page with one file in it, as a browser does."""
    browser = browser_of(somebody)
    form = filled(browser.get(files_of(house)))
    sent = SimpleUploadedFile(NAME, content, "text/html")
    return browser.post(files_of(house), form | {field: sent}, follow=True)


def copy_of(one: Evidence) -> str:
    return reverse("cases:evidence-copy", args=[one.pk])


@pytest.fixture(autouse=True)
def consent(house: House) -> Consent:
    return ConsentFactory.create(case=house.case)


@pytest.fixture
def photo(house: House) -> Evidence:
    sends(house, house.hnin, samples.jpeg())
    return Evidence.objects.get()


class TestTheForm:
    def test_opens_the_camera_and_the_microphone_of_a_phone(self, house: House) -> None:
        page = text_of(browser_of(house.hnin).get(files_of(house)))

        assert 'accept="image/*" capture="environment"' in page
        assert 'accept="audio/*" capture="user"' in page
        assert 'enctype="multipart/form-data"' in page

    @pytest.mark.parametrize("field", ["photo", "sound", "file"])
    def test_keeps_a_file_however_it_came(self, house: House, field: str) -> None:
        content = samples.m4a() if field == "sound" else samples.jpeg()

        page = sends(house, house.phyu, content, field=field)

        assert "The file is kept, sealed." in text_of(page)
        assert Evidence.objects.get().added_by == house.phyu

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (hostile.SCRIPT, "This kind of file is not taken"),
            (samples.locked_pdf(), "locked with a password"),
            (b"", "There is nothing in this file"),
            (bytes((32 << 20) + 5), "too large"),
        ],
        ids=["a page", "a locked PDF", "nothing", "too much"],
    )
    def test_says_beside_the_file_why_it_is_not_taken(
        self, house: House, content: bytes, why: str
    ) -> None:
        answer = sends(house, house.hnin, content, field="file")

        assert answer.status_code in {409, 422}
        assert why in text_of(answer)
        assert not Evidence.objects.exists()

    def test_without_a_file_asks_for_one(self, house: House) -> None:
        browser = browser_of(house.hnin)

        answer = browser.post(files_of(house), filled(browser.get(files_of(house))))

        assert answer.status_code == 422
        assert "Choose one file" in text_of(answer)

    def test_keeps_no_name(self, house: House, photo: Evidence) -> None:
        browser = browser_of(house.hnin)
        pages = [files_of(house), reverse("cases:evidence", args=[photo.pk]), copy_of(photo)]

        said = [browser.get(page) for page in pages]

        assert not any(b"Khin" in one.content + str(one.headers).encode() for one in said)

    @pytest.mark.parametrize("who", ["karin", "luz", "ramon"])
    def test_is_for_nobody_outside(self, house: House, who: str) -> None:
        assert browser_of(getattr(house, who)).get(files_of(house)).status_code == 404


class TestAFile:
    def test_is_handed_out_so_that_it_can_do_nothing(self, house: House, photo: Evidence) -> None:
        answer = browser_of(house.hnin).get(copy_of(photo))

        said = answer.headers
        assert said["Content-Type"] == "image/jpeg"
        assert said["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert said["X-Content-Type-Options"] == "nosniff"
        assert said["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "no-store" in said["Cache-Control"]
        assert said["Content-Disposition"] == f'inline; filename="{photo.pk}.jpg"'
        assert CANARY not in answer.content

    @pytest.mark.parametrize("content", [samples.pdf(), b"<b> is how bold begins", b"=1+1"])
    def test_that_is_read_by_programs_is_saved_first(self, house: House, content: bytes) -> None:
        sends(house, house.hnin, content, field="file")
        kept = Evidence.objects.first()
        if kept is None:  # what begins like a page is not taken at all
            assert content.startswith(b"<")
            return

        answer = browser_of(house.hnin).get(copy_of(kept))

        assert answer.headers["Content-Disposition"].startswith("attachment")

    def test_is_seen_in_its_page_and_a_recording_heard(self, house: House, photo: Evidence) -> None:
        sends(house, house.hnin, samples.wav(), field="sound")
        browser = browser_of(house.hnin)

        pages = {
            one.kind: browser.get(reverse("cases:evidence", args=[one.pk]))
            for one in Evidence.objects.all()
        }

        assert f'<img src="{copy_of(photo)}"' in text_of(pages["photo"])
        assert "<audio controls" in text_of(pages["voice"])
        assert "media-src 'self'" in pages["voice"].headers["Content-Security-Policy"]
        assert "not scanned for viruses" in text_of(pages["photo"])

    def test_is_read_in_parts_as_players_ask(self, house: House, photo: Evidence) -> None:
        browser = browser_of(house.hnin)
        whole = browser.get(copy_of(photo)).content

        for asked, part in {
            "bytes=0-99": whole[:100],
            "bytes=100-": whole[100:],
            "bytes=-10": whole[-10:],
        }.items():
            answer = browser.get(copy_of(photo), headers={"Range": asked})
            assert (answer.status_code, answer.content) == (206, part), asked
        beyond = browser.get(copy_of(photo), headers={"Range": f"bytes={len(whole)}-"})
        assert (beyond.status_code, beyond.content) == (416, b"")
        for whatever in ("bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=-"):
            answer = browser.get(copy_of(photo), headers={"Range": whatever})
            assert (answer.status_code, answer.content) == (200, whole), whatever

    def test_that_was_opened_stands_in_its_chain_and_in_the_trail(
        self, house: House, photo: Evidence
    ) -> None:
        browser_of(house.hnin).get(copy_of(photo))

        assert photo.custody.filter(step=CustodyStep.OPENED, by=house.hnin).count() == 1
        read = Read.objects.get(subject_type="cases.evidence")
        assert (read.subject_id, read.reader_id, read.field_class) == (
            photo.pk, house.hnin.pk, "sealed",
        )  # fmt: skip

    @pytest.mark.parametrize("who", ["malee", "phyu", "karin", "luz", "ramon"])
    def test_is_not_there_for(self, house: House, photo: Evidence, who: str) -> None:
        browser = browser_of(getattr(house, who))

        for page in ("evidence", "evidence-copy", "evidence-original", "withdraw-evidence"):
            answer = browser.get(reverse(f"cases:{page}", args=[photo.pk]))
            assert answer.status_code == 404, page

    def test_that_was_altered_is_not_handed_out(self, house: House, photo: Evidence) -> None:
        Evidence.objects.update(copy_name=photo.original_name)

        answer = browser_of(house.hnin).get(copy_of(photo))

        assert (answer.status_code, b"JFIF" in answer.content) == (409, False)

    def test_is_shown_to_the_officer_once_she_agreed_without_any_name(
        self, house: House, photo: Evidence
    ) -> None:
        AdvocacyCase.objects.update(visibility=Visibility.ILO)
        browser = browser_of(house.karin)
        assert browser.get(copy_of(photo)).status_code == 404
        assert browser.get(files_of(house)).status_code == 403

        ConsentFactory.create(case=house.case, purpose=Purpose.ILO)

        pages = [browser.get(files_of(house))]
        pages += [browser.get(copy_of(photo))]
        pages += [browser.get(reverse("cases:evidence", args=[photo.pk]))]
        assert [page.status_code for page in pages] == [200, 200, 200]
        assert '<form method="post" enctype' not in text_of(pages[0])
        for page in (pages[0], pages[2]):
            assert house.hnin.username not in text_of(page)


class TestTheOriginal:
    def test_is_taken_as_it_was_sent_by_who_showed_who_she_is(
        self, house: House, photo: Evidence
    ) -> None:
        address = reverse("cases:evidence-original", args=[photo.pk])
        browser = browser_of(house.hnin)

        answer = browser.get(address)

        assert answer.content == samples.jpeg()
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        show_who(browser, house.hnin, seconds_ago=3600)
        again = browser.get(address)
        assert (again.status_code, again.content) == (302, b"")


class TestTakingBack:
    def test_destroys_it_for_everybody(
        self, house: House, photo: Evidence, django_capture_on_commit_callbacks: Any
    ) -> None:
        browser = browser_of(house.hnin)

        with django_capture_on_commit_callbacks(execute=True):
            browser.post(reverse("cases:withdraw-evidence", args=[photo.pk]))

        page = browser.get(reverse("cases:evidence", args=[photo.pk]))
        assert "It can no longer be opened by anybody" in text_of(page)
        assert browser.get(copy_of(photo)).status_code == 409


class TestUploads:
    def test_never_touch_a_disk_in_the_clear(self) -> None:
        assert settings.FILE_UPLOAD_HANDLERS == ["backend.files.receiving.InMemory"]

    @override_settings(FILES_AT_ONCE=0)
    def test_wait_their_turn_and_are_asked_to_come_again(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("cases.actions.evidence.WAITS_SECONDS", 0)

        answer = sends(house, house.hnin, samples.jpeg())

        assert (answer.status_code, Event.objects.count()) == (409, 0)
        assert "Many files are coming in" in text_of(answer)
