"""Pictures without a library of their own: JPEG and PNG put into a PDF page, which the PDF library decodes; and pixels
written as PNG.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from ukur.formats.pages.run import PagesFailed

_PNG = b"\x89PNG\r\n\x1a\n"
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # colour type of PNG (ISO/IEC 15948, 11.2.2) to samples a pixel
_FRAMES = {0xC0, 0xC1, 0xC2}  # JPEG frames that the PDF filter DCTDecode takes (ISO 32000-1, 7.4.8)
# What is seen through is laid on white paper (ISO 32000-1, 7.10.5); the last sample is how much is seen.
_GREY_ON_WHITE = b"{ dup 3 1 roll mul exch 1 exch sub add }"
_RGB_ON_WHITE = (
    b"{ 3 index 1 index mul 1 add 1 index sub 3 index 2 index mul 1 add 2 index sub"
    b" 3 index 3 index mul 1 add 3 index sub 7 3 roll pop pop pop pop }"
)


def as_pdf(data: bytes, most_pixels: int) -> bytes:
    """A JPEG or PNG as a PDF of one page, a point a pixel. PagesFailed ``not_readable`` or ``too_large``."""
    try:
        if data.startswith(_PNG):
            return _png_page(data, most_pixels)
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg_page(data, most_pixels)
    except (struct.error, IndexError, KeyError):
        raise PagesFailed("not_readable", "gambar rusak atau terpotong") from None
    raise PagesFailed("not_readable", "bukan PDF, JPEG, atau PNG")


def _require_size(width: int, height: int, most: int) -> None:
    if not (width and height):
        raise PagesFailed("not_readable", "gambar tanpa ukuran")
    if width * height > most:
        raise PagesFailed("too_large", f"gambar {width} x {height} piksel terlalu besar")


def _jpeg_page(data: bytes, most: int) -> bytes:
    for marker, at in _segments(data):
        if marker in _FRAMES:
            depth, height, width, colours = struct.unpack_from(">BHHB", data, at)
            _require_size(width, height, most)
            space = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}[colours]
            return _page(width, height, depth, space, b"/Filter /DCTDecode", data)
    raise PagesFailed("not_readable", "jenis JPEG ini tidak dikenal")


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """The markers before the pixels, and where the content of each begins (ISO/IEC 10918-1, B.1.1)."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            return
        yield marker, at + 4
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])


def _png_page(data: bytes, most: int) -> bytes:
    width, height, depth, colour, _, _, interlaced = struct.unpack_from(">IIBBBBB", data, 16)
    _require_size(width, height, most)
    if interlaced:
        raise PagesFailed("not_readable", "PNG berselang (interlaced); simpan sebagai PNG biasa atau JPEG")
    palette, pixels = b"", []
    for kind, content in _chunks(data):
        if kind == b"PLTE":
            palette = content
        elif kind == b"IDAT":
            pixels.append(content)
    samples = _SAMPLES[colour]
    decode = (
        b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d >>"
        % (samples, depth, width)
    )  # fmt: skip
    return _page(width, height, depth, _space(colour, palette), decode, b"".join(pixels))


def _space(colour: int, palette: bytes) -> bytes:
    if colour == 3:
        return b"[/Indexed /DeviceRGB %d <%s>]" % (len(palette) // 3 - 1, palette.hex().encode())
    if colour in (4, 6):
        names = b"/A /B" if colour == 4 else b"/A /B /C /D"
        return b"[/DeviceN [%s] %s 5 0 R]" % (names, b"/DeviceGray" if colour == 4 else b"/DeviceRGB")
    return b"/DeviceGray" if colour == 0 else b"/DeviceRGB"


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _page(width: int, height: int, depth: int, space: bytes, decode: bytes, pixels: bytes) -> bytes:
    draw = b"%d 0 0 %d 0 0 cm /I Do" % (width, height)
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace %s %s" % (
        width, height, depth, space, decode,
    )  # fmt: skip
    grey = b"/DeviceGray" in space
    on_white = (
        b"/FunctionType 4 /Domain [%s] /Range [%s]" % (b"0 1 " * (2 if grey else 4), b"0 1 " * (1 if grey else 3)),
        _GREY_ON_WHITE if grey else _RGB_ON_WHITE,
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 %d %d] >>" % (width, height),
        b"<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Resources << /XObject << /I 4 0 R >> >> >>",
        _stream(image, pixels),
        _stream(*on_white),
        _stream(b"", draw),
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + end % (size, table, size, len(out))


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def png_of(pixels: bytes, width: int, height: int, stride: int, samples: int) -> bytes:
    """Rows of 8-bit samples (1 grey, 3 RGB, 4 RGB with a fourth that is ignored) as PNG."""
    rows = bytearray()
    for y in range(height):
        row = pixels[y * stride : y * stride + width * samples]
        rows.append(0)
        rows += row if samples != 4 else b"".join(row[x : x + 3] for x in range(0, len(row), 4))
    head = struct.pack(">IIBBBBB", width, height, 8, 0 if samples == 1 else 2, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
