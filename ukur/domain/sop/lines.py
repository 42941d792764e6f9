"""Where the tables of a TOML text begin; the standard library's parser keeps no line numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

_HEAD = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_.\-]+)\s*\]\]?\s*(?:#.*)?$")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')


def heads(text: str) -> dict[str, list[int]]:
    """The line numbers, from 1, of the heads ``[name]`` and ``[[name]]`` in the order they stand.

    Lines inside strings of several lines are not heads.
    """
    found: dict[str, list[int]] = {}
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        head = None if inside else _HEAD.match(line)
        if head:
            found.setdefault(head[1], []).append(number)
        else:
            inside = _open_string(line, inside)
    return found


def first(lines: Mapping[str, list[int]], head: str) -> int | None:
    """The line of the first head ``head``; None when the file has none."""
    return next(iter(lines.get(head, ())), None)


def _open_string(line: str, inside: str) -> str:
    """The quotes of the long string that is still open at the end of ``line``; empty when none is."""
    at = 0
    while at <= len(line):
        if inside:
            end = line.find(inside, at)
            if end < 0:
                return inside
            at, inside = end + 3, ""
            continue
        token = _TOKEN.search(line, at)
        if token is None:
            return ""
        at = token.end()
        inside = token[0] if token[0] in ('"""', "'''") else ""
    return inside
