"""The cell formats of a unit's workbook, each made once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ukur.formats.sheets.writing import shape

_INK, _GROUND, _PRACTICE = "#FFFFFF", "#0B4F5C", "#A11212"
_OPEN, _SHUT, _EMPTY, _DOUBT = "#FFFBE0", "#F3F4F4", "#FFD966", "#F4B183"


class Pen:
    """``book`` is the workbook being written."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._base = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
        plain = {**self._base, "text_wrap": False, "bold": True}
        self._made: dict[tuple[str, bool], Any] = {}
        self.head = book.add_format({**self._base, "bold": True, "font_color": _INK, "bg_color": _GROUND, "border": 1})
        self.title = book.add_format({**plain, "font_size": 14})
        self.label = book.add_format(plain)
        self.words = book.add_format({**self._base, "text_wrap": False})
        self.practice = book.add_format({**plain, "font_color": _INK, "bg_color": _PRACTICE})
        self.missing = book.add_format({"bg_color": _EMPTY})
        self.doubtful = book.add_format({"bg_color": _DOUBT})

    def cell(self, *, opened: bool, form: str = "@") -> Any:
        """A cell that people fill in, or one that they only read; text unless ``form`` is a number's."""
        key = form, opened
        if key not in self._made:
            colour = _OPEN if opened else _SHUT
            made = {**self._base, "locked": not opened, "bg_color": colour, "border": 1, "num_format": form}
            self._made[key] = self.book.add_format(made)
        return self._made[key]

    def figure(self, decimals: int, value: Decimal | None, *, opened: bool) -> Any:
        """A cell for a number. An open one shows as many decimals as somebody types, at least ``decimals``."""
        if not opened and value is not None:
            return self.cell(opened=False, form=shape(value, decimals))
        places = "0" * decimals + "#" * (6 - decimals)
        return self.cell(opened=opened, form=f"#,##0.{places}" if decimals else "General")
