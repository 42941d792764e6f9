"""Checking a PDF or an archive package, from the file alone: no database, no setting, so Django is not loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ukur import signing
from ukur.domain.errors import Fault, Unreadable
from ukur.domain.paper.checks import Check
from ukur.formats import papers
from ukur.formats.package import Attached, attached, verify_package

MOST = 256 << 20  # bytes of a PDF that is read at all
_SIGNATURES = 64  # that are looked at in one file
_TRACES = (b"/ByteRange", b"/UKUR_Letak", b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached")
_FIELDS = re.compile(rb"/FT\s*/Sig\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``kind`` is pdf or package; ``sound`` only when every check is. ``signed``: a PDF with a signature, or a package.

    ``code`` is the Kode keaslian that the file claims, "" when none can be read.
    """

    kind: str
    sound: bool
    checks: tuple[Check, ...]
    signed: bool = True
    code: str = ""

    @property
    def summary(self) -> str:
        """The verdict in one sentence."""
        if not self.sound:
            return "TIDAK UTUH." if self.signed else "TIDAK TERBUKTI UTUH: naskah ini tidak bertanda tangan."
        return "Utuh." if self.signed else "Utuh, tetapi belum ditandatangani."


def verify(path: Path, roots: tuple[bytes, ...] = (), *, redraw: bool = True) -> Verdict:
    """Check ``path``; Unreadable when it is neither a PDF nor a package, or a root no certificate.

    A paper without signature is Ukur's when its frozen content is attached; it is sound when the pages drawn anew from
    that content are the same bytes (``redraw``; without it no such paper is). Needs no database.
    """
    for no, one in enumerate(roots, 1):
        try:
            signing.verify_pdf(b"", roots=[one])
        except ValueError as wrong:
            raise Unreadable([Fault(f"--root ke-{no}", "bukan sertifikat (PEM atau DER)")]) from wrong
    if not path.exists():
        raise Unreadable([Fault(str(path), "berkas atau folder tidak ada")])
    if path.is_dir() or _is_zip(path):
        found = verify_package(path, check_document=lambda name, data: _document(data, roots))
        code = next((one.detail for one in found.checks if one.name == "Kode keaslian naskah" and one.ok), "")
        return Verdict("package", found.sound, found.checks, code=code)
    if path.stat().st_size > MOST:
        raise Unreadable([Fault(str(path), f"lebih besar dari {MOST >> 20} MiB, tidak diperiksa")])
    data = path.read_bytes()
    if path.suffix.lower() != ".pdf" and b"%PDF" not in data[:1024]:
        raise Unreadable([Fault(str(path), "bukan PDF dan bukan Berkas Arsip (folder atau .zip)")])
    return _pdf(data, roots, redraw=redraw)


def _is_zip(path: Path) -> bool:
    if path.suffix.lower() == ".zip":
        return True
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


def _pdf(data: bytes, roots: tuple[bytes, ...], *, redraw: bool) -> Verdict:
    copy = attached(data)
    signed = any(one in data for one in _TRACES)
    checks = (*_signed(data, roots), *_attached(copy)) if signed else _unsigned(data, copy, redraw=redraw)
    return Verdict("pdf", all(one.ok for one in checks), checks, signed, copy.printed if copy else "")


def _attached(copy: Attached | None) -> tuple[Check, ...]:
    """Is the frozen content that is attached to a paper the one whose code the paper prints?"""
    if copy is None:
        return ()
    name, code = "Naskah final terlampir", f"Kode keaslian {copy.printed[:16]}"
    if copy.printed != copy.computed:
        return (Check(name, False, f"tidak cocok dengan {code} yang tertulis di dalamnya"),)
    return (Check(name, True, f"cocok dengan {code}"),)


def _document(data: bytes, roots: tuple[bytes, ...]) -> tuple[Check, ...]:
    """The checks of a document in a package; papers without signature are vouched for by the package."""
    return _signed(data, roots) if b"/ByteRange" in data else ()


def _signed(data: bytes, roots: tuple[bytes, ...]) -> tuple[Check, ...]:
    claims = max(data.count(b"/ByteRange"), len(_FIELDS.findall(data)))
    if claims > _SIGNATURES:
        said = f"{claims} tanda tangan di dalam satu berkas, lebih dari {_SIGNATURES}; tidak diperiksa"
        return (Check("Tanda tangan", False, said),)
    return signing.verify_pdf(data, roots=list(roots)).checks


def _unsigned(data: bytes, copy: Attached | None, *, redraw: bool) -> tuple[Check, ...]:
    """What can be said of a PDF without signature: is it a paper of Ukur, and is it as it was drawn?"""
    if not data.startswith((b"%PDF-1.", b"%PDF-2.")):
        said = "berkas ini kosong (0 byte)" if not data else "kepala berkas (byte 0–7) bukan PDF atau berubah"
        return (Check("Berkas PDF", False, said),)
    whole = Check("Berkas PDF", True, f"{len(data)} byte, tidak bertanda tangan")
    if copy is None:
        why = "tidak bertanda tangan dan tidak melampirkan naskah final; bukan naskah Ukur, atau lampirannya rusak"
        return (whole, Check("Asal naskah", False, why))
    if copy.printed != copy.computed:
        return (whole, *_attached(copy))
    drawn = _pages(data, copy.content) if redraw else Check("Halaman", False, "tidak digambar ulang di sini")
    return (whole, *_attached(copy), drawn)


def _pages(data: bytes, content: dict[str, object]) -> Check:
    """Are the pages those that the attached content gives? The same content always gives the same bytes."""
    for size in ("A4", "F4"):
        try:
            again = papers.render(content, paper=size)
        except (papers.BadContent, papers.PaperFailed) as failed:
            return Check("Halaman", False, f"naskah terlampir tidak dapat digambar ulang: {failed}")
        if again == data:
            return Check("Halaman", True, "sama byte demi byte dengan gambar ulang dari naskah terlampir")
        if len(again) == len(data):
            at = next(place for place, (one, other) in enumerate(zip(data, again, strict=True)) if one != other)
            return Check("Halaman", False, f"berubah di byte {at} dibanding gambar ulang dari naskah terlampir")
    why = "berbeda dari gambar ulang naskah terlampir: berkas berubah, atau dibuat oleh Ukur versi lain"
    return Check("Halaman", False, why)
