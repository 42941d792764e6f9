"""The project's own files, for the tests that read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or would be, committed; without git (a bare copy) every file of the project."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not _made(path)]
    return tuple(sorted(path for path in found if path.is_file()))


def _made(path: Path) -> bool:
    """Made by a command, not written: caches, the venv, ``var``."""
    return any(part.startswith(".venv") or part in {"var", "__pycache__"} for part in path.relative_to(ROOT).parts)


def python(*folders: str) -> list[Path]:
    """The Python files below ``folders`` of the project, without migrations, which Django writes."""
    tops = [ROOT / folder for folder in folders]
    own = [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]
    return [path for path in own if any(path.is_relative_to(top) for top in tops)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file, nested ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from ``def`` to the end, without the docstring: to explain must not make a function too long."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return lines
    text = function.body[0]
    return lines - ((text.end_lineno or text.lineno) - text.lineno + 1)


def place(path: Path, node: ast.stmt | ast.expr | None = None) -> str:
    """``ukur/web/page.py:12``, for a message."""
    return str(path.relative_to(ROOT)) + (f":{node.lineno}" if node else "")
