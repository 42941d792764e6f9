"""Content in, PDF out: PDF/A-3a and PDF/UA-1, drawn by typst in a child process that lives for one paper.

A child, because the compiler keeps up to 1 GB of memory and blocks the whole interpreter while it works.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from ukur.formats.papers.check import BadContent, require

Paper = Literal["A4", "F4"]
TIMEOUT = 60.0
_ROOT = Path(__file__).resolve().parents[3]


class PaperFailed(RuntimeError):
    """The paper could not be drawn; the message says why."""


def snapshot_bytes(content: Mapping[str, object]) -> bytes:
    """The content as the attached snapshot holds it: JSON, keys sorted, UTF-8, so equal content gives equal
    bytes.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        near = text[max(0, error.start - 20) : error.start]
        raise BadContent(f"Isi naskah memuat huruf yang rusak sesudah {near!r}.") from None


def render(content: Mapping[str, object], *, paper: Paper = "A4", timeout: float = TIMEOUT) -> bytes:
    """Draw ``content`` (a ``model.Dpk`` or ``model.Letter``) on A4 (210 x 297 mm) or F4 (215 x 330 mm).

    The same content and paper give the same bytes. ``timeout`` is in seconds. Raises BadContent when the
    content has gaps and PaperFailed when the child cannot draw it.
    """
    require(content)
    if paper not in ("A4", "F4"):
        raise ValueError(f"kertas {paper!r}")
    order = json.dumps({"paper": paper, "snapshot": snapshot_bytes(content).decode()}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ukur.formats.papers.child"],
            input=order, capture_output=True, timeout=timeout, check=False, cwd=_ROOT, env=_environment(),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise PaperFailed(f"Naskah tidak selesai dicetak dalam {timeout:g} detik.") from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise PaperFailed("Naskah gagal dicetak: " + _last_words(done.stderr, done.returncode))
    return done.stdout


def _environment() -> dict[str, str]:
    """Only what an interpreter needs to start: the child gets no database address and no key."""
    kept = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    return {key: os.environ[key] for key in kept if key in os.environ}


def _last_words(stderr: bytes, code: int) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    return lines[-1][:500] if lines else f"proses berhenti dengan kode {code}"
