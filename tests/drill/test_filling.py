"""The server is killed while a unit types, uploads and sends: what was acknowledged is there, nothing by half."""

from __future__ import annotations

import json
import random
import signal
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DRILL
from tests.drill.conftest import Report, office
from tests.drill.place import Place
from tests.drill.test_served import Browser
from tests.rig import processes
from tests.rig.site import UKUR

DEEDS, KILLS = (200, 60) if DRILL else (12, 3)
Cells = dict[str, list[Any]]  # code -> what was typed, its cause, its version


class Gone(Exception):
    """The server did not answer."""


@dataclass
class Sheet:
    """What the client knows to be stored: cells, proofs by title, and whether the sheet waits for the unit's head."""

    cells: Cells
    proofs: list[str]
    awaiting: bool = False
    log: Counter[str] = field(default_factory=Counter)

    def after(self, kind: str, what: Any) -> Sheet:
        """The sheet when this deed is done as well."""
        cells, proofs = dict(self.cells), list(self.proofs)
        if kind == "save":
            cells |= what
            return Sheet(cells, proofs, False, self.log)
        if kind == "upload":
            return Sheet(cells, sorted([*proofs, what]), self.awaiting, self.log)
        return Sheet(cells, proofs, kind == "send", self.log)

    def same(self, there: dict[str, Any]) -> bool:
        return (self.cells, self.proofs, self.awaiting) == (there["cells"], there["proofs"], there["awaiting"])


class Server:
    """``ukur serve`` that can be killed, with all its processes at once, and started again on the same port."""

    def __init__(self, here: Place, log: Path) -> None:
        self.here, self.log, self.port = here, log, processes.free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        command = [str(UKUR), "serve", "--port", str(self.port), "--workers", "1"]
        self.process = processes.start(command, log=self.log, env=self.here.env)
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(self.address, timeout=20).close()  # noqa: S310 - an address of our own
                return
            except OSError:
                assert self.process.poll() is None and time.monotonic() < deadline, processes.tail(self.log)
                time.sleep(0.05)

    def kill(self) -> None:
        processes.stop(self.process, signal.SIGKILL)


@contextmanager
def serving(here: Place, log: Path) -> Iterator[Server]:
    server = Server(here, log)
    try:
        yield server
    finally:
        server.kill()


class Client(Browser):
    """A browser that says so when the server is gone, and knows the page's own ways of saving and uploading."""

    def __init__(self, address: str, username: str, task: int) -> None:
        super().__init__(address, username)
        self.task = f"/tugas/{task}/"
        _, self.page = self.get(self.task)

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            return super()._ask(request)
        except (HTTPException, OSError) as fault:
            raise Gone from fault

    def save(self, cells: Cells) -> None:
        """As the form saves by itself; the versions in ``cells`` are those that come of it."""
        fields = {"Accept": "application/json"}
        for code, (raw, cause, version) in cells.items():
            fields |= {f"raw:{code}": raw, f"cause:{code}": cause, f"version:{code}": str(version - 1)}
        status, text = self.post(f"{self.task}isian/", self.page, **fields)
        assert status == 200, (status, text[:500])
        answer = json.loads(text)["cells"]
        assert {code: one["version"] for code, one in answer.items()} == {code: one[2] for code, one in cells.items()}

    def upload(self, code: str, title: str) -> None:
        token = self.page.split('csrfmiddlewaretoken" value="')[1].split('"')[0]
        edge = uuid.uuid4().hex
        parts = {"csrfmiddlewaretoken": token, "code": code, "title": title}
        lines = (f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{parts[key]}\r\n' for key in parts)
        body = "".join(lines)
        body += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{title}.pdf"\r\n\r\n'
        data = f"{body}%PDF-1.7\n{title}\n%%EOF\n\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}", "Referer": self.address}
        status, text = self._ask(urllib.request.Request(f"{self.address}{self.task}bukti/", data, kind))  # noqa: S310
        assert status == 302, (status, text[:500])

    def press(self, do: str, **fields: str) -> None:
        status, text = self.post(self.task, self.page, do=do, **fields)
        assert status == 302, (status, text[:2000])


def deed(chance: random.Random, sheet: Sheet, no: int) -> tuple[str, Any]:
    """What is done next: mostly saving a few cells, sometimes a proof, sometimes on to the head and back."""
    if sheet.awaiting:
        return "back", None
    if chance.random() < 0.2:
        return "upload", f"bukti-{no:03}"
    if chance.random() < 0.15 and all(raw for raw, *_ in sheet.cells.values()):
        return "send", None
    codes = list(sheet.cells) if no < 2 else chance.sample(list(sheet.cells), chance.randint(1, len(sheet.cells)))
    return "save", {code: [f"{no},5", f"Isian {no}", sheet.cells[code][2] + 1] for code in codes}


def do(who: dict[str, Client], kind: str, what: Any, code: str) -> None:
    if kind == "save":
        who["typist"].save(what)
    elif kind == "upload":
        who["typist"].upload(code, what)
    elif kind == "send":
        who["typist"].press("SendToHead")
    else:
        who["head"].press("GiveBackToStaff", back_reason="Periksa lagi.")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.once
def test_killed_while_saving_uploading_and_sending_nothing_acknowledged_is_lost(
    here: Place, tmp_path: Path, report: Report
) -> None:
    (desk,) = office(here, "desk")
    (there,) = office(here, "sheet", desk["task"])
    sheet = Sheet(there["cells"], there["proofs"], there["awaiting"])
    chance = random.Random(11)  # noqa: S311 - the same plan every time; the clock does the rest
    with serving(here, tmp_path / "log") as server:
        who = {name: Client(server.address, desk[name], desk["task"]) for name in ("typist", "head")}
        fatal = set(chance.sample(range(DEEDS), KILLS))
        for no in range(DEEDS):
            kind, what = deed(chance, sheet, no)
            done = sheet.after(kind, what)
            if no in fatal:
                threading.Timer(chance.random() * 0.05, server.kill).start()
            try:
                do(who, kind, what, next(iter(sheet.cells)))
                sheet = done
                sheet.log["acknowledged"] += 1
            except Gone:
                sheet = again(here, server, desk, (sheet, done), who, kind, what)
            if no in fatal:
                revive(here, server, desk)
    (there,) = office(here, "sheet", desk["task"])
    assert sheet.same(there), (sheet, there)
    assert office(here, "verify") == [{"unsound": []}]
    report(deeds=DEEDS, kills=KILLS, **sheet.log, cells=sum(one[2] for one in sheet.cells.values()))


def revive(here: Place, server: Server, desk: dict[str, Any]) -> None:
    """Start the server again when the kill has come by now; sessions are in the database and go on."""
    with suppress(OSError):
        time.sleep(0.06)
    if server.process.poll() is not None:
        server.start()


def again(
    here: Place,
    server: Server,
    desk: dict[str, Any],
    either: tuple[Sheet, Sheet],
    who: dict[str, Client],
    kind: str,
    what: Any,
) -> Sheet:
    """After a kill all of the deed is there or nothing; a save is then sent once more, as the page does."""
    server.kill()
    before, after = either
    (there,) = office(here, "sheet", desk["task"])
    assert before.same(there) or after.same(there), (kind, what, before, there)
    was_done = after.same(there)
    before.log["cut off, done" if was_done else "cut off, not done"] += 1
    server.start()
    if kind == "save":
        do(who, kind, what, "")
        return after
    return after if was_done else before
