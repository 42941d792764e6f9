"""Pages of files that others made: text, pictures, codes on scans; and files that are made to do harm."""

from __future__ import annotations

import struct
import time
import zlib
from io import BytesIO

import pikepdf
import pytest
import segno
from PIL import Image, ImageDraw

from ukur.formats import pages
from ukur.formats.pages import PagesFailed, codes, picture, texts

TEXT = "https://ukur.contoh.go.id/cek/8f3a1c77b2d94e55a0"
A4 = (1240, 1754)  # pixels at 150 dpi


def pdf_with(*contents: str, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF with one page for each text, line by line."""
    out = BytesIO()
    with pikepdf.new() as document:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for content in contents:
            page = document.add_blank_page(page_size=size)
            page.add_resource(font, pikepdf.Name.Font, pikepdf.Name("/F"))
            drawn = "".join(
                f"BT /F 12 Tf 72 {760 - 20 * i} Td ({one}) Tj ET\n" for i, one in enumerate(content.split("\n"))
            )
            page.contents_add(drawn.encode())
        document.save(out)
    return out.getvalue()


def scan(*texts_on: str, turn: float = 0, mode: str = "L", size: tuple[int, int] = A4) -> Image.Image:
    """A page as a scanner gives it: text as grey strokes, codes of 3 cm, some noise, perhaps slanted."""
    page = Image.new("L", size, 243)
    pen = ImageDraw.Draw(page)
    for line in range(20):
        pen.line((120, 500 + line * 40, 1100, 503 + line * 40), fill=90, width=3)
    for index, text in enumerate(texts_on):
        stamp = BytesIO()
        segno.make(text, error="m", micro=False).save(stamp, kind="png", scale=5, border=4)
        code = Image.open(BytesIO(stamp.getvalue())).convert("L").resize((177, 177), Image.Resampling.BILINEAR)
        page.paste(code.point(lambda level: 40 + level * 190 // 255), (900, 1300 - index * 400))
    for i in range(0, size[0] * size[1], 7919):
        page.putpixel((i % size[0], i // size[0]), 120)
    return page.rotate(turn, expand=turn % 90 == 0, fillcolor=243, resample=Image.Resampling.BILINEAR).convert(mode)


def saved(page: Image.Image, kind: str, **more: object) -> bytes:
    out = BytesIO()
    page.save(out, kind, **more)
    return out.getvalue()


def test_text_comes_page_by_page_in_lines() -> None:
    assert texts(pdf_with("Satu\nDua", "Tiga")) == ["Satu\nDua", "Tiga"]
    assert texts(saved(scan(TEXT), "PDF", resolution=150)) == [""]


def test_a_page_becomes_a_picture_of_the_width_asked_for() -> None:
    made = picture(pdf_with("Satu", "Dua\nTiga"), 2, 400)
    with Image.open(BytesIO(made)) as found:
        assert (found.format, found.width, found.mode) == ("PNG", 400, "RGB")
        assert found.height in (566, 567)
        dark = sum(found.convert("L").histogram()[:128])
        assert 20 < dark < 8000


def test_a_picture_shows_colours_as_they_are() -> None:
    made = picture(saved(Image.new("RGB", (300, 200), (200, 30, 60)), "PNG"), 1, 150)
    with Image.open(BytesIO(made)) as found:
        pixel = found.getpixel((70, 50))
        assert isinstance(pixel, tuple)
        assert all(abs(one - other) <= 2 for one, other in zip(pixel, (200, 30, 60), strict=True))


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "LA", "P", "1"])
def test_codes_on_a_png_of_any_kind(mode: str) -> None:
    assert codes(saved(scan(TEXT, mode=mode), "PNG")) == [TEXT]


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_codes_on_a_jpeg(mode: str) -> None:
    assert codes(saved(scan(TEXT, mode=mode), "JPEG", quality=60)) == [TEXT]
    assert codes(saved(scan(TEXT, mode=mode), "JPEG", quality=60, progressive=True)) == [TEXT]


@pytest.mark.parametrize("turn", [3, -3, 90, 180, 270, 93])
def test_codes_on_a_page_that_lies_askew(turn: float) -> None:
    assert codes(saved(scan(TEXT, turn=turn), "PDF", resolution=150)) == [TEXT]
    assert codes(saved(scan(TEXT, turn=turn), "JPEG", quality=50)) == [TEXT]


def test_codes_of_several_pages_each_once_in_their_order() -> None:
    first, second, none = scan(TEXT, "B"), scan("C", TEXT), scan()
    whole = saved(first, "PDF", resolution=150, save_all=True, append_images=[none, second])
    found = codes(whole)
    assert sorted(found) == sorted(["B", "C", TEXT])
    assert found.index("B") < found.index("C")
    assert codes(saved(none, "PDF", resolution=150)) == []


def failure(call: object, *args: object, **more: object) -> str:
    with pytest.raises(PagesFailed) as failed:
        call(*args, **more)  # type: ignore[operator]
    assert failed.value.said
    return failed.value.code


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\0", b"GIF89a"]
)
def test_what_is_no_page_is_told(content: bytes) -> None:
    for call in (codes, texts):
        assert failure(call, content) == "not_readable"
    assert failure(picture, content, 1, 100) == "not_readable"


def test_cut_off_files_get_an_answer() -> None:
    for whole in (saved(scan(TEXT), "PNG"), saved(scan(TEXT), "JPEG"), pdf_with("Satu")):
        for share in (0.1, 0.5, 0.9):
            try:
                assert isinstance(codes(whole[: int(len(whole) * share)]), list)
            except PagesFailed as failed:
                assert failed.code == "not_readable"


def test_a_locked_file_is_told() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf_with("Satu"))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert failure(texts, out.getvalue()) == "locked"


def test_a_page_that_is_not_there_is_told() -> None:
    for no in (0, 2, -1, 10**9):
        assert failure(picture, pdf_with("Satu"), no, 100) == "no_such_page"
    with pytest.raises(ValueError, match="wide"):
        picture(pdf_with("Satu"), 1, 10**6)


def test_a_thousand_pages_are_read_and_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    thousand = pdf_with(*["Halaman"] * 1000)
    begun = time.monotonic()
    assert len(texts(thousand)) == 1000
    assert time.monotonic() - begun < 30
    assert failure(codes, thousand) == "too_many_pages"
    monkeypatch.setattr("ukur.formats.pages.run.MOST_BYTES", 1000)
    assert failure(texts, thousand) == "too_large"


def png(width: int, height: int, interlaced: int = 0) -> bytes:
    """A PNG of nothing that claims to be that large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, interlaced)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    made = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + made


def test_pictures_that_claim_too_much_are_refused() -> None:
    assert failure(codes, png(200_000, 200_000)) == "too_large"
    assert failure(codes, png(0, 10)) == "not_readable"
    assert failure(codes, png(10, 10, interlaced=1)) == "not_readable"


def bomb() -> bytes:
    """A small PDF with a picture that claims 3.6 thousand million pixels and gives many."""
    out = BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        packer, packed = zlib.compressobj(9), []
        for _ in range(60):
            packed.append(packer.compress(bytes(9_000_000)))
        image = pikepdf.Stream(document, b"".join(packed) + packer.flush())
        image.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60_000, Height=60_000, BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.FlateDecode,
        )  # fmt: skip
        page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name("/B"))
        page.contents_add(b"q 500 0 0 500 40 40 cm /B Do Q")
        document.save(out)
    return out.getvalue()


def test_a_bomb_ends_the_child_and_nothing_else() -> None:
    content = bomb()
    assert len(content) < 5_000_000
    begun = time.monotonic()
    try:
        assert codes(content, timeout=20) == []
    except PagesFailed as failed:
        assert failed.code in ("too_heavy", "too_slow", "not_readable")
    assert time.monotonic() - begun < 30


def test_a_file_that_takes_too_long_is_stopped() -> None:
    assert failure(codes, saved(scan(TEXT), "PNG"), timeout=0.01) == "too_slow"


def test_what_is_exported_is_what_is_used() -> None:
    assert set(pages.__all__) >= {"texts", "picture", "codes", "PagesFailed"}
