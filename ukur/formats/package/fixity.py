"""Are all files of a bag there, unchanged, and no others?"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import bagit

from ukur.domain.paper.checks import Check
from ukur.formats.package import bag
from ukur.formats.package.bag import MANIFEST, TAG_MANIFEST, TAGS, Seen
from ukur.formats.package.content import BLOCKS
from ukur.formats.package.verifier import VERIFIER

logging.getLogger("bagit").setLevel(logging.CRITICAL)  # what it has to say is in the checks


def _list(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """The files of a folder by their path inside it, and what is neither file nor folder."""
    files, odd = {}, []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            odd.append(name)
        elif path.is_file():
            files[name] = path
    return files, odd


def _read_manifest(path: Path) -> dict[str, str]:
    pairs = (line.partition("  ") for line in _text(path).splitlines())
    return {name: digest for digest, _, name in pairs if name}


def _named(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" dan {len(names) - 8} lainnya" if len(names) > 8 else "")


def check(folder: Path) -> list[Check]:
    """The checks of list and content, in this order.

    What is there, tag files, payload, and BagIt's own library.
    """
    files, odd = _list(folder)
    if "bagit.txt" not in files or MANIFEST not in files:
        return [Check("Isi folder", False, "bukan berkas arsip: bagit.txt atau manifest-sha256.txt tidak ada")]
    seen = {name: bag.look(path) for name, path in files.items()}
    payload = {name: one for name, one in seen.items() if name.startswith("data/")}
    tags = _tags(folder, seen, payload)
    whole = _manifest_text_is_only_change(folder, payload)
    checks = [_there(folder, files, odd), tags, _payload(folder, files, payload, whole=whole)]
    if all(one.ok for one in checks):
        checks.append(_second_opinion(folder))
    return checks


def _there(folder: Path, files: Mapping[str, Path], odd: list[str]) -> Check:
    known = {*TAGS, TAG_MANIFEST, VERIFIER}
    extra = odd + [name for name in files if not name.startswith("data/") and name not in known]
    needed = known if VERIFIER in _read_manifest(folder / TAG_MANIFEST) else known - {VERIFIER}
    missing = [name for name in sorted(needed) if name not in files]
    said = [f"tambahan yang bukan bagian arsip: {_named(extra)}"] if extra else []
    said += [f"hilang: {_named(missing)}"] if missing else []
    return Check("Isi folder", not said, "; ".join(said) or f"{len(files)} berkas")


def _tags(folder: Path, seen: Mapping[str, Seen], payload: Mapping[str, Seen]) -> Check:
    """The tag files against the tag manifest, and the tag manifest against the one form it can have."""
    name, listed = "Berkas keterangan", _read_manifest(folder / TAG_MANIFEST)
    sure = {"bagit.txt": sha256(bag.BAGIT).hexdigest(), MANIFEST: sha256(bag.manifest(payload)).hexdigest()}
    names = sorted(one for one in (*TAGS, VERIFIER) if one in seen)
    bad = []
    for line, tag in enumerate(names, start=1):
        if listed.get(tag) == seen[tag].digest:
            continue
        its_line = f"{TAG_MANIFEST} (baris {line})"
        bad.append(its_line if seen[tag].digest == sure.get(tag) else f"{tag} atau {its_line}")
    expected = bag.manifest({one: seen[one] for one in names})
    given = _bytes(folder / TAG_MANIFEST)
    if not bad and given != expected:
        bad.append(f"{TAG_MANIFEST} (baris {_line_of_difference(given, expected)})")
    if seen["bagit.txt"].digest != sure["bagit.txt"]:
        bad.insert(0, "bagit.txt")
    said = f"berubah: {_named(bad)}" if bad else f"cocok dengan {TAG_MANIFEST}"
    return Check(name, not bad, said)


def _bytes(path: Path) -> bytes:
    """A small file; empty when it is not there, or larger than a list of a bag can be."""
    return path.read_bytes() if path.is_file() and path.stat().st_size <= bag.MOST else b""


def _line_of_difference(given: bytes, expected: bytes) -> int:
    same = next((i for i, (a, b) in enumerate(zip(given, expected, strict=False)) if a != b), None)
    at = min(len(given), len(expected)) if same is None else same
    return expected.count(b"\n", 0, at) + 1


def _manifest_text_is_only_change(folder: Path, payload: Mapping[str, Seen]) -> bool:
    """Whether the tag manifest vouches for the payload as it is: then only the manifest's own text was changed."""
    text = bag.manifest(payload)
    if _bytes(folder / MANIFEST) == text:
        return False
    return _read_manifest(folder / TAG_MANIFEST).get(MANIFEST) == sha256(text).hexdigest()


def _payload(folder: Path, files: Mapping[str, Path], payload: Mapping[str, Seen], *, whole: bool) -> Check:
    name = "Isi berkas"
    if whole:
        line = _line_of_difference(_bytes(folder / MANIFEST), bag.manifest(payload))
        return Check(name, False, f"utuh, tetapi {MANIFEST} sendiri berubah (baris {line})")
    listed = _read_manifest(folder / MANIFEST)
    said = _differences(folder, files, payload, listed)
    if not said and _bytes(folder / MANIFEST) != bag.manifest(payload):
        said = [f"{MANIFEST} tidak dalam bentuk bakunya"]
    return Check(name, not said, "; ".join(said) or f"{len(payload)} berkas cocok dengan {MANIFEST}")


def _differences(
    folder: Path, files: Mapping[str, Path], payload: Mapping[str, Seen], listed: Mapping[str, str]
) -> list[str]:
    blocks = bag.read_blocks(_text(folder / BLOCKS))
    changed = []
    for one in sorted(payload):
        if one in listed and listed[one] != payload[one].digest:
            place = bag.place_of_change(files[one], blocks.get(one, []))
            changed.append(f"{one} ({place})" if place else one)
    missing = [one for one in sorted(listed) if one not in payload]
    extra = [one for one in sorted(payload) if one not in listed]
    said = [f"berubah: {_named(changed)}"] if changed else []
    said += [f"hilang: {_named(missing)}"] if missing else []
    return said + ([f"tambahan yang tidak tercantum: {_named(extra)}"] if extra else [])


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode()
    except (OSError, UnicodeDecodeError):
        return ""


def _second_opinion(folder: Path) -> Check:
    """The same question to the reference library, as a receiver would ask it."""
    try:
        bagit.Bag(str(folder)).validate(processes=1)
    except (bagit.BagError, ValueError, OSError) as error:
        return Check("BagIt", False, f"pustaka BagIt menolak: {error}")
    return Check("BagIt", True, "sah menurut pustaka BagIt")
