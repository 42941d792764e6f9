"""Writing a workbook in which text stays text: nothing that somebody typed becomes a formula, a link or a number."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import xlsxwriter

A4, F4 = 9, 14  # paper sizes as a workbook numbers them; F4 is its Folio
MOST_LETTERS = 32_000  # a cell holds 32,767; the writer leaves out what is longer without a word
_LINE_END = re.compile(r"\r\n?|\v|\f")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ALLOWED = ("format_cells", "format_columns", "format_rows")


@contextmanager
def workbook(stream: io.BytesIO, *, made: dt.datetime, **properties: str) -> Iterator[Any]:
    """A new workbook, written to ``stream`` at the end; ``made`` without a time zone, so that bytes can repeat."""
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **_PLAIN_TEXT})
    book.set_properties({**properties, "created": made})
    yield book
    book.close()


def put_text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:
    """A text as it is, whatever it begins with; cut when no cell could hold it.

    Tabs become blanks, since a program that saves the workbook anew may drop them, and control characters are left out.
    """
    shown = _CONTROL.sub("", _LINE_END.sub("\n", text)).replace("\t", " ")[:MOST_LETTERS]
    if shown:
        sheet.write_string(row, column, shown, form)
    else:
        sheet.write_blank(row, column, None, form)


def protect(sheet: Any, *further: str) -> None:
    """Only unlocked cells can be changed; no password: it keeps from slips, the seal keeps from the rest."""
    sheet.protect("", dict.fromkeys((*_ALLOWED, *further), True))


def landscape(sheet: Any, paper: int, foot: str = "") -> None:
    """Printed across, as wide as one sheet of paper, with page numbers."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    left = foot.replace("&", "&&")[:120]
    sheet.set_footer(f"&L&8{left} &R&8Halaman &P dari &N")


def shape(value: Decimal, decimals: int) -> str:
    """The number format that shows ``value`` with ``decimals`` digits, or with all it has when it has more."""
    exponent = value.normalize().as_tuple().exponent
    places = max(decimals, -exponent if isinstance(exponent, int) else 0)
    return "#,##0" + ("." + "0" * places if places else "")


def exact(value: Decimal) -> bool:
    """Whether a workbook can keep this number: 15 significant digits."""
    return Decimal(format(float(value), ".15g")) == value
