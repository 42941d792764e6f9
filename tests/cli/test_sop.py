"""``ukur sop run``: output, exit codes and messages."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.domain.sop.tiny import row, text
from ukur.cli import sop

SEED = str(Path(__file__).parents[2] / "sop" / "pengukuran-kinerja.sop.toml")


def ukur(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="ukur")
    sop.add_arguments(parser.add_subparsers(required=True))
    args = parser.parse_args(["sop", "run", *words])
    return int(args.handler(args))


def test_json_has_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert ukur(SEED, "--answers", "8=Tidak>7,8=Ya,9=Ya", "--json") == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert (data["ended"], data["standard_minutes"], data["returns"], err) == (True, 1055, 1, "")
    assert data["trace"][7] == {
        "no": "8", "performers": ["Tim Evaluasi Kinerja", "Sekretaris"], "round": 1, "answer": "Tidak",
    }  # fmt: skip
    assert data["trace"][0]["answer"] is None


def test_people_get_an_aligned_table_and_the_sum(capsys: pytest.CaptureFixture[str]) -> None:
    assert ukur(SEED) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + 13 + 2
    assert lines[9].index("Tim Evaluasi Kinerja") == lines[0].index("Pelaksana")
    assert lines[-1] == "PENGUKURAN KINERJA: selesai, waktu baku 775 menit, dikembalikan 0 kali"


def test_answers_nobody_asked_for_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert ukur(SEED, "--answers", "8=Ya,8=Ya") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Jawaban yang tidak terpakai: 8=Ya"


def test_a_faulty_file_is_told_by_path_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "buruk.sop.toml"
    written = text(row("1", "a"), row("2", "b", waktu={"nilai": 0, "satuan": "menit"}, cara="x"))
    path.write_text(written, encoding="utf-8")
    line = written[: written.rindex("[[langkah]]")].count("\n") + 1
    assert ukur(str(path)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[1] == f"{path}:{line}: langkah[2].waktu.nilai: harus lebih dari 0"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "berkas tidak ada; periksa nama dan foldernya"),
        (b"\xff\xfe", "bukan teks UTF-8; simpan ulang sebagai UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    content: bytes | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.sop.toml"
    if content is not None:
        path.write_bytes(content)
    assert ukur(str(path)) == 2
    assert capsys.readouterr().err == f"{path}: {message}\n"


def test_a_folder_and_a_text_that_is_not_toml_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ukur(str(tmp_path)) == 2
    assert "ini folder" in capsys.readouterr().err
    path = tmp_path / "a.sop.toml"
    path.write_text("a = 1\nb\n", encoding="utf-8")
    assert ukur(str(path)) == 2
    assert capsys.readouterr().err.startswith(f"{path}:2: bukan TOML yang benar")


def test_answers_that_do_not_fit_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert ukur(SEED, "--answers", "8=Tidak>5") == 2
    assert capsys.readouterr().err.startswith("--answers: jawaban ke-1 (8=Tidak>5): ")


def test_the_command_needs_no_django() -> None:
    code = "import sys, ukur.cli.sop; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(SEED).parents[1]).returncode == 0
