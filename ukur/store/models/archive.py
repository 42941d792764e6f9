"""The archive package of a run (Berkas Arsip)."""

from __future__ import annotations

from django.db import models

from ukur.store.models.run import Run


class ArchivePackage(models.Model):
    run = models.OneToOneField(Run, models.PROTECT, related_name="package")
    classification = models.CharField(max_length=40)
    active_years = models.PositiveSmallIntegerField()
    inactive_years = models.PositiveSmallIntegerField()
    fate = models.CharField(max_length=20)  # Permanen, Musnah
    location = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField()
    file = models.CharField(max_length=64, blank=True)
    sound = models.BooleanField(null=True)
    checked_at = models.DateTimeField(null=True)
