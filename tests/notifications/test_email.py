"""Mail, sent to a real server."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core import mail
from django.template.loader import render_to_string
from pytest_django import Settings

from notifications.actions import preferences
from notifications.channels.base import (
    Message,
    NobodyKnows,
    NoSuchAddress,
    NotTaking,
    SendFailed,
    TryLater,
)
from notifications.channels.email.carrier import Email
from notifications.models import Address, Delivery
from tests.factories import AddressFactory
from tests.notifications.conftest import Scene
from tests.notifications.smtp import DROP, MailServer, dripping_server, mail_server
from tests.notifications.stage import follows, happened, pass_on, send_all

SMTP = "notifications.channels.email.smtp.Backend"
MESSAGE = Message(
    key="1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    language="en",
    subject="You have an update in Saphan.",
    lines=["You have an update in Saphan."],
    link="https://saphan.example/inbox/x/open/",
    button="Open it in Saphan",
    why="You get this mail because you follow this in Saphan.",
    stop_link="https://saphan.example/unsubscribe/x/",
    settings_link="https://saphan.example/alerts/",
)
TO = "malee@example.org"


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_TIMEOUT = 20
        yield running


def send() -> None:
    Email().send(MESSAGE, to=TO)


class TestAServerThatTakesIt:
    def test_gets_one_mail_with_the_words_in_text_and_html(self, server: MailServer) -> None:
        send()

        (received,) = server.received
        assert received["Subject"] == MESSAGE.subject
        assert received["To"] == TO
        parts = [part for part in received.walk() if not part.is_multipart()]
        assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
        for part in parts:
            words = part.get_content()
            assert all(
                one in words
                for one in (*MESSAGE.lines, MESSAGE.link, MESSAGE.why, MESSAGE.stop_link)
            )

    def test_gets_the_same_message_id_for_a_repeat(self, server: MailServer) -> None:
        send()
        send()

        assert {one["Message-ID"] for one in server.received} == {f"<{MESSAGE.key}@saphan.example>"}

    def test_is_told_how_to_stop_it_with_one_click(self, server: MailServer) -> None:
        """RFC 8058."""
        send()

        (received,) = server.received
        assert received["List-Unsubscribe"].strip() == f"<{MESSAGE.stop_link}>"
        assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert received["Auto-Submitted"] == "auto-generated"

    def test_is_not_told_so_where_there_is_nothing_to_stop(self, server: MailServer) -> None:
        Email().send(replace(MESSAGE, stop_link=""), to=TO)

        (received,) = server.received
        assert "List-Unsubscribe" not in received


class TestAServerThatDoesNot:
    @pytest.mark.parametrize(
        ("at_rcpt", "failure"),
        [
            ("450 4.2.1 mailbox busy", TryLater),
            ("452 4.2.2 mailbox full", TryLater),
            ("421 4.3.2 closing down", TryLater),
            ("550 5.1.1 no such user", NoSuchAddress),
            ("553 5.1.3 bad address", NoSuchAddress),
            ("550 5.7.1 we do not like your words", TryLater),
            ("552 5.2.2 mailbox full", TryLater),
            ("554 5.5.0 failed", TryLater),
            (DROP, NobodyKnows),
        ],
    )
    def test_says_at_the_address_whether_to_try_again(
        self, server: MailServer, at_rcpt: str, failure: type[SendFailed]
    ) -> None:
        server.at_rcpt = at_rcpt

        with pytest.raises(failure):
            send()

        assert server.received == []

    @pytest.mark.parametrize(
        ("after_data", "failure"),
        [
            ("450 4.3.0 later", TryLater),
            ("452 4.3.1 disk full", TryLater),
            ("421 4.3.2 closing down", TryLater),
            ("550 5.7.1 spam", TryLater),
            ("554 5.6.0 failed", TryLater),
            (DROP, NobodyKnows),
        ],
    )
    def test_says_after_the_mail_whether_it_took_it(
        self, server: MailServer, after_data: str, failure: type[SendFailed]
    ) -> None:
        server.after_data = after_data

        with pytest.raises(failure):
            send()

    def test_is_asked_later_where_nobody_answers(self, settings: Settings) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
            settings.EMAIL_PORT = unused.getsockname()[1]

            with pytest.raises(TryLater):
                send()

    @pytest.mark.parametrize("where", ["rcpt", "data"])
    def test_leaves_it_open_where_it_falls_silent(
        self, server: MailServer, settings: Settings, where: str
    ) -> None:
        settings.EMAIL_TIMEOUT, server.hold_at = 1, where

        with pytest.raises(NobodyKnows):
            send()

    @pytest.mark.parametrize(
        ("greeting", "failure"), [(b"220 here\r\n", NobodyKnows), (b"2", NotTaking)]
    )
    def test_cannot_hold_a_worker_by_dripping(
        self, settings: Settings, greeting: bytes, failure: type[SendFailed]
    ) -> None:
        """Seen hanging without ``_Ending``: each letter is in time, and there is no end."""
        settings.EMAIL_BACKEND, settings.MAIL_LONGEST = SMTP, 2
        with dripping_server(greeting) as port:
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

            with pytest.raises(failure):
                send()

    @pytest.mark.parametrize("sealed", ["EMAIL_USE_TLS", "EMAIL_USE_SSL"])
    def test_gets_nothing_in_the_open_where_the_line_is_to_be_sealed(
        self, server: MailServer, settings: Settings, sealed: str
    ) -> None:
        """It offers no TLS. Seen failing with the setting left out: the mail went in the open."""
        setattr(settings, sealed, True)

        with pytest.raises(NotTaking):
            send()

        assert server.received == []

    def test_never_leaves_an_address_in_the_reason(self, server: MailServer) -> None:
        server.at_rcpt = f"550 5.1.1 <{TO}> unknown"

        with pytest.raises(NoSuchAddress) as refusal:
            send()

        assert refusal.value.reason == "SMTP 550"


class TestOneMessageOverSMTP:
    def test_that_was_dropped_after_its_words_comes_once_more_as_the_same(
        self, scene: Scene, server: MailServer
    ) -> None:
        AddressFactory.create(user=scene.malee)
        follows(scene.malee, scene.review)
        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        pass_on()
        server.after_data = DROP
        send_all()
        server.after_data = "250 OK"
        Delivery.objects.update(due_at=scene.review.created_at)

        send_all()

        message = Delivery.objects.get()
        assert (message.state, message.doubtful) == ("accepted", 1)
        assert [one["Message-ID"] for one in server.received] == [
            f"<{message.key}@saphan.example>"
        ] * 2


class TestTheWords:
    def test_of_a_title_are_no_markup(self) -> None:
        odd = replace(MESSAGE, lines=["<b>bold</b> & more"])

        html = render_to_string("notifications/mail/alert.html", {"message": odd})
        text = render_to_string("notifications/mail/alert.txt", {"message": odd})

        assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in html
        assert "<b>bold</b> & more" in text

    def test_go_through_whatever_backend_there_is(self) -> None:
        send()

        assert mail.outbox[0].to == [TO]

    def test_are_sent_to_the_address_as_it_was_typed_but_for_capitals(self, scene: Scene) -> None:
        kept = AddressFactory.create(user=scene.malee, plain="malee@example.org")

        assert preferences.plain(Address.objects.get(pk=kept.pk)) == "malee@example.org"
