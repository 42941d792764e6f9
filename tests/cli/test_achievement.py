"""``ukur achievement`` from a shell."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import Any

import pytest

from ukur.cli import achievement

LOWER = ("--target", "5,13", "--actual", "5,40", "--polarity", "lower")


def call(*words: str) -> int:
    parser = argparse.ArgumentParser("ukur")
    achievement.add_arguments(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["achievement", *words])
    code: int = arguments.handler(arguments)
    return code


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert call(*words, "--json") == 0
    out, err = capsys.readouterr()
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    return found


def higher(target: str, actual: str) -> tuple[str, ...]:
    return ("--target", target, "--actual", actual, "--polarity", "higher")


def test_json_has_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, *LOWER)
    assert (found["achievement"], found["shown"]) == ("94.736842", "94,74")
    assert (found["rating"], found["rule"], found["reason"]) == ("Sangat Tinggi", "mirror", None)
    assert found["readings"] == []
    assert "(2 × 5,13 − 5,4) / 5,13 × 100 ≈ 94,736842" in found["steps"]
    assert {"method": "inverse", "cap": "none", "achievement": "95.000000"} in found["alternatives"]
    assert len(found["alternatives"]) == 7


def test_a_doubtful_number_is_read_as_thousands_and_both_readings_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = answer(capsys, *higher("1200", "1.210"))
    assert found["readings"] == ["1210", "1.21"]
    assert found["achievement"] == "100.833333"
    assert found["inputs"]["target"] == {"text": "1200", "value": "1200", "readings": ["1200"]}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (higher("4,4", "-3,85"), "-87.500000"),
        (higher("4,4", "-.5"), "-11.363636"),
        (("--target", "4,4", "--actual=-3,85", "--polarity", "higher"), "-87.500000"),
        ((*LOWER, "--method", "inverse"), "95.000000"),
        ((*higher("10", "15"), "--cap", "110"), "110.000000"),
        (("--target", "80", "--upper", "90", "--actual", "70", "--polarity", "range"), "87.500000"),
        ((*higher("WTP", "WDP"), "--scale", "opini"), "75.000000"),
        ((*higher("A", "BB"), "--scale", "akip"), "83.333333"),
    ],
)
def test_figures_as_an_official_types_them(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], value: str
) -> None:
    assert answer(capsys, *words)["achievement"] == value


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (higher("10", "-"), "not_reported"),
        (higher("-", "10"), "no_target"),
        (higher("0", "10"), "target_zero"),
        ((*higher("WTP", "-"), "--scale", "opini"), "not_reported"),
    ],
)
def test_what_cannot_be_computed_says_why(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], reason: str
) -> None:
    found = answer(capsys, *words)
    assert (found["achievement"], found["shown"], found["rating"]) == (None, "–", None)
    assert found["reason"] == reason
    assert found["steps"] != []


def test_the_page_for_a_person_explains_and_asks(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--target", "5.13", "--actual", "5,40", "--polarity", "lower") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Capaian (%): 94,74" in lines
    assert "Predikat: Sangat Tinggi" in lines
    assert "Target: “5.13” berarti 5,13 atau 5.130? Dipakai 5,13; bila lain, tulis 5130." in lines
    assert lines[-1].strip() == "95,00  target / realisasi; batas atas capaian: tanpa batas, 100, 110, 120"


def test_the_page_shows_a_grade_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*higher("WTP", "-"), "--scale", "opini") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Target: WTP (4)", "Realisasi: Belum dilaporkan"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (higher("x", "1"), ("--target", "“x”", "1.234,5")),
        (higher("WTP", "WTP"), ("--target", "--scale opini")),
        ((*higher("WTP", "1"), "--scale", "opini"), ("--actual", "TMP, TW, WDP, WTP")),
        ((*higher("1", "1"), "--scale", "lain"), ("--scale", "opini atau akip")),
        ((*higher("1", "1"), "--method", "inverse"), ("--method", "Pilih ratio")),
        ((*higher("1", "1"), "--cap", "150"), ("--cap", "none, 100, 110 atau 120")),
        ((*higher("1", "1"), "--upper", "2"), ("--upper", "range")),
        (("--target", "1", "--actual", "1"), ("--polarity", "belum diisi")),
        (("--target", "1", "--polarity", "lower"), ("--actual", "belum diisi")),
        (("--target", "1", "--actual", "1", "--polarity", "naik"), ("--polarity", "higher, lower atau range")),
        (("--target", "1", "--actual", "1", "--polarity", "range"), ("--upper", "belum diisi")),
        (("--target", "1", "--actual", "1", "--polarity", "range", "--upper", "-"), ("--upper", "kosong")),
        (("--target", "3", "--actual", "1", "--polarity", "range", "--upper", "2"), ("--upper", "Tukar")),
    ],
)
def test_bad_input_ends_with_2_and_says_what_where_and_how_to_mend(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    assert call(*words, "--json") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert all(part in err for part in parts), err


def test_the_command_imports_no_django() -> None:
    program = "import sys; import ukur.cli.achievement; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
