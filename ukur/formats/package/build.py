"""Builds an archive package as a folder.

BagIt with document, evidence, snapshot, journal and what is known of them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from ukur.domain.errors import Refused, refusal
from ukur.formats.package import bag
from ukur.formats.package.content import BLOCKS, Content, Package, payload
from ukur.formats.package.names import clash, fault
from ukur.formats.package.readme import readme
from ukur.formats.package.verifier import VERIFIER, verifier
from ukur.formats.package.verify import verify_package


def _require_names(names: list[str]) -> None:
    for name in names:
        why = fault(name)
        if why:
            raise ValueError(f"{name!r}: {why}")
    twice = clash(names)
    if twice:
        raise ValueError(f"{twice!r}: nama ini ada dua kali")


def _place(target: Path, content: Content) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, target)
    else:
        target.write_bytes(content)


def _write(folder: Path, package: Package) -> None:
    files = payload(package)
    _require_names(list(files))
    for name, content in files.items():
        _place(folder / name, content)
    _place(folder / BLOCKS, bag.block_file(folder, files))
    seen = {name: bag.look(folder / name) for name in (*files, BLOCKS)}
    tags = {
        "bagit.txt": bag.BAGIT,
        "bag-info.txt": bag.bag_info(package.record, seen.values()),
        bag.README: readme(package.record),
        VERIFIER: verifier(),
        bag.MANIFEST: bag.manifest(seen),
    }
    for name, text in tags.items():
        _place(folder / name, text)
    _place(folder / bag.TAG_MANIFEST, bag.manifest({name: bag.look(folder / name) for name in tags}))


def build(folder: Path, parts: Package) -> None:
    """Writes the package and verifies it; ``folder`` appears only when it is whole.

    FileExistsError when ``folder`` is there already; ValueError when a name cannot be a file name everywhere
    (see :func:`safe_name`) or is there twice; Refused ``package_unsound`` when what was given does not hold
    together, such as a journal whose chain is broken.
    """
    if folder.exists():
        raise FileExistsError(folder)
    making = folder.with_name(f".{folder.name}.sedang-dibuat")
    shutil.rmtree(making, ignore_errors=True)
    try:
        making.mkdir(parents=True)
        _write(making, parts)
        verdict = verify_package(making)
        if not verdict.sound:
            bad = "; ".join(f"{one.name}: {one.detail}" for one in verdict.checks if not one.ok)
            raise Refused(refusal("package_unsound", detail=bad))
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
