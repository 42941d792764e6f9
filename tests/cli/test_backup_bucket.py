"""``ukur backup``, ``restore`` and ``check`` when files are kept in a bucket, and the way from a folder to a bucket."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.drill.place import Place, place, shell
from tests.rig import bucket as rig
from tests.rig.site import UKUR
from ukur.store import storage_s3

pytestmark = pytest.mark.sqlite_only  # a bucket does not know what database stands beside it
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def address() -> Iterator[str]:
    with rig.server() as made:
        client(made).create_bucket(Bucket=rig.NAME)
        yield made


def client(address: str) -> Any:
    return storage_s3.bucket(rig.settings(address)).client


def names(address: str) -> set[str]:
    pages = client(address).get_paginator("list_objects_v2").paginate(Bucket=rig.NAME)
    return {one["Key"].removeprefix(storage_s3.PREFIX) for page in pages for one in page.get("Contents", ())}


def on_bucket(at: Place, address: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return shell({**at.env, **rig.environment(address)}, UKUR, *words)


def test_data_moves_from_a_folder_to_a_bucket_and_back_by_backup_and_restore(address: str, tmp_path: Path) -> None:
    with place(tmp_path / "a") as folder, place(tmp_path / "b") as lifted, place(tmp_path / "c") as landed:
        assert folder.python("-m", "tests.drill.office", "setup").returncode == 0
        kept = {one.name for one in (folder.data / "files").rglob("*") if one.is_file()}
        saved = folder.ukur("backup", tmp_path / "saved").stdout.strip()
        done = on_bucket(lifted, address, "restore", saved)
        assert (done.returncode, done.stderr) == (0, "")
        assert names(address) == kept != set()
        assert not (lifted.data / "files").exists()
        again = on_bucket(lifted, address, "backup", tmp_path / "again").stdout.strip()
        assert landed.ukur("restore", again).returncode == 0
        assert {one.name for one in (landed.data / "files").rglob("*") if one.is_file()} == kept
        break_one_by_one(lifted, address, kept)


def break_one_by_one(at: Place, address: str, kept: set[str]) -> None:
    """Check names what is changed, and what is lost; without an answer it says so instead of calling all lost."""
    assert on_bucket(at, address, "check").returncode == 0
    first, *_ = sorted(kept)
    client(address).put_object(Bucket=rig.NAME, Key=storage_s3.PREFIX + first, Body=b"lain")
    done = on_bucket(at, address, "check")
    assert done.returncode == 1 and f"[{first[:16]}] isinya berubah" in done.stdout
    client(address).delete_object(Bucket=rig.NAME, Key=storage_s3.PREFIX + first)
    done = on_bucket(at, address, "check")
    assert done.returncode == 1 and f"[{first[:16]}] hilang" in done.stdout
    done = on_bucket(at, "http://127.0.0.1:9", "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("ukur: Penyimpanan berkas tidak menjawab atau penuh, jadi belum ada yang berubah. "
                                "Coba lagi beberapa menit lagi, atau hubungi pengelola.\n")  # fmt: skip


def test_a_bucket_without_its_key_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    env = {**os.environ, "UKUR_DATA": str(tmp_path / "data"), "UKUR_S3_BUCKET": "arsip"}
    done = shell(env, UKUR, "init")
    assert done.returncode == 2
    assert "UKUR_S3_KEY dan UKUR_S3_SECRET belum diisi" in done.stderr
