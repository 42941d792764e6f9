"""A passphrase lives as long as its request: afterwards it stands in no table, file, log, letter, page or report."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import logging
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.urls import reverse
from django.utils import timezone
from django.views.debug import ExceptionReporter

from tests.rig.needle import Needle
from tests.signing.bsre import ACCOUNT, NIK, Esign
from tests.signing.cast import PASSPHRASE
from tests.signing.holders import Holders
from tests.world import HEAD, World, run_jobs
from ukur.store.models import Job, Paper, Root, SigningKey, SigningTry

WRONG = 'rahasia "Uji" & 7½ kita'
LOGGERS = ("", "django", "django.request", "django.db.backends", "ukur", "urllib3")


@pytest.fixture(scope="module")
def holders() -> Holders:
    return Holders()


@pytest.fixture
def esign(holders: Holders) -> Iterator[Esign]:
    made = Esign(holders)
    yield made
    made.close()


class Desk:
    """The head at the page of his signature; ``seen`` has all that anybody was shown or told."""

    def __init__(self, world: World, esign: Esign, settings: Any) -> None:
        self.world, self.esign, self.settings = world, esign, settings
        self.version, self.seen = "2", list[str | bytes]()
        self.browser = world.client(HEAD)
        self.browser.raise_request_exception = False
        got_request_exception.connect(self._report)
        Root.objects.create(label="Uji", pem=esign.pki.roots[0].decode(), test=True)
        SigningKey.objects.filter(person=world.person(HEAD)).update(container=esign.pki.container("head"))

    def _report(self, request: Any, **_: Any) -> None:
        """As whoever keeps the machine would get it, in both forms."""
        reporter = ExceptionReporter(request, *sys.exc_info())
        self.seen += [reporter.get_traceback_html(), reporter.get_traceback_text()]

    def press(self, way: str, secret: str = PASSPHRASE, mood: str = "") -> int:
        """The status of the answer to the button, pressed long after an attempt that broke off."""
        self.settings.BSRE, self.esign.mood = (self.esign.url, ACCOUNT, self.version), mood
        SigningTry.objects.filter(state="begun").update(at=timezone.now() - dt.timedelta(hours=1))
        task, paper = self.world.task("tandatangan"), Paper.objects.get(run=self.world.run, kind="dpk")
        words = {"do": "Sign", "way": way, "identity": NIK, "digest": paper.digest, "passphrase": secret, "again": "1"}
        done = self.browser.post(reverse("task", args=[task.pk]), words)
        self.seen += [done.content, str(done.headers), str(done.cookies)]
        return done.status_code


@pytest.fixture
def desk(world: World, esign: Esign, settings: Any, caplog: pytest.LogCaptureFixture) -> Iterator[Desk]:
    for name in LOGGERS:
        caplog.set_level(logging.DEBUG, logger=name)
    settings.ADMINS = [("Pengelola", "pengelola@contoh.go.id")]
    made = Desk(world, esign, settings)
    yield made
    got_request_exception.disconnect(made._report)


def places(desk: Desk, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Everywhere that one of the passphrases stands."""
    told = [*desk.seen, *(one.message().as_bytes() for one in mail.outbox), caplog.text]
    told += [repr(one.__dict__) for one in caplog.records]
    found: list[str] = []
    for needle in (Needle(PASSPHRASE), Needle(WRONG)):
        found += [str(one)[:300] for one in told if needle.lies_in(one)]
        found += needle.in_tables() + needle.in_files(desk.settings.DATA, desk.settings.FILES)
    return found


def broken(*_: Any, **__: Any) -> Any:
    raise RuntimeError("nobody has thought of this")


@pytest.mark.sqlite_only  # every table is searched, whatever database it stands in
@pytest.mark.parametrize(("way", "version", "debug"), [("key", "1", False), ("bsre", "1", False), ("bsre", "2", True)])
def test_a_passphrase_stands_nowhere_whatever_becomes_of_the_signature(
    desk: Desk, way: str, version: str, debug: bool, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.world.play(until="11", jobs=True)
    desk.settings.DEBUG, desk.version = debug, version
    assert desk.press("key", WRONG) == 422
    with monkeypatch.context() as patch:
        patch.setattr("ukur.signing.keys.read_certificate", broken)
        assert desk.press("key") == 500
    for secret, mood in ((WRONG, ""), (WRONG, "echo"), (WRONG, "garbled"), (WRONG, "lost"), (PASSPHRASE, "lost")):
        assert desk.press("bsre", secret, mood) == 422
    with monkeypatch.context() as patch:
        patch.setattr("ukur.signing.wire._read", broken)
        assert desk.press("bsre", WRONG) == 500
    assert desk.press(way) == 302
    run_jobs()
    assert len(caplog.records) > 5
    assert places(desk, caplog) == []


# --- The search itself. -----------------------------------------------------------------------------------------------


def _in_session() -> None:
    session = SessionStore()
    session.update({"draft": [f"{no}: {WRONG}" for no in range(40)]})
    session.save()


def _in_job() -> None:
    now = timezone.now()
    Job.objects.create(kind="render", target=0, error=f"ValueError: {WRONG}", made_at=now, changed_at=now)


def _in_key() -> None:
    SigningKey.objects.update(container=b"\x00\x01" + WRONG.encode())


@pytest.mark.parametrize(
    ("plant", "where"),
    [
        (_in_session, ["django_session.session_data"]),
        (_in_job, ["store_job.error"]),
        (_in_key, ["store_signingkey.container"]),
        (lambda: cache.set("a", {"b": WRONG}), ["ukur_cache.value"]),
    ],
)
def test_a_passphrase_that_was_planted_in_a_table_is_found(world: World, plant: Any, where: list[str]) -> None:
    assert Needle(WRONG).in_tables() == []
    plant()
    assert Needle(WRONG).in_tables() == where


def _pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(WRONG.encode())
        document.save(out, compress_streams=True)
    return out.getvalue()


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", json.dumps([WRONG] * 9))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [*(base64.b64encode(b"a" * no + WRONG.encode() + b"b") for no in range(4)), _pdf(), _archive()],
)
def test_a_passphrase_that_was_planted_in_a_file_is_found(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(b"harmless")
    assert Needle(WRONG).in_files(tmp_path) == []
    (tmp_path / "b").write_bytes(content)
    assert Needle(WRONG).in_files(tmp_path) == [str(tmp_path / "b")]
