"""The meeting of a run: invitation, attendance, minutes and decisions."""

from __future__ import annotations

from django.db import models

from ukur.store.models.people import Person
from ukur.store.models.run import Run


class Meeting(models.Model):
    run = models.ForeignKey(Run, models.CASCADE, related_name="meetings")
    round = models.PositiveSmallIntegerField()
    starts = models.DateTimeField()
    place = models.CharField(max_length=200)
    agenda = models.TextField()
    chair = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)


class Attendance(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10)  # hadir, daring, mewakili, izin


class Decision(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    text = models.TextField()
    owner = models.CharField(max_length=200)
    due = models.DateField(null=True)
