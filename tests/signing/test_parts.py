"""The parts of the room are loaded when they are asked for, and a command that signs nothing pays for none."""

from __future__ import annotations

import subprocess
import sys

from ukur import signing

LIGHT = """
import sys
from ukur.cli.django import start
start()
sys.exit([one for one in ("pyhanko", "cryptography", "asn1crypto") if one in sys.modules] or 0)
"""


def test_every_name_can_be_had() -> None:
    assert [name for name in signing.__all__ if getattr(signing, name, None) is None] == []


def test_what_signs_nothing_loads_nothing_of_it() -> None:
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
