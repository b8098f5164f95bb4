"""PDFs: their pages set into a new document, so that nothing else of the old one comes along."""

import io
import zlib
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from backend.files import jpegs
from backend.files.images import MOST_PIXELS
from backend.files.kinds import MEGABYTE
from backend.files.refusals import Refused, Why

MOST_PAGES = 500
MOST_UNFOLDED = 256 * MEGABYTE
_PAGE = frozenset((
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Group",
    "/UserUnit",
))  # fmt: skip
_ACTS = (
    "/A", "/AA", "/AF", "/EF", "/JS", "/LastModified", "/Metadata", "/OC", "/OPI",
    "/OpenAction", "/PieceInfo", "/PS", "/Ref", "/StructParent", "/StructParents",
)  # fmt: skip
"""What may act, fetch, carry a file or tell of its maker, wherever in a page it stands."""
_JPEG_2000 = Name.JPXDecode


def clean(content: bytes) -> bytes:
    """Return the pages as they look, in a document without scripts, files, forms or authors.

    What was filled in or noted on a page becomes part of its picture. Photographs inside keep
    their pixels, not where they were taken.

    Raises:
        Refused: it is locked, damaged, has too many pages, or unfolds into too much.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as given:
            return _pages_of(given)
    except pikepdf.PasswordError as locked:
        raise Refused(Why.LOCKED) from locked
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError) as broken:
        raise Refused(Why.BROKEN) from broken


def _need_pages(given: Pdf) -> None:
    if given.is_encrypted:
        raise Refused(Why.LOCKED)
    if len(given.pages) > MOST_PAGES:
        raise Refused(Why.TOO_MANY_PAGES)
    if not len(given.pages):
        raise Refused(Why.BROKEN)


def _pages_of(given: Pdf) -> bytes:
    _need_pages(given)
    _need_modest(given)
    _into_the_picture(given)
    for page in given.pages:
        for key in set(page.obj.keys()) - _PAGE:
            del page.obj[key]
    with Pdf.new() as fresh:
        fresh.pages.extend(given.pages)
        fresh.remove_unreferenced_resources()
        for held in fresh.objects:
            _clean_object(held)
        out = io.BytesIO()
        fresh.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()


def _into_the_picture(given: Pdf) -> None:
    """Draw what forms and notes show onto the pages; links and buttons show nothing."""
    if "/AcroForm" in given.Root:
        if "/XFA" in given.Root.AcroForm:
            del given.Root.AcroForm["/XFA"]
        given.generate_appearance_streams()
    given.flatten_annotations("screen")


def _clean_object(held: pikepdf.Object) -> None:
    for inside in _dictionaries(held):
        for key in _ACTS:
            if key in inside:
                del inside[key]
    if isinstance(held, Stream):
        _clean_stream(held)


def _dictionaries(held: pikepdf.Object) -> list[Any]:
    """Return a dictionary and those written out inside it; others have their own turn."""
    found: list[Any] = []
    to_do: list[Any] = [held]
    while to_do:
        one = to_do.pop()
        if isinstance(one, Dictionary | Stream):
            found.append(one)
        to_do += [part for part in _parts(one) if not getattr(part, "is_indirect", True)]
    return found


def _parts(held: Any) -> list[Any]:
    """Return what an array, a dictionary or a stream's dictionary holds; numbers are plain."""
    if isinstance(held, pikepdf.Array):
        return list(held)
    if isinstance(held, Stream):
        return list(held.stream_dict.values())
    return list(held.values()) if isinstance(held, Dictionary) else []


def _clean_stream(stream: Stream) -> None:
    filters = _filters(stream)
    if Name.DCTDecode in filters:
        _clean_photograph(stream, filters)
    if _JPEG_2000 in filters:  # may carry remarks in boxes of its own; scanners do not write it
        raise Refused(Why.UNKNOWN)


def _clean_photograph(stream: Stream, filters: list[pikepdf.Object]) -> None:
    raw = stream.read_raw_bytes()
    if filters == [Name.FlateDecode, Name.DCTDecode]:
        raw = zlib.decompressobj().decompress(raw, MOST_UNFOLDED)
    elif filters != [Name.DCTDecode]:
        raise Refused(Why.UNKNOWN)
    stream.write(jpegs.without_remarks(raw), filter=Name.DCTDecode)


def _filters(stream: Stream) -> list[pikepdf.Object]:
    said = stream.get("/Filter")
    if said is None:
        return []
    return list(said) if isinstance(said, pikepdf.Array) else [said]


def _need_modest(given: Pdf) -> None:
    """Refuse what is small here and unfolds into too much on the phone that opens it."""
    unfolded = 0
    for held in given.objects:
        if isinstance(held, Stream):
            unfolded += _unfolded(held)
            if unfolded > MOST_UNFOLDED:
                raise Refused(Why.TOO_HARD)
            if _number(held, "/Width") * _number(held, "/Height") > MOST_PIXELS:
                raise Refused(Why.TOO_MANY_PIXELS)


def _unfolded(stream: Stream) -> int:
    """Count what the stream unfolds into, without keeping it."""
    filters = _filters(stream)
    if filters.count(Name.FlateDecode) > 1 or Name.LZWDecode in filters[1:]:
        raise Refused(Why.TOO_HARD)
    if not filters or filters[0] != Name.FlateDecode:
        return 0
    opened, waiting, size = zlib.decompressobj(), stream.read_raw_bytes(), 0
    while waiting and not opened.eof and size <= MOST_UNFOLDED:
        try:
            size += len(opened.decompress(waiting, MEGABYTE))
        except zlib.error:
            return size  # what is damaged from here on, nobody unfolds further
        waiting = opened.unconsumed_tail
    return size


def _number(stream: Stream, key: str) -> int:
    said: Any = stream.get(key)
    return int(said) if isinstance(said, int | Decimal) else 0
