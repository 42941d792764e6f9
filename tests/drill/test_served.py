"""The pages under a crowd of browsers, served as in production: no broken page, one winner, nothing typed is lost."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from tests.conftest import DRILL
from tests.drill.conftest import Report, office
from tests.drill.place import Place
from tests.rig import processes
from tests.rig.site import UKUR
from ukur.services.operate.demo import PASSWORD

BROWSERS, ROUNDS = (20, 12) if DRILL else (5, 2)
DONE = "Form disetujui dan terkirim."
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class _Here(urllib.request.HTTPRedirectHandler):
    """A redirection is an answer, not a way to go."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Browser:
    """One signed-in browser; ``seen`` has the status and the seconds of every answer."""

    def __init__(self, address: str, username: str) -> None:
        self.address, self.seen = address, list[tuple[int, float]]()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Here())
        _, page = self.get("/akun/masuk/")
        status, _ = self.post("/akun/masuk/", page, login=username, password=PASSWORD)
        assert status == 302, username

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(urllib.request.Request(self.address + path))  # noqa: S310 - an address of our own

    def post(self, path: str, page: str, **fields: str) -> tuple[int, str]:
        """Send a form that stands on ``page``."""
        found = TOKEN.search(page)
        assert found, page[:500]
        accept = {"Accept": fields.pop("Accept")} if "Accept" in fields else {}
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": found.group(1), **fields}).encode()
        request = urllib.request.Request(self.address + path, data, {"Referer": self.address, **accept})  # noqa: S310
        return self._ask(request)

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        began = time.perf_counter()
        try:
            with self._opener.open(request, timeout=120) as answer:
                status, text = answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as answer:
            status, text = answer.code, answer.read().decode(errors="replace")
        self.seen.append((status, time.perf_counter() - began))
        return status, text


@contextmanager
def served(here: Place, folder: Path) -> Iterator[str]:
    """``ukur serve`` with two workers; its address."""
    port, log = processes.free_port(), folder / "log"
    process = processes.start([str(UKUR), "serve", "--port", str(port)], log=log, env=here.env)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(address, timeout=20).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < deadline, processes.tail(log)
        yield address
        assert "Traceback" not in log.read_text(errors="replace"), processes.tail(log, 60)
    finally:
        processes.stop(process)


def type_and_look(browser: Browser, desk: dict[str, Any], no: int) -> int:
    """Look at the pages and type into the shared cell, again and again: how often it was taken."""
    path, code, taken = f"/tugas/{desk['task']}/", desk["code"], 0
    for turn in range(ROUNDS):
        browser.get("/tugas/")
        browser.get(f"/pengukuran/{desk['run']}/")
        _, page = browser.get(path)
        version = re.search(rf'name="version:{re.escape(code)}" value="(\d+)"', page)
        if version:
            fields = {"do": "SaveCells", f"raw:{code}": f"{no},{turn + 1:02}", f"version:{code}": version.group(1)}
            taken += browser.post(path, page, **fields)[0] == 302
    return taken


def look(browser: Browser, desk: dict[str, Any], _: int) -> int:
    for _turn in range(ROUNDS):
        for path in (
            "/",
            "/tugas/",
            "/pengukuran/",
            f"/pengukuran/{desk['run']}/",
            f"/tugas/{desk['task']}/",
            "/rencana/",
        ):
            browser.get(path)
    return 0


@pytest.mark.once
def test_a_crowd_of_browsers_meets_no_broken_page_and_loses_nothing(
    here: Place, tmp_path: Path, report: Report
) -> None:
    (desk,) = office(here, "desk")
    typists = [desk["typist"], desk["head"]] * (BROWSERS // 4 + 1)
    names = [*typists, *desk["others"]][:BROWSERS]
    works: list[Callable[[Browser, dict[str, Any], int], int]] = [type_and_look] * len(typists) + [look] * BROWSERS
    with served(here, tmp_path) as address, ThreadPoolExecutor(BROWSERS) as pool:
        browsers = [Browser(address, name) for name in names]
        began, signed_in = time.perf_counter(), sum(len(one.seen) for one in browsers)
        taken = sum(pool.map(lambda no: works[no](browsers[no], desk, no), range(BROWSERS)))
        seconds = time.perf_counter() - began
        assert taken > 0
        winners = release([one for one, name in zip(browsers, names, strict=True) if name == desk["head"]], desk, pool)
        assert winners == 1
    (after,) = office(here, "cell", desk["run"])
    assert after["versions"][desk["code"]] - desk["version"] == taken
    assert office(here, "verify") == [{"unsound": []}]
    seen = [one for browser in browsers for one in browser.seen]
    statuses = Counter(status for status, _ in seen)
    assert not [status for status in statuses if status >= 500], statuses
    waits = sorted(wait for _, wait in seen)
    p50, p95 = (round(waits[len(waits) * part // 100] * 1000) for part in (50, 95))
    report(
        browsers=BROWSERS,
        taken=taken,
        p50=p50,
        p95=p95,
        statuses=statuses,
        seconds=round(seconds, 1),
        per_second=round((len(seen) - signed_in) / seconds),
    )


def release(heads: list[Browser], desk: dict[str, Any], pool: ThreadPoolExecutor) -> int:
    """The head presses the button in all of his windows at once: in how many it says that this one did it."""
    path, gate = f"/tugas/{desk['task']}/", Barrier(len(heads))
    pages = [browser.get(path)[1] for browser in heads]

    def press(no: int) -> int:
        gate.wait()
        status, text = heads[no].post(path, pages[no], do="ReleaseSheet")
        assert status in (302, 422), text[:2000]
        first = DONE in heads[no].get("/tugas/")[1]
        assert first or "Sudah dikerjakan" in heads[no].get(path)[1]
        return int(first)

    return sum(pool.map(press, range(len(heads))))
