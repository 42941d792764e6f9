"""The first reading of a signed PDF.

Every signature by its marks in the bytes, checked without any larger parser.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ukur.domain.paper.checks import Check
from ukur.signing import cms, form
from ukur.signing.container import Container, find_containers, unwrap
from ukur.signing.place import find_locators, name_change

STAMP_FIELD = b"UKURWaktu"  # begins the name of a field with one of Ukur's document stamps
Exact = Callable[[cms.Cms], bool]


@dataclass(frozen=True, slots=True)
class Mark:
    """One signature as its marks show it.

    ``content`` is None when the container cannot be read; ``unproven`` names enclosed certificates
    nobody proves; ``ours``: Ukur made it.
    """

    container: Container
    content: cms.Cms | None
    intact: bool
    fault: str
    unproven: tuple[str, ...] = ()
    ours: bool = False

    @property
    def name(self) -> str:
        return self.container.name

    @property
    def clean(self) -> bool:
        return self.intact and not self.fault


def read_marks(pdf: bytes, roots: Sequence[cms.Certificate]) -> list[Mark]:
    """All signatures in the order of how much they cover, each compared with the bytes it covers."""
    ours = [one.at for one in find_locators(pdf)[0]]
    found: list[Mark] = []
    for container in find_containers(pdf):
        previous = found[-1].container.stop if found else 0
        # Ukur's own signatures carry a locator in their update, its document stamps the name of their field; only those
        # are held to the exact form in which Ukur writes or takes them.
        exact: Exact | None = None
        if any(previous <= at < container.stop for at in ours):
            exact = form.is_exact
        elif pdf.find(b"(" + STAMP_FIELD, previous, container.stop) >= 0:
            exact = _is_plain
        found.append(_read(pdf, container, roots, exact))
    return found


def _is_plain(found: cms.Cms) -> bool:
    return cms.is_plain_stamp(found.whole)


def _read(pdf: bytes, container: Container, roots: Sequence[cms.Certificate], exact: Exact | None) -> Mark:
    der, fault = unwrap(container.hole(pdf))
    if not der:
        return Mark(container, None, False, fault)
    try:
        return _compared(pdf, container, cms.parse(der), roots, exact, fault=fault)
    except cms.Damaged as damaged:
        return Mark(container, None, False, fault or str(damaged))


def _compared(
    pdf: bytes,
    box: Container,
    content: cms.Cms,
    roots: Sequence[cms.Certificate],
    exact: Exact | None,
    *,
    fault: str,
) -> Mark:
    whole = box.stop <= len(pdf)
    intact = whole and box.digest(pdf, content.digest_algorithm) == content.message_digest
    if exact and not fault and not exact(content):
        fault = "keterangan di dalam wadah berubah"
    return Mark(box, content, intact, fault, tuple(cms.unproven(content, roots)), exact is not None)


def check_marks(pdf: bytes, marks: Sequence[Mark]) -> list[Check]:
    """Of each signature: is its container whole, is what it covers unchanged, and if not, where was it?"""
    checks = []
    for mark in marks:
        hole = f"byte {mark.container.start}–{mark.container.end - 1}"
        said = f"rusak: {mark.fault} ({hole})" if mark.fault else f"utuh ({hole})"
        checks.append(Check(f"Wadah tanda tangan {mark.name}", not mark.fault, said))
        if mark.content is not None:
            checks.append(Check(f"Isi yang ditutup tanda tangan {mark.name}", mark.intact, _covered(pdf, mark)))
        if mark.unproven:
            checks.append(Check(f"Rantai sertifikat {mark.name}", False, _unproven(mark.unproven[0], hole)))
    return checks


def _unproven(holder: str, hole: str) -> str:
    why = "isinya berubah, atau penerbitnya tidak disertakan"
    return f"sertifikat {holder} di dalam wadah ({hole}) tidak terbukti oleh penerbitnya: {why}"


def _covered(pdf: bytes, mark: Mark) -> str:
    box = mark.container
    ranges = f"byte 0–{box.start - 1} dan {box.end}–{box.stop - 1}"
    if mark.intact:
        return f"tidak berubah ({ranges})"
    if box.stop > len(pdf):
        return f"berkas terpotong: {box.stop - len(pdf)} byte terakhir hilang"
    place = name_change(pdf[: box.stop])
    return f"berubah di {place}" if place else f"berubah di antara {ranges}"


def no_marks(pdf: bytes) -> Check:
    """Why no signature was found: there is none, or what names it was damaged."""
    traces = (b"/ByteRange", b"/UKUR_Letak", b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached")
    if not any(one in pdf for one in traces):
        return Check("Tanda tangan", False, "dokumen tidak bertanda tangan")
    place = name_change(pdf) or "bagian yang menyebut letak tanda tangan"
    return Check("Tanda tangan", False, f"tanda tangan rusak dan tidak terbaca: berubah di {place}")
