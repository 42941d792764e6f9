"""The process that reads the pages of one file: an order as a line of JSON and the file on stdin, the answer on stdout.

Run as ``python -m ukur.formats.pages.child``. It lives for one file; a file that eats memory or breaks the parser ends
it and nothing else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from ukur.formats.pages.pixels import as_pdf, png_of
from ukur.formats.pages.run import MOST_PAGES, MOST_PIXELS, MOST_SCANNED, PagesFailed

_MEMORY = 1024 * 1024 * 1024  # bytes of address space
_SIGNS = 20_000_000  # of text, of all pages together
_DPI = (200, 300, 120)  # tried in this order; papers come at 150 to 300
_LONGEST = 3_600  # pixels of a page that is looked at for codes


def bound(seconds: int) -> None:
    """No more memory and processor time than one file may take; where the system knows no such bounds, only the
    waiting parent stops it.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def opened(data: bytes, most: int) -> Any:
    """The file as a document of at most ``most`` pages; a picture is one page, a point a pixel."""
    import pypdfium2
    import pypdfium2.raw

    content = data if b"%PDF-" in data[:1024] else as_pdf(data, MOST_PIXELS)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pypdfium2.raw.FPDF_GetLastError() == pypdfium2.raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise PagesFailed("locked", "berkas terkunci dengan sandi") from None
        raise PagesFailed("not_readable", "berkas bukan PDF yang utuh") from None
    if not 0 < len(document) <= most:
        raise PagesFailed("too_many_pages", f"{len(document)} halaman; paling banyak {most}")
    return document


def texts(data: bytes) -> list[str]:
    """The text of each page."""
    if b"%PDF-" not in data[:1024]:
        raise PagesFailed("not_readable", "berkas bukan PDF")
    document, found, signs = opened(data, MOST_PAGES), [], 0
    for page in document:
        text = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\r", "\n")
        signs += len(text)
        if signs > _SIGNS:
            raise PagesFailed("too_heavy", "teksnya terlalu panjang")
        found.append(text)
        page.close()
    return found


def picture(data: bytes, no: int, width: int) -> bytes:
    """One page as PNG."""
    document = opened(data, MOST_PAGES)
    if not 1 <= no <= len(document):
        raise PagesFailed("no_such_page", f"halaman {no} tidak ada; berkas berisi {len(document)} halaman")
    page = document[no - 1]
    document.init_forms()
    wide, high = page.get_size()
    if not (wide > 0 and high > 0 and width * width * high / wide <= MOST_PIXELS):
        raise PagesFailed("too_large", "ukuran halaman tidak wajar")
    # The library rounds up; a hundredth less gives exactly the width.
    bitmap = page.render(scale=(width - 0.01) / wide, may_draw_forms=True, rev_byteorder=True, prefer_bgrx=False)
    return png_of(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)


def codes(data: bytes) -> list[str]:
    """What the codes say, each once."""
    document = opened(data, MOST_SCANNED)
    scan = b"%PDF-" in data[:1024]
    found: dict[str, None] = {}
    for page in document:
        for scale in _scales(page, scan=scan):
            said = _codes_on(page, scale)
            if said:
                found |= dict.fromkeys(said)
                break
        page.close()
    return list(found)


def _scales(page: Any, *, scan: bool) -> Iterator[float]:
    longest = max(page.get_size())
    most = _LONGEST / longest if longest > 0 else 1.0
    wanted = [dpi / 72 for dpi in _DPI] if scan else [1.0, 2.0, 0.5]
    yield from dict.fromkeys(min(one, most) for one in wanted)


def _codes_on(page: Any, scale: float) -> list[str]:
    import zxingcpp

    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
    wide, high, stride, pixels = bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
    rows = pixels if stride == wide else b"".join(pixels[y * stride : y * stride + wide] for y in range(high))
    view = memoryview(rows).cast("B", (high, wide))
    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(view, formats=wanted, text_mode=zxingcpp.TextMode.Plain)
    # Down the page and then to the right, so that the same scan gives the same order.
    placed = [(one.position.top_left.y, one.position.top_left.x, one.text) for one in found if one.valid]
    return [text for _, _, text in sorted(placed)]


def main() -> int:
    """Does the order on stdin; a failure is one line on stderr and the exit code 1."""
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    bound(order["seconds"])
    try:
        if order["do"] == "picture":
            answer = picture(data, order["no"], order["width"])
        else:
            answer = json.dumps((texts if order["do"] == "texts" else codes)(data)).encode()
    except PagesFailed as failed:
        sys.stderr.write(f"{failed.code} {failed.said}")
        return 1
    except MemoryError:
        sys.stderr.write("too_heavy berkas terlalu berat")
        return 1
    except Exception as error:
        sys.stderr.write(f"not_readable berkas tidak dapat dibaca ({type(error).__name__})")
        return 1
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
