"""The journal: append-only, one chained stream per subject. Triggers on both databases refuse change and removal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Stream(models.Model):
    """The head of one stream; its row is also the lock of the subject."""

    name = models.CharField(max_length=60, primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")


class JournalEntry(models.Model):
    """``payload`` is canonical JSON text; ``digest`` closes it over ``prev`` (``domain.paper.chain``)."""

    stream = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    at = models.CharField(max_length=40)
    actor = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    payload = models.TextField()
    refused = models.BooleanField(default=False)
    prev = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stream", "seq"], name="journal_seq_once")]


class SecurityEvent(models.Model):
    """What outsiders tried: kept apart from the journal of the work."""

    at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    detail = models.CharField(max_length=300)
