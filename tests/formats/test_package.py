"""Archive packages: what was packed comes out, and whatever is changed afterwards is named."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest

from ukur.domain.errors import Refused
from ukur.domain.paper import chain
from ukur.domain.paper.checks import Check
from ukur.formats.package import Package, PackageVerdict, Record, build, safe_name, verify_package, zip_folder

RECORD = Record(
    agency="Dinas Koperasi, UKM, Perdagangan dan Perindustrian",
    title="Pengukuran Kinerja",
    period="Triwulan III Tahun 2026",
    classification="000.8.6.3",
    closed=dt.date(2026, 10, 30),
    made=dt.date(2026, 10, 31),
    active_years=2,
    inactive_years=4,
    fate="Permanen",
)


SNAPSHOT = chain.canonical({"indikator": [{"nama": "Nilai SAKIP", "capaian": "94.74"}]})
CODE = hashlib.sha256(SNAPSHOT).hexdigest()


def journal(length: int = 9) -> list[dict[str, Any]]:
    """A chained stream as the journal gives it."""
    entries: list[dict[str, Any]] = []
    prev = chain.GENESIS
    for seq in range(1, length + 1):
        entry: dict[str, Any] = {"stream": "run:1", "seq": seq, "at": "2026-10-05T08:00:00.000+07:00", "actor": 3}
        entry |= {
            "name": "Siti Aminah",
            "kind": "Send",
            "payload": {"catatan": f"baris – {seq}", "digest": CODE},
            "refused": False,
        }
        entry["prev"], entry["digest"] = prev, chain.digest(prev, entry)
        prev = entry["digest"]
        entries.append(entry)
    return entries


def parts(**changes: Any) -> Package:
    """A small but whole package."""
    given: dict[str, Any] = {
        "record": RECORD,
        "documents": {"dokumen-pengukuran.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 60},
        "snapshot": SNAPSHOT,
        "journal": journal(),
        "sops": {"pengukuran-kinerja.sop.toml": b'id = "pengukuran-kinerja"\n'},
        "papers": {"notula.pdf": b"%PDF-1.7\nnotula"},
        "evidence": {"bidang koperasi/foto é.jpg": b"\xff\xd8" + bytes(5000), "kosong.txt": b""},
    }
    return Package(**given | changes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A freshly built package."""
    target = tmp_path / "berkas-TW-III-2026"
    build(target, parts())
    return target


def faults(verdict: PackageVerdict) -> str:
    """All that is wrong, as one text."""
    assert verdict.sound == all(one.ok for one in verdict.checks)
    return "; ".join(f"{one.name}: {one.detail}" for one in verdict.checks if not one.ok)


def flip(path: Path, at: int, mask: int = 1) -> None:
    """Changes one byte of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= mask
    path.write_bytes(bytes(content))


def test_a_built_package_is_sound_as_folder_and_as_zip(folder: Path, tmp_path: Path) -> None:
    zip_folder(folder, tmp_path / "berkas.zip")
    assert faults(verify_package(folder)) == ""
    assert faults(verify_package(tmp_path / "berkas.zip")) == ""


def test_the_bag_library_and_sha256sum_accept_it_too(folder: Path) -> None:
    bagit.Bag(str(folder)).validate()
    tool = shutil.which("sha256sum") or pytest.skip("sha256sum is not here")
    subprocess.run([tool, "--quiet", "-c", "tagmanifest-sha256.txt", "manifest-sha256.txt"], cwd=folder, check=True)


def test_the_program_printed_in_the_package_proves_the_journal(folder: Path) -> None:
    page = (folder / "BACA-SAYA.txt").read_text("utf-8")
    program = page[page.index("import hashlib, json") : page.index("\n5. Bila")]
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=True)
    assert journal()[-1]["digest"] in done.stdout
    log = folder / "data/catatan/journal.jsonl"
    log.write_text(log.read_text("utf-8").replace("baris – 4", "baris – 5"), "utf-8")
    refused = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    assert "Catatan nomor 4 berubah" in refused.stderr


def test_the_description_carries_retention_dates_and_digests(folder: Path) -> None:
    found = json.loads((folder / "data/metadata.json").read_text("utf-8"))
    snapshot = (folder / "data/naskah/snapshot.json").read_bytes()
    assert found["retensi"]["aktif_sampai"] == "2028-10-30"
    assert found["retensi"]["inaktif_sampai"] == "2032-10-30"
    assert found["kode_keaslian_naskah"] == hashlib.sha256(snapshot).hexdigest()
    assert (found["kepala_catatan"], found["jumlah_catatan"]) == (journal()[-1]["digest"], 9)


def test_29_february_ends_on_the_28th(tmp_path: Path) -> None:
    leap = Record(**{name: getattr(RECORD, name) for name in Record.__slots__} | {"closed": dt.date(2028, 2, 29)})
    build(tmp_path / "b", parts(record=leap))
    found = json.loads((tmp_path / "b/data/metadata.json").read_text("utf-8"))
    assert found["retensi"]["aktif_sampai"] == "2030-02-28"


def test_the_same_content_gives_the_same_zip_whatever_the_times_of_the_files(folder: Path, tmp_path: Path) -> None:
    zip_folder(folder, tmp_path / "a.zip")
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
    zip_folder(folder, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as found:
        assert found.testzip() is None


def test_one_changed_byte_of_any_file_names_the_file(folder: Path) -> None:
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and one.stat().st_size):
        before = path.read_bytes()
        for at in {0, len(before) // 2, len(before) - 1}:
            flip(path, at)
            found = faults(verify_package(folder))
            assert path.name in found, (path, at, found)
            path.write_bytes(before)


def test_a_changed_byte_of_the_document_names_its_bytes(folder: Path) -> None:
    flip(folder / "data/dokumen/dokumen-pengukuran.pdf", 9000)
    assert "data/dokumen/dokumen-pengukuran.pdf (byte 8192–12287)" in faults(verify_package(folder))


def test_a_changed_list_is_told_apart_from_a_changed_file(folder: Path) -> None:
    flip(folder / "manifest-sha256.txt", 0, 8)
    found = faults(verify_package(folder))
    assert "manifest-sha256.txt sendiri berubah (baris 1)" in found
    assert "berubah: data/" not in found


def test_a_missing_and_an_added_file_are_named_wherever_they_are(folder: Path) -> None:
    (folder / "data/bukti/kosong.txt").unlink()
    (folder / "data/bukti/titipan.txt").write_text("x")
    (folder / "titipan-luar.txt").write_text("x")
    found = faults(verify_package(folder))
    assert "hilang: data/bukti/kosong.txt" in found
    assert "tidak tercantum: data/bukti/titipan.txt" in found
    assert "bukan bagian arsip: titipan-luar.txt" in found


def test_a_link_in_a_folder_is_never_part_of_a_package(folder: Path) -> None:
    evidence = folder / "data/bukti/kosong.txt"
    evidence.unlink()
    evidence.symlink_to("/dev/null")
    assert "data/bukti/kosong.txt" in faults(verify_package(folder))


def reseal(folder: Path) -> None:
    """What a forger does who knows BagIt: makes all manifests anew."""
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    named = {one.relative_to(folder).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}
    payload = "".join(f"{digest}  {name}\n" for name, digest in named.items() if name.startswith("data/"))
    (folder / "manifest-sha256.txt").write_text(payload, "utf-8")
    named["manifest-sha256.txt"] = hashlib.sha256(payload.encode()).hexdigest()
    tags = sorted(name for name in named if "/" not in name and not name.startswith("tagmanifest"))
    (folder / "tagmanifest-sha256.txt").write_text("".join(f"{named[name]}  {name}\n" for name in tags), "utf-8")


def rewrite_entry(folder: Path) -> None:
    log = folder / "data/catatan/journal.jsonl"
    log.write_text(log.read_text("utf-8").replace("baris – 4", "baris – 5"), "utf-8")


def drop_last_entry(folder: Path) -> None:
    log = folder / "data/catatan/journal.jsonl"
    log.write_text("".join(log.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")


def change_snapshot(folder: Path) -> None:
    snapshot = folder / "data/naskah/snapshot.json"
    snapshot.write_text(snapshot.read_text("utf-8").replace("94.74", "99.99"), "utf-8")


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (rewrite_entry, "catatan nomor 4 isinya berubah"),
        (drop_last_entry, "tidak cocok dengan catatan: kepala-catatan.json, metadata.json"),
        (change_snapshot, "snapshot.json tidak cocok dengan metadata.json dan Catatan Pelaksanaan"),
    ],
)
def test_content_that_does_not_hold_together_is_found_behind_new_manifests(
    folder: Path, forge: Callable[[Path], None], said: str
) -> None:
    forge(folder)
    reseal(folder)
    found = faults(verify_package(folder))
    assert said in found
    assert "Isi berkas" not in found


def test_every_kind_of_zip_damage_is_named(folder: Path, tmp_path: Path) -> None:
    whole, bad = tmp_path / "a.zip", tmp_path / "b.zip"
    zip_folder(folder, whole)
    content = whole.read_bytes()
    places = {*range(0, 50, 3), *range(60, len(content), 2999), *range(len(content) - 160, len(content), 7)}
    for at in sorted(places):
        bad.write_bytes(content[:at] + bytes([content[at] ^ (1 << at % 8)]) + content[at + 1 :])
        found = faults(verify_package(bad))
        assert found, at


def test_a_changed_head_inside_the_zip_names_the_byte_and_the_member(folder: Path, tmp_path: Path) -> None:
    zip_folder(folder, tmp_path / "a.zip")
    flip(tmp_path / "a.zip", 11)
    assert f"berubah di byte 11 (kepala {folder.name}/BACA-SAYA.txt)" in faults(verify_package(tmp_path / "a.zip"))


def test_bytes_behind_or_before_the_zip_and_a_cut_zip_are_found(folder: Path, tmp_path: Path) -> None:
    zip_folder(folder, tmp_path / "a.zip")
    content = (tmp_path / "a.zip").read_bytes()
    for bad in (content + b"x", b"x" + content, content[:-1], content[: len(content) // 2], content[:10], b""):
        (tmp_path / "b.zip").write_bytes(bad)
        assert "Bungkus zip" in faults(verify_package(tmp_path / "b.zip"))


def test_a_package_zipped_by_others_is_sound_and_said_so(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for path in folder.rglob("*"):
            out.write(path, f"luar/{path.relative_to(folder).as_posix()}")
    verdict = verify_package(tmp_path / "c.zip")
    assert verdict.sound
    assert "dikemas ulang" in verdict.checks[0].detail


def hostile(path: Path, *members: tuple[str, bytes], mode: int = 0o100644, bomb: bool = False) -> None:
    """A zip as an attacker would make it."""
    method = zipfile.ZIP_DEFLATED if bomb else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", method) as out:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.external_attr, info.compress_type = mode << 16, method
            out.writestr(info, content)


@pytest.mark.parametrize(
    "name", ["../keluar.txt", "/etc/keluar.txt", "a/../../keluar.txt", "a\\..\\keluar.txt", "C:/keluar.txt", "a/con"]
)
def test_a_zip_that_reaches_out_of_its_folder_is_refused_and_writes_nothing(tmp_path: Path, name: str) -> None:
    hostile(tmp_path / "jahat.zip", (name, b"x"))
    assert "Bungkus zip" in faults(verify_package(tmp_path / "jahat.zip"))
    assert [one.name for one in tmp_path.iterdir()] == ["jahat.zip"]
    assert not Path("/etc/keluar.txt").exists()


def test_links_bombs_doubles_and_crowds_inside_a_zip_are_refused(tmp_path: Path) -> None:
    bad = tmp_path / "jahat.zip"
    hostile(bad, ("a/bagit.txt", b"/etc/passwd"), mode=0o120777)
    assert "tautan" in faults(verify_package(bad))
    hostile(bad, ("a/bom", bytes(100 << 20)), bomb=True)
    assert "jauh lebih besar" in faults(verify_package(bad))
    hostile(bad, ("a/x", b"1"), ("a/X", b"2"))
    assert "dua kali" in faults(verify_package(bad))
    hostile(bad, ("a/x", b"1"), ("b/x", b"2"))
    assert "tepat satu folder" in faults(verify_package(bad))


def test_what_is_no_package_gets_a_verdict_too(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    (tmp_path / "surat.zip").write_bytes(b"bukan zip")
    assert "bukan berkas arsip" in faults(verify_package(tmp_path / "kosong"))
    assert "Bungkus zip" in faults(verify_package(tmp_path / "surat.zip"))
    with pytest.raises(FileNotFoundError):
        verify_package(tmp_path / "tidak-ada")


def test_each_document_is_shown_to_the_one_who_checks_signatures(folder: Path) -> None:
    asked: list[tuple[str, int]] = []

    def look(name: str, content: bytes) -> list[Check]:
        asked.append((name, len(content)))
        return [Check("Tanda tangan", False, "tidak bertanda tangan")]

    assert "tidak bertanda tangan" in faults(verify_package(folder, check_document=look))
    assert asked == [("data/dokumen/dokumen-pengukuran.pdf", 9 + 256 * 60)]


def test_a_package_is_not_built_from_a_broken_journal_and_leaves_nothing_behind(tmp_path: Path) -> None:
    entries = journal()
    entries[2]["name"] = "Orang Lain"
    with pytest.raises(Refused) as refused:
        build(tmp_path / "b", parts(journal=entries))
    assert refused.value.refusals[0].code == "package_unsound"
    assert "catatan nomor 3" in dict(refused.value.refusals[0].values)["detail"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../x.pdf", "a/../x.pdf", "x\n.pdf", "NUL.pdf", "a\\b.pdf", "x%0A.pdf", " x.pdf", ""])
def test_a_name_that_is_not_safe_everywhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="nama"):
        build(tmp_path / "b", parts(evidence={name: b"x"}))
    assert list(tmp_path.iterdir()) == []


def test_two_names_that_differ_in_capitals_only_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="dua kali"):
        build(tmp_path / "b", parts(evidence={"a.pdf": b"x", "A.pdf": b"y"}))


def test_a_package_that_is_there_is_never_overwritten(folder: Path) -> None:
    with pytest.raises(FileExistsError):
        build(folder, parts())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Foto Pasar Rebo.jpg", "Foto Pasar Rebo.jpg"),
        ("../../etc/passwd", "-.-etc-passwd"),
        ("a:b*c?.pdf", "a-b-c-.pdf"),
        ("nul.txt", "_nul.txt"),
        ("   ", "berkas"),
        ("x" * 400 + ".pdf", "x" * 176 + ".pdf"),
    ],
)
def test_a_users_file_name_becomes_a_safe_one(tmp_path: Path, given: str, expected: str) -> None:
    assert safe_name(given) == expected
    build(tmp_path / "b", parts(evidence={safe_name(given): b"x"}))


def test_evidence_can_be_given_as_a_file_on_disk(tmp_path: Path) -> None:
    source = tmp_path / "asli.bin"
    source.write_bytes(bytes(3 << 20))
    build(tmp_path / "b", parts(evidence={"asli.bin": source}))
    assert (tmp_path / "b/data/bukti/asli.bin").read_bytes() == source.read_bytes()
    flip(tmp_path / "b/data/bukti/asli.bin", 1_000_000)
    assert "data/bukti/asli.bin (byte 999424–1003519)" in faults(verify_package(tmp_path / "b"))


def test_an_older_package_without_the_verifier_is_sound_and_a_lost_or_changed_verifier_is_named(folder: Path) -> None:
    tool = folder / "periksa.html"
    content = tool.read_bytes()
    tool.write_bytes(content.replace(b"'none'", b"'self'", 1))
    assert "periksa.html" in faults(verify_package(folder))
    tool.unlink()
    assert "hilang: periksa.html" in faults(verify_package(folder))
    reseal(folder)  # as a package was made before there was one
    assert faults(verify_package(folder)) == ""


def test_a_document_that_carries_another_frozen_content_is_named(tmp_path: Path) -> None:
    def paper(content: dict[str, object], digest: str) -> bytes:
        packed = zlib.compress(json.dumps({**content, "digest": digest, "verify": {"url": "x"}}).encode())
        head = b"1 0 obj\n<</Length %d/Type/EmbeddedFile/Filter/FlateDecode>>\nstream\n" % len(packed)
        return b"%PDF-1.7\n" + head + packed + b"\nendstream\nendobj\n% /ByteRange\n"

    content: dict[str, object] = {"kind": "dpk", "angka": "94.74"}
    code = hashlib.sha256(chain.canonical(content)).hexdigest()
    snapshot = chain.canonical(content)
    entry: dict[str, Any] = {"stream": "run:1", "seq": 1, "prev": "", "payload": {"digest": code}}
    entry["digest"] = chain.digest("", entry)
    more: dict[str, Any] = {"snapshot": snapshot, "journal": [entry]}
    build(tmp_path / "a", parts(documents={"a.pdf": paper(content, code)}, **more))
    cases: tuple[tuple[dict[str, object], str], ...] = (
        ({"angka": "99.99"}, "tidak cocok dengan Kode keaslian sendiri"),
        ({}, "melampirkan naskah yang lain"),
    )
    for other, said in cases:
        changed = {**content, "lain": "x"} | other
        digest = code if other else hashlib.sha256(chain.canonical(changed)).hexdigest()
        with pytest.raises(Refused) as refused:
            build(tmp_path / "b", parts(documents={"a.pdf": paper(changed, digest)}, **more))
        assert said in str(refused.value.refusals[0].values)
