"""How a message of one kind looks on one channel in one language, before anything happened."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from backend.audit.models import Event
from notifications import texts
from notifications.channels.base import Message
from notifications.channels.email.carrier import compose
from notifications.kinds import KINDS, NEUTRAL, Kind
from notifications.kinds.base import placeholders
from notifications.models import Channel
from notifications.telling import Telling

NOBODY = Telling(Event(), "gregorian")
"""A reader of nothing that happened."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One message as it would go out, and the notice inside the house."""

    inside: str
    public: str
    """What goes out about something public."""
    private: str
    """What goes out about anything else."""


def preview(kind: str, *, language: str, channel: Channel) -> Preview:
    """Write the texts of one kind with its names left open."""
    with translation.override(language):
        blank = _with_blanks(KINDS[kind])
        is_mail = channel == Channel.EMAIL
        said = blank.public_text if is_mail else blank.public_short
        return Preview(
            inside=blank.text(NOBODY, None),
            public=_outside(said(NOBODY, None), language=language, channel=channel),
            private=_outside(str(NEUTRAL), language=language, channel=channel),
        )


def _with_blanks(kind: Kind) -> Kind:
    """Return a kind whose names say only what will be written there."""
    names = placeholders(str(kind.sentence)) | kind.public
    blanks = {name: f"[{name.replace('_', ' ')}]" for name in names}
    return replace(kind, names=lambda _told, _subject: blanks)


def _outside(sentence: str, *, language: str, channel: Channel) -> str:
    message = Message(
        key="00000000-0000-4000-8000-000000000000",
        language=language,
        subject=sentence,
        lines=[sentence],
        link=texts.link(reverse("notifications:inbox")),
        button=gettext("Open it in Saphan"),
        why=gettext("You get this mail because you follow this in Saphan."),
        stop_link=texts.link("/unsubscribe/…/"),
        settings_link=texts.link(reverse("notifications:settings")),
    )
    if channel != Channel.EMAIL:
        return message.short
    mail = compose(message, to="reader@example.org")
    return f"{gettext('Subject:')} {mail.subject}\n\n{str(mail.body).strip()}"
