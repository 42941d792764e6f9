"""Writing the plan workbook: locked titles, drop-downs and hints; text stays text and never becomes a formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ukur.domain.intake.model import Line, Part
from ukur.domain.intake.rules_plan import NUMBERS, read
from ukur.formats.measurebook.rows import Value
from ukur.formats.measurebook.write import Pen, table
from ukur.formats.planbook.layout import COLUMNS, GUIDE, SHEETS, word
from ukur.formats.sheets import writing

TITLE = "Bidang, pegawai, dan rencana"
LINES = (
    ("Urutan", "Isi lembar Unit, Pegawai, lalu Rencana. Lembar yang belum siap boleh dihapus, atau diisi lain kali."),
    ("Judul kolom", "Jangan diubah. Urutan kolom boleh ditukar, kolom tambahan tidak dibaca."),
    ("Yang sudah ada", "Kode yang sama memperbarui baris yang sudah ada di Ukur; tidak ada yang terhapus."),
    ("Unit: contoh", "KOP | Bidang Koperasi | Bidang"),
    ("Pegawai: contoh", "Lilis Suryani, S.E. | (NIP) | Penata | Ibu | Kepala Bidang | Kepala Bidang Koperasi | KOP"),
    ("Pegawai: beberapa jabatan", "Tulis satu baris untuk setiap jabatan, dengan nama dan NIP yang sama."),
    ("Pegawai: NIP", "18 angka sebagai teks, boleh berspasi, boleh kosong. Yang meragukan akan ditanyakan."),
    ("Rencana: contoh", "IKU-01 | Koperasi sehat | Koperasi aktif | % | KOP | Makin tinggi makin baik | terakhir"),
    ("Rencana: Sasaran", "Kosong berarti sama dengan baris di atasnya."),
    ("Angka", "Tulis angka saja, tanpa tanda % dan tanpa satuan: 94,74 atau 1210. Teks 1.210 akan ditanyakan."),
    ("Tanpa target", "Tulis – bila suatu triwulan memang tidak punya target."),
    ("Angka Setahun: dijumlah", "Target tiap triwulan. Jumlahnya sama dengan target tahun."),
    ("Angka Setahun: terakhir", "Target s.d. triwulan itu. Target TW IV sama dengan target tahun."),
    ("Pengisi", "Nama dari lembar Pegawai. Kosong: siapa saja di unit penanggung jawab."),
    ("Jenis Bukti Wajib", "Bukti yang harus ada sebelum form dikirim. Kosong: tidak wajib."),
)  # fmt: skip


def template(lines: Mapping[Part, Iterable[Line]], year: int) -> bytes:
    """The workbook with what the agency has already; without anything only titles, drop-downs and the guide.

    The same lines give the same bytes, and ``parse`` gives the lines back.
    """
    stream = io.BytesIO()
    made = dt.datetime(year, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
    with writing.workbook(stream, made=made, title=TITLE, subject=f"Tahun {year}") as workbook:
        pen = Pen(workbook)
        _guide(pen)
        for part, name in SHEETS.items():
            table(pen, name, COLUMNS[part], [_row(part, one) for one in lines.get(part, ())])
    return stream.getvalue()


def _guide(pen: Pen) -> None:
    sheet = pen.workbook.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 92)
    sheet.write_string(0, 0, TITLE, pen.title)
    for row, (label, words) in enumerate(LINES, start=2):
        sheet.write_string(row, 0, label, pen.label)
        sheet.write_string(row, 1, words, pen.words)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _row(part: Part, line: Line) -> tuple[Value, ...]:
    return tuple(_value(part, line, one.key) for one in COLUMNS[part])


def _value(part: Part, line: Line, key: str) -> Value:
    if part is Part.PLAN and key in NUMBERS:
        value: Decimal | None = read(line, key)[0]
        return value if value is not None else line[key]
    if key == "since" and line[key]:
        return dt.date.fromisoformat(line[key])
    return word(part, key, line[key])
