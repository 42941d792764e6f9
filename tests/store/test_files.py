"""Files are kept once, whole, under their digest, and never handed out changed: in a folder and in a bucket alike."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from tests.rig import kept
from ukur.domain.errors import Refused
from ukur.services.wording import say_all
from ukur.store import files
from ukur.store.storage_s3 import PREFIX
from ukur.store.storage_s3 import bucket as bucket_of

PAPER = b"%PDF-1.7 naskah"


def damage(place: str, digest: str, client: Any) -> None:
    """Change what is kept, behind the back of the store."""
    if place == "folder":
        kept.flip(digest)
    else:
        client.put_object(Bucket="arsip", Key=PREFIX + digest, Body=b"lain sama sekali")


def lose(place: str, digest: str, client: Any) -> None:
    if place == "folder":
        kept.place(digest).unlink()
    else:
        client.delete_object(Bucket="arsip", Key=PREFIX + digest)


@pytest.fixture
def client(place: str, settings: Any) -> Any:
    return bucket_of(settings.S3).client if place == "bucket" else None


def test_what_was_kept_is_read_again_by_its_digest(place: str) -> None:
    digest = files.keep(PAPER)
    assert digest == hashlib.sha256(PAPER).hexdigest()
    assert files.read(digest) == PAPER
    with files.opened(digest) as stream:
        assert stream.read(4) == b"%PDF"
    assert files.examine(digest) == files.Seen("sound", len(PAPER))


def test_the_same_bytes_are_kept_once(place: str) -> None:
    assert files.keep(PAPER) == files.keep(PAPER)
    assert list(files.names()) == [files.keep(PAPER)]


def test_names_come_in_order_and_from_a_place_onward(place: str) -> None:
    digests = sorted(files.keep(f"berkas {no}".encode()) for no in range(40))
    assert list(files.names()) == digests
    assert list(files.names(digests[17])) == digests[18:]
    assert list(files.names(digests[-1])) == []


@pytest.mark.parametrize("size", [0, 1, 9 * 1024 * 1024])
def test_a_file_of_any_size_comes_back_as_it_was(place: str, size: int) -> None:
    data = b"a" * size
    assert files.read(files.keep(data)) == data


def test_changed_bytes_are_never_handed_out(place: str, client: Any) -> None:
    digest = files.keep(PAPER)
    damage(place, digest, client)
    assert files.examine(digest).state == "changed"
    assert not files.sound(digest)
    with pytest.raises(files.Damaged):
        files.read(digest)
    with pytest.raises(files.Damaged):
        files.opened(digest)


def test_lost_bytes_are_told_apart_from_changed_ones(place: str, client: Any) -> None:
    digest = files.keep(PAPER)
    lose(place, digest, client)
    assert files.examine(digest) == files.Seen("missing")
    with pytest.raises(FileNotFoundError):
        files.read(digest)
    assert files.keep(PAPER) == digest
    assert files.sound(digest)


def test_a_copy_is_made_as_it_is_and_put_back(place: str, client: Any, tmp_path: Path) -> None:
    digest = files.keep(PAPER)
    files.export(digest, tmp_path / "salinan" / digest)
    lose(place, digest, client)
    files.bring(digest, tmp_path / "salinan" / digest)
    assert files.read(digest) == PAPER
    damage(place, digest, client)
    files.export(digest, tmp_path / "rusak")
    assert (tmp_path / "rusak").read_bytes() != PAPER


class Torn(io.BytesIO):
    """A source that breaks in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError("putus")
        return super().read(4)


def test_of_a_file_that_was_cut_off_nothing_is_seen(place: str) -> None:
    digest = hashlib.sha256(PAPER).hexdigest()
    with pytest.raises((files.Unreachable, OSError)):
        files.storage().put(digest, Torn(PAPER))
    assert list(files.names()) == []
    assert files.examine(digest).state == "missing"


def test_a_writer_that_is_killed_leaves_nothing_that_counts_as_a_file(files: Path) -> None:  # the fixture: the folder
    program = (
        "import sys, io, os\nfrom pathlib import Path\nfrom ukur.store.storage import Disk\n"
        "class Cut(io.BytesIO):\n"
        "    def read(self, size=-1):\n"
        "        data = super().read(3)\n"
        "        if not data: os._exit(9)\n"
        "        return data\n"
        f"Disk(Path(sys.argv[1])).put('{'a' * 64}', Cut(b'isi berkas'))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(files)], check=False)
    assert done.returncode == 9
    from ukur.store.storage import Disk

    assert list(Disk(files).names()) == []
    assert [one for one in files.rglob("*") if one.is_file()] != []  # its scratch file is there, under no digest


def test_a_place_that_does_not_answer_says_what_to_do_and_changes_nothing(settings: Any, bucket: Any) -> None:
    settings.S3 = {**settings.S3, "endpoint": "http://127.0.0.1:9"}
    for act in (lambda: files.keep(PAPER), lambda: files.read("a" * 64), lambda: list(files.names())):
        with pytest.raises(Refused) as refused:
            act()
        (said,) = say_all(refused.value.refusals)
        assert said.startswith("Penyimpanan berkas tidak menjawab")


def test_a_bucket_that_is_not_there_is_no_lost_file(settings: Any, bucket: Any) -> None:
    settings.S3 = {**settings.S3, "bucket": "lain"}
    with pytest.raises(files.Unreachable):
        files.examine("a" * 64)
    with pytest.raises(files.Unreachable):
        files.keep(PAPER)


def test_a_full_disk_is_told_like_a_place_that_does_not_answer(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    settings.FILES = tmp_path / "berkas"
    with pytest.raises(files.Unreachable):
        files.keep(PAPER)


@given(st.lists(st.binary(max_size=200), max_size=12))
@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_kept_in_whatever_order_is_there_once(files: Path, contents: list[bytes]) -> None:
    from ukur.store import files as store

    digests = {store.keep(one): one for one in contents}
    assert {digest: store.read(digest) for digest in digests} == digests
    assert set(digests) <= set(store.names())
