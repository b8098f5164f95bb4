"""``manage.py telegram_webhook``: tell Telegram where to post what people write to the bot."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from notifications.channels import http
from notifications.channels.base import SendFailed


class Command(BaseCommand):
    help = "Tell Telegram where to post what people write to the bot, with our secret."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        where = f"{settings.SITE_URL}{reverse('notifications:incoming', args=['telegram'])}"
        try:
            answer = http.ask(
                "POST",
                f"{settings.TELEGRAM_URL}/bot{settings.TELEGRAM_TOKEN}/setWebhook",
                json={
                    "url": where,
                    "secret_token": settings.TELEGRAM_SECRET,
                    "allowed_updates": ["message", "my_chat_member"],
                },
            )
        except SendFailed as failed:
            raise CommandError(failed.reason) from failed
        if not answer.is_fine:
            said = f"Telegram answers {answer.status}: {answer.body.get('description', '')}"
            raise CommandError(said)
        self.stdout.write(f"Telegram posts to {where}")
