"""The system packages of ``apt.txt``."""

from pathlib import Path

import pytest

from tests.rig import packages
from tests.rig.packages import Package


def test_every_line_names_a_package_a_command_and_a_reason() -> None:
    for one in packages.listed(packages.LIST.read_text()):
        assert one.name and one.commands and one.why
        assert " " not in one.name


def test_comments_and_empty_lines_are_no_packages() -> None:
    text = "# heading: no package\n\nchromium  # chromium google-chrome: plays the pages\n"
    assert packages.listed(text) == [Package("chromium", ("chromium", "google-chrome"), "plays the pages")]


def test_another_program_that_will_do_is_used_where_nothing_can_be_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "LIST", tmp_path / "apt.txt")
    packages.LIST.write_text("first  # first chromium: plays the pages\n")
    other = tmp_path / "chromium"
    other.touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    packages.ensure()
    assert packages.browser() == str(other)


def test_the_package_itself_is_wanted_beside_another_program_only_where_the_system_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Package("first", ("first", "chromium"), "plays the pages")
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "chromium").touch(0o755)
    known = tmp_path / "apt-cache"
    for code, wanted in ((100, False), (0, True)):
        known.write_text(f"#!/bin/sh\nexit {code}\n")
        known.chmod(0o755)
        assert packages._has_better(one) is wanted
    (tmp_path / "first").touch(0o755)
    assert packages._has_better(one) is False


def test_a_missing_program_ends_the_run_with_the_command_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "LIST", tmp_path / "apt.txt")
    packages.LIST.write_text("hello-there  # hello-there-command: greets\n")
    monkeypatch.setenv("PATH", str(tmp_path))  # no apt-get, no sudo
    with pytest.raises(SystemExit, match="sudo apt-get install hello-there"):
        packages.ensure()
