"""The number of a paper: as typed, to follow, or the next of the agency's own book."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from ukur.domain.paper.numbers import NEXT, follows, written
from ukur.services.rooms import Context
from ukur.store.models import Agency, NumberBook

CLASSIFICATION = "000.8.6.3"
"""Akuntabilitas Kinerja Instansi Pemerintah (Permendagri 83/2022)."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def number_of(context: Context, typed: str, before: str = "") -> str:
    """The number to print; empty while it follows ("nomor menyusul").

    The next of the book is taken within the transaction of the act: the row stays locked until it commits, so no
    number is given twice, and one that was refused is given to the next letter. ``before``: the number of a paper
    that was never signed and is replaced by this one; when it is of the book it is used on, so that none is missing.
    """
    typed = typed.strip()
    if typed != NEXT:
        return typed[:80]
    agency, today = context.run.agency, context.today
    if not agency.number_pattern:
        raise context.refuse("no_number_book")
    if follows(agency.number_pattern, before):
        return before
    NumberBook.objects.get_or_create(agency=agency, year=today.year)
    NumberBook.objects.filter(agency=agency, year=today.year).update(last=F("last") + 1)
    taken = NumberBook.objects.get(agency=agency, year=today.year).last
    return numbered(agency, taken, today)


def numbered(agency: Agency, number: int, day: dt.date) -> str:
    """Number ``number`` of the agency's book, written as on a paper of that day."""
    return written(
        agency.number_pattern,
        kode=CLASSIFICATION,
        urut=f"{number}",
        unit=agency.short,
        bulan=_ROMAN[day.month - 1],
        tahun=f"{day.year}",
    )[:80]
