"""The sentences for faults of a measure workbook. Each says what stands there, then what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ukur.domain.achievement.numbers import format_number
from ukur.domain.errors import Refusal

# problem of ``ukur.domain.people.nip`` -> what is wrong; {found} is what stands there.
NIP_PROBLEMS: Mapping[str, str] = {
    "characters": "hanya boleh angka, tetapi memuat “{found}”",
    "length": "panjangnya {found} angka, seharusnya 18",
    "birth_date": "delapan angka pertama ({found}) bukan tanggal lahir",
    "appointment": "angka ke-9 sampai ke-14 ({found}) bukan tahun dan bulan pengangkatan",
    "sex": "angka ke-15 ({found}) harus 1 untuk laki-laki atau 2 untuk perempuan",
    "age": "menurut angkanya diangkat pada usia {found} tahun, seharusnya 18 tahun atau lebih",
    "kind": "polanya {found}",
}


_RETYPE = "ubah format sel menjadi Angka, lalu ketik ulang"


def nip_problem(one: Refusal) -> str:
    """What is wrong with a NIP, as one clause, with the likely reading when there is one."""
    values = dict(one.values)
    problem = NIP_PROBLEMS[values["problem"]].format(found=values["found"])
    if values["proposal"]:
        problem += f"; mungkin maksudnya {values['proposal']}, periksa pada SK"
    return problem


def nip(text: str, refusals: Sequence[Refusal]) -> str:
    problems = "; ".join(nip_problem(one) for one in refusals)
    return f"NIP “{text}”: {problems}. Perbaiki, atau kosongkan selnya"


def ambiguous(text: str, readings: Sequence[Decimal]) -> str:
    choices = " atau ".join(format_number(one, None).replace(".", "") for one in readings)
    return f"“{text}” dapat dibaca lebih dari satu; tulis {choices}"


def not_a_number(text: str) -> str:
    return f"“{text}” bukan angka; tulis angka saja, misalnya 12 atau 12,5. Tanda – berarti tidak ada"


def a_date(text: str) -> str:
    return f"berisi tanggal ({text}), bukan angka; {_RETYPE}, misalnya 12,5"


def percent(value: object) -> str:
    stored = str(value).replace(".", ",")
    return f"berformat persen, yang tersimpan {stored}; {_RETYPE}, misalnya 94,74"


def unknown_word(text: str, words: Sequence[str]) -> str:
    return f"“{text}” tidak dikenal; pilih {' / '.join(words)}"


ERROR = "rumusnya menghasilkan galat; perbaiki rumus, atau ketik angkanya"
NO_VALUE = "berisi rumus tanpa hasil; buka dan simpan dengan Excel atau LibreOffice, atau ketik angkanya"
TRUTH = "berisi BENAR/SALAH; ketik isinya sebagai angka atau teks"
NIP_AS_NUMBER = (
    "NIP tersimpan sebagai bilangan, angka belakangnya bisa hilang; ubah format sel menjadi Teks, ketik ulang"
)
TOO_LONG = "lebih dari {limit} huruf; ringkaskan"

EMPTY_LINE = "“{title}” kosong atau barisnya tidak ada; isi di lembar ini"
UPPER_WITHOUT_RANGE = "batas atas hanya untuk polaritas Dalam rentang; kosongkan, atau ubah polaritas"
CUMULATIVE_TARGETS = (
    "{code}: target triwulan tampak ditulis s.d. triwulan. Angka “dijumlah” memakai target tiap triwulan,"
    " jumlahnya sama dengan target tahun ({year}); tulis selisihnya"
)
SILENT = "{code}: angka {period} kosong tanpa alasan, dicatat belum dilaporkan (bukan nol)"
FILE_OUTSIDE = "“{path}” di luar map buku kerja; taruh berkasnya di map yang sama, lalu tulis namanya"
FILE_ABSENT = "berkas “{path}” tidak ada di map buku kerja; salin ke sana, atau betulkan namanya"
FILE_CONTENT = "isi berkas “{path}” bukan {ending} (atau memuat makro); simpan ulang dari program asalnya"
FILE_SIZE = "berkas “{path}” kosong atau lebih dari {limit} MB; ganti berkasnya"


def unknown_unit(found: str, codes: str) -> str:
    return f"unit “{found}” tidak ada di lembar Unit; pilih {codes}, atau tambahkan di sana"


def file_type(ending: str, types: Sequence[str]) -> str:
    return f"jenis berkas “{ending}” tidak diterima; pakai {', '.join(types)}"


def unopened(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "berkas tidak ada; periksa nama dan mapnya, atau buat contoh dengan --template"
    if isinstance(error, IsADirectoryError):
        return "ini map, bukan berkas; tulis nama buku kerjanya"
    return "berkas tidak dapat dibuka; tutup di program lain, dan periksa izin bacanya"
