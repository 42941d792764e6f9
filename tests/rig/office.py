"""LibreOffice, where it is installed: workbooks opened and saved as people do it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
needed = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not here (apt-get install libreoffice-calc-nogui)")


def saved(books: Mapping[str, bytes], kind: str, folder: Path) -> dict[str, bytes]:
    """Each workbook opened and saved as ``kind`` (xlsx or ods), all in one start of the program."""
    before, after = folder / "before", folder / f"after-{kind}"
    for one in (before, after):
        one.mkdir(parents=True, exist_ok=True)
    for name, data in books.items():
        (before / f"{name}.xlsx").write_bytes(data)
    own = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = [PROGRAM or "", own, "--headless", "--convert-to", kind, "--outdir", after]
    subprocess.run(
        [*map(str, words), *(str(before / f"{name}.xlsx") for name in books)], check=True, capture_output=True
    )
    return {name: (after / f"{name}.{kind}").read_bytes() for name in books}
