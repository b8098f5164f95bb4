"""What a phone shows without a line, and what it may keep."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from backend.web.sharing import icons
from tests.web.browser import browser_of, text_of
from tests.web.conftest import House

OFFLINE, WORKER = reverse("offline"), reverse("service-worker")


class TestTheOfflinePage:
    @pytest.mark.parametrize("language", ["en", "th", "my"])
    def test_speaks_the_language_the_phone_asked_for(self, language: str) -> None:
        page = text_of(browser_of().get(OFFLINE, {"in": language}))

        assert f'<html lang="{language}"' in page

    def test_speaks_some_language_where_nobody_knows_the_one_asked_for(self) -> None:
        assert browser_of().get(OFFLINE, {"in": "?"}).status_code == 200

    def test_is_the_same_for_everybody(self, house: House) -> None:
        hers = text_of(browser_of(house.hnin).get(OFFLINE, {"in": "th"}))

        assert hers == text_of(browser_of().get(OFFLINE, {"in": "th"}))

    def test_has_the_way_out(self) -> None:
        assert "data-exit" in text_of(browser_of().get(OFFLINE))


class TestTheServiceWorker:
    def test_reaches_every_page_because_it_lies_at_the_root(self) -> None:
        answer = browser_of().get(WORKER)

        assert WORKER == "/sw.js"
        assert answer.headers["Content-Type"] == "text/javascript"
        assert "no-cache" in answer.headers["Cache-Control"]

    def test_keeps_the_offline_page_and_what_that_page_needs(self) -> None:
        script = text_of(browser_of().get(WORKER))
        needed = re.findall(r'(?:src|href)="(/static/[^"]+)"', text_of(browser_of().get(OFFLINE)))

        kept = re.search(r"KEPT = \[(.*?)\]", script, re.DOTALL)

        assert kept
        assert set(re.findall(r'"([^"]+)"', kept[1])) == set(needed)

    def test_puts_nothing_else_away(self) -> None:
        script = text_of(browser_of().get(WORKER))

        assert re.findall(r"\.(put|add)\(", script) == []
        assert script.count("addAll") == 1

    def test_is_asked_for_by_those_alone_who_signed_in(self, house: House) -> None:
        assert "offline.js" in text_of(browser_of(house.hnin).get(reverse("home")))
        assert "offline.js" not in text_of(browser_of().get(reverse("sign-in")))


class TestTheManifest:
    def test_says_nothing_but_a_neutral_name(self) -> None:
        found = finders.find("app.webmanifest")
        assert isinstance(found, str)

        with open(found) as file:  # noqa: PTH123
            manifest = json.load(file)

        assert manifest["name"] == manifest["short_name"] == "Saphan"
        assert "description" not in manifest


class TestTheIcon:
    @pytest.mark.parametrize("size", icons.SIZES)
    def test_for_phones_without_svg_is_drawn_from_the_one_svg(self, size: int) -> None:
        kept = (icons.STATIC / f"icon-{size}.png").read_bytes()

        assert kept == icons.drawn(size), "draw it anew: python -m backend.web.sharing.icons"

    def test_is_there_in_each_size_the_manifest_names(self) -> None:
        manifest = json.loads((icons.STATIC / "app.webmanifest").read_text())

        named = {icon["src"]: icon["sizes"] for icon in manifest["icons"]}

        assert named.pop("icon.svg") == "any"
        assert named == {f"icon-{size}.png": f"{size}x{size}" for size in icons.SIZES}
