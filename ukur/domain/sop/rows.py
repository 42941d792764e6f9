"""The rows ``[[langkah]]`` of a SOP file: printed cells, who does what, and in which states papers are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ukur.domain.sop.fields import Table
from ukur.domain.sop.goals import Names, read_answers, read_decider, read_next
from ukur.domain.sop.model import Manner, PrintedStep, Step, Symbol
from ukur.domain.sop.times import read_minutes

_NO = re.compile(r"[0-9A-Za-z]+([.-][0-9A-Za-z]+)*")
_SHAPES = ("mulai", "proses", "keputusan", "selesai")
OUTSIDE = "luar"


def read_rows(top: Table, lines: list[int], names: Names) -> tuple[Step, ...]:
    """All steps in row order; faults go to the shared list.

    An unnumbered row (``no = ""``) is run as ``b`` and its position, so that goals can name it (``b3``).
    """
    rows = list(top.tables("langkah", lines))
    if not rows:
        top.fault("langkah", "belum ada; tambahkan satu [[langkah]] untuk tiap kegiatan")
    numbers: list[str] = []
    for position, row in enumerate(rows, 1):
        numbers.append(_number(row, position, numbers))
    known = {no: position for position, no in enumerate(numbers) if no}
    names = Names(names.performers, names.documents, known)
    shared = [row.whole("baris", 1) or 0 for row in rows]
    return tuple(_step(row, numbers, at, names, shared[: at + 1]) for at, row in enumerate(rows))


def _number(row: Table, position: int, taken: Sequence[str]) -> str:
    """The number of a row; empty when it cannot be used."""
    if row.data.get("no") == "":
        return f"b{position}"
    no = row.text("no", f'"{position}"')
    if not no.strip():
        return ""
    if not _NO.fullmatch(no) or len(no) > 10:
        row.fault("no", f'"{no}": pakai huruf, angka, titik atau tanda hubung, paling banyak 10')
        return ""
    if no in taken:
        row.fault("no", f'"{no}" sudah dipakai langkah lain; beri nomor lain')
        return ""
    return no


def _step(row: Table, numbers: Sequence[str], at: int, names: Names, shared: Sequence[int]) -> Step:
    """The step at row ``at``; ``shared``: the printed rows (``baris``) of the rows up to and with this one."""
    row.has("no")
    doers = row.ids("pelaksana", names.performers, "pelaksana")
    if not row.data.get("pelaksana"):
        row.fault("pelaksana", 'wajib diisi; tambahkan pelaksana = ["…"]')
    manner = _manner(row, doers)
    suppliers, since = _suppliers(row, at, names)
    approver, consulted, informed = _roles(row, names)
    symbols = _symbols(row, names)
    answers = read_answers(row, at, names)
    return Step(
        no=numbers[at],
        printed=_printed(row, shared[-1] > 0 and shared[-1] in shared[:-1]),
        performers=doers,
        manner=manner,
        main=_main(row, doers, manner),
        activities=_activities(row, doers, suppliers),
        suppliers=suppliers,
        suppliers_since=since,
        receivers=row.ids("penerima", names.performers, "pelaksana"),
        approver=approver,
        consulted=consulted,
        informed=informed,
        minutes=read_minutes(row),
        needs=_states(row, "masuk", names),
        gives=_states(row, "keluar", names),
        symbols=symbols,
        next=read_next(row, numbers, at, names),
        answers=answers,
        decider=read_decider(row, doers, manner, symbols) if answers else "",
        join=row.one_of("gabung", ("semua", "salah_satu"), "semua"),
        sub_sop=row.text("sub_sop"),
        start=row.flag("mulai") or at == 0,
        text=row.text("kegiatan"),
        row=shared[-1],
        reading=_close(row),
    )


def _close(row: Table) -> frozenset[str]:
    row.text("catatan")
    reading = row.reading()
    row.close()
    return reading


def _printed(row: Table, continues: bool) -> PrintedStep:
    """The printed cells; a row that continues a printed row (``baris``) has none of its own."""
    activity = row.text("kegiatan_cetak")
    if not activity.strip() and not row.text("kegiatan").strip() and not continues:
        row.fault("kegiatan_cetak", 'wajib diisi; tambahkan kegiatan_cetak = "…" seperti tercetak')
    return PrintedStep(
        activity=activity,
        marks=row.texts("tanda_cetak"),
        needs=row.text("kelengkapan_cetak"),
        time=row.text("waktu_cetak"),
        output=row.text("output_cetak"),
        remark=row.text("keterangan_cetak"),
    )


def _manner(row: Table, doers: tuple[str, ...]) -> Manner:
    """``cara``: needed as soon as several performers share the row."""
    given = row.one_of("cara", tuple(Manner), "")
    if len(doers) > 1 and not row.has("cara"):
        row.fault(
            "cara",
            "wajib diisi bila pelaksana lebih dari satu; pilih bersama, paralel, berurutan atau salah_satu",
        )
    if len(doers) > 1 and given == Manner.ALONE:
        row.fault("cara", '"sendiri" hanya untuk satu pelaksana; pilih bersama, paralel, berurutan atau salah_satu')
    if len(doers) == 1 and given in (Manner.JOINT, Manner.SEQUENTIAL):
        row.fault("cara", f'"{given}" butuh lebih dari satu pelaksana; hapus cara, atau tambah pelaksana')
    return Manner(given) if given else Manner.ALONE


def _main(row: Table, doers: tuple[str, ...], manner: Manner) -> str:
    """``utama``: who closes a joint row; elsewhere the first performer."""
    given = row.text("utama")
    first = doers[0] if doers else ""
    if not given:
        return first
    if manner is not Manner.JOINT:
        row.fault("utama", 'hanya untuk cara = "bersama"; hapus')
    elif row.exists("utama", given, doers, "pelaksana langkah ini"):
        return given
    return first


def _activities(row: Table, doers: tuple[str, ...], suppliers: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """``aktivitas``: one name for all doers, or a table with a name for each and for ``penyerah``."""
    if not isinstance(row.data.get("aktivitas"), dict):
        name = row.text("aktivitas")
        return tuple((one, name) for one in doers) if name else ()
    table = row.table("aktivitas")
    allowed = (*doers, "penyerah") if suppliers else doers
    found = tuple(
        (key, table.text(key)) for key in table.data if table.exists(key, key, allowed, "pelaksana langkah ini")
    )
    return tuple((key, name) for key, name in found if name)


def _suppliers(row: Table, at: int, names: Names) -> tuple[tuple[str, ...], str]:
    """``penyerah`` and the earlier step from which on they may hand in."""
    suppliers = row.ids("penyerah", names.performers, "pelaksana")
    since = row.text("penyerah_sejak")
    if not since:
        return suppliers, ""
    if not suppliers:
        row.fault("penyerah_sejak", "hanya bersama penyerah; hapus, atau isi penyerah")
    if not row.exists("penyerah_sejak", since, names.rows, "langkah"):
        return suppliers, ""
    if names.rows[since] >= at:
        row.fault("penyerah_sejak", f'langkah "{since}" tidak lebih awal dari langkah ini; pilih langkah sebelumnya')
    return suppliers, since


def _roles(row: Table, names: Names) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """``peran``: who answers for the row (A), is consulted (C) and is informed (I)."""
    table = row.table("peran")
    approver = table.text("A")
    if approver and not table.exists("A", approver, names.performers, "pelaksana"):
        approver = ""
    consulted = table.ids("C", names.performers, "pelaksana")
    informed = table.ids("I", names.performers, "pelaksana")
    table.close()
    return approver, consulted, informed


def _states(row: Table, key: str, names: Names) -> tuple[str, ...]:
    """``masuk`` or ``keluar``: ``dokumen:keadaan`` that the SOP lists, or ``luar:…`` for what comes from
    outside.
    """
    kept: list[str] = []
    for one in row.texts(key):
        document, colon, state = one.partition(":")
        if not colon or not state:
            row.fault(key, f'"{one}": tulis "dokumen:keadaan" atau "{OUTSIDE}:…"')
        elif document == OUTSIDE or (
            row.exists(key, document, names.documents, "dokumen")
            and row.exists(key, state, names.documents[document].states, f'keadaan dokumen "{document}"')
        ):
            kept.append(one)
    return tuple(kept)


def _symbols(row: Table, names: Names) -> tuple[Symbol, ...]:
    found: list[Symbol] = []
    for one in row.tables("simbol"):
        at = one.text("di", '"…"')
        shape = one.one_of("bentuk", _SHAPES, "")
        if not one.has("bentuk"):
            one.fault("bentuk", "wajib diisi; pilih mulai, proses, keputusan atau selesai")
        if at:
            one.exists("di", at, names.performers, "pelaksana")
        found.append(Symbol(at, shape, one.text("teks"), one.text("sebagai")))
        one.close()
    return tuple(found)
