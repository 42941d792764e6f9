"""Names and addresses in a workbook."""

from __future__ import annotations

import re


def bare(text: str) -> str:
    """A title as it is compared: letters and digits only, in small letters."""
    return re.sub(r"[^0-9a-z]", "", text.casefold())


def address(sheet: str, row: int, column: int) -> str:
    """``Realisasi!D12`` for row 11 and column 3, both from 0."""
    letters, rest = "", column
    while rest >= 0:
        letters = chr(ord("A") + rest % 26) + letters
        rest = rest // 26 - 1
    return f"{sheet}!{letters}{row + 1}"
