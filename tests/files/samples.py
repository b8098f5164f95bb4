"""Good files of each kind, made here, each with words in it that nobody may find in its copy."""

import io
import math
import struct
import zlib
from array import array

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

CANARY = b"Daw-Khin-Soi-Ekkamai-63"
"""Stands in every place where a file can say more than is seen or heard."""
_TEXT = CANARY.decode()


def picture(size: tuple[int, int] = (64, 48)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB")


def exif(**more: int) -> Image.Exif:
    tags = Image.Exif()
    tags[0x010F] = tags[0x013B] = tags[0x010E] = _TEXT  # maker, artist, description
    tags[0x0112] = more.get("orientation", 1)
    place = tags.get_ifd(0x8825)
    place[1], place[2], place[0x1B] = "N", (13.0, 43.0, 9.0), b"ASCII\0\0\0" + CANARY
    return tags


def written(image: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def jpeg(**more: int) -> bytes:
    return written(picture(), "JPEG", exif=exif(**more), comment=CANARY)


def png() -> bytes:
    notes = PngInfo()
    notes.add_text("Author", _TEXT)
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{_TEXT}</x>")
    return written(picture(), "PNG", pnginfo=notes, exif=exif())


def webp() -> bytes:
    return written(picture(), "WEBP", exif=exif(), xmp=b"<x>" + CANARY + b"</x>")


def see_through() -> bytes:
    return written(Image.new("RGBA", (20, 20), (200, 0, 0, 0)), "PNG")


def wheel_of_colours() -> bytes:
    return written(picture().quantize(8), "PNG")


def document(pages: int = 1) -> Pdf:
    made = Pdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(300, 200))
    page = made.pages[0]
    page.Contents = made.make_stream(b"0.2 0.4 0.6 rg 20 20 100 60 re f")
    made.docinfo["/Author"] = _TEXT
    with made.open_metadata() as said:
        said["dc:creator"] = [_TEXT]
    return made


def saved(made: Pdf, **more: object) -> bytes:
    out = io.BytesIO()
    made.save(out, static_id=True, **more)  # type: ignore[arg-type]
    return out.getvalue()


def pdf() -> bytes:
    return saved(document())


def scanned_pdf(photograph: bytes | None = None, *, folded: bool = False) -> bytes:
    made = document()
    raw = photograph or jpeg()
    stream = made.make_stream(zlib.compress(raw) if folded else raw)
    stream.update(
        Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=64, Height=48,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        )
    )  # fmt: skip
    filters = [Name.FlateDecode, Name.DCTDecode] if folded else [Name.DCTDecode]
    stream.Filter = Array(filters) if folded else filters[0]
    page = made.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(Scan=stream))
    page.Contents = made.make_stream(b"q 64 0 0 48 10 10 cm /Scan Do Q")
    return saved(made, compress_streams=False)


def filled_form() -> bytes:
    """Return a form in which somebody wrote "kept since March"."""
    made = document()
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="what", V="kept since March",
            Rect=[20, 120, 200, 140], DA="/Helv 10 Tf 0 g", F=4,
        )
    )  # fmt: skip
    made.pages[0].Annots = Array([field])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    made.Root.AcroForm = Dictionary(
        Fields=[field], DR=Dictionary(Font=Dictionary(Helv=made.make_indirect(font))),
        DA="/Helv 10 Tf 0 g", NeedAppearances=True,
    )  # fmt: skip
    return saved(made)


# --- Recordings ---------------------------------------------------------------------------


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def full(name: bytes, *parts: bytes) -> bytes:
    return box(name, bytes(4), *parts)


SOUND = bytes(range(1, 201)) * 5


def track(*, handler: bytes = b"soun", codec: bytes = b"mp4a", reference: bytes = b"") -> bytes:
    entry = box(codec, bytes(6), struct.pack(">H", 1), bytes(8), struct.pack(">HHIi", 1, 16, 0, 0))
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), entry),
        full(b"stts", struct.pack(">III", 1, 1, 1024)),
        full(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        full(b"stsz", struct.pack(">II", len(SOUND), 1)),
        full(b"stco", struct.pack(">II", 1, 40)),
    )
    elsewhere = reference or box(b"url ", b"\0\0\0\x01")
    media = box(
        b"mdia",
        full(b"mdhd", struct.pack(">IIIIHH", 3_900_000_000, 3_900_000_000, 44100, 1024, 0, 0)),
        full(b"hdlr", bytes(4), handler, b"appl", bytes(8), CANARY + b"\0"),
        box(
            b"minf",
            full(b"smhd", bytes(4)),
            box(b"dinf", full(b"dref", struct.pack(">I", 1), elsewhere)),
            table,
        ),
    )
    times = struct.pack(">II", 3_900_000_000, 3_900_000_000)
    return box(b"trak", full(b"tkhd", times, bytes(72)), media, box(b"udta", CANARY))


def m4a(
    *, brand: bytes = b"M4A ", tracks: bytes | None = None, before: bytes = b"", behind: bytes = b""
) -> bytes:
    times = struct.pack(">II", 3_900_000_000, 3_900_000_000)
    place = box(b"\xa9xyz", struct.pack(">HH", 20, 0), CANARY)
    cover = full(b"meta", box(b"ilst", box(b"covr", jpeg()), box(b"\xa9nam", CANARY)))
    movie = box(
        b"moov",
        full(b"mvhd", times, bytes(88)),
        track() if tracks is None else tracks,
        box(b"udta", place, cover),
    )
    head = box(b"ftyp", brand, bytes(4), brand, b"isom")
    own = box(b"uuid", bytes(16), CANARY)
    return head + before + box(b"mdat", SOUND) + movie + own + box(b"free", CANARY) + behind


def three_gp() -> bytes:
    return m4a(brand=b"3gp4", tracks=track(codec=b"samr"))


_MP3_FRAME = b"\xff\xfb\x90\x44" + bytes(413)
"""MPEG-1, layer III, 128 kb/s, 44.1 kHz."""


def id3(*frames: bytes) -> bytes:
    body = b"".join(frames) or b"TPE1" + struct.pack(">IH", len(CANARY) + 1, 0) + b"\0" + CANARY
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + body


def mp3(*, frames: int = 30, head: bytes | None = None) -> bytes:
    start = id3() if head is None else head
    return start + _MP3_FRAME * frames + b"TAG" + CANARY.ljust(125, b"\0")


def mp3_for_speech() -> bytes:
    """Return one at 16 kHz (MPEG-2), of which the second sniffer knows nothing."""
    return (b"\xff\xf3\x48\xc4" + bytes(140)) * 20


def aac() -> bytes:
    frame = b"\xff\xf1\x50\x80" + bytes([200 >> 3, (200 & 7) << 5 | 0x1F, 0xFC]) + bytes(193)
    return frame * 30 + b"TAG" + CANARY.ljust(125, b"\0")


def amr(*, wide: bool = False) -> bytes:
    if wide:
        return b"#!AMR-WB\n" + (b"\x14" + b"\x55" * 32) * 30
    return b"#!AMR\n" + (b"\x3c" + b"\x55" * 31) * 30


def wav(*, form: int = 1, data: bytes | None = None) -> bytes:
    tone = [int(9000 * math.sin(step / 5)) for step in range(800)]
    samples = array("h", tone).tobytes() if data is None else data
    chunks = b"".join(
        name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
        for name, body in (
            (b"fmt ", struct.pack("<HHIIHH", form, 1, 8000, 16000, 2, 16)),
            (b"bext", CANARY),
            (b"LIST", b"INFOIART" + struct.pack("<I", len(CANARY)) + CANARY + b"\0"),
            (b"data", samples),
            (b"id3 ", CANARY),
        )
    )
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def _slow_ogg_sum(content: bytes) -> int:
    """Return Ogg's sum as RFC 3533 writes it, bit by bit."""
    held = 0
    for byte in content:
        held ^= byte << 24
        for _ in range(8):
            held = (held << 1 ^ 0x04C11DB7 if held & 1 << 31 else held << 1) & 0xFFFFFFFF
    return held


def ogg_page(number: int, packet: bytes, *, flags: int = 0, stream: int = 7) -> bytes:
    lengths = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = b"OggS\0" + struct.pack("<BqIII", flags, number * 960, stream, number, 0)
    bare = head + bytes([len(lengths)]) + lengths + packet
    return bare[:22] + struct.pack("<I", _slow_ogg_sum(bare)) + bare[26:]


def remarks(name: bytes, end: bytes = b"") -> bytes:
    entry = b"LOCATION=" + CANARY
    maker = struct.pack("<I", len(CANARY)) + CANARY
    return name + maker + struct.pack("<II", 1, len(entry)) + entry + end


def opus(*, behind: bytes = b"", said: bytes | None = None) -> bytes:
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 16000, 0, 0)
    return (
        ogg_page(0, head, flags=2)
        + ogg_page(1, remarks(b"OpusTags") if said is None else said)
        + ogg_page(2, bytes(range(200)))
        + ogg_page(3, bytes(range(200)), flags=4)
        + behind
    )


def vorbis() -> bytes:
    head = b"\x01vorbis" + bytes(23)
    return (
        ogg_page(0, head, flags=2)
        + ogg_page(1, remarks(b"\x03vorbis", b"\x01"))
        + ogg_page(2, b"\x05vorbis" + bytes(200))
        + ogg_page(3, bytes(range(200)), flags=4)
    )


def locked_pdf() -> bytes:
    return saved(document(), encryption=pikepdf.Encryption(owner="o", user="u"))
