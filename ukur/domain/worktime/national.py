"""National rows of the office calendar, as data: Perpres 21/2023 hours, national holidays and cuti bersama
2025 to 2027.

Every row names its source. Decrees are amended within a year and an agency may set its own hours (Purwakarta
has begun earlier in Ramadan), so these rows are the start of an editable table, not the last word. Dates of
Ramadan are those of the calendar, near to a day; the clock times of the breaks are customary, the decree
fixes only their length.
"""

from __future__ import annotations

import datetime as dt

from ukur.domain.worktime.calendar import NORMAL, RAMADAN, DayOff, Hours

_PERPRES = "Perpres 21/2023; jam istirahat menurut kebiasaan"
_PERPRES_SINCE = dt.date(2023, 4, 12)
_RAMADAN_SOURCE = "Perpres 21/2023; tanggal Ramadan perkiraan, sesuaikan dengan surat edaran daerah"
_RAMADAN_DATES = (
    (dt.date(2025, 3, 1), dt.date(2025, 3, 30)),
    (dt.date(2026, 2, 19), dt.date(2026, 3, 20)),
    (dt.date(2027, 2, 8), dt.date(2027, 3, 9)),
)
_SKB = {
    2025: "SKB 1017/2024, 2/2024, 2/2024; diubah SKB 933/2025, 1/2025, 3/2025",
    2026: "SKB 1497/2025, 2/2025, 5/2025",
    2027: "SKB 1205/2026, 3/2026, 2/2026",
}

# One line a day: MM-DD and name. The decrees fix the dates; names are matched to them by the calendar.
_HOLIDAYS = {
    2025: """
        01-01 Tahun Baru 2025 Masehi
        01-27 Isra Mikraj Nabi Muhammad SAW
        01-29 Tahun Baru Imlek
        03-29 Hari Suci Nyepi
        03-31 Idulfitri 1446 Hijriah
        04-01 Idulfitri 1446 Hijriah
        04-18 Wafat Yesus Kristus
        04-20 Kebangkitan Yesus Kristus (Paskah)
        05-01 Hari Buruh Internasional
        05-12 Hari Raya Waisak
        05-29 Kenaikan Yesus Kristus
        06-01 Hari Lahir Pancasila
        06-06 Iduladha 1446 Hijriah
        06-27 1 Muharam Tahun Baru Islam 1447 Hijriah
        08-17 Proklamasi Kemerdekaan
        09-05 Maulid Nabi Muhammad SAW
        12-25 Kelahiran Yesus Kristus (Natal)""",
    2026: """
        01-01 Tahun Baru 2026 Masehi
        01-16 Isra Mikraj Nabi Muhammad SAW
        02-17 Tahun Baru Imlek
        03-19 Hari Suci Nyepi
        03-21 Idulfitri 1447 Hijriah
        03-22 Idulfitri 1447 Hijriah
        04-03 Wafat Yesus Kristus
        04-05 Kebangkitan Yesus Kristus (Paskah)
        05-01 Hari Buruh Internasional
        05-14 Kenaikan Yesus Kristus
        05-27 Iduladha 1447 Hijriah
        05-31 Hari Raya Waisak
        06-01 Hari Lahir Pancasila
        06-16 1 Muharam Tahun Baru Islam 1448 Hijriah
        08-17 Proklamasi Kemerdekaan
        08-25 Maulid Nabi Muhammad SAW
        12-25 Kelahiran Yesus Kristus (Natal)""",
    2027: """
        01-01 Tahun Baru 2027 Masehi
        01-05 Isra Mikraj Nabi Muhammad SAW 1448 Hijriah
        02-06 Tahun Baru Imlek
        03-08 Hari Suci Nyepi
        03-10 Idulfitri 1448 Hijriah
        03-11 Idulfitri 1448 Hijriah
        03-26 Wafat Yesus Kristus
        03-28 Kebangkitan Yesus Kristus (Paskah)
        05-01 Hari Buruh Internasional
        05-06 Kenaikan Yesus Kristus
        05-17 Iduladha 1448 Hijriah
        05-20 Hari Raya Waisak
        06-01 Hari Lahir Pancasila
        06-06 1 Muharam Tahun Baru Islam 1449 Hijriah
        08-15 Maulid Nabi Muhammad SAW
        08-17 Proklamasi Kemerdekaan
        12-25 Kelahiran Yesus Kristus (Natal)
        12-26 Isra Mikraj Nabi Muhammad SAW 1449 Hijriah""",
}
_JOINT_LEAVE = {
    2025: """
        01-28 Tahun Baru Imlek
        03-28 Hari Suci Nyepi
        04-02 Idulfitri
        04-03 Idulfitri
        04-04 Idulfitri
        04-07 Idulfitri
        05-13 Hari Raya Waisak
        05-30 Kenaikan Yesus Kristus
        06-09 Iduladha
        08-18 Proklamasi Kemerdekaan
        12-26 Natal""",
    2026: """
        02-16 Tahun Baru Imlek
        03-18 Hari Suci Nyepi
        03-20 Idulfitri
        03-23 Idulfitri
        03-24 Idulfitri
        05-15 Kenaikan Yesus Kristus
        05-28 Iduladha
        12-24 Natal""",
    2027: """
        02-05 Tahun Baru Imlek
        03-09 Idulfitri
        03-12 Idulfitri
        03-15 Idulfitri
        03-25 Wafat Yesus Kristus
        05-18 Iduladha
        05-19 Hari Raya Waisak
        12-24 Natal""",
}


def _days(lists: dict[int, str], kind: str, before: str = "") -> tuple[DayOff, ...]:
    found = []
    for year, text in lists.items():
        for line in text.strip().splitlines():
            day, _, name = line.strip().partition(" ")
            found.append(DayOff(dt.date.fromisoformat(f"{year}-{day}"), before + name, kind, _SKB[year]))
    return tuple(found)


def _week(
    since: dt.date,
    until: dt.date | None,
    kind: str,
    source: str,
    *,
    mon_thu: tuple[str, ...],
    friday: tuple[str, ...],
) -> tuple[Hours, ...]:
    """Monday to Friday; four times each: opens, closes, break from, break to."""
    rows = []
    for weekday in range(5):
        opens, closes, start, end = (dt.time.fromisoformat(one) for one in (friday if weekday == 4 else mon_thu))
        rows.append(Hours(since, until, weekday, opens, closes, start, end, kind, source))
    return tuple(rows)


# Normal week 37 h 30 m net, Ramadan 32 h 30 m (Perpres 21/2023 article 4).
NORMAL_HOURS = _week(
    _PERPRES_SINCE,
    None,
    NORMAL,
    _PERPRES,
    mon_thu=("07:30", "16:00", "12:00", "13:00"),
    friday=("07:30", "16:30", "11:30", "13:00"),
)
RAMADAN_HOURS = tuple(
    row
    for since, until in _RAMADAN_DATES
    for row in _week(
        since,
        until,
        RAMADAN,
        _RAMADAN_SOURCE,
        mon_thu=("08:00", "15:00", "12:00", "12:30"),
        friday=("08:00", "15:30", "11:30", "12:30"),
    )
)
HOURS = NORMAL_HOURS + RAMADAN_HOURS
DAYS_OFF = _days(_HOLIDAYS, "libur") + _days(_JOINT_LEAVE, "cuti", "Cuti bersama ")
