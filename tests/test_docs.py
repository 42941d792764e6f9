"""The documents say what the code does: generated pages, named commands, settings, files, links and pictures."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig import generated, source
from ukur.cli.main import parser
from ukur.config.env import SETTINGS
from ukur.services.queries.names import BUTTONS
from ukur.services.wording import REFUSALS
from ukur.services.wording.labels import STEP_TITLES

ROOT = source.ROOT
GUIDE = ROOT / "docs" / "panduan"
PICTURES = GUIDE / "gambar"
COMMANDS = {name for name, _, _ in generated.leaves(parser())}
ALL = sorted(path for path in source.files() if path.suffix == ".md")
FRONTS = ("README.md", "README.id.md")
CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def _text(name: str | Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _section(text: str, heading: str) -> str:
    """From a heading of the second level to the next one."""
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found.group(1)


# --- Made from the code. ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", generated.PAGES)
def test_a_generated_page_is_what_the_code_says(name: str) -> None:
    path, made = generated.FOLDER / name, generated.PAGES[name]()
    if os.environ.get("UKUR_DOCS") == "write":
        path.write_text(made, encoding="utf-8")
    assert path.exists() and path.read_text(encoding="utf-8") == made, generated.HOW


def test_nothing_else_stands_among_the_generated_pages() -> None:
    assert {path.name for path in generated.FOLDER.iterdir()} == {one for one in generated.PAGES if "/" not in one}


def test_the_changelog_begins_with_the_version_of_the_package() -> None:
    version = tomllib.loads(_text("pyproject.toml"))["project"]["version"]
    assert re.findall(r"^## (\S+)", _text("CHANGELOG.md"), re.MULTILINE)[0] == version


# --- Nothing is left out. ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*FRONTS, "docs/panduan/baris-perintah.md"])
def test_every_command_is_documented_and_no_other(name: str) -> None:
    rows = set(re.findall(r"^\| `(ukur [a-z]+(?: [a-z]+)?)", _text(name), re.MULTILINE))
    assert rows == COMMANDS


def test_every_command_that_is_named_anywhere_exists() -> None:
    groups = {name.split()[1]: [one.split()[2] for one in COMMANDS if one.startswith(f"{name} ")] for name in _groups()}
    for path in ALL:
        for first, second in re.findall(r"\bukur ([a-z]+)(?: ([a-z]+))?", " ".join(_snippets(path))):
            known = f"ukur {first}" in COMMANDS or second in groups.get(first, ())
            assert known, f"{_name(path)}: ukur {first} {second}"


def _groups() -> set[str]:
    return {" ".join(name.split()[:2]) for name in COMMANDS if len(name.split()) > 2}


def _snippets(path: Path) -> list[str]:
    """What stands as code in a page: blocks and words in backquotes."""
    text = path.read_text(encoding="utf-8")
    blocks = [found.group(0) for found in CODE.finditer(text)]
    return [*blocks, *re.findall(r"`([^`\n]+)`", CODE.sub("", text))]


def test_every_make_command_that_is_named_exists() -> None:
    (known,) = re.findall(r"^\.PHONY: (.+)$", _text("Makefile"), re.MULTILINE)
    for path in ALL:
        named = re.findall(r"\bmake ([a-z-]+)", "\n".join(_snippets(path)))
        assert set(named) <= set(known.split()), _name(path)


def test_every_setting_is_explained_to_whoever_installs() -> None:
    text = _text("docs/panduan/baris-perintah.md")
    assert not [one.name for one in SETTINGS if f"`{one.name}`" not in text]


def test_every_setting_that_is_named_anywhere_exists() -> None:
    known = {one.name for one in SETTINGS} | {"UKUR_DOCS", "UKUR_TEST_PG"}  # the latter two belong to the tests
    for path in ALL:
        assert set(re.findall(r"\bUKUR_[A-Z]+\b", _text(path))) <= known, _name(path)


def test_every_refusal_is_listed_with_its_sentence() -> None:
    text = _text("docs/generated/refusals.md")
    assert not [code for code, sentence in REFUSALS.items() if f"| `{code}` | {sentence} |" not in text]


def test_every_runtime_package_has_its_reason() -> None:
    asked = [re.split(r"[=;\s]", line)[0] for line in _text("requirements/base.in").splitlines() if line]
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", _text("docs/adr/0004-dependencies.md"), re.MULTILINE)
    assert [name for name, reason in rows if reason] == asked


@pytest.mark.parametrize("no", [step.no for step in generated.seed().steps])
def test_every_step_has_its_title_its_doers_and_its_buttons_in_the_guide(no: str) -> None:
    sop = generated.seed()
    step = sop.step(no)
    activities = [step.activity(one) for one in step.performers[: None if step.answers else 1]]
    part = _section(_text("docs/panduan/langkah-1-sampai-13.md"), f"{no}. {STEP_TITLES[activities[0]]}")
    assert not [one for one in activities if f"**{BUTTONS[one]}**" not in part]
    assert not [one for one in step.performers if sop.performer(one).name not in part]
    assert f"{step.minutes} menit" in part


def test_what_the_units_hand_in_is_in_the_guide_too() -> None:
    text = _text("docs/panduan/langkah-1-sampai-13.md")
    handed = {step.activity("penyerah") for step in generated.seed().steps if step.suppliers}
    assert handed
    assert not [one for one in handed if f"**{BUTTONS[one]}**" not in text]


# --- What is named is there. ------------------------------------------------------------------------------------------

LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")


def _links() -> Iterator[tuple[Path, bool, str]]:
    """Each relative link of each page: the page, whether it is a picture, where it leads."""
    for path in ALL:
        for picture, target in LINK.findall(CODE.sub("", _text(path))):
            if not re.match(r"[a-z]+:", target):
                yield path, bool(picture), target


def test_every_relative_link_leads_to_a_file_and_a_heading() -> None:
    for path, picture, target in _links():
        if picture:
            continue
        file, _, anchor = target.partition("#")
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), f"{_name(path)}: {target}"
        assert not anchor or anchor in _anchors(goal), f"{_name(path)}: {target}"


def _anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", CODE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_picture_is_there_and_every_picture_is_shown() -> None:
    if not PICTURES.exists():
        pytest.skip("docs/panduan/gambar is not there yet")
    shown = {(path.parent / target).resolve() for path, picture, target in _links() if picture}
    assert not [str(one) for one in shown if not one.exists()]
    assert {path for path in PICTURES.iterdir() if path.suffix == ".png"} == shown


def test_every_file_and_name_in_the_explanations_exists() -> None:
    """``ukur/services/acts/door.py`` must be a file; behind a colon stands what it holds: ``door.py:perform``."""
    mentions = [(path, found) for path in ALL for found in _mentions(path)]
    assert mentions
    for path, (file, name) in mentions:
        assert (ROOT / file).exists(), f"{_name(path)}: {file}"
        assert not name or name in _defined(ROOT / file), f"{_name(path)}: {file}:{name}"


def _mentions(path: Path) -> list[tuple[str, str]]:
    pattern = re.compile(r"((?:ukur|tests|sop|docs|requirements)/[\w./-]*\w/?)(?::(\w+(?:\.\w+)?))?")
    whole = (pattern.fullmatch(one) for one in _snippets(path))
    return [(found.group(1), found.group(2) or "") for found in whole if found]


def _defined(path: Path) -> set[str]:
    """Functions, classes, methods (``Class.method``) and module values of a file; rules of a style or template none."""
    names: set[str] = set()
    for node in source.tree(path).body:
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{one.name}" for one in node.body if isinstance(one, source.Function)}
        if isinstance(node, ast.ClassDef | source.Function):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {one.id for one in targets if isinstance(one, ast.Name)}
    return names


def test_decisions_are_numbered_without_gaps_and_say_what_why_and_what_else() -> None:
    paths = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [path.name[:4] for path in paths] == [f"{no:04}" for no in range(1, len(paths) + 1)]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert re.match(rf"# {path.name[:4]} ", text), path.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["What", "Why", "Weighed"], path.name


def test_both_fronts_show_the_same_commands_and_the_same_parts() -> None:
    english, indonesian = (_text(name) for name in FRONTS)
    blocks = [[found.group(0) for found in CODE.finditer(text)] for text in (english, indonesian)]
    assert blocks[0] == blocks[1]
    assert english.count("\n## ") == indonesian.count("\n## ")
