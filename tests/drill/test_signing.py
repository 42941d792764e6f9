"""The service fails in every way, the process is killed at any moment: each document is signed once, or waits."""

from __future__ import annotations

import json
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import DRILL
from tests.drill.conftest import Lines, Report, complaints, office, start
from tests.drill.esign import Fickle
from tests.drill.place import Place
from tests.rig.needle import Needle
from tests.signing.cast import PASSPHRASE
from tests.signing.holders import Holders

DOCUMENTS, KILLS, CALM = (200, 100, 6) if DRILL else (3, 1, 2)
WINDOWS = 2  # in which the head signs at the same time, each with its own process
WAYS = ("bsre", "key", "elsewhere")
DONE = ("signed", "again: signed", "taken in")


@contextmanager
def service(folder: Path) -> Iterator[Fickle]:
    """BSrE's esign client, outside of every process that is killed; ``folder`` tells the office of it."""
    (folder / "shelf").mkdir(parents=True)
    keys = Holders()
    keys.write(folder)
    esign = Fickle(keys, folder / "shelf", 5)
    (folder / "address").write_text(esign.url)
    try:
        yield esign
    finally:
        esign.close()


def window(here: Place, no: int) -> tuple[Lines, int]:
    """Sign what there is, killed again and again; what was said in all lives, and how often it was killed."""
    chance = random.Random(no)  # noqa: S311 - the same plan of kills every time; the clock does the rest
    heard: Lines = []
    kills, planned = 0, len(range(no, KILLS, WINDOWS))
    while True:
        process, enough = start(here, "sign", no, kills), chance.randrange(1, CALM)
        assert process.stdout
        for presses, line in enumerate(process.stdout, 1):
            heard.append(json.loads(line))
            if presses == enough and kills < planned:
                threading.Timer(chance.random() * 0.6, process.send_signal, [signal.SIGKILL]).start()
        if process.wait() == 0:
            return heard, kills
        assert process.returncode == -signal.SIGKILL, complaints(here).read_text(errors="replace")[-3000:]
        kills += 1


@pytest.mark.once
def test_whatever_fails_each_document_is_signed_once_or_waits_with_a_reason(here: Place, report: Report) -> None:
    began = time.perf_counter()
    with service(here.data / "esign") as esign:
        assert office(here, "documents", DOCUMENTS) == [{"made": DOCUMENTS, "faults": []}]
        made = time.perf_counter()
        with ThreadPoolExecutor(WINDOWS) as pool:
            windows = list(pool.map(lambda no: window(here, no), range(WINDOWS)))
    heard, kills = [one for lines, _ in windows for one in lines], sum(count for _, count in windows)
    *papers, last = office(here, "settled")
    assert len(papers) == DOCUMENTS
    signed = {one["paper"] for one in papers if one["state"] in WAYS}
    assert [one for one in papers if one["state"] not in WAYS and not one["state"].startswith("waiting: ")] == []
    told = Counter(one["paper"] for one in heard if one["said"] in DONE)
    assert set(told) <= signed and set(told.values()) == {1}
    assert last == {"unsound": [], "secret": []}
    needle = Needle(PASSPHRASE)
    assert needle.in_files(here.data) == []
    assert not needle.lies_in(json.dumps(heard))
    assert kills > 0
    report(
        documents=DOCUMENTS,
        kills=kills,
        signed=len(signed),
        states=Counter(one["state"] for one in papers),
        presses=Counter(one["said"] for one in heard),
        moods=esign.moods,
        service={"signed": esign.made.total(), "documents": len(esign.made)},
        seconds=[round(made - began), round(time.perf_counter() - began)],
    )
