"""Several papers as one PDF to be printed."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pypdfium2


def joined(papers: Iterable[bytes]) -> bytes:
    """All pages of the PDFs, in order, as one PDF; each page keeps its size. At least one paper is needed."""
    made = pypdfium2.PdfDocument.new()
    for one in papers:
        with pypdfium2.PdfDocument(one) as source:
            made.import_pages(source)
    out = io.BytesIO()
    made.save(out)
    made.close()
    return out.getvalue()
