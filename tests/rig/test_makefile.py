"""``make help`` and what it promises."""

import re
import subprocess

from tests.rig import source

MAKEFILE = (source.ROOT / "Makefile").read_text()


def test_help_lists_every_command_of_the_makefile() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    shown = subprocess.run(["make", "help"], cwd=source.ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make ([a-z-]+) +\S", shown, re.MULTILINE) == phony.split()


def test_continuous_integration_runs_what_everybody_runs() -> None:
    lines = [line for line in (source.ROOT / ".ci" / "run").read_text().splitlines() if not line.startswith("#")]
    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make test"]
