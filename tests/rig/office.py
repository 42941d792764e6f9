"""LibreOffice, where it is installed: workbooks and letters opened and saved as people do it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
WRITER = shutil.which("lowriter")
writer_needed = pytest.mark.skipif(WRITER is None, reason="no LibreOffice Writer (libreoffice-writer-nogui)")
needed = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not here (apt-get install libreoffice-calc-nogui)")


def saved(books: Mapping[str, bytes], kind: str, folder: Path, ending: str = "xlsx") -> dict[str, bytes]:
    """Each workbook, or file of another ``ending``, opened and saved as ``kind``, all in one start of the program."""
    before, after = folder / "before", folder / f"after-{kind}"
    for one in (before, after):
        one.mkdir(parents=True, exist_ok=True)
    for name, data in books.items():
        (before / f"{name}.{ending}").write_bytes(data)
    own = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = [PROGRAM or "", own, "--headless", "--convert-to", kind, "--outdir", after]
    files = [str(before / f"{name}.{ending}") for name in books]
    subprocess.run([*map(str, words), *files], check=True, capture_output=True, timeout=300)
    return {name: (after / f"{name}.{kind}").read_bytes() for name in books}
