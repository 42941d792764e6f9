"""Papers: the frozen content (snapshot) with its digest, and the bytes made from it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ukur.store.models.run import Run


class Paper(models.Model):
    """``snapshot`` is canonical JSON, ``digest`` its SHA-256 (Kode keaslian). Bytes are attached by a job, once."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    step = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField()
    snapshot = models.TextField()
    digest = models.CharField(max_length=64)
    size = models.CharField(max_length=2, default="A4")
    token = models.CharField(max_length=40, unique=True)
    frozen_at = models.DateTimeField()
    file = models.CharField(max_length=64, blank=True)  # SHA-256 of the unsigned bytes
    signed_file = models.CharField(max_length=64, blank=True)
    replaced = models.BooleanField(default=False)  # by a newer paper of the same kind, or by a Ralat

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "kind"], name="paper_by_kind")]


class Job(models.Model):
    """One piece of slow work as people see it: waiting, running, done or failed. Arguments are ids only."""

    kind = models.CharField(max_length=30)
    target = models.BigIntegerField()
    state = models.CharField(max_length=8, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()


class Timer(models.Model):
    """When something that is done again and again is due next; one row a kind."""

    kind = models.CharField(max_length=30, unique=True)
    next_at = models.DateTimeField()
