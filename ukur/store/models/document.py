"""The measurement document on its way to the head: wording that he corrects, and submission given in advance."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ukur.store.models.paper import Paper
from ukur.store.models.people import Person
from ukur.store.models.run import Run


class Correction(models.Model):
    """The head's wording of a text in the document. It holds while the unit's own text is still ``old``."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="corrections")
    code = models.CharField(max_length=30)
    field = models.CharField(max_length=10)  # cause, follow_up
    old = models.TextField()
    new = models.TextField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    acted_as = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    round = models.PositiveSmallIntegerField()  # of the step in which it was made

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "code"], name="correction_by_code")]


class Presubmission(models.Model):
    """The Sekretaris submits for approval in advance: it counts when the head goes on without correcting anything."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="presubmission")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    acted_as = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, default="open")  # open, used, void
