"""Checking a signed PDF or an archive package, from the file alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ukur import signing
from ukur.domain.errors import Fault, Unreadable
from ukur.domain.paper.checks import Check
from ukur.formats.package import verify_package


@dataclass(frozen=True, slots=True)
class Verdict:
    """``kind`` is pdf or package; ``sound`` only when every check is."""

    kind: str
    sound: bool
    checks: tuple[Check, ...]


def verify(path: Path, roots: tuple[bytes, ...] = ()) -> Verdict:
    """Check ``path``; Unreadable when it is neither a PDF nor a package, or a root no certificate.

    Needs no database.
    """
    for no, one in enumerate(roots, 1):
        try:
            signing.verify_pdf(b"", roots=[one])
        except ValueError as wrong:
            raise Unreadable([Fault(f"--root ke-{no}", "bukan sertifikat (PEM atau DER)")]) from wrong
    if not path.exists():
        raise Unreadable([Fault(str(path), "berkas atau folder tidak ada")])
    if path.is_dir() or path.suffix.lower() == ".zip":
        found = verify_package(path, check_document=lambda name, data: _document(data, roots))
        return Verdict("package", found.sound, found.checks)
    data = path.read_bytes()
    if path.suffix.lower() != ".pdf" and b"%PDF" not in data[:1024]:
        raise Unreadable([Fault(str(path), "bukan PDF dan bukan Berkas Arsip (folder atau .zip)")])
    verdict = signing.verify_pdf(data, roots=list(roots))
    return Verdict("pdf", verdict.sound, verdict.checks)


def _document(data: bytes, roots: tuple[bytes, ...]) -> tuple[Check, ...]:
    if b"/ByteRange" not in data:
        return ()
    return signing.verify_pdf(data, roots=list(roots)).checks
