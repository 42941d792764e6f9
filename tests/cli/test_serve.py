"""``ukur serve`` and ``ukur demo`` as a supervisor and a second user meet them."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import time
import urllib.request
from http.client import HTTPResponse
from pathlib import Path

import pytest

from tests.drill.place import shell
from tests.rig import processes
from tests.rig.processes import free_port, tail
from tests.rig.site import UKUR, answers, environment, make_demo, serve


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demo that nobody serves."""
    data = tmp_path_factory.mktemp("demo") / "data"
    make_demo(data)
    return data


def left_of(group: int, patience: float = 30) -> bool:
    """Whether any process of the group is still there when the patience is at its end."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.sqlite_only
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_the_command_alone_ends_all_that_it_started(
    pristine: Path, tmp_path: Path, how: signal.Signals
) -> None:
    with serve(pristine, tmp_path) as site:
        site.process.send_signal(how)
        assert site.process.wait(30) == 0
        assert not left_of(site.process.pid)
        assert "Traceback" not in site.log.read_text()


def servers(session: int) -> int:
    """How many processes of the web server there are in the session: one, and those that it made to serve."""
    found = 0
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            of = int((place / "stat").read_text().rpartition(")")[2].split()[3])
            found += of == session and b"ukur.cli.server" in (place / "cmdline").read_bytes()
    return found


@pytest.mark.sqlite_only
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at the processes of Linux")
def test_a_signal_while_the_application_is_still_loaded_ends_all_too(pristine: Path, tmp_path: Path) -> None:
    words = [str(UKUR), "serve", "--workers", "2", "--port", str(free_port())]
    process = processes.start(words, log=tmp_path / "log", env=environment(pristine))
    try:
        deadline = time.monotonic() + 60
        while servers(process.pid) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert not left_of(process.pid, 5), tail(tmp_path / "log")
        assert "Killing" not in (tmp_path / "log").read_text()  # the server says so of whom it had to wait for in vain
    finally:
        processes.stop(process)


@pytest.mark.sqlite_only
def test_a_port_that_somebody_uses_is_not_shared(pristine: Path, tmp_path: Path) -> None:
    with serve(pristine, tmp_path) as site:
        port = site.address.rpartition(":")[2]
        for words in (["serve"], ["demo", "--dir", tmp_path / "other"]):
            done = shell(environment(tmp_path / "data"), UKUR, *words, "--port", port, patience=60)
            assert (done.returncode, done.stdout) == (2, "")
            assert f"127.0.0.1:{port}: sedang dipakai program lain" in done.stderr
        assert not (tmp_path / "other").exists()


def _page(address: str) -> HTTPResponse:
    page: HTTPResponse = urllib.request.urlopen(address, timeout=20)  # noqa: S310 - an address of our own
    return page


def _cookies(address: str) -> set[str]:
    """The names of the cookies that the sign-in page sets."""
    return {one.split("=")[0] for one in _page(f"{address}/akun/masuk/").headers.get_all("Set-Cookie", [])}


@pytest.mark.sqlite_only
def test_the_demo_serves_an_empty_place_beside_itself_that_shares_no_cookie_and_ends_with_it(
    pristine: Path, tmp_path: Path
) -> None:
    with serve(pristine, tmp_path, practice_only=False) as site:
        own = re.findall(r"Data dinas sendiri.*(http://\S+)/", site.log.read_text())[0]
        assert answers(own, site.process), tail(site.log)
        assert f'href="{own}/">Mulai data dinas sendiri' in _page(site.address).read().decode()
        assert "Siapkan Ukur" in _page(own).read().decode() and "kode pemasangan: " in site.log.read_text()
        assert _cookies(site.address) and not _cookies(site.address) & _cookies(own)
        assert (site.data / "dinas" / "ukur.sqlite3").exists()
        site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(30) == 0
        assert not left_of(site.process.pid)


@pytest.mark.sqlite_only
def test_an_address_of_another_computer_is_refused(tmp_path: Path) -> None:
    done = shell(environment(tmp_path), UKUR, "serve", "--host", "192.0.2.1", "--port", str(free_port()))
    assert (done.returncode, done.stdout) == (2, "")
    assert "192.0.2.1" in done.stderr and "bukan alamat komputer ini" in done.stderr
