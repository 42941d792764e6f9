"""Forms, sheets, cells, submissions and evidence."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ukur.store.fields import ExactDecimal
from ukur.store.models.people import Person, Unit
from ukur.store.models.run import Run


class Form(models.Model):
    """Frozen at step 2: ``content`` is the canonical list of items; a plan change enters only as a next version."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="forms")
    version = models.PositiveSmallIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "version"], name="form_version_once")]


class Sheet(models.Model):
    """One unit's part of the form."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="sheets")
    unit = models.ForeignKey(Unit, models.PROTECT)
    state = models.CharField(max_length=12, default="empty")  # empty, filling, awaiting, sent, returned, accepted
    version = models.PositiveIntegerField(default=0)
    awaiting_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    awaiting_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "unit"], name="sheet_once")]


class Cell(models.Model):
    """The value of one indicator in one sheet. ``value`` NULL is not reported, never 0; ``raw`` is what was typed."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="cells")
    code = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()
    raw = models.CharField(max_length=60, blank=True)
    value = ExactDecimal(null=True)
    unavailable = models.CharField(max_length=300, blank=True)
    cause = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    provisional = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="draft")  # draft, sent, accepted, returned
    measured = models.BooleanField(default=True)
    waiver = models.CharField(max_length=300, blank=True)  # why the proof asked for is left out (Dikecualikan)
    reviewed = models.CharField(max_length=60, null=True)  # ``raw`` when a validator last looked; NULL: never yet
    filler = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)  # who types it (pengisi)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "code"], name="cell_once")]
        ordering: ClassVar = ["order", "id"]


class Submission(models.Model):
    """What a unit sent, immutable; ``digest`` is in the journal."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    late = models.CharField(max_length=300, blank=True)  # why it was sent after its due time
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "number"], name="submission_once")]


class Evidence(models.Model):
    """Proof of a value: a file, a link or a text."""

    cell = models.ForeignKey(Cell, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=6)  # file, link, text
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    mime = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=100, blank=True)  # where in the file: "hal. 3, tabel 2"
    sensitive = models.BooleanField(default=False)  # holds identity numbers: only its unit and the team may open it
    frozen = models.BooleanField(default=False)  # it has been sent
    withdrawn = models.BooleanField(default=False)  # sent once, taken back after a return; kept, no longer shown
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Reminder(models.Model):
    """Somebody reminded a unit of its form."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, models.PROTECT)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
