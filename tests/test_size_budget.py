"""The size budget: a function fits on a screen, a file in a head.

A function's size is its lines from ``def`` to the end, blank lines and comments included, its docstring not.
The size of a file is all of its lines.
"""

from __future__ import annotations

import math
from pathlib import Path

from tests.rig import source
from ukur.formats.package import verifier

VERIFIER = source.ROOT / "ukur" / "formats" / "package" / "periksa"


def _ninth_decile(sizes: list[int]) -> int:
    """The smallest size that at least nine of ten do not exceed."""
    return sorted(sizes)[math.ceil(0.9 * len(sizes)) - 1]


def _functions(folder: str) -> dict[str, int]:
    found = ((path, one) for path in source.python(folder) for one in source.functions(path))
    return {f"{source.place(path, one)} {one.name}": source.length(one) for path, one in found}


def _lines(paths: list[Path]) -> dict[str, int]:
    return {source.place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}


def _above(sizes: dict[str, int], bound: int) -> dict[str, int]:
    return {name: size for name, size in sorted(sizes.items(), key=lambda item: -item[1]) if size > bound}


def test_nine_of_ten_functions_have_at_most_30_lines_and_none_more_than_60() -> None:
    sizes = _functions("ukur")
    assert not _above(sizes, 60)
    assert _ninth_decile([*sizes.values()]) <= 30, _above(sizes, 30)


def test_nine_of_ten_functions_of_the_tests_have_at_most_20_lines_and_none_more_than_60() -> None:
    sizes = _functions("tests")
    assert not _above(sizes, 60)
    assert _ninth_decile([*sizes.values()]) <= 20, _above(sizes, 20)


def test_nine_of_ten_files_have_at_most_200_lines_and_none_more_than_500() -> None:
    sizes = {name: size for name, size in _lines(source.python("ukur", "tests")).items() if size}
    assert not _above(sizes, 500)
    assert _ninth_decile([*sizes.values()]) <= 200, _above(sizes, 200)


def test_all_scripts_of_the_pages_together_stay_under_1000_lines() -> None:
    """Without the scripts of the offline verifier: no page loads them, and they have a limit of their own below."""
    scripts = [path for path in source.files() if path.suffix in {".js", ".mjs"}]
    sizes = _lines([path for path in scripts if not path.is_relative_to(VERIFIER)])
    assert sum(sizes.values()) < 1000, sizes


def test_the_offline_verifier_stays_small_enough_to_be_read() -> None:
    scripts = [path for path in source.files() if path.is_relative_to(VERIFIER) and path.suffix == ".js"]
    assert scripts and all(size <= 300 for size in _lines(scripts).values())
    assert len(verifier()) < 60_000
