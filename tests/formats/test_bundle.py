"""Several papers as one PDF: all pages, in order, each in its size."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from ukur.formats.bundle import joined


def paper(*sizes: tuple[float, float]) -> bytes:
    made = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        made.new_page(width, height)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_pages_keep_their_order_and_their_size() -> None:
    f4, wide = (609.4, 935.4), (842.0, 595.0)
    with pypdfium2.PdfDocument(joined([paper(f4), paper(wide, wide), paper(f4)])) as made:
        assert [made.get_page_size(no) for no in range(len(made))] == [
            pytest.approx(one, abs=0.1) for one in (f4, wide, wide, f4)
        ]


def test_what_is_no_pdf_is_not_swallowed() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        joined([paper((595, 842)), b"no pdf"])
