"""What people read when a file is not taken."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backend.files.refusals import Why

WHY: dict[Why, str | Promise] = {
    Why.EMPTY: _("There is nothing in this file."),
    Why.TOO_BIG: _(
        "This file is too large. Photos and PDFs may have 24 MB, recordings 32 MB, texts 1 MB."
    ),
    Why.UNKNOWN: _(
        "This kind of file is not taken. Send a photo (JPEG, PNG, WebP), a PDF, a recording "
        "(M4A, MP3, Ogg, WAV, AMR) or plain text."
    ),
    Why.DISGUISED: _("This file is not what it looks like, so it is not taken."),
    Why.BROKEN: _("This file is damaged or not complete. Try to send it again."),
    Why.TOO_MANY_PIXELS: _("This picture is too large. Send one with fewer than 40 megapixels."),
    Why.TOO_MANY_PAGES: _("This PDF has too many pages. Send at most 500 at a time."),
    Why.LOCKED: _("This PDF is locked with a password. Unlock it, then send it again."),
    Why.VIDEO: _("Films are not taken. Send the sound alone, or photos."),
    Why.TOO_HARD: _("This file could not be read safely, so it is not taken."),
    Why.INFECTED: _("The virus scanner found something in this file, so it is not taken."),
}
