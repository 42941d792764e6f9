"""Findings: what a validator says of a value (Catatan validasi)."""

from __future__ import annotations

from django.db import models

from ukur.store.fields import ExactDecimal
from ukur.store.models.collection import Cell
from ukur.store.models.people import Person


class Finding(models.Model):
    cell = models.ForeignKey(Cell, models.CASCADE, related_name="findings")
    step = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20, blank=True)  # the kind of reason, for counting
    reason = models.TextField()
    proposed = ExactDecimal(null=True)
    state = models.CharField(max_length=10, default="open")  # open, answered, closed
    answer = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
