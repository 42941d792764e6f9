"""Standard times (mutu baku, ``waktu``) in working minutes."""

from __future__ import annotations

from ukur.domain.sop.fields import Table

# Working minutes in one unit. A working day is 7.5 hours of a week of 37.5 (Perpres 21/2023 art. 4), a week
# has five working days, a month 21 of them by the usual count. A calendar day counts as a working day: the
# paper says when the work is due then, not that it lasts longer.
MINUTES = {
    "menit": 1,
    "jam": 60,
    "hari_kerja": 450,
    "hari_kalender": 450,
    "minggu": 5 * 450,
    "bulan": 21 * 450,
}


def read_minutes(row: Table) -> int | None:
    """The standard time of a row in working minutes; None when the time is open (no ``waktu``, or only
    ``tenggat``).

    Of a range (``min`` to ``maks``) the longest is standard: only beyond it the row is late. ``per`` (each
    file, each applicant) is time for one of them.
    """
    if not row.has("waktu"):
        return None
    table = row.table("waktu")
    if not isinstance(row.data["waktu"], dict):
        return None
    value, least, most = table.number("nilai"), table.number("min"), table.number("maks")
    table.text("tenggat")
    table.text("per")
    unit = table.one_of("satuan", tuple(MINUTES), "")
    table.close()
    _check(table, least, most)
    if not {"nilai", "min", "maks", "tenggat"} & set(table.data):
        table.fault("nilai", 'wajib diisi; tambahkan nilai = 15 dan satuan = "menit", atau hapus waktu')
    longest = value if value is not None else most
    if longest is None:
        return None
    if not table.has("satuan"):
        table.fault("satuan", f"wajib diisi; pilih {', '.join(MINUTES)}")
    return _whole(table, longest, unit)


def _check(table: Table, least: float | None, most: float | None) -> None:
    if "nilai" in table.data and ({"min", "maks"} & set(table.data)):
        table.fault("nilai", "pilih satu: nilai, atau min dan maks")
    elif ("min" in table.data) != ("maks" in table.data):
        table.fault("min" if "maks" in table.data else "maks", "min dan maks ditulis berpasangan")
    elif least is not None and most is not None and least > most:
        table.fault("min", "lebih besar dari maks; tukar keduanya")


def _whole(table: Table, value: float, unit: str) -> int | None:
    minutes = value * MINUTES.get(unit, 1)
    if unit and minutes != int(minutes):
        table.fault(
            "nilai" if "nilai" in table.data else "maks",
            "bukan menit yang bulat; pakai satuan yang lebih kecil",
        )
        return None
    return int(minutes)
