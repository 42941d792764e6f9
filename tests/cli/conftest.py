"""The command line called in this process, and one whole ``ukur measure`` for the tests that look at what came out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.drill.place import Place
from ukur.cli.main import main


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of ``ukur measure --template`` and ``ukur measure --json``."""

    book: Path
    out: Path
    err: str
    result: dict[str, Any]

    @property
    def document(self) -> Path:
        return Path(self.result["document"]["path"])

    @property
    def package(self) -> Path:
        return Path(self.result["package"]["path"])


Ukur = Callable[..., Said]


@pytest.fixture
def ukur(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ukur:
    """``ukur("verify", path)`` in an empty folder; this process keeps its environment and its Django."""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr("django.setup", lambda: None)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def call(*words: str | Path) -> Said:
        capsys.readouterr()
        try:
            code = main([str(one) for one in words])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        return Said(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """Template, then everything out of it; change nothing in it."""
    folder = tmp_path_factory.mktemp("measure")
    book, out = folder / "book.xlsx", folder / "made" / "out"
    here = Place(folder / "var")
    written = here.ukur("measure", "--template", book)
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    done = here.ukur("measure", book, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    return Measured(book, out, done.stderr, json.loads(done.stdout))
