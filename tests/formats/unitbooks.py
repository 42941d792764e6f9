"""Unit workbooks for tests: one of invented rows, and cells changed as a spreadsheet program would change them."""

from __future__ import annotations

import hashlib
import hmac
import re
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from ukur.domain.collection.contents import Content
from ukur.domain.collection.merge import Kind, outcome
from ukur.formats.unitbook import Base, Manifest, ReadBook, Row, UnitBook, read, write
from ukur.formats.unitbook.manifest import unsealed

SHEETS = {"Petunjuk": 1, "Form": 2, "Bukti": 3, "_daftar": 4, "_ukur": 5}
FIGURE, CERTAINTY, REASON, CAUSE, FOLLOW_UP = "H", "I", "J", "K", "L"
FIRST = 5  # the first row of the form, as Excel counts
PROOF = 4  # the first row for proofs
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")
ET.register_namespace("", _MAIN)
ET.register_namespace("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")


def seal(content: bytes) -> str:
    return hmac.digest(b"a key of the tests", content, hashlib.sha256).hex()


def unit_book(contents: Iterable[Content], **changes: Any) -> UnitBook:
    """A workbook with a row for each content, all open; ``changes`` replace what each row says."""
    rows = [
        Row(
            **{
                "code": f"IKU-{no}",
                "name": f"Persentase pelaku usaha kelompok {no} yang memenuhi syarat",
                "uom": "persen",
                "target": Decimal(100),
                "upper": None,
                "target_year": Decimal(400),
                "before": Decimal("55.5"),
                "box": "triwulan ini",
                "decimals": 2,
                "content": one,
                "opened": True,
                **changes,
            }
        )
        for no, one in enumerate(contents, 1)
    ]
    bases = tuple(Base(one.code, one.name, 3, one.content, one.opened) for one in rows)
    manifest = Manifest(7, 2, 1, "a" * 64, "4/1/hand_in/bidang/unit:2", 1, bases)
    return UnitBook(
        "Dinas Contoh", "Bidang Contoh", "Pengukuran TW III", "Tenggat Jumat", "A4", True, tuple(rows), manifest
    )


def typed_rows(count: int) -> list[Content]:
    """What a unit may have typed: some figures, some reasons, some words."""
    return [
        Content(
            "1.234,5" if no % 3 else "",
            Decimal("1234.5") if no % 3 else None,
            "Menunggu rekap BPS." if no % 2 and not no % 3 else "",
            no % 4 == 0,
            "Lelang diulang karena peserta kurang dari tiga.\nSudah dilaporkan." if no % 2 else "",
            "Pendampingan setiap minggu bersama kecamatan." if no % 2 else "",
        )
        for no in range(count)
    ]


def edited(data: bytes, cells: Mapping[str, Any]) -> bytes:
    """The workbook with other contents in its cells: ``{"Form!H5": 12.5}``.

    A number, a text, None for nothing, a truth value, ``{"formula": …, "value": …}`` or ``{"error": "#N/A"}``.
    """
    parts = members(data)
    for sheet in {place.partition("!")[0] for place in cells}:
        part = f"xl/worksheets/sheet{SHEETS[sheet]}.xml"
        root = ET.fromstring(parts[part])  # noqa: S314 - our own workbook
        for place, value in cells.items():
            name, _, where = place.partition("!")
            if name == sheet:
                _put(root, where, value)
        parts[part] = _HEAD + ET.tostring(root)
    return packed(parts)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _tag(name: str) -> str:
    return f"{{{_MAIN}}}{name}"


def _put(root: ET.Element, where: str, value: Any) -> None:
    cell = _cell(root, where)
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    match value:
        case None:
            pass
        case {"formula": formula}:
            ET.SubElement(cell, _tag("f")).text = formula
            if "value" in value:
                ET.SubElement(cell, _tag("v")).text = str(value["value"])
        case {"error": error}:
            cell.set("t", "e")
            ET.SubElement(cell, _tag("v")).text = error
        case bool():
            cell.set("t", "b")
            ET.SubElement(cell, _tag("v")).text = str(int(value))
        case int() | float() | Decimal():
            ET.SubElement(cell, _tag("v")).text = str(value)
        case _:
            cell.set("t", "inlineStr")
            text = ET.SubElement(ET.SubElement(cell, _tag("is")), _tag("t"))
            text.text, text.attrib["{http://www.w3.org/XML/1998/namespace}space"] = str(value), "preserve"


def _cell(root: ET.Element, where: str) -> ET.Element:
    """The cell at ``where``, made in its place when there is none."""
    match = _PLACE.fullmatch(where)
    rows = root.find(_tag("sheetData"))
    assert match and rows is not None
    found = next((one for one in rows if one.get("r") == match.group(2)), None)
    row = found if found is not None else _made(rows, "row", match.group(2), int)
    cell = next((one for one in row if one.get("r") == where), None)
    return cell if cell is not None else _made(row, "c", where, lambda place: (len(_PLACE.fullmatch(place)[1]), place))  # type: ignore[index]


def _made(parent: ET.Element, tag: str, where: str, order: Any) -> ET.Element:
    made = ET.Element(_tag(tag), {"r": where})
    parent.insert(sum(order(one.get("r", "0")) < order(where) for one in parent), made)
    return made


def written(count: int = 6) -> bytes:
    """A workbook of typed rows."""
    return write(unit_book(typed_rows(count)), seal)


def came(data: bytes) -> ReadBook:
    return read(data, "buku.xlsx", seal)


def kinds(book: ReadBook) -> list[Kind]:
    rows = zip(book.cells, book.manifest.cells, strict=True)
    return [outcome(typed, base.content, base.content).kind for typed, base in rows]


def read_ids(data: bytes) -> list[str]:
    """The code of each row, in order; empty where the row is closed."""
    return [one.code if one.opened else "" for one in _unsealed(data).cells]


def _unsealed(data: bytes) -> Manifest:
    """The manifest of a workbook of an installation whose key the tests do not have."""
    (packed_,) = re.findall(r"<t>([\w-]+=*)\.[0-9a-f]{64}</t>", members(data)["xl/sharedStrings.xml"].decode())
    return unsealed(f"{packed_}.{seal(packed_.encode())}", seal)
