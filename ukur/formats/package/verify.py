"""Is an archive package still what was packed? Each file, the list of files, journal, snapshot, and the zip."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ukur.domain.paper.checks import Check
from ukur.formats.package import bag, fixity, sense, structure, zipping
from ukur.formats.package.content import DOCUMENTS
from ukur.formats.package.unpack import Unsafe, disagreement, is_ours, unpack

CheckDocument = Callable[[str, bytes], Iterable[Check]]


@dataclass(frozen=True, slots=True)
class PackageVerdict:
    """``sound`` when every check is; the checks are in the order in which they were made."""

    sound: bool
    checks: tuple[Check, ...]


def _verdict(checks: list[Check]) -> PackageVerdict:
    return PackageVerdict(all(one.ok for one in checks), tuple(checks))


def verify_package(path: Path, *, check_document: CheckDocument | None = None) -> PackageVerdict:
    """Checks a package, a folder or a zip, and names what was changed, is missing or was added.

    ``check_document`` is asked about each PDF below ``data/dokumen/`` (name, bytes) and gives further checks,
    such as of its signature. Whatever the path holds, the answer is a verdict; FileNotFoundError when there
    is nothing.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    if path.is_dir():
        return _verdict(_folder(path, check_document))
    with tempfile.TemporaryDirectory() as room:
        target = Path(room)
        try:
            top = unpack(path, target)
        except Unsafe as unsafe:
            return _verdict([Check("Bungkus zip", False, str(unsafe))])
        return _verdict([_wrapping(path, target / top, top), *_folder(target / top, check_document)])


def _wrapping(path: Path, folder: Path, top: str) -> Check:
    name = "Bungkus zip"
    if not is_ours(path):
        odd = structure.oddity(path)
        return Check(name, not odd, odd or "dikemas ulang dengan perangkat lain; isinya diperiksa berkas demi berkas")
    if odd := disagreement(path):
        return Check(name, False, odd)
    try:
        found = zipping.first_difference(path, folder, top)
    except ValueError as error:
        return Check(name, False, str(error))
    if found is None:
        return Check(name, True, "sama byte demi byte dengan zip dari isinya")
    at, part = found
    return Check(name, False, f"berubah di byte {at} ({part})")


def _folder(folder: Path, check_document: CheckDocument | None) -> list[Check]:
    checks = fixity.check(folder)
    checks += sense.check(folder)
    if check_document is not None:
        for paper in sorted(folder.glob(f"{DOCUMENTS}**/*.pdf")):
            if paper.is_file() and not paper.is_symlink():
                checks += _document(paper, paper.relative_to(folder).as_posix(), check_document)
    return checks


def _document(path: Path, name: str, check_document: CheckDocument) -> Iterable[Check]:
    """The checks of one document, each with the file's name in front of what was seen."""
    if path.stat().st_size > bag.MOST:
        return [Check(f"Dokumen {path.name}", False, f"lebih besar dari {bag.MOST >> 20} MiB, tidak diperiksa")]
    return [Check(f"{one.name} · {path.name}", one.ok, one.detail) for one in check_document(name, path.read_bytes())]
