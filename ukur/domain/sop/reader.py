"""Reads a SOP file (TOML, schema ``sop-ap/1``) into a :class:`~ukur.domain.sop.model.Sop`, or says all that
is wrong.
"""

from __future__ import annotations

import hashlib
import re
import tomllib

from ukur.domain.errors import Fault, Unreadable
from ukur.domain.sop.fields import Table
from ukur.domain.sop.flow import check
from ukur.domain.sop.goals import Names
from ukur.domain.sop.head import read_identity
from ukur.domain.sop.lines import first, heads
from ukur.domain.sop.model import Document, Performer, PerformerKind, Sop
from ukur.domain.sop.rows import read_rows

SCHEMA = "sop-ap/1"
_ID = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Duplicate", "Cannot redefine")


def read(text: str, name: str = "") -> Sop:
    """The SOP in ``text``; its ``digest`` is the SHA-256 of the UTF-8 text, as hexadecimal digits.

    ``name`` is what a fault of the file as a whole is said of (a file name). Raises Unreadable with every
    fault found: ``where`` is the key path with positions from 1 (``langkah[6].waktu`` is the key ``waktu`` of
    the sixth ``[[langkah]]``, whatever its ``no``), ``line`` the line of that table's head. Whether all rows
    are reached and an end is reachable is asked only of a file without other faults, else one slip would be
    reported many times.
    """
    data = _parse(text, name)
    faults: list[Fault] = []
    lines = heads(text)
    top = Table(data, "", 1, faults)
    if top.text("skema", f'"{SCHEMA}"') not in (SCHEMA, ""):
        top.fault("skema", f'hanya "{SCHEMA}" yang dikenal')
    block = top.table("sop", first(lines, "sop"))
    if not top.has("sop"):
        top.fault("sop", "wajib ada; tambahkan [sop] dengan id, nama, pemerintah dan perangkat")
    identity = read_identity(top, block, lines)
    names = Names(performers=_performers(top, lines), documents=_documents(top, lines))
    steps = read_rows(top, lines.get("langkah", []), names)
    top.close()
    if not faults:
        faults += check(steps, lines.get("langkah", []))
    if faults:
        raise Unreadable(sorted(faults, key=lambda one: one.line or 0))
    digest = hashlib.sha256(text.encode()).hexdigest()
    performers, documents = tuple(names.performers.values()), tuple(names.documents.values())
    return Sop(block.text("id"), block.text("nama"), digest, identity, performers, documents, steps)


def _parse(text: str, name: str) -> dict[str, object]:
    """The TOML data; Windows editors may put a byte order mark in front."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise Unreadable([Fault(name or "berkas", "tabel atau daftar bersarang terlalu dalam")]) from None
    except ValueError as wrong:
        raise Unreadable([_syntax_fault(str(wrong), text, name or "berkas")]) from None


def _syntax_fault(message: str, text: str, name: str) -> Fault:
    """The fault of a text that is not TOML; the parser's English message is told apart only where it helps."""
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    column = f" (kolom {place[2]})" if place and place[2] else ""
    if message.startswith(_TWICE):
        return Fault(name, f"kunci atau tabel ditulis dua kali{column}; hapus salah satu", line)
    if place and not place[1]:
        return Fault(name, "berkas berakhir di tengah isian; tutup tanda kutip atau kurung yang terbuka", line)
    reason = f"bukan TOML yang benar{column}; periksa tanda kutip, tanda sama dengan dan kurung di baris ini"
    return Fault(name, reason, line)


def _new_id(row: Table, taken: dict[str, object], reserved: str) -> str:
    """The id of a performer or document; empty when it cannot be used."""
    given = row.text("id", '"…"')
    if not given.strip():
        return ""
    if not _ID.fullmatch(given):
        row.fault("id", f'"{given}": pakai huruf kecil, angka dan tanda hubung saja')
    elif given == reserved:
        row.fault("id", f'"{reserved}" dipakai sistem; pilih nama lain')
    elif given in taken:
        row.fault("id", f'"{given}" sudah dipakai; pilih nama lain')
    else:
        return given
    return ""


def _performers(top: Table, lines: dict[str, list[int]]) -> dict[str, Performer]:
    """The columns in their order. ``penyerah`` is no id: it names the hand-in part in ``aktivitas``."""
    found: dict[str, Performer] = {}
    for row in top.tables("pelaksana", lines.get("pelaksana")):
        id_ = _new_id(row, dict(found), "penyerah")
        kind = row.one_of("jenis", tuple(PerformerKind), "")
        if not row.has("jenis"):
            row.fault("jenis", 'wajib diisi; tambahkan jenis = "jabatan", "unit", "tim" atau "luar"')
        name, many = row.text("nama", '"…"'), row.flag("banyak")
        row.text("catatan")
        row.close()
        if id_:
            found[id_] = Performer(id_, name, PerformerKind(kind or "jabatan"), many)
    if not top.data.get("pelaksana"):
        top.fault("pelaksana", "belum ada; tambahkan satu [[pelaksana]] untuk tiap kolom pelaksana")
    return found


def _documents(top: Table, lines: dict[str, list[int]]) -> dict[str, Document]:
    """The documents and the states they may have. ``luar`` is no id: it marks what comes from outside."""
    found: dict[str, Document] = {}
    for row in top.tables("dokumen", lines.get("dokumen")):
        id_ = _new_id(row, dict(found), "luar")
        name, states = row.text("nama", '"…"'), row.texts("keadaan")
        if not states:
            row.fault("keadaan", 'wajib diisi; tambahkan keadaan = ["draf", …]')
        for one in sorted({one for one in states if states.count(one) > 1}):
            row.fault("keadaan", f'"{one}" disebut dua kali; hapus salah satu')
        row.text("catatan")
        row.close()
        if id_:
            found[id_] = Document(id_, name, states)
    return found
