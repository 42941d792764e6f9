"""``ukur verify`` on what ``ukur measure`` made, whole and with a single byte changed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Measured, Ukur

pytestmark = pytest.mark.sqlite_only
PLACES = 12


def flipped(source: Path, at: int, target: Path) -> Path:
    data = bytearray(source.read_bytes())
    data[at] ^= 1 << at % 8
    target.write_bytes(data)
    return target


def names(text: str, at: int) -> bool:
    """Whether an answer says where: a byte, a span of bytes around it, or what it lies behind."""
    spans = re.findall(r"(sesudah )?byte (\d+)(?:–(\d+))?", text)
    return any(int(first) <= at if after else int(first) <= at <= int(last or first) for after, first, last in spans)


@pytest.mark.parametrize("what", ["document", "package"])
def test_what_was_made_is_sound(ukur: Ukur, measured: Measured, what: str) -> None:
    answer = ukur("verify", getattr(measured, what), "--json")
    data = json.loads(answer.out)
    assert (answer.code, answer.err) == (0, "")
    assert (data["kind"], data["sound"]) == ("pdf" if what == "document" else "package", True)
    assert data["checks"]
    assert all(set(one) == {"name", "ok", "detail"} and one["ok"] and one["detail"] for one in data["checks"])


def test_people_read_one_line_a_check_and_the_verdict(ukur: Ukur, measured: Measured) -> None:
    lines = ukur("verify", measured.package).out.splitlines()
    assert lines[-1] == "Utuh."
    assert all(line.startswith("baik   ") for line in lines[:-1])


@pytest.mark.parametrize("part", range(PLACES))
def test_one_changed_byte_of_the_document_is_found_and_its_place_named(
    ukur: Ukur, measured: Measured, tmp_path: Path, part: int
) -> None:
    size = measured.document.stat().st_size
    at = part * (size - 1) // (PLACES - 1)
    answer = ukur("verify", flipped(measured.document, at, tmp_path / "a.pdf"))
    assert answer.code == 1
    assert answer.out.splitlines()[-1] == "TIDAK UTUH."
    assert names("\n".join(line for line in answer.out.splitlines() if line.startswith("RUSAK")), at), answer.out


@pytest.mark.parametrize("part", range(PLACES))
def test_one_changed_byte_of_a_file_in_the_package_is_found_and_the_file_named(
    ukur: Ukur, measured: Measured, tmp_path: Path, part: int
) -> None:
    with zipfile.ZipFile(measured.package) as archive:
        members = [one for one in archive.infolist() if one.compress_size]
    one = members[part * (len(members) - 1) // (PLACES - 1)]
    at = one.header_offset + 30 + len(one.filename.encode()) + one.compress_size // 2
    answer = ukur("verify", flipped(measured.package, at, tmp_path / "a.zip"), "--json")
    found = json.loads(answer.out)
    assert (answer.code, found["sound"]) == (1, False)
    inside = one.filename.partition("/")[2]
    assert any(inside in check["detail"] for check in found["checks"] if not check["ok"]), found


@pytest.mark.parametrize("part", [0.0, 0.00001, 0.9995, 0.99999, 1.0])
def test_one_changed_byte_between_the_files_of_the_package_is_found(
    ukur: Ukur, measured: Measured, tmp_path: Path, part: float
) -> None:
    at = int(part * (measured.package.stat().st_size - 1))
    assert ukur("verify", flipped(measured.package, at, tmp_path / "a.zip")).code == 1


def test_a_package_that_was_unpacked_is_still_sound_and_a_lost_file_is_named(
    ukur: Ukur, measured: Measured, tmp_path: Path
) -> None:
    with zipfile.ZipFile(measured.package) as archive:
        archive.extractall(tmp_path)
    (folder,) = (one for one in tmp_path.iterdir() if one.name.startswith("berkas-"))
    assert ukur("verify", folder).code == 0
    lost = sorted(folder.glob("data/dokumen/*.pdf"))[0]
    lost.unlink()
    answer = ukur("verify", folder)
    assert answer.code == 1
    assert lost.name in answer.out


def test_a_root_that_is_no_certificate_is_told(ukur: Ukur, measured: Measured, tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_text("no certificate")
    answer = ukur("verify", measured.document, "--root", tmp_path / "a.pem")
    assert (answer.code, answer.out, answer.err) == (2, "", "ukur: --root ke-1: bukan sertifikat (PEM atau DER)\n")


@pytest.mark.parametrize(
    ("content", "name", "code", "part"),
    [
        (b"hello", "a.pdf", 1, "bukan PDF"),
        (b"hello", "a.zip", 1, "zip tidak dapat dibaca"),
        (b"hello", "a.txt", 2, "bukan PDF dan bukan Berkas Arsip"),
        (b"", "a.pdf", 1, "kosong"),
    ],
)
def test_what_is_something_else_is_told(
    ukur: Ukur, tmp_path: Path, content: bytes, name: str, code: int, part: str
) -> None:
    (tmp_path / name).write_bytes(content)
    answer = ukur("verify", tmp_path / name)
    assert answer.code == code
    assert part in (answer.err if code == 2 else answer.out)


def test_an_unsigned_paper_of_ours_is_told_from_a_damaged_one(ukur: Ukur, measured: Measured, tmp_path: Path) -> None:
    paper = next(measured.out.glob("02-*.pdf"))
    answer = ukur("verify", paper)
    assert (answer.code, answer.out.splitlines()[-1]) == (0, "Utuh, tetapi belum ditandatangani.")
    bad = ukur("verify", flipped(paper, 3000, tmp_path / "a.pdf"), "--json")
    found = json.loads(bad.out)
    assert (bad.code, found["sound"], found["signed"]) == (1, False, False)
    assert "byte 3000" in "".join(one["detail"] for one in found["checks"])
    quick = ukur("verify", paper, "--no-redraw")
    assert (quick.code, "tidak digambar ulang" in quick.out) == (1, True)


def test_a_check_loads_no_django_so_a_stranger_does_not_wait_for_it(measured: Measured) -> None:
    code = (
        "import sys; from ukur.cli.main import main; "
        "assert not any(main(['verify', path]) for path in sys.argv[1:]); sys.exit('django' in sys.modules)"
    )
    files = (measured.document, measured.package, next(measured.out.glob("02-*.pdf")))
    assert subprocess.run([sys.executable, "-c", code, *map(str, files)], check=False).returncode == 0


def test_a_pdf_of_others_without_signature_is_not_called_damaged(ukur: Ukur, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nlain\n%%EOF\n")
    answer = ukur("verify", tmp_path / "a.pdf")
    assert answer.code == 1
    assert "bukan naskah Ukur" in answer.out
    assert answer.out.splitlines()[-1] == "TIDAK TERBUKTI UTUH: naskah ini tidak bertanda tangan."


def test_ten_thousand_signature_fields_are_not_gone_through(ukur: Ukur, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + b"1 0 obj\n<</FT/Sig/ByteRange [0 9 20 9]>>\nendobj\n" * 10_000)
    answer = ukur("verify", tmp_path / "a.pdf")
    assert (answer.code, "10000 tanda tangan di dalam satu berkas" in answer.out) == (1, True)


def test_a_bomb_is_not_unpacked(ukur: Ukur, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a/b", "w") as out:
        for _ in range(300):
            out.write(bytes(1 << 20))
    answer = ukur("verify", tmp_path / "a.zip")
    assert (answer.code, "jauh lebih besar" in answer.out) == (1, True)
