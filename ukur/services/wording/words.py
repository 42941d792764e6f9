"""Numbers and dates in Indonesian words (*terbilang*), as records spell them out."""

from __future__ import annotations

import datetime as dt

from ukur.services.wording.dates import DAYS, MONTHS

LARGEST = 999_999_999_999
_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_GROUPS = ((1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"))


def terbilang(number: int) -> str:
    """A whole number in words: 0 is ``nol``, 1.112 is ``seribu seratus dua belas``.

    Spelling after *Kamus Besar Bahasa Indonesia*. ValueError below 0 and above ``LARGEST``.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"terbilang reaches from 0 to {LARGEST}, not {number}")
    return " ".join(_parts(number)) or _ONES[0]


def _parts(number: int) -> list[str]:
    found: list[str] = []
    for size, name in _GROUPS:
        count, number = divmod(number, size)
        if count == 1 and size == 1_000:
            found.append("seribu")
        elif count:
            found += [*_hundreds(count), name]
    return found + _hundreds(number)


def _hundreds(number: int) -> list[str]:
    """Below a thousand."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = ["seratus"] if hundreds == 1 else [_ONES[hundreds], "ratus"] if hundreds else []
    if tens == 1:
        return head + (["sepuluh"] if ones == 0 else ["sebelas"] if ones == 1 else [_ONES[ones], "belas"])
    return head + ([_ONES[tens], "puluh"] if tens else []) + ([_ONES[ones]] if ones else [])


def date_in_words(date: dt.date) -> str:
    """``tanggal dua puluh delapan bulan Oktober tahun dua ribu dua puluh enam``."""
    return f"tanggal {terbilang(date.day)} bulan {MONTHS[date.month - 1]} tahun {terbilang(date.year)}"


def day_in_words(date: dt.date) -> str:
    """As a record opens: ``Rabu, tanggal dua puluh delapan bulan Oktober tahun dua ribu dua puluh enam``."""
    return f"{DAYS[date.weekday()]}, {date_in_words(date)}"


def count_in_words(number: int, what: str) -> str:
    """As letters count what goes with them: ``2 (dua) dokumen``."""
    return f"{number} ({terbilang(number)}) {what}"
