"""The archive: packages of runs (Berkas Arsip), the agency's lists, what is searched, and what the health check saw."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ukur.store.models.people import Agency, Person
from ukur.store.models.run import Run


class ArchivePackage(models.Model):
    """A berkas. ``basis`` empty: its retention is an example that nobody has enacted."""

    run = models.OneToOneField(Run, models.PROTECT, related_name="package")
    classification = models.CharField(max_length=40)
    number = models.CharField(max_length=40, blank=True)  # of the berkas, within its classification
    description = models.CharField(max_length=300, blank=True)
    since = models.DateField(null=True)  # kurun waktu: of the oldest and the newest of its papers
    until = models.DateField(null=True)
    stage = models.CharField(max_length=20, default="asli")  # asli, salinan
    amount = models.CharField(max_length=60, blank=True)
    location = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=120, blank=True)  # the line of the retention schedule
    active_years = models.PositiveSmallIntegerField()
    inactive_years = models.PositiveSmallIntegerField()
    fate = models.CharField(max_length=20)  # Permanen, Musnah, Dinilai kembali
    basis = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField()
    file = models.CharField(max_length=64, blank=True)
    sound = models.BooleanField(null=True)
    checked_at = models.DateTimeField(null=True)


class ArchiveList(models.Model):
    """One version of an agency's list: its classification codes, or its retention schedule. Never changed.

    ``lines``: as the commands ``SetCodes`` and ``SetRetention`` carry them, each a list of its fields.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="archive_lists")
    kind = models.CharField(max_length=10)  # codes, retention
    since = models.DateField()
    lines = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ArchiveText(models.Model):
    """A piece of what can be found in a berkas; ``folded`` is ``text`` without case and diacritics."""

    package = models.ForeignKey(ArchivePackage, models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    folded = models.TextField()


class HealthRound(models.Model):
    """One whole check of every file and every package, done in slices; ``place`` is how far it came."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=80, blank=True)
    files = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    packages = models.PositiveIntegerField(default=0)


class HealthFault(models.Model):
    """Something that is no longer as it was kept. ``agency`` empty: a file that no agency refers to.

    ``what``: missing, changed (a file), unsound (a package). Kept after it was mended.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", null=True)
    run = models.ForeignKey(Run, models.CASCADE, related_name="+", null=True)
    digest = models.CharField(max_length=64)
    what = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    detail = models.CharField(max_length=500, blank=True)
    found_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["digest"], condition=Q(mended_at=None), name="fault_open")]
