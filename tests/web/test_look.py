"""The style sheet keeps its promises: small, readable in Chrome 109, legible colours; templates obey the strict CSP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "ukur" / "web"
SHEET = WEB / "static" / "ukur" / "ukur.css"
SCRIPTS = sorted((WEB / "static" / "ukur").glob("*.js"))
TEMPLATES = sorted([*(WEB / "jinja").rglob("*.html"), *(WEB / "templates").rglob("*.html")])

# Words on their ground; WCAG 2.2 asks 4.5 : 1 of text.
TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3", "primary", "bad") for ground in ("paper", "ground")],
    *[(tone, f"{tone}-pale") for tone in ("ok", "wait", "warn", "bad", "none", "primary")],
    *[("ink-2", f"{tone}-pale") for tone in ("ok", "wait", "warn", "bad", "none", "primary", "turmeric")],
    *[("ink", ground) for ground in ("turmeric", "turmeric-pale", "warn-pale", "bad-pale")],
    *[("paper", ground) for ground in ("primary", "primary-dark", "practice")],
    ("soft", "primary-dark"),
]
# Edges and marks that carry meaning; WCAG 2.2 asks 3 : 1 of them.
SHAPE_PAIRS = [
    ("line-2", "paper"),
    ("line-2", "ground"),
    ("warn-edge", "paper"),
    ("turmeric", "primary-dark"),
    ("focus", "ground"),
]


def bare_sheet() -> str:
    return re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.DOTALL)


def tokens() -> dict[str, str]:
    """Token name -> six hexadecimal digits."""
    found = re.findall(r"--([a-z0-9-]+):#([0-9a-f]{3,6})\b", bare_sheet())
    return {name: value if len(value) == 6 else "".join(2 * digit for digit in value) for name, value in found}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(tokens()[one]), luminance(tokens()[other])))
    return (high + 0.05) / (low + 0.05)


def test_the_style_sheet_weighs_at_most_18_kb() -> None:
    assert SHEET.stat().st_size <= 18_000


def test_no_rule_stands_inside_another_except_in_media() -> None:
    inside: list[bool] = []  # for each open brace: does it belong to a media query?
    for head, brace in re.findall(r"([^{}]*)([{}])", bare_sheet()):
        if brace == "}":
            inside.pop()
            continue
        assert all(inside), f"nested rule: {head.strip()}"
        inside.append(head.rsplit(";", 1)[-1].strip().startswith("@media"))
    assert inside == []


@pytest.mark.parametrize(
    "word", [":has(", "popover", "@container", "@layer", "color-mix(", "subgrid", "text-wrap", "&"]
)
def test_the_style_sheet_uses_nothing_that_old_browsers_lack(word: str) -> None:
    assert word not in bare_sheet()


@pytest.mark.parametrize(("words", "ground"), TEXT_PAIRS)
def test_words_are_legible_on_their_ground(words: str, ground: str) -> None:
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_edges_and_marks_are_visible_on_their_ground(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 3


def test_every_token_that_is_used_is_set() -> None:
    sheet = bare_sheet()
    used = set(re.findall(r"var\(--([a-z0-9-]+)", sheet))
    assert used <= set(re.findall(r"--([a-z0-9-]+):", sheet))


def test_no_type_is_smaller_than_12_pixels() -> None:
    sizes = re.findall(r"font(?:-size)?:(?:[0-9]{3} )?([0-9.]+)rem", bare_sheet())
    assert sizes
    assert min(float(size) for size in sizes) >= 0.75


def test_focus_is_never_removed_without_a_ring_around_the_box() -> None:
    sheet = bare_sheet()
    assert "outline:0" not in sheet
    assert "outline:none" not in sheet
    assert ":focus-visible,.num:focus-within{outline:3px" in sheet


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_no_template_holds_what_the_strict_csp_blocks(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_our_scripts_are_few_and_short() -> None:
    assert sum(len(script.read_text().splitlines()) for script in SCRIPTS) <= 800
