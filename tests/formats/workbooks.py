"""Makes the workbooks of ``tests/golden/workbooks``: the base, changed as a file says, as .xlsx or .ods bytes.

A changed cell is text, a number, a truth value, a date, or a table: ``{formula = "=1+1"}`` (no result),
``{error = "#DIV/0!"}``, ``{percent = 0.94}``.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

GOLDEN = Path(__file__).parents[1] / "golden" / "workbooks"
Sheets = dict[str, list[list[Any]]]
_PLACE = re.compile(r"(.+)!([A-Z]+)([0-9]+)")


def case(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def base() -> Sheets:
    return copy.deepcopy(case(GOLDEN / "base.toml")["sheets"])


def changed(changes: dict[str, Any]) -> Sheets:
    """The base with the changes of a golden file: columns, rows, cells, then sheets."""
    sheets = base()
    for sheet, titles in changes.get("drop_columns", {}).items():
        for title in titles:
            place = sheets[sheet][0].index(title)
            sheets[sheet] = [[one for at, one in enumerate(row) if at != place] for row in sheets[sheet]]
    for sheet in changes.get("reverse_columns", []):
        sheets[sheet] = [row[::-1] for row in sheets[sheet]]
    for sheet, rows in changes.get("add_rows", {}).items():
        sheets[sheet] += rows
    for sheet, rows in changes.get("put_above", {}).items():
        sheets[sheet] = rows + sheets[sheet]
    for place, value in changes.get("set", {}).items():
        put(sheets, place, value)
    for sheet, name in changes.get("rename_sheets", {}).items():
        sheets[name] = sheets.pop(sheet)
    return {name: rows for name, rows in sheets.items() if name not in changes.get("drop_sheets", [])}


def put(sheets: Sheets, place: str, value: Any) -> None:
    """Put ``value`` at an address such as ``Realisasi!D3``."""
    match = _PLACE.fullmatch(place)
    assert match, place
    rows, column, row = sheets[match.group(1)], 0, int(match.group(3)) - 1
    for letter in match.group(2):
        column = column * 26 + ord(letter) - ord("A") + 1
    rows += [[] for _ in range(row + 1 - len(rows))]
    rows[row] += [""] * (column - len(rows[row]))
    rows[row][column - 1] = value


def xlsx(sheets: Sheets) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    formats = {"percent": book.add_format({"num_format": "0.00%"}), "date": book.add_format({"num_format": 14})}
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                _write(sheet, row, column, value, formats)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    match value:
        case {"formula": formula}:
            sheet.write_formula(row, column, formula, None, "")
        case {"error": error}:
            sheet.write_formula(row, column, "=1/0", None, error)
        case {"percent": share}:
            sheet.write_number(row, column, share, formats["percent"])
        case dt.date():
            sheet.write_datetime(row, column, value, formats["date"])
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float():
            sheet.write_number(row, column, value)
        case "":
            pass
        case _:
            sheet.write_string(row, column, value)


_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}


def ods(sheets: Sheets) -> bytes:
    """As LibreOffice saves it: run-length coded empty rows and cells to the end of the sheet."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}{_REST}</table:table-row>" for row in rows)
        + f'<table:table-row table:number-rows-repeated="1048000">{_REST}</table:table-row></table:table>'
        for name, rows in sheets.items()
    )
    names = " ".join(f'xmlns:{key}="{value}"' for key, value in _SPACES.items())
    content = f"<office:document-content {names}><office:body><office:spreadsheet>{tables}"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", f"{content}</office:spreadsheet></office:body></office:document-content>")
        archive.writestr("META-INF/manifest.xml", f'<manifest type="{kind}"/>')
    return stream.getvalue()


_REST = '<table:table-cell table:number-columns-repeated="16000"/>'


def _ods_cell(value: Any) -> str:
    attributes, text = _ods_value(value)
    inside = f"<text:p>{escape(text)}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def _ods_value(value: Any) -> tuple[str, str]:
    """The attributes of the cell and the text it shows."""
    shown = str(value)
    match value:
        case "":
            attributes, shown = "", ""
        case {"formula": formula}:
            attributes, shown = f"table:formula={quoteattr('of:' + formula)}", ""
        case {"error": error}:
            kind = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
            attributes, shown = f'table:formula="of:=1/0" {kind}', error
        case {"percent": share}:
            attributes = f'office:value-type="percentage" office:value="{share}"'
        case dt.date():
            attributes = f'office:value-type="date" office:date-value="{value}"'
        case bool():
            attributes = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        case int() | float():
            attributes = f'office:value-type="float" office:value="{value}" calcext:value-type="float"'
        case _:
            attributes = 'office:value-type="string"'
    return attributes, shown
