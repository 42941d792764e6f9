"""``ukur backup``, ``restore`` and ``check`` as people use them, each on real databases of its own."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.drill.place import Place, copy, place

NewPlace = Callable[[str], Place]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A place with the demo; change nothing in it."""
    with place(tmp_path_factory.mktemp("source") / "demo") as made:
        done = made.python("-m", "tests.drill.office", "setup")
        assert done.returncode == 0, done.stderr
        yield made


@pytest.fixture(scope="module")
def saved(source: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the demo; change nothing in it."""
    return backup(source, tmp_path_factory.mktemp("saved"))


@pytest.fixture
def new_place(tmp_path: Path) -> Iterator[NewPlace]:
    """Makes empty places of the test."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(place(tmp_path / name))


def backup(of: Place, folder: Path) -> Path:
    done = of.ukur("backup", folder)
    assert (done.returncode, done.stderr) == (0, "")
    made = Path(done.stdout.strip())
    assert made.parent == folder
    return made


def rows(saved: Path) -> dict[tuple[str, str], object]:
    """Every row of a backup by table and key."""
    read = [json.loads(line) for line in (saved / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    return {(one["model"], str(one["pk"])): one["fields"] for one in read}


def heads(saved: Path) -> dict[str, object]:
    return {key: fields for (model, key), fields in rows(saved).items() if model == "store.stream"}


def digests(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_restored_backup_has_the_same_heads_rows_and_files_and_is_sound(
    source: Place, saved: Path, new_place: NewPlace, tmp_path: Path
) -> None:
    target = new_place("target")
    done = target.ukur("restore", saved)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 8
    assert all(line.startswith("baik   ") for line in done.stdout.splitlines())
    assert target.ukur("check").returncode == 0
    again = backup(target, tmp_path / "again")
    assert len(heads(saved)) >= 2
    assert heads(again) == heads(saved)
    assert rows(again) == rows(saved)
    assert digests(target.data / "files") == digests(source.data / "files") != {}
    if source.address:
        lite = Place(tmp_path / "lite")
        assert lite.ukur("restore", again).returncode == 0
        assert rows(backup(lite, tmp_path / "last")) == rows(saved)


def test_a_restored_place_goes_on_counting_where_the_old_one_stood(
    saved: Path, new_place: NewPlace, tmp_path: Path
) -> None:
    target = new_place("target")
    assert target.ukur("restore", saved).returncode == 0
    done = target.ukur("init", "--admin", "pengelola.baru")
    assert done.returncode == 0, done.stderr
    people = [int(key) for model, key in rows(saved) if model == "store.person"]
    now = [int(key) for model, key in rows(backup(target, tmp_path / "again")) if model == "store.person"]
    assert sorted(now) == sorted([*people, max(people) + 1])


ODD = "2026-10-05T01:02:03.000042+00:00"
SET_ODD = f"""
from ukur.cli.django import start
start()
from ukur.store.models import Cell
print(Cell.objects.filter(pk=Cell.objects.earliest("pk").pk).update(changed_at="{ODD}"))
"""


def test_a_moment_comes_back_to_its_last_microsecond(source: Place, new_place: NewPlace, tmp_path: Path) -> None:
    odd, target = new_place("odd"), new_place("target")
    copy(source, odd)
    done = odd.python("-c", SET_ODD)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
    saved = backup(odd, tmp_path / "saved")
    assert ODD in (saved / "rows.jsonl").read_text(encoding="utf-8")
    assert target.ukur("restore", saved).returncode == 0
    assert rows(backup(target, tmp_path / "again")) == rows(saved)


def refused(target: Place, saved: Path) -> None:
    """Restoring over data is refused."""
    done = target.ukur("restore", saved)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"ukur: {target.data}: tempat ini sudah berisi data; pulihkan ke tempat yang kosong\n"


def test_nothing_is_restored_over_the_data_of_an_agency(source: Place, saved: Path, tmp_path: Path) -> None:
    refused(source, saved)
    assert rows(backup(source, tmp_path)) == rows(saved)


@pytest.mark.sqlite_only
def test_the_first_administrator_is_made_once_and_no_backup_replaces_him(saved: Path, tmp_path: Path) -> None:
    lite = Place(tmp_path / "data")
    first, second = (lite.ukur("init", "--admin", "satu") for _ in range(2))
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Pengelola: satu\nKata sandi sekali pakai: ")
    assert (second.returncode, second.stdout) == (2, "")
    assert second.stderr.startswith("ukur: Pengelola instalasi sudah ada.")
    refused(lite, saved)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def a_file(folder: Path) -> Path:
    return sorted(one for one in (folder / "files").rglob("*") if one.is_file())[0]


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "rows": (lambda folder: flip(folder / "rows.jsonl"), "rows.jsonl: berubah sejak dicadangkan"),
    "file": (lambda folder: flip(a_file(folder)), "berubah sejak dicadangkan"),
    "lost": (lambda folder: a_file(folder).unlink(), "hilang dari cadangan"),
    "more": (lambda folder: (folder / "files" / "tambahan").write_text("x"), "files/tambahan: tidak tercatat"),
    "manifest": (lambda folder: (folder / "manifest.json").unlink(), "manifest.json tidak ada"),
    "torn": (lambda folder: (folder / "manifest.json").write_text('{"files": {'), "manifest.json"),
}


@pytest.mark.sqlite_only
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_refused_and_the_place_stays_empty(
    saved: Path, new_place: NewPlace, tmp_path: Path, damage: str
) -> None:
    bad, target = tmp_path / "bad", new_place("target")
    shutil.copytree(saved, bad)
    harm, sentence = DAMAGES[damage]
    harm(bad)
    done = target.ukur("restore", bad)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (target.data / "files").exists()
    with sqlite3.connect(target.data / "ukur.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


@pytest.mark.sqlite_only
def test_what_was_broken_before_the_backup_is_found_by_the_restore(
    source: Place, new_place: NewPlace, tmp_path: Path
) -> None:
    broken, target = new_place("broken"), new_place("target")
    copy(source, broken)
    with sqlite3.connect(broken.data / "ukur.sqlite3") as database:
        database.execute("DROP TRIGGER ukur_journal_no_update")
        database.execute("UPDATE store_journalentry SET name = 'Orang lain' WHERE stream LIKE 'run:%' AND seq = 3")
    done = target.ukur("restore", backup(broken, tmp_path / "saved"))
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RUSAK")]
    assert line.startswith("RUSAK  Rantai Catatan Pelaksanaan: run:1 entri 3 (")


@pytest.mark.sqlite_only
def test_a_file_that_is_being_written_is_left_out(source: Place, new_place: NewPlace, tmp_path: Path) -> None:
    busy = new_place("busy")
    copy(source, busy)
    (busy.data / "files" / "ab").mkdir(exist_ok=True)
    (busy.data / "files" / "ab" / "tmpq8x2").write_bytes(b"half")
    assert "tmpq8x2" not in digests(backup(busy, tmp_path / "saved"))


def test_a_backup_is_for_its_owner_alone_and_needs_a_folder(source: Place, saved: Path, tmp_path: Path) -> None:
    assert saved.stat().st_mode & 0o077 == 0
    (tmp_path / "file").write_text("x")
    refused = source.ukur("backup", tmp_path / "file")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"ukur: {tmp_path / 'file'}")


@pytest.mark.sqlite_only
def test_a_second_demo_keeps_the_data_and_names_the_same_accounts(tmp_path: Path) -> None:
    lite = Place(tmp_path / "demo")
    first, second = (lite.ukur("demo", "--dir", lite.data, "--no-serve") for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout == second.stdout
    assert "bambang.prasetyo" in first.stdout
    assert lite.ukur("check").returncode == 0
