"""What the sheets of a unit's workbook share: formats, each made once, titles, and rules for what a cell takes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ukur.formats.sheets.writing import put_text, shape
from ukur.formats.unitbook.model import Column

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


def titles(sheet: Any, row: int, columns: Sequence[Column], form: Any) -> None:
    for number, column in enumerate(columns):
        put_text(sheet, row, number, column.title, form)
    sheet.set_row(row, 30)


def rule(sheet: Any, column: Column, number: int, first: int, last: int, rule: dict[str, Any]) -> None:
    told = {"input_title": column.title[:32], "input_message": column.hint[:255]} if column.hint else {}
    sheet.data_validation(first, number, last, number, {**rule, **told})


def choice(sheet: Any, column: Column, number: int, first: int, last: int) -> None:
    wrong = {"error_title": "Pilih dari daftar", "error_message": f"Pilih {' atau '.join(column.words)}."}
    rule(sheet, column, number, first, last, {"validate": "list", "source": list(column.words), **wrong})
