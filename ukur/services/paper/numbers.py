"""The number of a paper: as typed, to follow, or the next of the agency's own book."""

from __future__ import annotations

from django.db.models import F

from ukur.domain.paper.numbers import NEXT, written
from ukur.services.rooms import Context
from ukur.store.models import NumberBook

CLASSIFICATION = "000.8.6.3"
"""Akuntabilitas Kinerja Instansi Pemerintah (Permendagri 83/2022)."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def number_of(context: Context, typed: str) -> str:
    """The number to print; empty while it follows ("nomor menyusul").

    The next of the book is taken within the transaction of the act: the row stays locked until it commits, so no
    number is given twice, and one that was refused is given to the next letter.
    """
    typed = typed.strip()
    if typed != NEXT:
        return typed[:80]
    agency, today = context.run.agency, context.today
    if not agency.number_pattern:
        raise context.refuse("no_number_book")
    NumberBook.objects.get_or_create(agency=agency, year=today.year)
    NumberBook.objects.filter(agency=agency, year=today.year).update(last=F("last") + 1)
    taken = NumberBook.objects.get(agency=agency, year=today.year).last
    return written(
        agency.number_pattern,
        kode=CLASSIFICATION,
        urut=f"{taken}",
        unit=agency.short,
        bulan=_ROMAN[today.month - 1],
        tahun=f"{today.year}",
    )[:80]
