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
    """A Debian package, the command that it brings and those that will do instead, and what the tests need it for."""

    name: str
    commands: tuple[str, ...]
    why: str

    @property
    def program(self) -> str:
        """The path of the first of its commands that is here, "" when none is."""
        return next((path for one in self.commands if (path := shutil.which(one))), "")


def listed(text: str) -> list[Package]:
    """The packages of an ``apt.txt``: ``name  # command others: why`` a line."""
    rows = [line.partition("#") for line in text.splitlines() if line.split("#")[0].strip()]
    notes = [(name.strip(), *note.split(":", 1)) for name, _, note in rows]
    return [Package(name, tuple(commands.split()), why.strip()) for name, commands, why in notes]


def browser() -> str:
    """The path of a Chromium, "" when there is none. Debian's headless shell draws the same for much less work."""
    return next(one.program for one in listed(LIST.read_text()) if "chromium" in one.commands)


def is_there(package: Package) -> bool:
    """Whether the tests can do with what is here."""
    if package.name == "postgresql":
        return bool(postgres.given()) or postgres.binaries() is not None
    return bool(package.program)


def ensure() -> None:
    """Install what is missing, or here only as something that will do.

    SystemExit with the command to run when the tests cannot do with what is here.
    """
    wanted = listed(LIST.read_text())
    apt = _apt_get()
    names = [one.name for one in wanted if not is_there(one) or _has_better(one)] if apt else []
    if names:
        print("Installing for the tests:", *names, flush=True)  # noqa: T201
        _install(apt, names)
    missing = [one for one in wanted if not is_there(one)]
    if missing:
        names = [one.name for one in missing]
        needs = "\n".join(f"  {one.name}: {one.why}" for one in missing)
        sys.exit(
            f"The tests need these programs:\n{needs}\nInstall them, on Debian: sudo apt-get install {' '.join(names)}"
        )


def _has_better(package: Package) -> bool:
    """Whether something else does for now, and this system has the package itself."""
    if package.program in ("", shutil.which(package.commands[0])):
        return False
    return subprocess.run(["apt-cache", "show", package.name], capture_output=True, check=False).returncode == 0


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
