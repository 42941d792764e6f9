"""``ukur measure`` from a shell: what comes out, and what others say of it."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Measured

pytestmark = pytest.mark.sqlite_only
KEYS = {
    "steps": ["no", "performers", "round", "standard_minutes"],
    "indicators": ["code", "name", "target", "actual", "achievement", "rating", "reason"],
    "objectives": ["name", "achievement", "rating"],
    "papers": ["kind", "path", "sha256"],
}


def measures(value: Any) -> list[str]:
    """Every number of an answer that is a measure, wherever it stands."""
    if isinstance(value, list):
        return [one for part in value for one in measures(part)]
    if not isinstance(value, dict):
        return []
    own = [value[name] for name in ("target", "actual", "achievement", "achievement_year") if value.get(name)]
    return own + [one for part in value.values() for one in measures(part)]


def test_json_has_the_keys_of_the_contract(measured: Measured) -> None:
    result = measured.result
    for name, keys in KEYS.items():
        assert result[name], name
        assert all(set(keys) <= set(one) for one in result[name]), name
    assert {"achievement", "rating"} <= set(result["agency"])
    assert {"path", "sha256", "signatures"} <= set(result["document"])
    assert {"path", "valid"} <= set(result["package"])
    assert set(result["journal"]) == {"entries", "head", "valid"}
    assert (result["ended"], measured.err) == (True, "")


def test_measures_are_plain_decimal_texts_and_what_has_none_says_why(measured: Measured) -> None:
    texts = measures(measured.result)
    assert len(texts) > 40
    assert [one for one in texts if not re.fullmatch(r"-?\d+(\.\d+)?", one)] == []
    silent = [
        one["code"] for one in measured.result["indicators"] if (one["achievement"] is None) is not bool(one["reason"])
    ]
    assert silent == []


def test_the_achievement_of_an_objective_is_the_mean_of_what_was_reported(measured: Measured) -> None:
    values = [Decimal(one["achievement"]) for one in measured.result["objectives"] if one["achievement"]]
    mean = sum(values, Decimal(0)) / len(values)
    assert abs(mean - Decimal(measured.result["agency"]["achievement"])) < Decimal("0.00001")


def test_all_thirteen_steps_are_there_with_their_standard_minutes(measured: Measured) -> None:
    steps = measured.result["steps"]
    assert [one["no"] for one in steps] == [str(no) for no in range(1, 14)]
    assert sum(one["standard_minutes"] for one in steps) == 775
    assert {one["round"] for one in steps} == {1}


def test_every_named_file_is_there_with_its_digest_and_no_other(measured: Measured) -> None:
    result = measured.result
    named = {one["path"]: one["sha256"] for one in [*result["papers"], result["document"], result["package"]]}
    assert {path: hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in named} == named
    assert {str(path) for path in measured.out.rglob("*")} == set(named)


def test_the_document_is_signed_for_a_test_and_says_so(measured: Measured) -> None:
    (signature,) = measured.result["document"]["signatures"]
    assert (signature["valid"], signature["level"], signature["kind"]) == (
        True,
        "PAdES B-B",
        "Uji (bukan dokumen resmi)",
    )
    assert measured.result["package"]["valid"] and measured.result["journal"]["valid"]


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not on this machine")
def test_poppler_says_that_the_signature_is_valid_and_covers_all(measured: Measured) -> None:
    command = ["pdfsig", str(measured.document)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "Signature Validation: Signature is Valid." in answer
    assert "Total document signed" in answer
    assert answer.count("Signature #") == 1
