"""Was anything laid over the pages of a document but the panel of a signature?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import get_and_apply
from pyhanko.pdf_utils.reader import PdfFileReader

_MOST_PAGES = 5_000
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate")
PANEL_SHARE = 0.25  # of a page that the panels of one document version may take
_SIGNATURE = "signature field"

Laid = Counter[tuple[str, tuple[int, ...]]]  # what lies over a page: its kind and its box, in points


def covered_page(before: bytes, after: bytes) -> int:
    """The first page (from 1) of ``after`` that has another size than in ``before``, or over which something was laid
    that is no signature panel, or panels of more than a quarter of the page; 0 when there is none.

    Raises what the parser raises for a file that cannot be read.
    """
    pages = zip(_pages(before), _pages(after), strict=True)
    for number, ((box, laid), (new_box, new_laid)) in enumerate(pages, start=1):
        added = new_laid - laid
        if box != new_box or laid - new_laid or any(kind != _SIGNATURE for kind, _ in added):
            return number
        panels = sum(_area(one) * count for (_, one), count in added.items())
        if panels > PANEL_SHARE * _area(box[1]):
            return number
    return 0


def _area(box: tuple[int, ...]) -> int:
    left, bottom, right, top = box
    return abs(right - left) * abs(top - bottom)


def _pages(pdf: bytes) -> Iterator[tuple[tuple[tuple[int, ...], ...], Laid]]:
    """Of each page its boxes with its turn, and what lies over it."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    waiting: list[tuple[Any, dict[str, Any]]] = [(reader.root["/Pages"], {})]
    seen = 0
    while waiting:
        node, above = waiting.pop()
        here = above | {key: node[key] for key in _INHERITED if key in node}  # [] follows references, get() does not
        if "/Kids" in node:
            waiting += [(kid.get_object(), here) for kid in reversed(node["/Kids"])]
        else:
            yield _shape(here), _laid(node)
        seen += 1
        if seen > 2 * _MOST_PAGES:
            raise ValueError("too many pages")


def _box(values: Any) -> tuple[int, ...]:
    left, bottom, right, top = (round(float(one)) for one in values)
    return left, bottom, right, top


def _shape(found: dict[str, Any]) -> tuple[tuple[int, ...], ...]:
    media = _box(found["/MediaBox"])
    return media, _box(found.get("/CropBox", media)), (int(found.get("/Rotate", 0)) % 360,)


def _laid(page: Any) -> Laid:
    found: Laid = Counter()
    for one in get_and_apply(page, "/Annots", list, default=[]):
        note = one.get_object()
        kind = str(note["/Subtype"])
        if kind == "/Widget" and _field_type(note) == "/Sig":
            kind = _SIGNATURE
        found[kind, _box(note["/Rect"])] += 1
    return found


def _field_type(field: Any) -> str:
    for _ in range(8):
        if "/FT" in field or "/Parent" not in field:
            break
        field = field["/Parent"]
    return str(field["/FT"]) if "/FT" in field else ""
