"""Checked access to the tables of a SOP file: every read names its key, so what nobody asked for is reported
too.

The reasons are Indonesian because they are part of what the reader answers; each says how to mend the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from ukur.domain.errors import Fault

_KINDS = {
    str: "teks",
    bool: "true/false",
    int: "bilangan bulat",
    float: "bilangan",
    list: "daftar",
    dict: "tabel",
}


def kind_of(value: object) -> str:
    """What a value of the file is, in the words of the file's reader."""
    if isinstance(value, dt.date | dt.time):
        return "tanggal atau jam"
    return next(name for kind, name in _KINDS.items() if isinstance(value, kind))


class Table:
    """One table of the file. Reads give a usable value and note a fault when the file has none.

    ``path`` is the key path shown to the user, ``line`` the line of the table's head, ``faults`` the list all
    tables of a file share.
    """

    def __init__(self, data: Mapping[str, object], path: str, line: int | None, faults: list[Fault]) -> None:
        self.data = data
        self.path = path
        self.line = line
        self.faults = faults
        self._asked: set[str] = set()

    def fault(self, key: str, reason: str) -> None:
        """Note what is wrong with ``key`` (or with the table itself when empty)."""
        where = ".".join(part for part in (self.path, key) if part)
        self.faults.append(Fault(where, reason, self.line))

    def has(self, key: str) -> bool:
        """Whether the file gives ``key`` here."""
        self._asked.add(key)
        return key in self.data

    def _value(self, key: str, kind: type, hint: str = "") -> object | None:
        self._asked.add(key)
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            self.fault(key, f"harus {_KINDS[kind]}, bukan {kind_of(value)}{hint}")
            return None
        return value

    def text(self, key: str, required: str = "") -> str:
        """Text, verbatim; ``required`` is the example shown when it is missing or blank."""
        value = self._value(key, str, "; tulis dalam tanda kutip")
        if required and not str(value or "").strip() and (value is not None or key not in self.data):
            self.fault(key, f"wajib diisi; tambahkan {key} = {required}")
        return value if isinstance(value, str) else ""

    def one_of(self, key: str, allowed: Collection[str], default: str = "") -> str:
        """One of the words ``allowed``; ``default`` when absent or wrong."""
        value = self.text(key)
        if not value:
            if self.data.get(key) == "":
                self.fault(key, f"kosong; pilih {_or(allowed)}, atau hapus kunci ini")
            return default
        if value not in allowed:
            self.fault(key, f'"{value}" tidak dikenal; pilih {_or(allowed)}')
            return default
        return value

    def flag(self, key: str) -> bool:
        return self._value(key, bool, "; tulis true atau false tanpa tanda kutip") is True

    def whole(self, key: str, least: int) -> int | None:
        """A whole number of at least ``least``; None when absent or wrong."""
        value = self._value(key, int, "; tulis tanpa tanda kutip")
        if isinstance(value, int) and value < least:
            self.fault(key, f"paling kecil {least}")
            return None
        return value if isinstance(value, int) else None

    def number(self, key: str) -> float | None:
        """A number above zero; None when absent or wrong."""
        self._asked.add(key)
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.fault(key, f"harus bilangan, bukan {kind_of(value)}; tulis tanpa tanda kutip")
            return None
        if not 0 < value < 10**9:
            self.fault(key, "terlalu besar" if value > 0 else "harus lebih dari 0")
            return None
        return value

    def date(self, key: str) -> dt.date | None:
        """A date without time; None when absent or wrong."""
        self._asked.add(key)
        value = self.data.get(key)
        if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
            return value
        self.fault(key, f"harus tanggal, bukan {kind_of(value)}; tulis seperti 2024-12-02 tanpa tanda kutip")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        rows = self._value(key, list, '; tulis seperti ["a", "b"]')
        kept: list[str] = []
        for place, one in enumerate(rows if isinstance(rows, list) else [], 1):
            if isinstance(one, str):
                kept.append(one)
            else:
                self.fault(f"{key}[{place}]", f"harus teks, bukan {kind_of(one)}; tulis dalam tanda kutip")
        return tuple(kept)

    def ids(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """A list of names that must exist and stand once; the unknown ones are left out."""
        kept: list[str] = []
        for one in self.texts(key):
            if one in kept:
                self.fault(key, f'"{one}" disebut dua kali; hapus salah satu')
            elif self.exists(key, one, known, what):
                kept.append(one)
        return tuple(kept)

    def exists(self, key: str, name: str, known: Collection[str], what: str) -> bool:
        """Whether ``name`` is one of ``known``; a fault naming ``what`` when it is not."""
        if name in known:
            return True
        near = get_close_matches(name, known, 1)
        mend = f'mungkin maksudnya "{near[0]}"' if near else f"yang ada: {', '.join(known) or 'belum ada'}"
        self.fault(key, f'{what} "{name}" tidak ada; {mend}')
        return False

    def table(self, key: str, line: int | None = None) -> Table:
        """The table under ``key``; an empty one when absent or wrong. ``line``: of its own head, when it has
        one.
        """
        value = self._value(key, dict)
        data = value if isinstance(value, dict) else {}
        path = ".".join(part for part in (self.path, key) if part)
        return Table(data, path, line or self.line, self.faults)

    def tables(self, key: str, lines: list[int] | None = None) -> Iterator[Table]:
        """The tables of the list under ``key``; ``lines`` are those of their heads, in order."""
        rows = self._value(key, list)
        path = ".".join(part for part in (self.path, key) if part)
        own = lines or []
        for place, one in enumerate(rows if isinstance(rows, list) else [], 1):
            line = own[place - 1] if place <= len(own) else self.line
            if isinstance(one, dict):
                yield Table(one, f"{path}[{place}]", line, self.faults)
            else:
                self.faults.append(Fault(f"{path}[{place}]", f"harus tabel, bukan {kind_of(one)}", line))

    def reading(self) -> frozenset[str]:
        """``tafsir``: the keys of this table that are a reading and not in the paper. Call it after the other
        reads.
        """
        named = self.texts("tafsir")
        for one in named:
            if one not in self._asked or one.endswith("_cetak"):
                self.fault("tafsir", f'"{one}" bukan kunci bacaan di tabel ini; sebut kunci yang ditafsirkan')
        return frozenset(named)

    def close(self) -> None:
        """Report every key nobody asked for."""
        for key in self.data:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, 1)
                mend = f'mungkin maksudnya "{near[0]}"' if near else "hapus, atau tulis di catatan"
                self.fault(key, f"kunci tidak dikenal; {mend}")


def _or(words: Collection[str]) -> str:
    return ", ".join(f'"{one}"' for one in words)
