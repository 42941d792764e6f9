"""The meeting of a run: invitation, attendance, minutes, decisions and what became of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ukur.store.models.collection import Cell
from ukur.store.models.paper import Paper
from ukur.store.models.people import Person, Unit
from ukur.store.models.run import Run


class Meeting(models.Model):
    """``follow_up``: Rapat lanjutan, called beside the flow. ``ended_at`` empty: not held yet, or going on.

    ``finished_at``: when the minutes were finished, at the end of the meeting or later (notula menyusul).
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="meetings")
    round = models.PositiveSmallIntegerField()
    starts = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=500, blank=True)
    agenda = models.TextField()
    number = models.CharField(max_length=80, blank=True)
    follow_up = models.BooleanField(default=False)
    chair = models.CharField(max_length=200, blank=True)
    note_taker = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True)  # when the door for checking in was opened before the meeting's day
    ended_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    invitation = models.ForeignKey(Paper, models.SET_NULL, related_name="+", null=True)
    attendance_list = models.ForeignKey(Paper, models.SET_NULL, related_name="+", null=True)
    minutes_paper = models.ForeignKey(Paper, models.SET_NULL, related_name="+", null=True)


class Invitee(models.Model):
    """Somebody on the list of a meeting; ``person`` empty: from outside. Name and office as printed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)


class Attendance(models.Model):
    """One who took part, or is excused: a row each, so that two who check in at once never meet.

    ``source``: list (noted by the chair), self (by his own account), guest (dicatat sendiri, without an account),
    paper (from a signed list; ``paper_date`` is its date, ``at`` the entry). ``struck``: the chair has struck it out.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=10)  # hadir, daring, mewakili, izin
    represents = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=6, default="list")
    struck = models.BooleanField(default=False)
    paper_date = models.DateField(null=True)
    scan = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="person_attends_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "name", "office"], condition=Q(person__isnull=True), name="guest_attends_once"
            ),
        ]


class Decision(models.Model):
    """What a meeting decided. ``state``: draft while the meeting goes on, then open (Tindak lanjut) and done.

    ``no`` counts through all meetings of the run; 0 while it is a draft. ``code`` names an indicator, ``before`` its
    figure as it stood when the decision was noted. The owner is a unit or a person; ``owner`` is the name as printed.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    no = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    owner = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    due = models.DateField(null=True)
    code = models.CharField(max_length=30, blank=True)
    before = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=6, default="open")
    note = models.TextField(blank=True)  # what its owner said last: what was done, or why not yet
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)


class Citation(models.Model):
    """The owner of a value says that he changed it because of a decision."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="citations")
    cell = models.ForeignKey(Cell, models.CASCADE, related_name="citations")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "cell"], name="cited_once")]
