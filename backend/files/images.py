"""Photographs, drawn anew: nothing but the picture is carried over."""

import io
import warnings

from PIL import Image, ImageOps

from backend.files.refusals import Refused, Why

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 3000
QUALITY = 88
_FORMATS = ("JPEG", "PNG", "WEBP")
_WHITE = (255, 255, 255)


def clean(content: bytes) -> bytes:
    """Return the picture as a JPEG of our own making, upright, at most ``LONGEST_SIDE`` long.

    Where it was taken, by whom and with what, its preview and whatever was hung on behind it
    stay behind. Of a moving picture the first is kept.

    Raises:
        Refused: it cannot be read, or it would unfold into too many pixels; that is seen from
            its head, before anything is unfolded.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            return _drawn_anew(content)
    except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError) as broken:
        raise Refused(Why.BROKEN) from broken


def _drawn_anew(content: bytes) -> bytes:
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, and say why
    with Image.open(io.BytesIO(content), formats=_FORMATS) as given:
        if given.width * given.height > MOST_PIXELS:
            raise Refused(Why.TOO_MANY_PIXELS)
        # A JPEG is unfolded only as large as it is needed.
        given.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        given.load()
        small = _plain(given)
    fresh = Image.new("RGB", small.size, _WHITE)
    fresh.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    out = io.BytesIO()
    fresh.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _plain(given: Image.Image) -> Image.Image:
    # Which side is up stands in what is left behind.
    side_up = given.getexif().get(_ORIENTATION, 1)
    is_clear = given.mode in {"RGBA", "LA", "PA"} or "transparency" in given.info
    mode = "RGBA" if is_clear else "RGB"
    # Converting copies, even into the same mode, and it may be two hundred megabytes.
    plain = given if given.mode == mode else given.convert(mode)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    turned = Image.Exif()
    turned[_ORIENTATION] = side_up
    plain.info = {"exif": turned.tobytes()}
    return ImageOps.exif_transpose(plain)


_ORIENTATION = 0x0112
