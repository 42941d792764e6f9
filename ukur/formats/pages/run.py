"""Asks the child process, and makes of its end an answer or a clear error."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

MOST_BYTES = 64 * 1024 * 1024
MOST_PAGES = 2_000  # whose text is read
MOST_SCANNED = 200  # that are looked at for codes
MOST_PIXELS = 100_000_000  # of one picture
WIDEST = 4_000  # pixels of a picture that is asked for
TIMEOUT = 60.0
_ROOT = Path(__file__).resolve().parents[3]
REASONS = frozenset({"not_readable", "locked", "too_large", "too_many_pages", "no_such_page", "too_slow", "too_heavy"})


class PagesFailed(ValueError):
    """The pages cannot be read.

    ``code``: ``not_readable`` (neither PDF nor JPEG nor PNG, or damaged), ``locked`` (asks for a password),
    ``too_large`` (file or picture), ``too_many_pages``, ``no_such_page``, ``too_slow`` and ``too_heavy`` (the process
    that read it was stopped). ``said`` says more, in Indonesian.
    """

    def __init__(self, code: str, said: str = "") -> None:
        self.code, self.said = code, said
        super().__init__(f"{code}: {said}" if said else code)


def texts(pdf: bytes, *, timeout: float = TIMEOUT) -> list[str]:
    """The text of each page of a PDF in the order of its content, lines by ``\\n``; "" for a page that is a picture.

    Notes, fields and the panels of signatures are not read. PagesFailed for what cannot be read, above all
    for more than ``MOST_PAGES`` pages.
    """
    return _strings(_asked({"do": "texts"}, pdf, timeout))


def picture(pdf: bytes, no: int, width: int, *, timeout: float = TIMEOUT) -> bytes:
    """Page ``no`` (from 1) of a PDF, JPEG or PNG as PNG, ``width`` pixels wide, as it is seen: fields and panels of
    signatures are drawn. ValueError for a width that is not 16 to ``WIDEST``; PagesFailed for what cannot be read.
    """
    if not 16 <= width <= WIDEST:
        raise ValueError(f"a picture is 16 to {WIDEST} pixels wide")
    return _asked({"do": "picture", "no": no, "width": width}, pdf, timeout)


def codes(data: bytes, *, timeout: float = TIMEOUT) -> list[str]:
    """What the QR codes on a scan say (PDF, JPEG or PNG), each once, page by page; empty when there is none.

    Turned and slanted pages are read too, at 150 dots an inch and more for the codes of Ukur's papers. PagesFailed for
    what cannot be read, above all for more than ``MOST_SCANNED`` pages.
    """
    return _strings(_asked({"do": "codes"}, data, timeout))


def _strings(answer: bytes) -> list[str]:
    found: list[str] = json.loads(answer)
    return found


def _asked(order: dict[str, Any], data: bytes, timeout: float) -> bytes:
    if len(data) > MOST_BYTES:
        raise PagesFailed("too_large", f"berkas lebih besar dari {MOST_BYTES // 1024 // 1024} MiB")
    head = json.dumps(order | {"seconds": round(timeout) + 1}).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ukur.formats.pages.child"],
            input=head + data, capture_output=True, timeout=timeout, check=False, cwd=_ROOT, env=_environment(),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise PagesFailed("too_slow", f"tidak selesai dibaca dalam {timeout:g} detik") from None
    if done.returncode == 0:
        return done.stdout
    raise _failure(done.returncode, done.stderr)


def _environment() -> dict[str, str]:
    """Only what an interpreter needs to start: the child gets no database address and no key."""
    kept = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    return {key: os.environ[key] for key in kept if key in os.environ}


def _failure(code: int, stderr: bytes) -> PagesFailed:
    if code == 1:
        last = (stderr.decode(errors="replace").strip().splitlines() or [""])[-1]
        reason, _, said = last.partition(" ")
        if reason in REASONS:
            return PagesFailed(reason, said)
        return PagesFailed("not_readable", "berkas tidak dapat dibaca")
    if -code in (signal.SIGXCPU, signal.SIGKILL):
        return PagesFailed("too_slow", "berkas terlalu lama dibaca")
    return PagesFailed("too_heavy", "berkas terlalu berat atau rusak")
