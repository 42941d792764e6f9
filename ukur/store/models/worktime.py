"""The office calendar as dated rows: hours and days off. Agency NULL means: for every agency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ukur.store.models.people import Agency


class OfficeHours(models.Model):
    agency = models.ForeignKey(Agency, models.CASCADE, null=True)
    kind = models.CharField(max_length=20)  # biasa, ramadan
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    since = models.DateField()
    until = models.DateField(null=True)
    opens = models.TimeField()
    closes = models.TimeField()
    break_from = models.TimeField(null=True)
    break_to = models.TimeField(null=True)
    source = models.CharField(max_length=200, blank=True)


class DayOff(models.Model):
    agency = models.ForeignKey(Agency, models.CASCADE, null=True)
    date = models.DateField()
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)  # libur, cuti
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "date"], name="day_off_once")]
