"""Let the first person in: ``manage.py create_administrator ann``."""

import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from backend.errors import DomainError
from campaigns.actions import roles


class Command(BaseCommand):
    help = "Add the first administrator; the next ones are appointed by her."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *_args: Any, username: str, **_options: Any) -> None:
        """Ask for a password and add the person."""
        password = getpass.getpass("Password: ")
        try:
            validate_password(password)
            roles.appoint_first(username, password=password, on=timezone.now().date())
        except ValidationError as weak:
            raise CommandError(" ".join(weak.messages)) from weak
        except DomainError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{username} can sign in and is administrator.")
