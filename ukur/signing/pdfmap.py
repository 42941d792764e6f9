"""Which part of a PDF a byte belongs to, read by marks only, so that it works on a damaged file too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ukur.domain.paper.blocks import Span

_OBJECT = re.compile(rb"(?:^|(?<=[\r\n]))(\d{1,8}) \d{1,5} obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_REFERENCE = re.compile(rb"(\d{1,8}) \d{1,5} R")
_LOOKED_AT = 4096  # bytes of an object that are enough to see its dictionary
_KINDS = (
    (rb"/Type\s*/EmbeddedFile", "lampiran"),
    (rb"/Type\s*/Metadata", "keterangan dokumen"),
    (rb"/Type\s*/Catalog", "daftar induk dokumen"),
    (rb"/Type\s*/Pages", "daftar halaman"),
    (rb"/Type\s*/Font", "huruf"),
    (rb"/FontFile|/Length1 |/Subtype\s*/CIDFontType0C|/Subtype\s*/OpenType", "huruf"),
    (rb"/Subtype\s*/Image", "gambar"),
    (rb"/Type\s*/StructElem|/Type\s*/StructTreeRoot", "susunan isi"),
    (rb"/Type\s*/XRef", "tabel rujukan"),
)


def _after(key: bytes, head: bytes) -> list[int]:
    """The numbers referred to by the entry ``key`` of a dictionary: one reference or an array of them."""
    at = head.find(key)
    if at < 0:
        return []
    rest = head[at + len(key) :].lstrip()
    end = rest.find(b"]") if rest.startswith(b"[") else rest.find(b"R") + 1
    return [int(hit.group(1)) for hit in _REFERENCE.finditer(rest[: max(end, 0)])]


class PdfMap:
    """The objects of a file.

    Where each begins, and the page it belongs to when it is a page or a page's content.
    """

    def __init__(self, data: bytes) -> None:
        found = [(hit.start(), int(hit.group(1))) for hit in _OBJECT.finditer(data)]
        self.data = data
        self.starts = [at for at, _ in found]
        self.numbers = [number for _, number in found]
        self.at = dict(zip(self.numbers, self.starts, strict=True))
        self.pages: dict[int, str] = {}
        for count, page in enumerate(self._in_reading_order(), start=1):
            self.pages[page] = f"halaman {count}"
            for content in _after(b"/Contents", self.head(page)):
                self.pages[content] = f"isi halaman {count}"

    def head(self, number: int) -> bytes:
        """The first bytes of an object, up to its stream or end."""
        at = self.at.get(number)
        if at is None:
            return b""
        return re.split(rb"\bstream\b|\bendobj\b", self.data[at : at + _LOOKED_AT], maxsplit=1)[0]

    def _in_reading_order(self) -> Iterator[int]:
        trees = [one for one in self.at if re.search(rb"/Type\s*/Pages", self.head(one))]
        waiting = [one for one in trees if b"/Parent" not in self.head(one)][:1]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            if _PAGE.search(self.head(number)):
                yield number
            else:
                waiting.extend(reversed(_after(b"/Kids", self._whole(number))))

    def _whole(self, number: int) -> bytes:
        at = self.at.get(number, len(self.data))
        return self.data[at : self.data.find(b"endobj", at)]

    def name(self, index: int) -> str:
        """What the object at ``index`` in file order is."""
        number = self.numbers[index]
        kind = self.pages.get(number) or next((word for mark, word in _KINDS if re.search(mark, self.head(number))), "")
        return f"objek {number} ({kind})" if kind else f"objek {number}"

    def tail(self) -> int:
        """Where the last object ends and the cross-reference table begins."""
        end = self.data.find(b"endobj", self.starts[-1]) if self.starts else -1
        return end + len(b"endobj") if end >= 0 else len(self.data)

    def describe(self, span: Span) -> str:
        """The parts that ``span`` touches: the head, objects by number and page, or the reference table."""
        starts, tail = self.starts, self.tail()
        names = ["kepala berkas"] if not starts or span.start < starts[0] else []
        if starts and span.start < tail:
            first = max(bisect_right(starts, span.start) - 1, 0)
            touched = [self.name(index) for index in range(first, bisect_right(starts, span.end - 1))]
            names += touched if len(touched) <= 4 else [*touched[:3], f"dan {len(touched) - 3} objek lain"]
        if starts and span.end > tail:
            names.append("tabel rujukan di akhir berkas")
        return ", ".join(names)
