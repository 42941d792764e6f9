"""The system packages of ``apt.txt``: installed when this user may, else named with the command to run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.rig import postgres

LIST = Path(__file__).resolve().parents[2] / "apt.txt"


@dataclass(frozen=True, slots=True)
class Package:
    """A Debian package, a command that it brings, and what the tests need it for."""

    name: str
    command: str
    why: str


def listed(text: str) -> list[Package]:
    """The packages of an ``apt.txt``: ``name  # command: why`` a line."""
    rows = [line.partition("#") for line in text.splitlines() if line.split("#")[0].strip()]
    return [Package(name.strip(), *(part.strip() for part in note.split(":", 1))) for name, _, note in rows]


def is_there(package: Package) -> bool:
    if package.name == "postgresql":
        return bool(postgres.given()) or postgres.binaries() is not None
    return shutil.which(package.command) is not None


def ensure() -> None:
    """Install what is missing. SystemExit with the command to run when that cannot be done here."""
    missing = [one for one in listed(LIST.read_text()) if not is_there(one)]
    apt = _apt_get()
    if missing and apt:
        print("Installing for the tests:", *(one.name for one in missing), flush=True)  # noqa: T201
        _install(apt, [one.name for one in missing])
        missing = [one for one in missing if not is_there(one)]
    if missing:
        names = " ".join(one.name for one in missing)
        needs = "\n".join(f"  {one.name}: {one.why}" for one in missing)
        sys.exit(f"The tests need these programs:\n{needs}\nInstall them, on Debian: sudo apt-get install {names}")


def _apt_get() -> list[str]:
    """The way this user may call apt-get without being asked; empty when there is none."""
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return ["apt-get"]
    may = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"] if may and may.returncode == 0 else []


def _install(apt: list[str], names: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-q", "--yes", "--no-install-recommends", *names]):
        done = subprocess.run([*apt, *words], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-2000:], sep="\n", file=sys.stderr)  # noqa: T201
            return
