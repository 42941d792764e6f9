"""Tiny SOP files for tests: the smallest text the reader takes, with the rows a test is about."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ukur.domain.sop import reader
from ukur.domain.sop.model import Sop

TOP = """skema = "sop-ap/1"
[sop]
id = "uji/kecil"
nama = "KECIL"
pemerintah = "KABUPATEN UJI"
perangkat = "DINAS UJI"
"""
COLUMNS = """
[[pelaksana]]
id = "a"
nama = "Kepala"
jenis = "jabatan"
[[pelaksana]]
id = "b"
nama = "Tim"
jenis = "tim"
[[pelaksana]]
id = "c"
nama = "Sekretaris"
jenis = "jabatan"
[[pelaksana]]
id = "m"
nama = "Bidang"
jenis = "unit"
banyak = true
[[dokumen]]
id = "d"
nama = "Naskah"
keadaan = ["x", "y", "z"]
"""


def value(one: object) -> str:
    """A Python value as TOML."""
    if isinstance(one, Mapping):
        return "{ " + ", ".join(f"{key} = {value(part)}" for key, part in one.items()) + " }"
    if isinstance(one, list | tuple):
        return "[" + ", ".join(value(part) for part in one) + "]"
    return json.dumps(one, ensure_ascii=False)


def row(no: str, *doers: str, **keys: object) -> str:
    """One ``[[langkah]]``; ``keys`` are its further keys."""
    given = {"no": no, "kegiatan_cetak": f"Langkah {no}", "pelaksana": list(doers), **keys}
    lines = [f"{key} = {value(one)}" for key, one in given.items() if one is not None]
    return "\n".join(["", "[[langkah]]", *lines, ""])


def text(*rows: str) -> str:
    return TOP + COLUMNS + "".join(rows)


def sop(*rows: str) -> Sop:
    return reader.read(text(*rows))


def choice(onward: str, back: str, *also: str) -> list[dict[str, object]]:
    """A decision: ``Ya`` goes to ``onward``, ``Tidak`` back to ``back`` or one of ``also``."""
    return [
        {"jawab": "Ya", "ke": onward},
        {"jawab": "Tidak", "ke": back, "kembali": True, "boleh_juga": list(also)},
    ]
