"""``manage.py tell_story``: tell the sample's story once, over HTTP, to a running Saphan."""

import zoneinfo
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from backend import countries
from backend.sample import SAMPLE_PASSWORD
from backend.sample.loading.files import read
from backend.sample.story.caller import StoryBroken
from backend.sample.story.plot import Story
from backend.sample.story.telling import Teller

BANGKOK = zoneinfo.ZoneInfo("Asia/Bangkok")


class Command(BaseCommand):
    help = "Tell the sample's story with real requests; each time adds a case and a milestone."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where to send the requests."""
        parser.add_argument("--url", default=settings.SITE_URL, help="where Saphan answers")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        teller = Teller(self._say)
        teller.title("The story, told once with real requests")
        story = Story(
            url=options["url"].rstrip("/"),
            mail_folder=settings.EMAIL_FILE_PATH,
            today=timezone.localdate(timezone=BANGKOK),
            teller=teller,
        )
        try:
            story.tell()
        except StoryBroken as broken:
            raise CommandError(broken) from broken
        except KeyboardInterrupt:
            return  # Ctrl-C stops the whole house, which says so itself
        self._show_way_in(teller, url=story.url)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()  # as it happens, also where the output goes to a file

    def _show_way_in(self, teller: Teller, *, url: str) -> None:
        teller.title("Look for yourself")
        self._say("")
        teller.line(f"{url}/  password of all: {SAMPLE_PASSWORD}")
        self._say("")
        names = {said["slug"]: said["names"]["en"] for said in read().said["networks"]}
        teller.table(
            (
                person["username"],
                person["display_name"],
                _place(person["roles"], names=names),
            )
            for person in read().said["people"]
        )
        self._say("")


def _place(roles: list[dict[str, Any]], *, names: dict[str, str]) -> str:
    """Return somebody's first role, where she has it, and how many more she has."""
    first, *others = roles
    code = first["scope"] or ""
    where = names.get(code) or countries.name_of(code)
    more = f" (and {len(others)} more)" if others else ""
    return ", ".join(filter(None, [first["role"], where])) + more
